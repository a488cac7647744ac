"""A sheet that holds a tidy table."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from extractor.export.columns import Column, Kind
from extractor.export.workbook.sheet import Sheet, SheetWriter, fit_to_width

__all__ = ["table_sheet"]

_WIDTHS = {Kind.TEXT: 24, Kind.CATEGORY: 14, Kind.INTEGER: 10, Kind.NUMBER: 14, Kind.FLAG: 8}


def table_sheet(sheet: Sheet, columns: Sequence[Column], lang: str) -> SheetWriter:
    """Return the writer of a sheet for a table, its heads written and held in view."""
    writer = SheetWriter(sheet)
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[column.kind]
    sheet.freeze_panes = "A2"
    fit_to_width(sheet, "landscape")
    writer.values([column.head(lang) for column in columns], "gk column")
    return writer
