"""Taking rows out of a table and putting rows in, with the spans around them kept right."""

from __future__ import annotations

from dataclasses import replace

from eval.mangle.document import Cell, Row, Table, grid

__all__ = ["cut_table", "drop_row", "flat_labels", "insert_row", "replace_rows"]


def replace_rows(table: Table, rows: tuple[Row, ...]) -> Table:
    """Return the table with other rows, as wide as the widest needs."""
    widest = max((sum(cell.colspan for cell in row.cells) for row in rows), default=0)
    return replace(table, rows=rows, width=max(table.width, widest))


def _reach(table: Table) -> list[list[tuple[int, int]]]:
    """For each row, (row, index) of the cells of earlier rows that cover part of it."""
    covering: list[list[tuple[int, int]]] = [[] for _ in table.rows]
    for y, row in enumerate(table.rows):
        for x, cell in enumerate(row.cells):
            for below in range(y + 1, min(y + cell.rowspan, len(table.rows))):
                covering[below].append((y, x))
    return covering


def _stretch(rows: list[Row], place: tuple[int, int], by: int) -> None:
    y, x = place
    cells = list(rows[y].cells)
    cells[x] = replace(cells[x], rowspan=max(1, cells[x].rowspan + by))
    rows[y] = replace(rows[y], cells=tuple(cells))


def drop_row(table: Table, index: int) -> Table:
    """Return the table without that row; labels that begin in it and go on below move down."""
    rows = list(table.rows)
    for place in _reach(table)[index]:
        _stretch(rows, place, -1)
    heirs = tuple(replace(cell, rowspan=cell.rowspan - 1) for cell in rows[index].cells if cell.rowspan > 1)
    if heirs and index + 1 < len(rows):
        rows[index + 1] = replace(rows[index + 1], cells=(*heirs, *rows[index + 1].cells))
    del rows[index]
    return replace(table, rows=tuple(rows))


def flat_labels(table: Table) -> Table:
    """Return the table with no label reaching into the rows below; an empty cell keeps each place it covered.

    Rows can then be moved and torn, and numbers keep their columns.
    """
    rows: list[Row] = []
    for row, line in zip(table.rows, grid(table), strict=True):
        if row.kind != "data":
            rows.append(row)
            continue
        width = sum(cell.colspan for cell in row.values)
        cells: list[Cell] = []
        for cell, begins in line[: table.width - width]:
            if begins:
                cells.append(replace(cell, rowspan=1))
            elif cell not in row.cells:
                cells.append(Cell("", kind="filler"))
        rows.append(replace(row, cells=(*cells, *row.values)))
    return replace(table, rows=tuple(rows))


def insert_row(table: Table, index: int, row: Row) -> Table:
    """Return the table with the row before ``index``; labels that cover the place grow by it."""
    rows = list(table.rows)
    if index < len(rows):
        for place in _reach(table)[index]:
            _stretch(rows, place, 1)
    rows.insert(index, row)
    return replace_rows(table, tuple(rows))


def cut_table(table: Table, index: int, *, repeat_labels: bool, heads: tuple[Row, ...] = ()) -> tuple[Table, Table]:
    """Return the table in two parts, the second from row ``index``.

    Args:
        table: what to cut.
        index: first row of the second part.
        repeat_labels: whether a group label that covers the cut is printed again, or leaves an empty cell.
        heads: header rows to print again above the second part.
    """
    first = list(table.rows[:index])
    for y, x in _reach(table)[index]:
        _stretch(first, (y, x), index - y - first[y].cells[x].rowspan)
    going_on: list[Cell] = []
    origin = {id(cell): y for y, line in enumerate(grid(table)) for cell, begins in line if begins}
    seen: set[int] = set()
    for cell, begins in grid(table)[index]:
        if not begins and id(cell) in origin and origin[id(cell)] < index and id(cell) not in seen:
            seen.add(id(cell))
            left = cell.rowspan - (index - origin[id(cell)])
            text = cell.text if repeat_labels else ""
            going_on.append(replace(cell, text=text, rowspan=left, kind="label" if text else "filler"))
    second = list(table.rows[index:])
    second[0] = replace(second[0], cells=(*going_on, *second[0].cells))
    return replace(table, rows=tuple(first)), replace(table, rows=(*heads, *second))
