"""The first sheet: every report on one line, with a link to its sheet, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.utils import get_column_letter

from extractor.export.columns import Scalar
from extractor.export.datasets import REPORTS
from extractor.export.workbook.sheet import Piece, Sheet, SheetWriter, fit_to_width
from extractor.export.workbook.styles import LEGEND, WRONG, legend, wrong_legend
from extractor.export.workbook.words import said

__all__ = ["OverviewSheet"]

_SHOWN = {
    "report_id": 10,
    "organization": 34,
    "year": 7,
    "form": 10,
    "numbers": 9,
    "verified_numbers": 18,
    "share": 16,
    "disputed": 9,
    "repaired": 9,
    "unread": 9,
    "errors": 8,
    "warnings": 9,
    "notes": 8,
    "called_wrong": 10,
    "source": 50,
}
"""Columns with their widths; ``share`` is reckoned here, the others are those of the table of reports."""


class OverviewSheet:
    """The overview, written as the reports come."""

    def __init__(self, sheet: Sheet, lang: str, notes: Iterable[str]) -> None:
        self.name = sheet.title
        self._words = said(lang)
        self._writer = SheetWriter(sheet)
        self._failed: list[tuple[str, str]] = []
        places = {column.name: place for place, column in enumerate(REPORTS.columns)}
        self._places = [places.get(name) for name in _SHOWN]
        self._numbers, self._verified = places["numbers"], places["verified_numbers"]
        for place, width in enumerate(_SHOWN.values(), 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.sheet_view.showGridLines = False
        fit_to_width(sheet, "landscape")
        self._write_legend(lang, notes)
        heads = [self._words["share"] if p is None else REPORTS.columns[p].head(lang) for p in self._places]
        sheet.freeze_panes = f"A{self._writer.row + 2}"
        self._writer.values(heads, "gk column")

    def _write_legend(self, lang: str, notes: Iterable[str]) -> None:
        self._writer.write({0: Piece(self._words["legend"], "gk section", len(_SHOWN))})
        # the second column is the only one that is wide enough for a word in every language
        for status in LEGEND:
            self._writer.write({1: Piece(legend(status, lang), f"gk {status}")})
        self._writer.write({1: Piece(wrong_legend(lang), WRONG)})
        for note in (self._words["legend_note"], self._words["legend_reading"], *notes):
            self._writer.write({0: Piece(note, "gk about", len(_SHOWN))})
        self._writer.skip()

    def add(self, values: Sequence[Scalar], sheet: str | None) -> None:
        """Write the line of a report: a row of the table of reports, and the name of its sheet if it has one."""
        numbers, verified = values[self._numbers], values[self._verified]
        share = verified / numbers if isinstance(numbers, int) and isinstance(verified, int) and numbers else None
        pieces = {}
        for at, place in enumerate(self._places):
            value = share if place is None else values[place]
            style = "gk share" if place is None else "gk text" if isinstance(value, str) else "gk count"
            pieces[at] = Piece(value, style)
        if sheet is not None:
            pieces[1] = Piece(pieces[1].value or sheet, "gk linked", link=sheet)
        self._writer.write(pieces)

    def failed(self, source: str, message: str) -> None:
        """Note a source that could not be read."""
        self._failed.append((source, message))

    def finish(self) -> None:
        """Write the sources that failed, below the reports."""
        if self._failed:
            self._writer.skip()
            self._writer.write({0: Piece(self._words["failed"], "gk section", len(_SHOWN))})
        for source, message in self._failed:
            self._writer.write({0: Piece(f"{source}: {message}", "gk about", len(_SHOWN))})
