"""The report as its agency laid it out: paragraphs and tables of cells, before any rendering.

A table is kept as HTML would: rows hold only the cells that begin in them, with their spans. ``grid`` gives the
full matrix. Each cell that holds a number of the form names its path, so a mode that drops or moves a cell knows
which label it touches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas.enums import TableKind

__all__ = ["Block", "Cell", "Document", "Paragraph", "Row", "Table", "grid"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it begins in its row."""

    text: str
    path: str | None = None
    """The form's cell that this prints; None for labels, headers and fillers."""
    kind: str = "label"
    """``label``, ``head``, ``value`` or ``filler`` (an empty cell that the form has no number for)."""
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    kind: str = "data"
    """``caption``, ``head``, ``data`` or ``group`` (a heading row without numbers)."""
    key: str = ""
    """The form's row, such as ``denied.state_secret``; empty for heads and captions."""

    @property
    def values(self) -> tuple[Cell, ...]:
        """The cells that print numbers, those of local additions among them, which have no path."""
        return tuple(cell for cell in self.cells if cell.kind == "value")

    @property
    def labels(self) -> tuple[Cell, ...]:
        """The cells before the first number."""
        return tuple(cell for cell in self.cells if cell.kind != "value")

    @property
    def paths(self) -> tuple[str, ...]:
        """The form's cells that this row prints."""
        return tuple(cell.path for cell in self.cells if cell.path is not None)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the report."""

    kind: TableKind
    rows: tuple[Row, ...]
    width: int
    """Number of columns of the full matrix."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that the table prints, top to bottom."""
        return tuple(path for row in self.rows for path in row.paths)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of text."""

    text: str
    kind: str = "body"
    """``title``, ``heading``, ``subheading``, ``caption``, ``body`` or ``signature``."""
    section: str = ""
    """For a heading: ``overview``, ``disclosure``, ``requests``, ``review``, ``problems``, ``other_matters``, ..."""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One report, top to bottom."""

    blocks: tuple[Block, ...] = field(default=())

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, top to bottom."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def grid(table: Table) -> list[list[tuple[Cell, bool]]]:
    """Return the full matrix: for each place the cell that covers it, and whether the cell begins there."""
    filler = Cell("", kind="filler")
    matrix: list[list[tuple[Cell, bool] | None]] = [[None] * table.width for _ in table.rows]
    for y, row in enumerate(table.rows):
        free = (x for x in range(table.width))
        for cell in row.cells:
            x = _next_free(matrix[y], free)
            for dy in range(min(cell.rowspan, len(table.rows) - y)):
                for dx in range(min(cell.colspan, table.width - x)):
                    matrix[y + dy][x + dx] = (cell, dy == 0 and dx == 0)
    return [[place or (filler, True) for place in line] for line in matrix]


def _next_free(line: list[tuple[Cell, bool] | None], places: Iterator[int]) -> int:
    for x in places:
        if line[x] is None:
            return x
    raise ValueError("a row holds more cells than its table has columns")
