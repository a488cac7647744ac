"""Tables as data frames of pandas or polars, with types that do not depend on what is in them.

| column | pandas | polars |
| --- | --- | --- |
| text | ``string`` | ``String`` |
| a closed vocabulary | ``category`` of all its words | ``Enum`` of all its words |
| integer | ``Int64`` | ``Int64`` |
| value | ``Float64`` | ``Float64`` |
| flag | ``boolean`` | ``Boolean`` |

Nothing is ``<NA>`` in pandas (in a ``category`` ``NaN``) and ``null`` in polars. A value is the double that most
programs read from the JSON lines; whole numbers are exact up to 2**53.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal, overload

from extractor.errors import UsageError
from extractor.export.columns import Column, Dataset, Kind, Scalar, as_double
from extractor.export.extras import optional
from extractor.export.numbered import Numbered

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Engine", "frame"]

Engine = Literal["pandas", "polars"]

_CHUNK = 50_000
"""Rows that are held as Python objects at once."""


@overload
def frame(table: Dataset, sources: Iterable[Numbered], engine: Literal["pandas"]) -> pandas.DataFrame: ...
@overload
def frame(table: Dataset, sources: Iterable[Numbered], engine: Literal["polars"]) -> polars.DataFrame: ...
@overload
def frame(table: Dataset, sources: Iterable[Numbered], engine: Engine) -> pandas.DataFrame | polars.DataFrame: ...
def frame(table: Dataset, sources: Iterable[Numbered], engine: Engine) -> pandas.DataFrame | polars.DataFrame:
    """Return a table as a data frame.

    Raises:
        UsageError: the extra of that name is not installed, or there is no such engine.
    """
    match engine:
        case "pandas":
            return _pandas(table, sources)
        case "polars":
            return _polars(table, sources)
    raise UsageError(f"no data frames of {engine!r}; there are 'pandas' and 'polars'")


def _pandas(table: Dataset, sources: Iterable[Numbered]) -> pandas.DataFrame:
    library = optional("pandas", "pandas")
    types = {
        Kind.TEXT: library.StringDtype("python"),
        Kind.INTEGER: library.Int64Dtype(),
        Kind.NUMBER: library.Float64Dtype(),
        Kind.FLAG: library.BooleanDtype(),
    }

    def dtype(column: Column) -> object:
        return library.CategoricalDtype(column.categories) if column.kind is Kind.CATEGORY else types[column.kind]

    frames = [
        library.DataFrame({c.name: library.Series(library.array(v, dtype=dtype(c))) for c, v in columns})
        for columns in _chunks(table, sources)
    ]
    whole: pandas.DataFrame = frames[0] if len(frames) == 1 else library.concat(frames, ignore_index=True)
    return whole


def _polars(table: Dataset, sources: Iterable[Numbered]) -> polars.DataFrame:
    library = optional("polars", "polars")
    types = {
        Kind.TEXT: library.String(),
        Kind.INTEGER: library.Int64(),
        Kind.NUMBER: library.Float64(),
        Kind.FLAG: library.Boolean(),
    }

    def dtype(column: Column) -> object:
        return library.Enum(column.categories) if column.kind is Kind.CATEGORY else types[column.kind]

    frames = [
        library.DataFrame([library.Series(c.name, v, dtype=dtype(c), strict=True) for c, v in columns])
        for columns in _chunks(table, sources)
    ]
    whole: polars.DataFrame = frames[0] if len(frames) == 1 else library.concat(frames, rechunk=True)
    return whole


def _chunks(table: Dataset, sources: Iterable[Numbered]) -> Iterator[list[tuple[Column, list[object]]]]:
    """Columns with their values, some rows at a time; once where there are no rows."""
    rows = table.rows(sources)
    chunk = list(islice(rows, _CHUNK))
    while True:
        turned = list(zip(*chunk, strict=True)) or [()] * len(table.columns)
        yield [(column, _values(column, values)) for column, values in zip(table.columns, turned, strict=True)]
        chunk = list(islice(rows, _CHUNK))
        if not chunk:
            return


def _values(column: Column, values: Iterable[Scalar]) -> list[object]:
    if column.kind is Kind.NUMBER:
        return [as_double(value) for value in values]
    return list(values)
