"""Sources and reports with the numbers that tie the tables of one export together, and the choice among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from extractor.export.labels import Labels, cell_labels
from extractor.reviewing.events import Standing
from schemas import CellDefinition, cell_definition
from schemas.decisions import How
from schemas.result import Cell, Extraction, Report

__all__ = ["CellRow", "Decided", "Numbered", "PartRow", "ReportRow", "Selection", "is_called_wrong", "numbered"]

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Decided:
    """What persons decided about a report; a result does not hold it, the service has it beside each."""

    read: Report
    """As it was read."""
    standing: Mapping[str, Standing]
    """The decisions that stand, by path."""
    put_in: bool
    """Whether the report that is exported is the one with the decisions in it."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report and where it is from."""

    source_id: int
    report_id: int
    index: int
    """Its place among the reports of its source, from 1."""
    extraction: Extraction
    report: Report
    decided: Decided | None = None
    """None where nobody can tell what was decided: the results came without it."""

    def decision(self, path: str) -> Standing | None:
        """Return the decision that is in a cell as it is exported: one that counts no more is in none."""
        found = self.decided.standing.get(path) if self.decided and self.decided.put_in else None
        return found if found and found.current else None

    def called_wrong(self) -> list[str]:
        """Return the cells that are read right and that a person called the report's own error."""
        return [path for path in self.report.cells if is_called_wrong(self.decision(path))]


def is_called_wrong(decision: Standing | None) -> bool:
    """Return whether a decision keeps what is read and calls the report itself wrong."""
    return decision is not None and decision.reading.how is How.REPORT_WRONG


@dataclass(frozen=True)
class CellRow:
    """A cell of a report."""

    of: ReportRow
    path: str
    cell: Cell

    @property
    def definition(self) -> CellDefinition:
        """What the forms say of it."""
        return cell_definition(self.path)

    @property
    def decision(self) -> Standing | None:
        """What a person decided about it."""
        return self.of.decision(self.path)

    @cached_property
    def labels(self) -> Labels:
        """What it is called."""
        return cell_labels(self.path, self.of.report.form)


@dataclass(frozen=True, slots=True)
class PartRow(Generic[Part]):
    """Something else that a report has several of, such as a fact."""

    of: ReportRow
    index: int
    """Its place among them, from 1."""
    part: Part


@dataclass(frozen=True, slots=True)
class Numbered:
    """A source with its reports, numbered over all input."""

    id: int
    extraction: Extraction
    reports: tuple[ReportRow, ...]
    """Those that are exported."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports and cells are exported; an empty choice is no restriction."""

    years: frozenset[int] = frozenset()
    forms: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()

    def of(self, report: Report) -> Report | None:
        """Return what is chosen of a report: with the cells, and the facts of the statuses; None for nothing of it."""
        if (self.years and report.year not in self.years) or (self.forms and report.form not in self.forms):
            return None
        if not self.tables and not self.statuses:
            return report
        cells = {path: cell for path, cell in report.cells.items() if self._has(path, cell)}
        facts = [fact for fact in report.facts if not self.statuses or fact.status in self.statuses]
        return report.model_copy(update={"cells": cells, "facts": facts})

    def _has(self, path: str, cell: Cell) -> bool:
        if self.tables and cell_definition(path).table not in self.tables:
            return False
        return not self.statuses or cell.status in self.statuses


def numbered(
    extractions: Iterable[Extraction],
    selection: Selection | None = None,
    decided: Callable[[int], Decided] | None = None,
) -> Iterator[Numbered]:
    """Yield the sources, numbered from 1 in the order of the input, whatever is chosen of them.

    Args:
        extractions: the results.
        selection: what is chosen of them.
        decided: what was decided about a report of the source that is at hand, by its place there, from 0.
    """
    selection = selection or Selection()
    report_id = 0
    for source_id, extraction in enumerate(extractions, 1):
        reports = []
        for index, report in enumerate(extraction.reports, 1):
            report_id += 1
            if (chosen := selection.of(report)) is not None:
                said = decided(index - 1) if decided else None
                reports.append(ReportRow(source_id, report_id, index, extraction, chosen, said))
        yield Numbered(source_id, extraction, tuple(reports))
