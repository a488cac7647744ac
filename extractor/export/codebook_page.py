"""The data dictionary as a page of Markdown, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.export.columns import Column, Scalar
from extractor.export.datasets import DATASETS
from extractor.export.dictionary import CODEBOOK_COLUMNS, SUM_COLUMNS, WORD_COLUMNS, codebook_rows, sum_rows, word_rows
from extractor.export.markdown import table

__all__ = ["codebook_page"]

_CODE = frozenset({"path", "table", "quantity", "forms", "sums", "name", "kind", "left", "right", "vocabulary", "word"})
"""Columns of names, which are set as code."""


def codebook_page(form: str | None = None) -> Iterator[str]:
    """Yield the page's lines below its title.

    Args:
        form: id of a form whose cells and sums alone are wanted; None for all.
    """
    yield from ("## Cells 指标", "", *_table(CODEBOOK_COLUMNS, list(codebook_rows(form))))
    yield from ("", "## Sums 勾稽关系", "", *_table(SUM_COLUMNS, list(sum_rows(form))))
    yield from ("", "## Words 词表", "", *_table(WORD_COLUMNS, list(word_rows())))
    yield from ("", "## Columns of the exports 导出数据的列")
    for dataset in DATASETS.values():
        yield from ("", f"### `{dataset.name}`", "")
        rows = [(f"`{c.name}`", c.chinese, c.kind.value, c.about) for c in dataset.columns]
        yield from table(("column", "中文", "type", "what"), rows)


def _table(columns: Sequence[Column], rows: list[tuple[Scalar, ...]]) -> list[str]:
    heads = tuple(f"{column.name} {column.chinese}" for column in columns)
    return table(heads, [tuple(map(_cell, columns, row)) for row in rows])


def _cell(column: Column, value: Scalar) -> str:
    if value is None:
        return ""
    return " ".join(f"`{word}`" for word in str(value).split()) if column.name in _CODE else str(value)
