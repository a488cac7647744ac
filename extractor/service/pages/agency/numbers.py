"""One number of one year as a page shows it, with how far it can be believed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck.across.numbers import Figure
from extractor.export.review.vocabulary import STATUSES
from extractor.service.pages.agency.measures import Measure
from schemas import Number
from schemas.enums import State, Status
from schemas.result import Cell, Report

__all__ = ["Shown", "YearReport", "shown", "shown_cell"]


@dataclass(frozen=True, slots=True)
class YearReport:
    """The report that stands for a year."""

    id: str
    year: int
    report: Report
    """After decisions."""
    figures: Mapping[str, Figure]
    """What of it can be compared (``crosscheck.across.numbers``)."""
    decided: Collection[str] = ()
    """Paths of cells that a person settled."""
    wrong: Collection[str] = ()
    """Paths of cells at which the report is wrong: an error of its sums is placed there, or a person said so."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One number, or why there is none."""

    value: Number | None
    mark: str
    """A status, or ``decided`` where a person settled it; of several cells that of the least certain one."""
    state: State
    others: tuple[Number, ...] = ()
    """What it may be instead."""
    parts: int = 1
    """Of how many cells it is the sum."""
    wrong: bool = False
    """True where it stands as printed, and the report's own sums or a person say that the report is wrong there."""

    @property
    def doubtful(self) -> bool:
        """True where it is neither verified nor settled by a person."""
        return self.mark not in (Status.VERIFIED.value, "decided")


def shown(measure: Measure, year: YearReport) -> Shown | None:
    """Return a measure of a year; None where the report's form does not have it."""
    for paths in measure.forms:
        having = [path for path in paths if path in year.report.cells]
        if having:
            return _summed([shown_cell(path, year) for path in having])
    return None


def shown_cell(path: str, year: YearReport) -> Shown:
    """Return one cell of a year; a blank is 0 only where the form's own sums take it for one.

    Raises:
        KeyError: the report has no such cell.
    """
    cell = year.report.cells[path]
    figure = year.figures.get(path)
    mark = "decided" if path in year.decided else cell.status.value
    value = cell.value if cell.value is not None else (figure.value if figure else None)
    return Shown(value, mark, cell.state, _others(cell), wrong=path in year.wrong)


def _others(cell: Cell) -> tuple[Number, ...]:
    if cell.status is not Status.DISPUTED:
        return ()
    values = (candidate.value for candidate in cell.candidates)
    return tuple(dict.fromkeys(value for value in values if value is not None and value != cell.value))


def _summed(cells: Sequence[Shown]) -> Shown:
    if len(cells) == 1:
        return cells[0]
    least = max(cells, key=lambda one: _DOUBT.index(one.mark))
    values = [one.value for one in cells if one.value is not None]
    whole = len(values) == len(cells)
    missing = next((one.state for one in cells if one.value is None), State.NUMBER)
    return Shown(
        sum(values) if whole else None, least.mark, missing, parts=len(cells), wrong=any(one.wrong for one in cells)
    )


_DOUBT = ("decided", *(status.value for status in reversed(STATUSES)))
"""The least certain last."""
