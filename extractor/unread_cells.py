"""What stands in a report's tables and is not in their text, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.rules.table import TableReading
from extractor.sources.document import Cell, Source, Table
from extractor.sources.hidden_text import FOOTNOTE_MARK
from schemas.enums import State

_ASIDES = frozenset((FOOTNOTE_MARK, "tracked deletion", "instruction of a field"))
"""What is left out of a cell for good reason and is worth a word only where nothing else stands there."""

__all__ = ["UnreadCells", "unread_cells"]


@dataclass(slots=True)
class UnreadCells:
    """What of one kind stands in the cells of one table."""

    reason: str
    hidden: bool
    """It is text that was left out; else something that is no text."""
    cells: int = 0
    texts: list[str] = field(default_factory=list)


def unread_cells(source: Source, reading: TableReading) -> tuple[UnreadCells, ...]:
    """Return what the tables of a reading hold beside their text, in reading order of the first of each kind.

    Numbers that a person would not see count wherever they stand in these tables, what is no text only in the form's
    cells: a picture beside a heading is none of their numbers.
    """
    numbers = {item.run.table for item in reading.runs}
    numbers |= {seen.at.table for seen in reading.readings if seen.at is not None and seen.at.table is not None}
    unreadable = {
        (seen.at.table, seen.at.row, seen.at.column)
        for seen in reading.readings
        if seen.at is not None and seen.state is State.UNREADABLE
    }
    found: dict[tuple[str, bool], UnreadCells] = {}
    for table in source.tables:
        if table.index in numbers:
            for kind, texts in _of_table(table, unreadable):
                entry = found.setdefault(kind, UnreadCells(*kind))
                entry.cells += 1
                entry.texts += texts
    return tuple(found.values())


_Kind = tuple[str, bool]
_Place = tuple[int | None, int | None, int | None]


def _of_table(table: Table, unreadable: set[_Place]) -> Iterator[tuple[_Kind, Sequence[str]]]:
    """Yield for each cell and each kind of what it holds the texts of that kind."""
    holders = [(table.unread, False)]
    holders += [(cell.unread, _is_one_of(cell, table, unreadable)) for row in table.rows for cell in row.cells]
    for unread, of_form in holders:
        texts: dict[_Kind, list[str]] = {}
        for item in unread:
            number = item.reason not in _ASIDES and any(character.isdigit() for character in item.text)
            if number or of_form:
                texts.setdefault((item.reason, number), []).append(item.text)
        yield from texts.items()


def _is_one_of(cell: Cell, table: Table, places: set[_Place]) -> bool:
    return bool(cell.unread) and any(
        (table.index, cell.row, cell.column + extra) in places for extra in range(cell.colspan)
    )
