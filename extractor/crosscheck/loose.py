"""When a cell that lost its label counts as anchored all the same.

Rows whose labels are torn off stand in a known gap, but which of them is which, only their order tells. Where all
of them hold the same value in a column, an order that is off by one changes nothing in that column.
Source: WITNESSES.md, "Anchored", last but two paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.crosscheck.books import Books
from extractor.crosscheck.evidence import CellReadings
from schemas import Reading, cell_definitions
from schemas.enums import State, Witness

__all__ = ["LooseRun", "all_sums_hold", "anchors", "loose_runs"]

_Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LooseRun:
    """The rows of one run, by block and row, and what the rules reader read in each column."""

    rows: Mapping[_Row, Mapping[str, Reading]]
    columns: Mapping[_Row, frozenset[str]]
    """The columns that the form has in each row."""


def loose_runs(cells: Mapping[str, CellReadings]) -> dict[str, LooseRun]:
    """Return the runs of loose rows by name."""
    rows: dict[str, dict[_Row, dict[str, Reading]]] = {}
    columns: dict[_Row, frozenset[str]] = {}
    for cell in cells.values():
        for claim in cell.claims:
            for reading in claim.firm:
                definition = cell_definitions().get(cell.path)
                if reading.reader is not Witness.RULES or reading.loose_run is None or definition is None:
                    continue
                row = (f"{cell.table}.{definition.block.key}", definition.row.key)
                rows.setdefault(reading.loose_run, {}).setdefault(row, {})[definition.column.key] = reading
                columns[row] = frozenset(column.key for column in definition.block.columns)
    return {name: LooseRun(run, {row: columns[row] for row in run}) for name, run in rows.items()}


def anchors(reading: Reading, run: LooseRun | None, books: Books) -> bool:
    """True where a loose reading counts as anchored."""
    definition = cell_definitions().get(reading.path)
    if run is None or definition is None:
        return False
    return (
        several_rows(run)
        and every_place_visible(run)
        and same_in_every_row(run, definition.column.key)
        and all_sums_hold(reading.path, books)
    )


def several_rows(run: LooseRun) -> bool:
    """True where there is a row to compare with: one row alone fits under any label that is missing beside it."""
    return len(run.rows) > 1


def every_place_visible(run: LooseRun) -> bool:
    """True where each row shows all its places, so that nothing can have moved along a row."""
    return all(
        run.columns[row] <= found.keys() and all(_visible(reading) for reading in found.values())
        for row, found in run.rows.items()
    )


def same_in_every_row(run: LooseRun, column: str) -> bool:
    """True where all rows of the run have the same state and value in that column."""
    found = [readings.get(column) for readings in run.rows.values()]
    first = found[0]
    return first is not None and all(other is not None and other.agrees(first) for other in found)


def all_sums_hold(path: str, books: Books) -> bool:
    """True where the cell stands in an identity and all of its identities are tested and hold."""
    numbers = books.touching(path)
    return bool(numbers) and all(books.checks[number].holds for number in numbers)


def _visible(reading: Reading) -> bool:
    return reading.state in (State.NUMBER, State.MARK) or (reading.state is State.BLANK and reading.grid)
