"""Tables that came out one cell a line, each cell ended by a pipe.

In this layout an empty cell is a line of a lone pipe, and so is the end of many rows: which is which cannot always be
told. Every pipe therefore ends a cell, every empty cell is kept, and only the rows are a matter of judgement:

- a new row begins at a cell of words after a number, a mark or an empty cell (``0 |``, ``|``, ``规范性文件 |``);
- a new row begins at a number after a line of pipes alone if the row so far is a heading of four or more cells of
  words without any number (``总计 |``, ``||||``, ``0 |``), and at an empty cell too where that line has several pipes:
  those are the heading's own, left by merged cells;
- everything else goes on in the same row.

So a row ends with the surplus of empty cells that its merged cells left behind; the reader of the form judges them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from extractor.sources.cell_shape import is_damaged_value, is_value
from extractor.sources.spacing import trim
from extractor.sources.text_rows import PIPE
from schemas.reading import Span

__all__ = ["group_cells"]

_HEADING_CELLS = 4
_BLANKS = 20
"""White space that may stand between an empty cell and its pipe."""


def group_cells(text: str, span: Span) -> list[list[Span]]:
    """Return the rows of a run of one-cell lines: the trimmed span of each cell, empty ones included."""
    rows: list[list[Span]] = []
    row = _OpenRow()
    for cell in _cells(text, span):
        kind = _kind(text[cell[0] : cell[1]])
        if row.ends_before(kind, behind_pads=_behind_pads(text, cell[0])):
            rows.append(row.cells)
            row = _OpenRow()
        row.add(cell, kind)
    if row.cells:
        rows.append(row.cells)
    return rows


class _Kind(Enum):
    EMPTY = auto()
    VALUE = auto()
    WORDS = auto()


class _OpenRow:
    """The row that cells are being added to."""

    def __init__(self) -> None:
        self.cells: list[Span] = []
        self._count = dict.fromkeys(_Kind, 0)
        self._last = _Kind.WORDS

    def add(self, cell: Span, kind: _Kind) -> None:
        self.cells.append(cell)
        self._count[kind] += 1
        self._last = kind

    def ends_before(self, kind: _Kind, *, behind_pads: bool) -> bool:
        """True if a cell of that kind begins a new row; behind pads it is the first on its line, below pipes alone."""
        if kind is _Kind.WORDS:
            return self._last is not _Kind.WORDS and self._count[_Kind.EMPTY] < len(self.cells)
        return (
            (kind is _Kind.VALUE or behind_pads)
            and self._last is _Kind.EMPTY
            and not self._count[_Kind.VALUE]
            and self._count[_Kind.WORDS] >= _HEADING_CELLS
        )


def _behind_pads(text: str, position: int) -> bool:
    """True for what is first on its line, where the line above is several pipes and nothing else."""
    position += len(text[position : position + _BLANKS]) - len(text[position : position + _BLANKS].lstrip())
    begin = text.rfind("\n", 0, position) + 1
    if text[begin:position].strip() or begin == 0:
        return False
    above = text[text.rfind("\n", 0, begin - 1) + 1 : begin].strip()
    return len(above) > 1 and not PIPE.sub("", above).strip()


def _cells(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for match in PIPE.finditer(text, start, end):
        yield trim(text, start, match.start())
        start = match.end()
    rest = trim(text, start, end)
    if rest[0] < rest[1]:
        yield rest


def _kind(cell: str) -> _Kind:
    if not cell:
        return _Kind.EMPTY
    return _Kind.VALUE if is_value(cell) or is_damaged_value(cell) else _Kind.WORDS
