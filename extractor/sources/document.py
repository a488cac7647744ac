"""What a source becomes: text with positions, and the tables that its own structure shows.

Everything after this module works on these values, whatever the file was: a web page, plain text, an office file.
``Source.text`` is the rendering that all spans refer to (``gongkai show --text`` prints it). For a text file it is
the decoded file, character for character; for a page it is made so that every visible character stands in it once,
a block element a line, a table row a line with its cells separated by tabs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.sources.notices import Notice
from schemas.enums import Origin
from schemas.reading import Span

__all__ = ["Block", "Cell", "Hidden", "Layout", "Line", "Row", "Source", "Table", "Unread"]


class Layout(StrEnum):
    """What in the source makes a table a table; decides how far its places can be trusted."""

    GRID = "grid"
    """Elements of their own for rows and cells (HTML, DOCX, XLSX): every cell exists, spans are known."""
    PIPES = "pipes"
    """One row a line, cells separated by ``|``."""
    TABS = "tabs"
    """One row a line, cells separated by tabs."""
    PIPE_CELLS = "pipe_cells"
    """One cell a line, each ended by ``|``; a line of pipes alone ends a row or is an empty cell."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that stands in a table and is not in the source's text."""

    reason: str
    """What it is, or why it was left out: ``img``, ``display:none``, ``formula without a value``."""
    text: str = ""
    """What it says, where it is a text that was left out."""
    shows: bool = False
    """A person sees something there, which may be a number or a part of one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, where the source has it."""

    row: int
    column: int
    """First grid column it covers, spans counted; for pipes and tabs the number of separators before it."""
    rowspan: int
    colspan: int
    span: Span
    """Its text in ``Source.text``, white space at both ends left out; empty span where the cell is empty."""
    header: bool = False
    """True for ``th`` and for the row above a Markdown rule."""
    unread: tuple[Unread, ...] = ()
    """What it holds beside its text. A cell without text that holds anything else is not known to be empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the cells that begin in it, left to right."""

    cells: tuple[Cell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """One data table."""

    index: int
    """Its number in the source, from 0; the ``table`` of an address."""
    layout: Layout
    rows: tuple[Row, ...]
    span: Span
    caption: str = ""
    unread: tuple[Unread, ...] = ()
    """What stands in it and in none of its cells: rows and cells that do not show."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text outside every table; never empty, white space at both ends left out of its span."""

    span: Span
    heading: bool = False
    """True where the source itself marks it as a heading (``h1`` to ``h6``, Markdown ``#``)."""


Block = Line | Table
"""What a source is made of, in reading order."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a person would not see, removed before reading."""

    text: str
    reason: str
    """Such as ``display:none``, ``comment``, ``white on white``."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source, read."""

    name: str
    """As the user named it; never made absolute."""
    sha256: str
    """Of the bytes as they came."""
    origin: Origin
    text: str
    blocks: tuple[Block, ...]
    """In reading order; their spans do not overlap."""
    encoding: str = "utf-8"
    title: str = ""
    """What the page's own ``title`` element says; empty elsewhere."""
    traditional: bool = False
    """The page is written in traditional characters: labels are compared after conversion."""
    hidden: tuple[Hidden, ...] = ()
    notices: tuple[Notice, ...] = ()

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span[0] : span[1]]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The data tables alone."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
