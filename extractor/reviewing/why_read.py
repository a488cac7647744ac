"""Why a cell is no more than ``read``, from what its result records: the clause of the rule that its witnesses do not meet.

Source: WITNESSES.md, "Status", 3 and 4. A result does not say whether a place is anchored; where everything else that
``verified`` asks for is there, the place is what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from schemas import cell_definition, identities
from schemas.enums import READERS, FindingKind, Origin, PlacedBy, Quantity, State, Status, Witness
from schemas.result import Cell, Report

__all__ = ["WhyRead", "why_read"]


class WhyRead(StrEnum):
    """What is missing."""

    ALONE = "alone"
    """One reader, and nothing else."""
    MODEL_ALONE = "model_alone"
    """The model and sums: these never prove what the model alone gives."""
    ONE_TEXT = "one_text"
    """Two readers of one recognised text, which are one witness."""
    RECOGNISED_SUM = "recognised_sum"
    """Sums that hold, which prove no number of a recognised text."""
    RECOGNISED_ZERO = "recognised_zero"
    """Sums that hold, but not all that a zero of a recognised text needs."""
    PLACED_BY_SUMS = "placed_by_sums"
    UNIT = "unit"
    FRACTION = "fraction"
    """A count with a part behind the point."""
    BLANK = "blank"
    """An empty cell that is not surely this one, or in which a number may be missing."""
    PLACE = "place"
    """A reading that is not in doubt, in a place that is."""
    PLACE_OR_SUM = "place_or_sum"
    """As ``place``; or a sum with an unread cell cannot hold."""


def why_read(report: Report, origin: Origin | None) -> dict[str, tuple[WhyRead, ...]]:
    """Return for each cell that is only read what keeps it from being verified; several reasons hold together.

    Args:
        report: as read, or with decisions put in.
        origin: of its source's characters.
    """
    without_unit = {path for f in report.findings if f.kind is FindingKind.UNIT_UNKNOWN for path in f.paths}
    read = [path for path, cell in report.cells.items() if cell.status is Status.READ]
    open_sums = _in_open_sums(report) if read else frozenset()
    return {
        path: tuple(_reasons(path, report.cells[path], origin, path in without_unit, path in open_sums))
        for path in read
    }


def _reasons(path: str, cell: Cell, origin: Origin | None, unit_unknown: bool, in_open_sum: bool) -> Iterator[WhyRead]:
    if cell.placed_by == PlacedBy.SUMS:
        yield WhyRead.PLACED_BY_SUMS
        return
    if unit_unknown:
        yield WhyRead.UNIT
    if _is_fraction(path, cell):
        yield WhyRead.FRACTION
    readers = {witness for witness in cell.witnesses if witness in READERS}
    others = set(cell.witnesses) - readers
    if len(readers) == 1 and not others:
        yield WhyRead.ALONE
    elif origin is Origin.OCR and Witness.OCR2 not in readers:
        yield from _recognised(cell, readers, others)
    elif readers == {Witness.MODEL}:
        yield WhyRead.MODEL_ALONE
    elif not unit_unknown and not _is_fraction(path, cell):
        yield _place(cell, readers, in_open_sum)


def _recognised(cell: Cell, readers: set[Witness], others: set[Witness]) -> Iterator[WhyRead]:
    if len(readers) > 1:
        yield WhyRead.ONE_TEXT
    if others - {Witness.GRID}:
        yield WhyRead.RECOGNISED_ZERO if cell.value == 0 else WhyRead.RECOGNISED_SUM
    elif len(readers) == 1:
        yield WhyRead.BLANK


def _place(cell: Cell, readers: set[Witness], in_open_sum: bool) -> WhyRead:
    if cell.state is State.BLANK:
        return WhyRead.BLANK
    return WhyRead.PLACE_OR_SUM if in_open_sum and len(readers) == 1 else WhyRead.PLACE


def _is_fraction(path: str, cell: Cell) -> bool:
    counts = cell_definition(path).quantity is not Quantity.MONEY
    return counts and cell.value is not None and cell.value != int(cell.value)


def _in_open_sums(report: Report) -> frozenset[str]:
    """The cells of sums that cannot be tested, for want of a number that is read and undisputed."""
    missing = {path for path, cell in report.cells.items() if cell.status in (Status.UNREAD, Status.DISPUTED)}
    return frozenset(
        path for sum_ in identities(tuple(report.cells)) if missing & set(sum_.paths) for path in sum_.paths
    )
