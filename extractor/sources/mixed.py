"""Text or Markdown whose tables are HTML: the text stays as it stands, each table is rendered in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.sources.budget import Meter
from extractor.sources.document import Block, Cell, Hidden, Line, Row, Table
from extractor.sources.html import read_html
from extractor.sources.markup import split_tables
from extractor.sources.page import Page
from extractor.sources.plain import read_plain
from schemas.reading import Span

__all__ = ["read_mixed"]


def read_mixed(text: str, meter: Meter) -> Page:
    """Return the text with its tables rendered, one line a row; each table begins on a line of its own."""
    pieces: list[str] = []
    blocks: list[Block] = []
    hidden: list[Hidden] = []
    length = tables = 0
    for turn, part in enumerate(split_tables(text)):
        if turn % 2:
            page = read_html(part, meter)
            rendered, found = page.text, page.blocks
            hidden += page.hidden
            if pieces and pieces[-1] and not pieces[-1].endswith("\n"):
                pieces.append("\n")
                length += 1
        else:
            rendered, found = part, read_plain(part, meter)
        blocks += _moved(found, length, tables)
        tables += sum(isinstance(block, Table) for block in found)
        pieces.append(rendered)
        length += len(rendered)
    return Page("".join(pieces), tuple(blocks), "", tuple(hidden))


def _moved(blocks: Iterable[Block], by: int, tables: int) -> Iterator[Block]:
    """Yield blocks as they stand further down a text, behind so many tables."""

    def span(old: Span) -> Span:
        return old[0] + by, old[1] + by

    def cell(old: Cell) -> Cell:
        return replace(old, span=span(old.span))

    for block in blocks:
        if isinstance(block, Line):
            yield replace(block, span=span(block.span))
        else:
            rows = tuple(Row(tuple(map(cell, row.cells)), span(row.span)) for row in block.rows)
            yield replace(block, index=block.index + tables, rows=rows, span=span(block.span))
