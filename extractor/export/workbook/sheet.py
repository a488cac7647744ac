"""A sheet that is written row by row: values with a style, merged cells, notes and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Protocol, cast

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from extractor.export.columns import Scalar, as_double
from extractor.export.workbook.text import cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.cell_range import MultiCellRange
    from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder, RowDimension
    from openpyxl.worksheet.page import PageMargins, PrintOptions, PrintPageSetup
    from openpyxl.worksheet.pagebreak import RowBreak
    from openpyxl.worksheet.properties import WorksheetProperties
    from openpyxl.worksheet.views import SheetView
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Piece", "Sheet", "SheetWriter", "fit_to_width"]

_NOTE_WIDTH, _NOTE_HEIGHT = 260, 140
_BIGGEST = 2**53
_SUSPECT = ("=", "+", "-", "@", "#")
"""How formulas and error words begin."""


class Sheet(Protocol):
    """What is used of a write-only sheet; openpyxl's stubs say less of it than there is."""

    title: str
    freeze_panes: str | None
    merged_cells: MultiCellRange
    column_dimensions: DimensionHolder[str, ColumnDimension]
    row_dimensions: DimensionHolder[int, RowDimension]
    page_setup: PrintPageSetup
    page_margins: PageMargins
    print_options: PrintOptions
    sheet_properties: WorksheetProperties
    sheet_view: SheetView
    row_breaks: RowBreak

    def append(self, row: Sequence[object], /) -> None:
        """Write the next row."""

    def close(self) -> None:
        """Write the end; no row can follow."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in a cell, or in several merged ones."""

    value: Scalar | float
    style: str
    width: int = 1
    height: int = 1
    format: str | None = None
    note: str | None = None
    link: str | None = None
    """Name of the sheet that it leads to."""


class SheetWriter:
    """Writes a sheet from top to bottom."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.row = 0
        """Rows that are written."""

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        for _ in range(rows):
            self.write({})

    def write(self, pieces: Mapping[int, Piece], height: float | None = None) -> None:
        """Write one row.

        Args:
            pieces: by column, from 0. One that is higher than a row reaches into the rows below, in which its columns
                must hold ``Piece(None, style)`` for its borders.
            height: in points.
        """
        self.row += 1
        if height is not None:
            self.sheet.row_dimensions[self.row].height = height
        end = max((at + piece.width for at, piece in pieces.items()), default=0)
        cells: list[Cell | None] = [None] * end
        for at, piece in pieces.items():
            cells[at] = self._cell(piece, at)
            for place in range(at + 1, at + piece.width):
                cells[place] = self._cell(Piece(None, piece.style), place)
            if piece.width > 1 or piece.height > 1:
                last = f"{get_column_letter(at + piece.width)}{self.row + piece.height - 1}"
                self.sheet.merged_cells.add(f"{get_column_letter(at + 1)}{self.row}:{last}")
        self.sheet.append(cells)

    def values(self, values: Sequence[Scalar], style: str | None = None) -> None:
        """Write one row of plain values."""
        self.row += 1
        self.sheet.append([self._plain(value, style) for value in values])

    def _plain(self, value: Scalar, style: str | None) -> Cell | Scalar | float:
        if style is not None:
            return self._cell(Piece(value, style), 0)
        if not isinstance(value, str):
            return _number(value)
        text = cell_text(value)
        # what the library would take for more than text is given as a cell whose type is said
        return self._cell(Piece(value, "Normal"), 0) if text.startswith(_SUSPECT) else text

    def _cell(self, piece: Piece, at: int) -> Cell:
        cell = WriteOnlyCell(cast("Worksheet", self.sheet))
        if piece.style != "Normal":
            cell.style = piece.style
        if isinstance(piece.value, str):
            _set_text(cell, cell_text(piece.value))
        else:
            cell.value = _number(piece.value)
        if piece.format:
            cell.number_format = piece.format
        if piece.note:
            cell.comment = Comment(cell_text(piece.note), "gongkai", height=_NOTE_HEIGHT, width=_NOTE_WIDTH)
        if piece.link:
            cell.row, cell.column = self.row, at + 1
            quoted = piece.link.replace("'", "''")
            cell.hyperlink = Hyperlink(ref="", location=f"'{quoted}'!A1")
        return cell


def fit_to_width(sheet: Sheet, orientation: Literal["portrait", "landscape"]) -> None:
    """Let the sheet print on A4, as wide as the paper."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _set_text(cell: Cell, text: str) -> None:
    """Set the cell to text, whatever it looks like; it stays text when somebody edits it."""
    cell.value = text
    if cell.data_type != "s":
        cell.data_type = "s"
    if text.startswith(_SUSPECT):
        cell.quotePrefix = True


def _number(value: Scalar | float) -> int | float | bool | None:
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int) and abs(value) <= _BIGGEST:
        return value
    assert isinstance(value, int | Decimal)
    return as_double(value)
