"""Plain text and Markdown to lines and tables, all spans in the text as it stands.

A table is a maximal run of lines with pipes or with tabs; ``text_table`` says what its places mean and ``pipe_cells``
what they mean where each cell has a line of its own. Columns aligned by blanks and files of one value a line are no
tables here but lines: order is all they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.sources.budget import Meter, Work
from extractor.sources.document import Block, Line
from extractor.sources.spacing import trim
from extractor.sources.text_rows import LineKind, TextLine, text_lines
from extractor.sources.text_table import is_framed, is_one_cell_a_line, make_table

__all__ = ["read_plain"]

_HEADING = re.compile(r"#{1,6}(?:\s+|(?=[^\s#0-9A-Za-z]))")
_CLOSING_MARKS = re.compile(r"\s+#+\s*$")
_BLANK_LINES_INSIDE = 3
_SHAPE_TOLERANCE = 2
_BROKEN_CELL = 8
_CELL_LENGTH = 80
_OWN_LINE_PIPES = [(LineKind.PIPES, 0), (LineKind.TEXT, 0), (LineKind.PIPES, 0)]
_ORDINAL = re.compile(r"\s*[（(]?[一二三四五六七八九十]{1,3}[、）).．]|\s*第[一二三四五六七八九十]")


def read_plain(text: str, meter: Meter) -> tuple[Block, ...]:
    """Return the blocks of a text in reading order; what lies beyond a limit of the meter is left out."""
    lines = text_lines(text, meter.budget.nodes)
    if not meter.take(Work.NODES, len(lines)):
        del lines[-1]
    blocks: list[Block] = []
    tables = 0
    framed = is_framed(text, lines)
    for run in _runs(text, lines):
        table = make_table(text, run, tables, meter, framed)
        if table is None:
            blocks += (block for line in run for block in _as_line(text, line))
        else:
            blocks.append(table)
            tables += 1
    return tuple(blocks)


def _runs(text: str, lines: Sequence[TextLine]) -> Iterator[Sequence[TextLine]]:
    """All lines, those together that one table may be made of."""
    position = 0
    while position < len(lines):
        if not _may_begin_table(lines, position):
            yield lines[position : position + 1]
            position += 1
            continue
        run = lines[position : _run_end(text, lines, position)]
        position += len(run)
        if is_one_cell_a_line(run):
            yield run
        else:  # a line between rows, such as 【2023年】, is in neither of them
            yield from (list(part) for _, part in groupby(run, key=lambda line: line.kind is LineKind.TEXT))


def _as_line(text: str, line: TextLine) -> Iterator[Line]:
    start, end = trim(text, line.start, line.end)
    mark = _HEADING.match(text, start, end)
    if mark:
        closing = _CLOSING_MARKS.search(text, mark.end(), end)
        start, end = trim(text, mark.end(), closing.start() if closing else end)
    if start < end:
        yield Line((start, end), heading=mark is not None)


def _may_begin_table(lines: Sequence[TextLine], position: int) -> bool:
    if lines[position].kind is not LineKind.TEXT:
        return lines[position].kind is not LineKind.BLANK
    following = [(line.kind, line.filled) for line in lines[position + 1 : position + 4]]
    # a cell whose pipe stands on the next line: 规章, |, 0, |
    return following == _OWN_LINE_PIPES and lines[position].end - lines[position].start <= _CELL_LENGTH


def _run_end(text: str, lines: Sequence[TextLine], start: int) -> int:
    """Return the index after the last line of the table that may begin here."""
    tabs = lines[start].kind is LineKind.TABS
    kind = LineKind.TABS if tabs else LineKind.PIPES
    end = position = start
    last_row: TextLine | None = None
    own_pipes = False
    while position < len(lines):
        line = lines[position]
        if line.kind is LineKind.RULE:
            end = position + 1
        elif line.kind is kind:
            if position > end and not _goes_on(lines, position, last_row):
                break
            last_row = line
            own_pipes = own_pipes or line.filled > 0
            end = position + 1
        elif line.kind is LineKind.BLANK:
            if position - end >= _BLANK_LINES_INSIDE:
                break
        elif tabs or not _inside_cell(text, lines, position, ended=own_pipes):
            break
        position += 1
    return end


def _goes_on(lines: Sequence[TextLine], position: int, last_row: TextLine | None) -> bool:
    """True if a row after blank lines belongs to the table above: alike in shape, and no Markdown header of its own."""
    if last_row is None:
        return True
    if lines[position - 1].kind is not LineKind.BLANK:
        return True
    if position + 1 < len(lines) and lines[position + 1].kind is LineKind.RULE and lines[position].separators > 0:
        return lines[position].kind is LineKind.TABS
    return abs(lines[position].separators - last_row.separators) <= _SHAPE_TOLERANCE


def _inside_cell(text: str, lines: Sequence[TextLine], position: int, *, ended: bool) -> bool:
    """True for a line without pipes inside a run of one-cell lines: a cell broken over two lines.

    Where cells are ``ended`` by pipes of their own, a heading above a lone pipe stands above an empty cell.
    """
    if position + 1 >= len(lines) or lines[position].kind is not LineKind.TEXT:
        return False
    line, following = lines[position], lines[position + 1]
    if following.kind is not LineKind.PIPES or following.filled > 1:
        return False
    numbered = _ORDINAL.match(text, line.start, line.end) is not None
    if not following.filled:
        return line.end - line.start <= _CELL_LENGTH and not (ended and numbered)
    return line.end - line.start <= _BROKEN_CELL and not numbered
