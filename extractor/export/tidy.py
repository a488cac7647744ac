"""Tables as CSV, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.export.columns import Column, Scalar

__all__ = ["csv_bytes", "escape_formula"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula; the wide signs where its language is Chinese."""


def csv_bytes(columns: Sequence[Column], rows: Iterable[tuple[Scalar, ...]], lang: str = "en") -> Iterator[bytes]:
    """Yield a table as CSV, a line at a time: UTF-8 with a byte order mark, so that spreadsheets see Chinese.

    Numbers are plain decimals and exact. Nothing is an empty field: ``state`` and ``status`` say why. Text that a
    spreadsheet would run as a formula gets an apostrophe in front (``escape_formula``).

    Args:
        columns: what they are.
        rows: one value a column.
        lang: ``zh`` for Chinese heads; the words in the rows are the same.
    """
    yield "\ufeff".encode()
    yield _line([column.head(lang) for column in columns])
    for row in rows:
        yield _line([_text(value) for value in row])


def escape_formula(text: str) -> str:
    """Return the text with an apostrophe in front where it begins as a spreadsheet formula does, or with one.

    So the text is had back by taking one apostrophe away where there is one.
    """
    return "'" + text if text.startswith((*_FORMULA, "'")) else text


def _line(values: Iterable[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(values)
    return stream.getvalue().encode("utf-8")


def _text(value: Scalar) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return escape_formula(value)
