"""Rows and cells of a document's table, and where they stand once merges are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.sources.html_content import GridCell, GridRow, GridTable
from extractor.sources.office.word_names import W, attribute, is_on, members, number_of
from extractor.sources.office.xml import Element

__all__ = ["CellShape", "Columns", "RowShape", "cells_of", "row_shape", "rows_of", "said_in"]

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_NO_HEIGHT = 40
"""Twentieths of a point; a row that is exactly so high or lower shows nothing."""
_MOST_LEADING = 1_000


@dataclass(frozen=True, slots=True)
class RowShape:
    """What a row says of itself."""

    unseen: str
    """Why nothing of it shows; empty where it does."""
    leading: int
    """Columns left out before its first cell."""
    header: bool


@dataclass(frozen=True, slots=True)
class CellShape:
    """What a cell says of itself."""

    element: Element
    colspan: int
    goes_on: bool
    """It is a part of the cell above."""
    widens: bool
    """It is a part of the cell to its left."""
    deleted: bool
    shading: Element | None


def said_in(element: Element) -> str:
    """Return all text inside an element, seen or not."""
    return "".join(text.text or "" for text in element.iter(f"{W}t", f"{W}delText"))


def rows_of(table: Element) -> Iterator[Element]:
    """Yield a table's own rows."""
    return _members(table, f"{W}tr")


def cells_of(row: Element, widest: int) -> Iterator[CellShape]:
    """Yield a row's own cells; a span of more than ``widest`` columns is cut to that."""
    for cell in _members(row, f"{W}tc"):
        properties = members(cell, "tcPr")
        span = number_of(attribute(properties.get("gridSpan"), "val"), 1)
        tracked = attribute(properties.get("cellMerge"), "vMerge")
        merge = properties.get("vMerge")
        goes_on = merge is not None and attribute(merge, "val") != "restart"
        beside = properties.get("hMerge")
        yield CellShape(
            element=cell,
            colspan=min(max(span, 1), widest),
            goes_on=tracked == "cont" if tracked else goes_on,
            widens=beside is not None and attribute(beside, "val") != "restart",
            deleted="cellDel" in properties,
            shading=properties.get("shd"),
        )


def row_shape(row: Element) -> RowShape:
    """Return what a row says of itself."""
    properties = members(row, "trPr")
    height = properties.get("trHeight")
    unseen = ""
    if "del" in properties:
        unseen = "tracked deletion"
    elif is_on(properties.get("hidden")):
        unseen = "hidden row"
    elif attribute(height, "hRule") == "exact" and number_of(attribute(height, "val"), _NO_HEIGHT) < _NO_HEIGHT:
        unseen = "no height or width"
    leading = number_of(attribute(properties.get("gridBefore"), "val"), 0)
    return RowShape(unseen, min(max(leading, 0), _MOST_LEADING), is_on(properties.get("tblHeader")))


def _members(parent: Element, tag: str) -> Iterator[Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _members(element, tag)


class Columns:
    """Puts cells into a table as they come, with the columns in which they stand and the rows that they cover."""

    def __init__(self, grid: GridTable) -> None:
        self._grid = grid
        self._column = 0
        self._header = False
        self._open: dict[int, GridCell] = {}
        """The cells of the row above that may go on, by their column."""
        self._here: dict[int, GridCell] = {}

    def begin_row(self, shape: RowShape) -> None:
        """Begin a row below those that are there."""
        self._grid.rows.append(GridRow(0))
        self._open, self._here = self._here, {}
        self._column = shape.leading
        self._header = shape.header

    def joins(self, shape: CellShape) -> bool:
        """Take a cell that is a part of another one into that; False where it is none, whatever it says."""
        beside = self._grid.rows[-1].cells[-1:]
        if shape.widens and beside and (beside[0].column or 0) + beside[0].colspan == self._column:
            beside[0].colspan += shape.colspan
            self._column += shape.colspan
            return True
        above = self._open.get(self._column)
        if not shape.goes_on or above is None or above.colspan != shape.colspan:
            return False
        above.rowspan += 1
        self._here[self._column] = above
        self._column += shape.colspan
        return True

    def add(self, shape: CellShape) -> GridCell:
        """Return a new cell at the next place."""
        cell = GridCell(1, shape.colspan, self._header, column=self._column)
        self._grid.rows[-1].cells.append(cell)
        self._here[self._column] = cell
        self._column += shape.colspan
        return cell
