"""Reports that have run together in one line, or one row of a table, brought back to a line or row a label.

Only spans are cut anew: every piece keeps its place in the source's text and its address in the source's table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extractor.sections.headings import heading_of
from extractor.sections.labels import matches
from extractor.sources.document import Block, Cell, Layout, Line, Row, Source, Table
from extractor.sources.normalize import normalize
from schemas.enums import TableKind

__all__ = ["unfold"]

_LONG_LINE = 200
"""Characters that a line must have to hold a table; an official label has fewer than fifty."""
_LONG_ROW = 45
"""Cells that a row must have to hold several; the form's longest row has fifteen numbers and three labels."""
_FEWEST = 6
"""Labels that must stand in it."""
_ORDINAL = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
_VALUE = re.compile(r"[\d.,%/—-]*")
_WORD = re.compile(r"\S+")


def unfold(source: Source) -> tuple[Block, ...]:
    """Return the blocks of a source with overlong lines and rows cut where a label or heading begins."""
    return tuple(piece for block in source.blocks for piece in _unfolded(source, block))


def _unfolded(source: Source, block: Block) -> Iterator[Block]:
    if isinstance(block, Line):
        yield from _pieces_of_line(source, block)
    elif any(len(row.cells) >= _LONG_ROW for row in block.rows):
        yield from _pieces_of_table(source, block)
    else:
        yield block


def _pieces_of_line(source: Source, line: Line) -> Iterator[Line]:
    text = source.slice(line.span)
    if len(text) < _LONG_LINE:
        yield line
        return
    words = list(_WORD.finditer(text))
    begins = [
        words[number - 1].start() if number and _ORDINAL.fullmatch(words[number - 1].group()) else word.start()
        for number, word in enumerate(words)
        if _begins(_normal(source, word.group()))
    ]
    if len(begins) < _FEWEST:
        yield line
        return
    for start, stop in zip([0, *begins], [*begins, len(text)], strict=True):
        piece = text[start:stop].rstrip()
        if piece:
            yield Line((line.span[0] + start, line.span[0] + start + len(piece)))


def _pieces_of_table(source: Source, table: Table) -> Iterator[Block]:
    """A table whose rows have run together: where they ended nobody can say, as where one cell stands a line."""
    table = replace(table, layout=Layout.PIPE_CELLS) if table.layout is Layout.PIPES else table
    rows: list[Row] = []
    for row in table.rows:
        groups = list(_groups(source, row.cells)) if len(row.cells) >= _LONG_ROW else [row.cells]
        if len(groups) < _FEWEST:
            groups = [row.cells]
        for cells in groups:
            if len(groups) > 1 and not any(_VALUE.fullmatch(source.slice(cell.span)) for cell in cells):
                yield from _table(table, rows)
                rows = []
                yield from (Line(cell.span) for cell in cells)
            elif cells:
                rows.append(Row(tuple(cells), (cells[0].span[0], cells[-1].span[1])))
    yield from _table(table, rows)


def _table(table: Table, rows: Sequence[Row]) -> Iterator[Table]:
    if rows:
        yield replace(table, rows=tuple(rows), span=(rows[0].span[0], rows[-1].span[1]))


def _groups(source: Source, cells: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """The cells of a row in groups that each begin with a label, a heading or prose."""
    group: list[Cell] = []
    for cell in cells:
        text = _normal(source, source.slice(cell.span))
        if group and (_begins(text) or len(text) > 20):
            yield tuple(group)
            group = []
        group.append(cell)
    if group:
        yield tuple(group)


def _normal(source: Source, text: str) -> str:
    return normalize(text, traditional=source.traditional).text.strip()


@lru_cache(maxsize=16_384)
def _begins(text: str) -> bool:
    """True where a text is an official label of some table, or a section heading."""
    if any(found[0].exact for kind in TableKind if (found := matches(text, kind)[:1])):
        return True
    heading = heading_of(text)
    return heading is not None and heading.numbered
