"""A source's text as the page's data: what is kept of it, its blocks, and what was left out between them."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.export.review.cut import CutText
from extractor.export.review.source_text import SourceText, TextCell, TextRow, TextTable
from schemas import Span

__all__ = ["source_record"]

_LINE, _HEADING, _GAP, _TABLE = range(4)
"""First item of a block: a line or heading ``[kind, start, length]``, a gap ``[kind, characters]``, a table
``[kind, index, rows]`` of rows of cells ``[start, length, row, column, rowspan, colspan, header]``, trailing defaults
left out."""
_CELL_DEFAULTS = [1, 1, 0]
_WIDEST = 60
"""Columns that a cell of the page spans at most; no report's table has as many."""


def source_record(source: SourceText, cut: CutText) -> dict[str, object]:
    """Return the kept text and its blocks; places are UTF-16 units of the kept text."""
    return {"text": cut.text, "blocks": list(_blocks(source, cut)), "left_out": cut.left_out}


def _blocks(source: SourceText, cut: CutText) -> Iterator[list[object]]:
    """The blocks in order, a gap before each that stands behind text that was left out."""
    done = 0
    for start, block in _kept_blocks(source, cut):
        left_out = start - done - sum(high - low for low, high in cut.pieces((done, start))) if start > done else 0
        if left_out:
            yield [_GAP, left_out]
        done = max(done, start)
        yield block


def _kept_blocks(source: SourceText, cut: CutText) -> Iterator[tuple[int, list[object]]]:
    for block in source.blocks:
        if isinstance(block, TextTable):
            yield from _table(block, cut)
            continue
        for piece in cut.pieces(block.span):
            yield piece[0], [_HEADING if block.heading else _LINE, *_place(cut, piece)]


def _table(table: TextTable, cut: CutText) -> Iterator[tuple[int, list[object]]]:
    """The runs of rows of a table that are kept, each a table of its own."""
    run: list[TextRow] = []
    for row in (*table.rows, None):
        if row is not None and (not cut.left_out or cut.pieces(row.span)):
            run.append(row)
        elif run:
            last = max((cell.row for cell in run[-1].cells), default=0)
            rows = [[_cell(cell, cut, last) for cell in kept.cells] for kept in run]
            yield run[0].span[0], [_TABLE, table.index, rows]
            run = []


def _cell(cell: TextCell, cut: CutText, last_row: int) -> list[int]:
    rowspan = max(1, min(cell.rowspan, last_row - cell.row + 1))
    tail = [rowspan, min(cell.colspan, _WIDEST), int(cell.header)]
    while tail and tail[-1] == _CELL_DEFAULTS[len(tail) - 1]:
        tail.pop()
    return [*_place(cut, cell.span), cell.row, cell.column, *tail]


def _place(cut: CutText, span: Span) -> tuple[int, int]:
    return cut.place(span) or (0, 0)
