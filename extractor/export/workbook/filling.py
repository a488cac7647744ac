"""Filling the workbook: sheets are written side by side, one source after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from openpyxl import Workbook

from extractor.export.columns import Dataset
from extractor.export.datasets import CELLS, FACTS, FINDINGS, REPORTS, SECTIONS
from extractor.export.dictionary import CODEBOOK_COLUMNS, codebook_rows
from extractor.export.numbered import Numbered, ReportRow
from extractor.export.workbook.book import REPORT_SHEETS
from extractor.export.workbook.frozen import save_frozen
from extractor.export.workbook.overview_sheet import OverviewSheet
from extractor.export.workbook.report_sheet import write_report
from extractor.export.workbook.sheet import SheetWriter
from extractor.export.workbook.styles import add_styles
from extractor.export.workbook.table_sheet import table_sheet
from extractor.export.workbook.text import sheet_name
from extractor.export.workbook.words import TABLE_NAMES, said

__all__ = ["Filling"]

_LONGEST_SHEET = 1_048_576
"""Rows that a sheet can have."""


class Filling:
    """A workbook that is being filled.

    Args:
        reports: all that will be added, in order; only how many and what they are called is kept.
        lang: ``en`` or ``zh``.
        more: tables beside those of every workbook.
    """

    def __init__(self, reports: Iterable[ReportRow], lang: str, more: Sequence[Dataset] = ()) -> None:
        words = said(lang)
        names: dict[int, str] = {}
        count = 0
        for row in reports:
            count += 1
            if count <= REPORT_SHEETS:
                organization = row.report.organization or words["no_organization"]
                names[row.report_id] = sheet_name(row.report_id, organization, row.report.year)
        self.notes: list[str] = []
        """What the user should be told."""
        if count > REPORT_SHEETS:
            names = {}
            self.notes.append(words["tidy_only"].format(count, REPORT_SHEETS))
        self._lang = lang
        self._book = Workbook(write_only=True)
        add_styles(self._book)
        self._overview = OverviewSheet(self._book.create_sheet(words["overview"]), lang, self.notes)
        self._sheets = {number: self._book.create_sheet(name) for number, name in names.items()}
        self._tables = [_TableSheets(self._book, table, lang) for table in (CELLS, FACTS, FINDINGS, SECTIONS, *more)]

    def add(self, source: Numbered) -> None:
        """Write what is got from one source."""
        for row, values in zip(source.reports, REPORTS.of_one(source), strict=True):
            sheet = self._sheets.get(row.report_id)
            self._overview.add(values, sheet.title if sheet else None)
            if sheet:
                write_report(sheet, row, self._overview.name, self._lang)
                sheet.close()
        if source.extraction.error:
            self._overview.failed(source.extraction.source, source.extraction.error.message)
        for table in self._tables:
            table.add(source)

    def save(self, stream: BinaryIO) -> None:
        """Write the file; nothing can be added afterwards."""
        self._overview.finish()
        codebook = self._book.create_sheet(TABLE_NAMES["codebook"][self._lang == "zh"])
        writer = table_sheet(codebook, CODEBOOK_COLUMNS, self._lang)
        for values in codebook_rows():
            writer.values(values)
        save_frozen(self._book, stream)


class _TableSheets:
    """A tidy table, on as many sheets as it needs."""

    def __init__(self, book: Workbook, table: Dataset, lang: str) -> None:
        self._book, self._table, self._lang = book, table, lang
        self._count = 0
        self._writer = self._next()

    def _next(self) -> SheetWriter:
        self._count += 1
        name = TABLE_NAMES[self._table.name][self._lang == "zh"]
        sheet = self._book.create_sheet(name if self._count == 1 else f"{name} {self._count}")
        return table_sheet(sheet, self._table.columns, self._lang)

    def add(self, source: Numbered) -> None:
        """Write the rows of one source."""
        for values in self._table.of_one(source):
            if self._writer.row >= _LONGEST_SHEET:
                self._writer = self._next()
            self._writer.values(values)
