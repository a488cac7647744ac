"""Tables that hold data told from tables that only put things in places."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.sources.cell_shape import is_prose, is_value
from extractor.sources.html_content import Content, GridTable, Mark, flat_text

__all__ = ["mark_data_tables"]

_FLOWING_LENGTH = 200
"""The longest label of a form has 120 characters and no full stop."""
_FLOWING_LINES = 6
_PLAINLY_DATA = 6
"""So many cells of a value no layout has."""
_NOTES = 2
"""Cells of running text that a table of data may hold: notes above or below."""


@dataclass(frozen=True, slots=True)
class _Traits:
    width: int
    """Cells of the fullest row."""
    values: int
    words: int
    """Cells with text that is no value."""
    flowing: int
    """Cells of running text."""
    inner: bool
    """A table of data stands in a cell."""


def mark_data_tables(table: GridTable) -> bool:
    """Set ``is_data`` of a table and of all tables inside; return True if one of them is.

    A table with one cell in each row is layout. So is one that holds running text or another table of data, unless
    its own cells hold numbers enough to show that these are a note or a part of a cell.
    """
    traits = _traits(table)
    table.is_data = _is_data(traits)
    return table.is_data or traits.inner


def _is_data(traits: _Traits) -> bool:
    if traits.width < 2:
        return False
    if traits.inner:
        return traits.values >= _PLAINLY_DATA and 2 * traits.values >= traits.words
    if traits.flowing:
        return traits.values >= _PLAINLY_DATA and traits.flowing <= _NOTES
    return True


def _traits(table: GridTable) -> _Traits:
    values = words = flowing = 0
    inner = False
    for row in table.rows:
        for cell in row.cells:
            tables = [token for token in cell.content if isinstance(token, GridTable)]
            inner = any([mark_data_tables(nested) for nested in tables]) or inner
            own: Content = [token for token in cell.content if not isinstance(token, GridTable)]
            text = flat_text(own)
            flowing += _is_flowing(text, own)
            if is_value(text):
                values += 1
            elif text:
                words += 1
    return _Traits(max((len(row.cells) for row in table.rows), default=0), values, words, flowing, inner)


def _is_flowing(text: str, content: Content) -> bool:
    if len(text) <= _FLOWING_LENGTH:
        return False
    return is_prose(text) or sum(isinstance(token, Mark) for token in content) >= 2 * _FLOWING_LINES
