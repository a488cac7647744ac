"""Tables as Parquet, through Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, cast

from extractor.export.columns import Column, Dataset, Kind, Scalar, as_double
from extractor.export.extras import optional
from extractor.export.numbered import Numbered

if TYPE_CHECKING:
    import pyarrow

__all__ = ["ROW_GROUP", "write_parquet"]

ROW_GROUP = 65_536
"""Rows that are held in memory and written at once."""


def write_parquet(table: Dataset, sources: Iterable[Numbered], stream: BinaryIO) -> None:
    """Write a table as Parquet.

    Text is ``string``, a closed vocabulary a dictionary of all its words, an integer ``int64``, a value ``float64``
    (what most programs read from the JSON lines; whole numbers are exact up to 2**53) and a flag ``bool``. Every
    column is nullable; each says in its metadata what it holds.

    Raises:
        UsageError: the extra ``parquet`` is not installed.
    """
    arrow = optional("pyarrow", "parquet")
    parquet = optional("pyarrow.parquet", "parquet")
    schema = arrow.schema([_field(column) for column in table.columns])
    rows = table.rows(sources)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in _groups(rows):
            arrays = [
                _array(column, values) for column, values in zip(table.columns, zip(*group, strict=True), strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema), row_group_size=ROW_GROUP)


def _groups(rows: Iterator[tuple[Scalar, ...]]) -> Iterator[list[tuple[Scalar, ...]]]:
    while group := list(islice(rows, ROW_GROUP)):
        yield group


def _field(column: Column) -> pyarrow.Field:
    arrow = optional("pyarrow", "parquet")
    types = {
        Kind.TEXT: arrow.string(),
        Kind.CATEGORY: arrow.dictionary(arrow.int32(), arrow.string()),
        Kind.INTEGER: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.FLAG: arrow.bool_(),
    }
    return arrow.field(column.name, types[column.kind], metadata={"about": column.about, "chinese": column.chinese})


def _array(column: Column, values: Sequence[Scalar]) -> pyarrow.Array:
    arrow = optional("pyarrow", "parquet")
    if column.kind is Kind.CATEGORY:
        codes = {word: code for code, word in enumerate(column.categories)}
        indices = arrow.array([None if value is None else codes[cast("str", value)] for value in values], arrow.int32())
        return arrow.DictionaryArray.from_arrays(indices, arrow.array(column.categories, arrow.string()))
    if column.kind is Kind.NUMBER:
        return arrow.array([as_double(value) for value in values], arrow.float64())
    return arrow.array(values, _field(column).type)
