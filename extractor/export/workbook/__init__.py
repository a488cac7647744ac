"""Results as a spreadsheet: an overview, each report as the form prints it, and the tidy tables."""

from extractor.export.workbook.book import REPORT_SHEETS, write_workbook

__all__ = ["REPORT_SHEETS", "write_workbook"]
