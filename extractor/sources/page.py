"""Content to rendered text and blocks: what a page, a document and a sheet have in common.

Each block is a line; a table of data has a line a row with its cells separated by tabs, and its spans are laid out as
a browser lays them out. Line breaks inside a cell are nothing (``html_content.flat_text``), elsewhere they end a line.
No-break spaces stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.sources.budget import Meter, Work
from extractor.sources.document import Block, Cell, Hidden, Layout, Line, Row, Table, Unread
from extractor.sources.html_content import Content, GridCell, GridRow, GridTable, Mark, collapse, flat_text
from extractor.sources.html_layout import mark_data_tables
from extractor.sources.notices import Notice

__all__ = ["Page", "render"]


@dataclass(frozen=True, slots=True)
class Page:
    """A source, rendered."""

    text: str
    blocks: tuple[Block, ...]
    title: str
    hidden: tuple[Hidden, ...]
    notices: tuple[Notice, ...] = ()


def render(
    content: Content,
    meter: Meter,
    *,
    title: str = "",
    hidden: tuple[Hidden, ...] = (),
    notices: tuple[Notice, ...] = (),
) -> Page:
    """Return content as text and blocks; at a limit of the meter a table ends there."""
    for token in content:
        if isinstance(token, GridTable):
            mark_data_tables(token)
    rendering = _Rendering(meter)
    rendering.add(content)
    return Page("".join(rendering.pieces), tuple(rendering.blocks), title, hidden, notices)


class _Rendering:
    """The text as far as it is written, and the blocks in it."""

    def __init__(self, meter: Meter) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self._meter = meter
        self._length = 0
        self._tables = 0

    def add(self, content: Content) -> None:
        """Write content, in reading order."""
        pieces: list[str] = []
        heading = False
        for token in content:
            if isinstance(token, str):
                pieces.append(token)
                continue
            if pieces:
                self._line("".join(pieces), heading)
                pieces.clear()
            heading = token is Mark.HEADING
            if isinstance(token, GridTable):
                self._table_or_layout(token)
        self._line("".join(pieces), heading)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def _line(self, text: str, heading: bool) -> None:
        text = collapse(text)
        if text:
            start = self._length
            self._write(text)
            self.blocks.append(Line((start, self._length), heading))
            self._write("\n")

    def _table_or_layout(self, table: GridTable) -> None:
        self.add(table.caption)
        if table.is_data:
            self._table(table)
            return
        for row in table.rows:
            for cell in row.cells:
                self.add(cell.content)

    def _table(self, table: GridTable) -> None:
        start = self._length
        columns = _Columns(table, self._meter)
        rows = tuple(self._row(number, row, columns) for number, row in enumerate(table.rows))
        span = (start, self._length - 1)
        self.blocks.append(Table(self._tables, Layout.GRID, rows, span, flat_text(table.caption), tuple(table.unread)))
        self._tables += 1

    def _row(self, number: int, row: GridRow, columns: _Columns) -> Row:
        start = self._length
        cells: list[Cell] = []
        for cell in row.cells:
            place = columns.place(number, cell)
            if place is None:
                break
            if cells:
                self._write("\t")
            begin = self._length
            text = flat_text(cell.content)
            self._write(text)
            column, rowspan = place
            cell.at = self._tables, number, column
            unread = tuple(item for item in _unread(cell) if not text or item.text or item.shows)
            cells.append(Cell(number, column, rowspan, cell.colspan, (begin, self._length), cell.header, unread))
        end = self._length
        self._write("\n")
        return Row(tuple(cells), (start, end))


def _unread(cell: GridCell) -> Iterator[Unread]:
    """What a cell holds beside its text, the tables in it included."""
    yield from cell.unread
    for token in cell.content:
        if isinstance(token, GridTable):
            yield from token.unread
            for row in token.rows:
                for inner in row.cells:
                    yield from _unread(inner)


class _Columns:
    """Which columns are still covered by cells from rows above."""

    def __init__(self, table: GridTable, meter: Meter) -> None:
        self._free_from: list[int] = []
        """For each column the first row in which it is free."""
        self._group_end = _group_ends(table)
        self._meter = meter
        self._row = -1
        self._column = 0

    def place(self, row: int, cell: GridCell) -> tuple[int, int] | None:
        """Return the next cell's column and its rowspan within the table, or None where the budget ends."""
        if row != self._row:
            self._row, self._column = row, 0
        column, colspan = max(self._column, cell.column or 0), cell.colspan
        while cell.column is None and column < len(self._free_from) and self._free_from[column] > row:
            column += 1
        if not self._meter.take(Work.GRID_STEPS, column - self._column + colspan):
            return None
        if column + colspan > self._meter.budget.columns:
            self._meter.exceed(Work.COLUMNS)
            return None
        rowspan = min(cell.rowspan, self._group_end[row] - row)
        self._free_from += [0] * (column + colspan - len(self._free_from))
        for covered in range(column, column + colspan):
            self._free_from[covered] = max(self._free_from[covered], row + rowspan)
        self._column = column + colspan
        return column, rowspan


def _group_ends(table: GridTable) -> list[int]:
    """Return for each row the row after the last of its group."""
    ends: list[int] = []
    end = len(table.rows)
    for index in range(len(table.rows) - 1, -1, -1):
        if index + 1 < len(table.rows) and table.rows[index].group != table.rows[index + 1].group:
            end = index + 1
        ends.append(end)
    ends.reverse()
    return ends
