"""The data dictionary as a workbook of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from openpyxl import Workbook

from extractor.export.columns import Column, Scalar
from extractor.export.dictionary import CODEBOOK_COLUMNS, SUM_COLUMNS, WORD_COLUMNS, codebook_rows, sum_rows, word_rows
from extractor.export.workbook.frozen import save_frozen
from extractor.export.workbook.styles import add_styles
from extractor.export.workbook.table_sheet import table_sheet
from extractor.export.workbook.words import TABLE_NAMES

__all__ = ["write_codebook"]


def write_codebook(form: str | None, stream: BinaryIO, lang: str) -> None:
    """Write cells, sums and words, a sheet each.

    Args:
        form: id of a form whose cells and sums alone are wanted; None for all.
        stream: to write to.
        lang: ``en`` or ``zh``, of the heads.
    """
    book = Workbook(write_only=True)
    add_styles(book)
    sheets: tuple[tuple[str, Sequence[Column], Iterable[tuple[Scalar, ...]]], ...] = (
        ("codebook", CODEBOOK_COLUMNS, codebook_rows(form)),
        ("sums", SUM_COLUMNS, sum_rows(form)),
        ("words", WORD_COLUMNS, word_rows()),
    )
    for name, columns, rows in sheets:
        writer = table_sheet(book.create_sheet(TABLE_NAMES[name][lang == "zh"]), columns, lang)
        for row in rows:
            writer.values(row)
    save_frozen(book, stream)
