"""What the page shows of a source: its rendered text, cut into lines and tables, or why there is none.

The page's caller reads sources and hands these values in; nothing here knows how a source is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from schemas import Span
from schemas.result import Extraction

__all__ = ["Absence", "SourceText", "TextBlock", "TextCell", "TextLine", "TextReader", "TextRow", "TextTable"]


class Absence(StrEnum):
    """Why a source's text cannot be shown."""

    MISSING = "missing"
    """No file of that name stands where it was looked for."""
    CHANGED = "changed"
    """A file stands there, but not the one that was read: its sha256 differs."""
    UNREADABLE = "unreadable"
    """The file is the one that was read, and no text can be got from it."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text outside every table."""

    span: Span
    """Half-open, in characters of ``SourceText.text``, as all spans here."""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TextCell:
    """One cell of a table of the source; its numbers are those of a result's ``at``."""

    span: Span
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class TextRow:
    """The cells that begin in one row, left to right."""

    span: Span
    cells: tuple[TextCell, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """One table of the source."""

    index: int
    """Its number in the source, from 0: the ``table`` of a result's ``at``."""
    rows: tuple[TextRow, ...]


TextBlock = TextLine | TextTable


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source's text with its blocks in reading order."""

    text: str
    blocks: tuple[TextBlock, ...]


TextReader = Callable[[Extraction], SourceText | Absence]
"""Returns the text of the source that an extraction was made from."""
