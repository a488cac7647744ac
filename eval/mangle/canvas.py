"""A table drawn with white space: every cell in its columns, wide characters two places wide."""

from __future__ import annotations

import unicodedata

from eval.mangle.document import Cell, Table, grid

__all__ = ["table_canvas", "width", "wrapped"]

_VERTICAL = 10
"""A label over more rows than this stands upright in a narrow column."""
_LABEL, _NUMBER = 28, 8
"""Widest label column and narrowest number column, in places."""


def width(text: str) -> int:
    """Return how many places the text takes; wide and full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def wrapped(text: str, limit: int) -> list[str]:
    """Return the text in lines of at most ``limit`` places, broken anywhere, as a page breaks Chinese text."""
    lines = [""]
    for character in text:
        if character == "\n" or width(lines[-1] + character) > max(2, limit):
            lines.append("")
        lines[-1] += "" if character == "\n" else character
    return lines


def _column_widths(table: Table) -> list[int]:
    widths = [_NUMBER] * table.width
    for row, line in zip(table.rows, grid(table), strict=True):
        for x, (cell, begins) in enumerate(line):
            if not begins or cell.colspan > 1:
                continue
            if cell.rowspan > _VERTICAL:
                # Only upright labels stand in this column.
                widths[x] = 4
            elif cell.kind == "value" or row.kind == "head":
                widths[x] = max(
                    widths[x], width(cell.text) + 2 if cell.kind == "value" else min(width(cell.text) + 2, 12)
                )
            elif cell.text:
                widths[x] = max(widths[x], min(width(cell.text) + 2, _LABEL))
    return widths


def _value_line(height: int, where: str) -> int:
    return {"first": 0, "middle": height // 2, "last": height - 1}[where]


class _Canvas:
    """Lines of a table, each a set of texts with their places."""

    def __init__(self, table: Table) -> None:
        self.table = table
        widths = _column_widths(table)
        self.left = [sum(widths[:x]) for x in range(table.width + 1)]
        self.matrix = grid(table)

    def area(self, x: int, cell: Cell) -> tuple[int, int]:
        """Left edge and width of a cell that begins in column ``x``."""
        right = self.left[min(x + cell.colspan, self.table.width)]
        return self.left[x], right - self.left[x]

    def words(self, x: int, cell: Cell) -> list[str]:
        """The cell's lines; an upright label one character a line."""
        if cell.rowspan > _VERTICAL and cell.colspan == 1 and cell.kind == "label":
            return list(cell.text.replace("\n", ""))
        return wrapped(cell.text, self.area(x, cell)[1] - 2)


def table_canvas(table: Table, value_line: str) -> tuple[list[list[str]], int]:
    """Return the lines of each row, and how many of the rows are header.

    Args:
        table: what to draw.
        value_line: where numbers stand beside a wrapped label: ``first``, ``middle`` or ``last`` line.
    """
    canvas = _Canvas(table)
    heights = _heights(canvas)
    tops = [sum(heights[:y]) for y in range(len(heights) + 1)]
    lines: list[dict[int, str]] = [{} for _ in range(tops[-1])]
    for y, line in enumerate(canvas.matrix):
        for x, (cell, begins) in enumerate(line):
            if begins and cell.text:
                _draw(canvas, lines, tops, (y, x), cell, value_line)
    heads = sum(row.kind == "head" for row in table.rows)
    text = [_line(places) for places in lines]
    return [text[tops[y] : tops[y + 1]] for y in range(len(heights))], heads


def _heights(canvas: _Canvas) -> list[int]:
    heights: list[int] = []
    for line in canvas.matrix:
        own = [len(canvas.words(x, cell)) for x, (cell, begins) in enumerate(line) if begins and cell.rowspan == 1]
        heights.append(max(own, default=1))
    # A label over several rows that is taller than they are makes the last of them taller.
    for y, line in enumerate(canvas.matrix):
        for x, (cell, begins) in enumerate(line):
            if begins and cell.rowspan > 1:
                last = min(y + cell.rowspan, len(heights))
                heights[last - 1] += max(0, len(canvas.words(x, cell)) - sum(heights[y:last]))
    return heights


def _draw(
    canvas: _Canvas, lines: list[dict[int, str]], tops: list[int], at: tuple[int, int], cell: Cell, value_line: str
) -> None:
    y, x = at
    left, room = canvas.area(x, cell)
    words = canvas.words(x, cell)
    bottom = tops[min(y + cell.rowspan, len(tops) - 1)]
    height = bottom - tops[y]
    number = cell.kind == "value" and len(words) == 1
    first = tops[y] + (_value_line(height, value_line) if number else max(0, (height - len(words)) // 2))
    centred = cell.kind in ("value", "head")
    for i, word in enumerate(words):
        indent = max(0, (room - width(word)) // 2) if centred else 0
        lines[min(first + i, len(lines) - 1)][left + indent] = word


def _line(places: dict[int, str]) -> str:
    text = ""
    for left, word in sorted(places.items()):
        text += " " * max(1 if text else 0, left - width(text)) + word
    return text
