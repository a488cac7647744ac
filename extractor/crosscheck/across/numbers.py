"""The numbers of a report that may be held against another report's, and how well each is read.

A disputed or unread number is held against nothing. A blank or a mark counts as 0 only where the form's own sums take it
for one: beside other numbers of its row, with the row's total as printed (FORMS.md, "The identities").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from schemas import Number, cell_definition
from schemas.enums import Origin, State, Status, TableKind, Witness
from schemas.result import Cell, Report

__all__ = ["Figure", "figures"]

_READ = (Status.VERIFIED, Status.READ, Status.REPAIRED)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that may be compared."""

    value: Number
    printed: bool
    """False for a blank or a mark that counts as 0."""
    well_read: bool
    """True where there is no doubt that this is printed in this cell: digital, in its own structure or seen twice."""


def figures(report: Report, origin: Origin | None) -> dict[str, Figure]:
    """Return what can be compared of a report, by path."""
    rows: dict[str, dict[str, Cell]] = defaultdict(dict)
    for path, cell in report.cells.items():
        rows[_row(path)][path] = cell
    found: dict[str, Figure] = {}
    for row, cells in rows.items():
        zeros = _zeros(cells, f"{row}.total")
        for path, cell in cells.items():
            if path in zeros:
                found[path] = Figure(0, False, _well_read(cell, origin))
            elif cell.status in _READ and cell.value is not None:
                found[path] = Figure(cell.value, True, _well_read(cell, origin))
    return found


def _row(path: str) -> str:
    """The row of a cell; the annex has one number a row."""
    return path if cell_definition(path).table is TableKind.STATISTICS else path.rpartition(".")[0]


def _zeros(cells: Mapping[str, Cell], total_path: str) -> Collection[str]:
    """The cells of a row whose blank or mark counts as 0."""
    blank = {path for path, cell in cells.items() if cell.state in (State.BLANK, State.MARK) and cell.value is None}
    parts = {path: cell.value for path, cell in cells.items() if cell.value is not None}
    if not blank or any(cell.status not in _READ for cell in cells.values()):
        return ()
    total = parts.pop(total_path, None)
    if not parts:
        return ()  # totals alone say nothing of the parts that are blank
    if total_path not in cells or sum(parts.values()) == (total or 0):
        return blank
    return blank - {total_path} if total is None else ()  # an open total is no zero; a broken one vouches for none


def _well_read(cell: Cell, origin: Origin | None) -> bool:
    twice = Witness.RULES in cell.witnesses and Witness.MODEL in cell.witnesses
    return origin is Origin.DIGITAL and cell.status is not Status.REPAIRED and (cell.placed_by == "structure" or twice)
