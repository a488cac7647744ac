"""A page's visible content: text, breaks, headings and tables, in reading order and free of markup.

The one structure that is kept is that of tables, for it is the one that matters; everything else is text between
breaks. Nested tables stand in the content of their cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from extractor.sources.document import Unread
from extractor.sources.spacing import strip_blank

__all__ = [
    "NESTED_TABLES",
    "OWN_MARKS",
    "Content",
    "GridCell",
    "GridRow",
    "GridTable",
    "Mark",
    "collapse",
    "flat_text",
]

NESTED_TABLES = 30
"""Tables deeper than this are read as text."""

OWN_MARKS = str.maketrans("\v\x1f", "  ")
"""Characters that mean something to ``flat_text``, turned into blanks; texts are free of them before they come here."""


class Mark(Enum):
    """What stands between texts."""

    BLOCK = auto()
    """A block element begins or ends."""
    LINE = auto()
    """A line break."""
    CELL = auto()
    """A cell of a table that is no table here begins or ends."""
    HEADING = auto()
    """What follows up to the next mark is a heading."""


@dataclass(slots=True)
class GridCell:
    """A cell as the page has it."""

    rowspan: int
    colspan: int
    header: bool
    content: Content = field(default_factory=list)
    column: int | None = None
    """Where the source itself says in which column it stands; None takes the next one that is free."""
    unread: list[Unread] = field(default_factory=list)
    """What it holds that is not in its content."""
    marks: list[str] = field(default_factory=list)
    """Marks of footnotes, which are left out of its content."""
    at: tuple[int, int, int] | None = None
    """Table, row and column under which it is rendered; None before that, and for one that is no table's of data."""


@dataclass(slots=True)
class GridRow:
    """A row as the page has it."""

    group: int
    """Number of its ``thead``, ``tbody`` or ``tfoot``: no cell reaches beyond."""
    cells: list[GridCell] = field(default_factory=list)


@dataclass(slots=True)
class GridTable:
    """A table as the page has it, be it for data or for layout."""

    rows: list[GridRow] = field(default_factory=list)
    caption: Content = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    """What stands in it outside of the cells that show."""
    groups: int = 0
    is_data: bool = True
    """Its places mean something; the content of others is read as blocks."""


Content = list["str | Mark | GridTable"]
"""Texts, marks and tables in reading order."""

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK = re.compile(r"[ \v]*\v[ \v]*")
_WORD = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚ]")
_GAP = "\x1f"


def collapse(text: str) -> str:
    """Return the text as a browser shows it in one line: white space collapsed, none of any kind at both ends."""
    return strip_blank(_WHITE_SPACE.sub(" ", text))


def flat_text(content: Content) -> str:
    """Return the whole text of a cell as one line.

    A break inside is nothing (``本年新<br>制作数量`` is one label) unless a digit or a Latin letter stands beside it:
    two numbers never become one. Cells of a table inside are kept apart by spaces.
    """
    if len(content) == 1 and isinstance(content[0], str):
        return collapse(content[0])
    text = collapse("".join(_pieces(content)))
    if "\v" in text:
        text = _BREAK.sub(_joint, text)
    return strip_blank(_WHITE_SPACE.sub(" ", text.replace(_GAP, " "))) if _GAP in text else text


def _pieces(content: Content) -> Iterable[str]:
    for token in content:
        if isinstance(token, str):
            yield token
        elif isinstance(token, GridTable):
            yield _GAP
            for row in token.rows:
                for cell in row.cells:
                    yield flat_text(cell.content)
                    yield _GAP
        else:
            yield _GAP if token is Mark.CELL else "\v"


def _joint(match: re.Match[str]) -> str:
    text = match.string
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if not before or not after:
        return ""
    return " " if _WORD.match(before) or _WORD.match(after) else ""
