"""Where on a sheet pictures, charts and form controls lie: a cell beneath one is not known to be empty."""

from __future__ import annotations

from extractor.sources.budget import Meter, Work
from extractor.sources.office.word_names import number_of
from extractor.sources.office.xml import Element

__all__ = ["drawn_places"]

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_STRICT = "{http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing}"
_MOST_PLACES = 2_000
"""A drawing over more cells is a background."""


def drawn_places(root: Element, meter: Meter) -> set[tuple[int, int]]:
    """Return the places, by row and column from 1, on which the objects of a drawing part lie."""
    found: set[tuple[int, int]] = set()
    for anchor in root:
        for names in (_DRAWING, _STRICT):
            start = anchor.find(f"{names}from")
            if start is None:
                continue
            top, left = _place(start, names)
            end = anchor.find(f"{names}to")
            bottom, right = _place(end, names) if end is not None else (top, left)
            area = max(bottom - top + 1, 1) * max(right - left + 1, 1)
            if area > _MOST_PLACES or not meter.take(Work.GRID_STEPS, area):
                bottom, right = top, left
            found |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return found


def _place(corner: Element, names: str) -> tuple[int, int]:
    row, column = (corner.find(f"{names}{name}") for name in ("row", "col"))
    return _number(row) + 1, _number(column) + 1


def _number(element: Element | None) -> int:
    return 0 if element is None else number_of(element.text or "", 0)
