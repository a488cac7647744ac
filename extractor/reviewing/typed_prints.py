"""What the print that a person typed says, read by the rules' own number reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.rules.numerals import read_print
from extractor.sources.normalize import normalize
from schemas import CellDefinition, Number
from schemas.enums import Quantity
from schemas.result import Cell

__all__ = ["says"]

_UNITS = ("千元", "万元", "百万元", "亿元")
"""Of money, but for yuan itself."""
_SIGNS = {"增": "+", "减": "-"}
_BETWEEN_DIGITS = re.compile(r"[,\s]")
_COUNTED = re.compile(r"(?<=[\d万])(?:人次|[元件条项个次篇人])$")


def says(printed: str, value: Number, definition: CellDefinition, cells: Iterable[Cell]) -> bool:
    """Return whether a print, read as what its cell holds, gives a value.

    A person may write what the form would not: ``1 234``, ``3万件``. Of money without a unit the unit is that of which
    the cell's own readings show that the column's head names it, else yuan or what the form prints.

    Args:
        printed: as it was typed.
        value: that it is said to be; money in yuan.
        definition: of the cell.
        cells: what was read there.
    """
    units = _units(definition, cells) if definition.quantity is Quantity.MONEY else {None}
    found = (read_print(text, definition.quantity, unit).value for text in _as_written(printed) for unit in units)
    return any(read is not None and float(read) == float(value) for read in found)


def _as_written(printed: str) -> Iterator[str]:
    """The print, and the same without what people put into numbers."""
    text = normalize(printed).text.strip()
    yield text
    close = _BETWEEN_DIGITS.sub("", text)
    close = _SIGNS.get(close[:1], close[:1]) + close[1:]
    yield close
    yield _COUNTED.sub("", close)


def _units(definition: CellDefinition, cells: Iterable[Cell]) -> set[str | None]:
    prints = [given for cell in cells for given in ((cell.printed, cell.value), *_candidates(cell))]
    shown = {unit for unit in _UNITS for printed, value in prints if value and _counts_in(printed, value, unit)}
    known: set[str | None] = {*shown, definition.column.printed_unit}
    return known - {None} if "万元" in shown else known | {None}


def _candidates(cell: Cell) -> Iterator[tuple[str, Number | float | None]]:
    for candidate in cell.candidates:
        yield candidate.printed, candidate.value


def _counts_in(printed: str, value: Number | float, unit: str) -> bool:
    """True where readers took a bare number for so many of a unit."""
    text = normalize(printed).text.strip()
    bare, taken = read_print(text, Quantity.MONEY), read_print(text, Quantity.MONEY, unit)
    return taken.value is not None and taken.value != bare.value and float(taken.value) == float(value)
