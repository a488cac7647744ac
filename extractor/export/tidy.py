"""A tidy table of results: one cell a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from schemas import cell_definition
from schemas.result import Extraction, Value

__all__ = ["COLUMNS", "csv_bytes", "escape_formula", "rows"]

COLUMNS = (
    "source",
    "organization",
    "year",
    "form",
    "path",
    "label",
    "state",
    "value",
    "printed",
    "status",
    "witnesses",
    "unit",
)
"""The columns of the table, in order."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(extractions: Iterable[Extraction]) -> Iterator[dict[str, str]]:
    """Yield one row a cell, by column name; numbers are plain decimals, everything else is text as it came.

    ``value`` is empty where there is no number: ``state`` and ``status`` say why.
    """
    for extraction in extractions:
        for report in extraction.reports:
            for path, cell in report.cells.items():
                definition = cell_definition(path)
                yield {
                    "source": extraction.source,
                    "organization": report.organization or "",
                    "year": "" if report.year is None else str(report.year),
                    "form": report.form,
                    "path": path,
                    "label": definition.label,
                    "state": cell.state.value,
                    "value": _decimal(cell.value),
                    "printed": cell.printed,
                    "status": cell.status.value,
                    "witnesses": " ".join(cell.witnesses),
                    "unit": definition.unit,
                }


def csv_bytes(extractions: Iterable[Extraction]) -> Iterator[bytes]:
    """Yield the table as CSV, a line at a time: UTF-8 with a byte order mark, so that spreadsheets see Chinese.

    Text that a spreadsheet would run as a formula gets an apostrophe in front (``escape_formula``).
    """
    yield "\ufeff".encode()
    yield _csv_line(COLUMNS)
    for row in rows(extractions):
        yield _csv_line([row[name] if name == "value" else escape_formula(row[name]) for name in COLUMNS])


def escape_formula(text: str) -> str:
    """Return the text with an apostrophe in front where it begins as a spreadsheet formula does."""
    return "'" + text if text.startswith(_FORMULA) else text


def _csv_line(values: Iterable[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(values)
    return stream.getvalue().encode("utf-8")


def _decimal(value: Value) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:f}"
