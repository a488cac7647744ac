"""Reports as XLSX: one sheet for all or one for each table, numbers as numbers or as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, cast

from eval.mangle.document import Block, Cell, Document, Paragraph, Table, grid
from eval.mangle.office.archive import without_clock

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["SheetStyle", "write_xlsx"]

_WIDTH = 10
"""Columns over which a line of text is merged."""
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+")
_DECIMAL = re.compile(r"(-?\d+)\.(\d+)")
_SIGNED = re.compile(r"\+(\d+)")
_WORDED = re.compile(r"([增减])(\d+)")
_UNIT = re.compile(r"(\d+)(个|万元|元)")


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """How a workbook is written."""

    text_numbers: bool = False
    """Numbers are stored as text."""
    sheets: bool = False
    """Each table stands on a sheet of its own."""
    bordered: bool = True


def write_xlsx(documents: Iterable[Document], style: SheetStyle, random: Random) -> bytes:
    """Return reports as one workbook; the same arguments give the same bytes."""
    import openpyxl  # noqa: PLC0415  # of the extra 'office'

    workbook = openpyxl.Workbook()
    writer = _Writer(workbook, style, random)
    for document in documents:
        for block in document.blocks:
            writer.write(block)
    out = BytesIO()
    workbook.save(out)
    return without_clock(out.getvalue())


class _Writer:
    def __init__(self, workbook: Workbook, style: SheetStyle, random: Random) -> None:
        self._workbook = workbook
        self._sheet: Worksheet = workbook.worksheets[0]
        self._style = style
        self._random = random
        self._row = 1
        self._of_table = False

    def write(self, block: Block) -> None:
        if self._style.sheets and isinstance(block, Table) is not self._of_table:
            self._sheet = self._workbook.create_sheet(
                f"表{'一二三四五六七八九十'[len(self._workbook.worksheets) % 10]}"
            )
            self._row, self._of_table = 1, isinstance(block, Table)
        if isinstance(block, Paragraph):
            self._line(block.text)
        else:
            self._table(block)

    def _line(self, text: str) -> None:
        self._sheet.cell(self._row, 1, text)
        if self._random.random() < 0.5:
            self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=_WIDTH)
        self._row += 1

    def _table(self, table: Table) -> None:
        for y, line in enumerate(grid(table)):
            for x, (cell, begins) in enumerate(line):
                place = cast("SheetCell", self._sheet.cell(self._row + y, x + 1))
                self._frame(place)
                if begins:
                    self._fill(place, cell)
                    self._merge(place, cell, min(cell.rowspan, len(table.rows) - y))
        self._row += len(table.rows) + (not self._style.bordered)

    def _merge(self, place: SheetCell, cell: Cell, rowspan: int) -> None:
        if cell.colspan > 1 or rowspan > 1:
            self._sheet.merge_cells(
                start_row=place.row,
                end_row=place.row + rowspan - 1,
                start_column=place.column,
                end_column=place.column + cell.colspan - 1,
            )

    def _frame(self, place: SheetCell) -> None:
        from openpyxl.styles import Border, Side  # noqa: PLC0415

        if self._style.bordered:
            thin = Side(style="thin")
            place.border = Border(thin, thin, thin, thin)

    def _fill(self, place: SheetCell, cell: Cell) -> None:
        found = None if self._style.text_numbers or cell.kind != "value" else _as_number(cell.text)
        if found is None:
            if cell.text:
                place.value = cell.text
                place.data_type = "s"
                place.number_format = "@"
            return
        place.value, place.number_format = found


def _as_number(text: str) -> tuple[int | float, str] | None:
    """Return the number and the format that show as a text, or None for what no number shows as."""
    if _PLAIN.fullmatch(text):
        return int(text), "0_ " if len(text) % 2 else "General"
    if _GROUPED.fullmatch(text):
        return int(text.replace(",", "")), "#,##0"
    if match := _DECIMAL.fullmatch(text.replace(",", "")):
        shown = ("#,##0" if "," in text else "0") + f".{'0' * len(match[2])}"
        return float(text.replace(",", "")), f"{shown}_);[Red]-{shown}"
    return _with_words(text)


def _with_words(text: str) -> tuple[int, str] | None:
    if match := _SIGNED.fullmatch(text):
        return int(match[1]), "+0;-0;0"
    if match := _WORDED.fullmatch(text):
        return int(match[2]) * (1 if match[1] == "增" else -1), '"增"0;"减"0;0'
    match = _UNIT.fullmatch(text)
    return (int(match[1]), f'0"{match[2]}"') if match else None
