"""Tables of results: columns with a kind, declared once for every format.

A ``Dataset`` says which columns a table has and yields its rows from numbered extractions. CSV, spreadsheets,
Parquet, SQLite and data frames are written from that declaration, so that they hold the same columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from extractor.export.numbered import Numbered

__all__ = [
    "LABEL",
    "LABEL_EN",
    "PATH",
    "Column",
    "Dataset",
    "Field",
    "Kind",
    "Scalar",
    "as_double",
    "category",
    "dataset",
    "text",
]

Scalar = str | int | Decimal | bool | None
"""What a field holds; None where there is nothing, never 0 or an empty text in its stead."""

Row = TypeVar("Row")


class Kind(StrEnum):
    """What a column holds, which decides its type in each format."""

    TEXT = "text"
    CATEGORY = "category"
    """One of a closed list of words."""
    INTEGER = "integer"
    NUMBER = "number"
    """A value of a report: a whole or decimal number."""
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: Kind
    chinese: str
    """Its head in Chinese."""
    about: str
    """What it holds, in English."""
    categories: tuple[str, ...] = ()
    """The closed list of a category."""

    def head(self, lang: str) -> str:
        """Return what stands above the column: its name, or Chinese for ``zh``."""
        return self.chinese if lang == "zh" else self.name


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """A column, and how its value is got from what a row is made of."""

    column: Column
    get: Callable[[Row], Scalar]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of results."""

    name: str
    columns: tuple[Column, ...]
    of_one: Callable[[Numbered], Iterator[tuple[Scalar, ...]]]

    def rows(self, sources: Iterable[Numbered]) -> Iterator[tuple[Scalar, ...]]:
        """Yield the rows, one after another, each with one value a column."""
        for source in sources:
            yield from self.of_one(source)


def dataset(name: str, items: Callable[[Numbered], Iterable[Row]], fields: Iterable[Field[Row]]) -> Dataset:
    """Return the table that has a row for each of the items of a source."""
    chosen = tuple(fields)
    getters = tuple(_worded(field.get) if field.column.kind is Kind.CATEGORY else field.get for field in chosen)

    def of_one(source: Numbered) -> Iterator[tuple[Scalar, ...]]:
        for item in items(source):
            yield tuple(get(item) for get in getters)

    return Dataset(name, tuple(field.column for field in chosen), of_one)


def _worded(get: Callable[[Row], Scalar]) -> Callable[[Row], Scalar]:
    """Members of an enumeration as plain text."""

    def word(row: Row) -> Scalar:
        found = get(row)
        return None if found is None else str(found)

    return word


def category(name: str, words: type[StrEnum], chinese: str, about: str) -> Column:
    """Return the column of a closed vocabulary."""
    return Column(name, Kind.CATEGORY, chinese, about, tuple(word.value for word in words))


def text(name: str, chinese: str, about: str) -> Column:
    """Return a column of text."""
    return Column(name, Kind.TEXT, chinese, about)


PATH = text("path", "路径", "the cell's name, the same everywhere")
LABEL = text("label", "表头", "what the form prints above and beside it")
LABEL_EN = text("label_en", "英文表头", "the same in English")
"""What every table of cells calls a cell."""


def as_double(value: Scalar) -> float | None:
    """Return the number as a double, as most programs read it from the JSON lines; None where none is near it."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None
