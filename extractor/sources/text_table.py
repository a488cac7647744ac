"""A run of lines with pipes or tabs to the table that it is, if it is one.

What a place means: every separator makes a cell, and ``column`` is the number of separators before it. Where half or
more of a table's rows begin (end) with a pipe, that pipe is the frame and counts for nothing; in other tables a pipe
at the start (end) of a row has an empty cell before (after) it. A table of one row is framed as the text's tables are.
In a table framed on both sides a row that lacks its last pipe goes on in a line that lacks its first: a cell with a
line end inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.sources.budget import Meter, Work
from extractor.sources.cell_shape import is_value
from extractor.sources.document import Cell, Layout, Row, Table
from extractor.sources.pipe_cells import group_cells
from extractor.sources.text_rows import LineKind, TextLine, cell_spans
from schemas.reading import Span

__all__ = ["is_framed", "is_one_cell_a_line", "make_table"]

_ONE_CELL_LINES = 4


@dataclass(frozen=True, slots=True)
class _RawRow:
    """One row: what stands between its separators, one span more than there are separators."""

    start: int
    """Where its line begins."""
    spans: list[Span]

    @property
    def opens(self) -> bool:
        """Nothing stands before the first separator."""
        return self.spans[0][0] == self.spans[0][1]

    @property
    def closes(self) -> bool:
        """Nothing stands after the last separator."""
        return self.spans[-1][0] == self.spans[-1][1]

    def without_frame(self, left: bool, right: bool) -> _RawRow:
        """The row less the nothing outside a frame of pipes."""
        first = 1 if left and self.opens else 0
        last = len(self.spans) - 1 if right and self.closes and len(self.spans) > first + 1 else len(self.spans)
        return _RawRow(self.start, self.spans[first:last])


def is_framed(text: str, lines: Sequence[TextLine]) -> bool:
    """Return True where half or more of the lines with several filled cells between pipes begin with one."""
    several = [line for line in lines if line.kind is LineKind.PIPES and line.filled > 1]
    opening = [line for line in several if _RawRow(line.start, _spans(text, line)).opens]
    return 2 * len(opening) >= len(several)


def make_table(text: str, run: Sequence[TextLine], index: int, meter: Meter, framed: bool = True) -> Table | None:
    """Return the table that a run of lines is, or None if it is none; rows beyond the budget are left out.

    Args:
        text: the whole text.
        run: lines together that a table may be made of.
        index: the number that the table will have.
        meter: what may be spent on it.
        framed: rows of the text usually begin with a pipe (``is_framed``).
    """
    lines = _rows_or_cells(run)
    if not lines:
        return None
    ruled = _is_ruled(run)
    headed: frozenset[int] = frozenset()
    if is_one_cell_a_line(run):
        layout = Layout.PIPE_CELLS
        rows = [_RawRow(-1, spans) for spans in group_cells(text, (run[0].start, run[-1].end))]
    else:
        layout = Layout.PIPES if lines[0].kind is LineKind.PIPES else Layout.TABS
        headed = _above_rules(run)
        rows = _rows(text, lines, framed)
        if not ruled and not _is_tabular(text, rows):
            return None
    made = _make_rows(rows, headed, meter)
    return Table(index, layout, made, (made[0].span[0], made[-1].span[1])) if made else None


def _rows_or_cells(run: Sequence[TextLine]) -> list[TextLine]:
    return [line for line in run if line.kind in (LineKind.PIPES, LineKind.TABS)]


def _is_ruled(run: Sequence[TextLine]) -> bool:
    return any(line.kind is LineKind.RULE for line in run)


def is_one_cell_a_line(run: Sequence[TextLine]) -> bool:
    """True for a run whose lines are cells rather than rows; only there a line without a pipe is part of a cell."""
    lines = _rows_or_cells(run)
    if len(lines) < _ONE_CELL_LINES or lines[0].kind is not LineKind.PIPES or _is_ruled(run):
        return False
    filled = sum(line.filled >= 1 for line in lines)
    several = sum(line.filled >= 2 for line in lines)
    return several * 10 <= filled


def _is_tabular(text: str, rows: Sequence[_RawRow]) -> bool:
    """True unless the separators may as well be those of a breadcrumb, a menu or a sentence."""
    values = sum(is_value(text[start:end]) for row in rows for start, end in row.spans)
    widest = max(len(row.spans) for row in rows)
    if len(rows) == 1:
        return values >= 2 and widest >= 3
    if values:
        return True
    alike = len({len(row.spans) for row in rows}) == 1
    return len(rows) >= 3 and (widest >= 3 or alike)


def _above_rules(run: Sequence[TextLine]) -> frozenset[int]:
    """Return where the lines begin that stand right above a ruler."""
    return frozenset(above.start for above, below in pairwise(run) if below.kind is LineKind.RULE)


def _spans(text: str, line: TextLine) -> list[Span]:
    return cell_spans(text, line.start, line.end, line.kind)


def _rows(text: str, lines: Sequence[TextLine], framed: bool) -> list[_RawRow]:
    rows = [_RawRow(line.start, _spans(text, line)) for line in lines]
    if lines[0].kind is LineKind.TABS:
        return rows
    filled = [row for row, line in zip(rows, lines, strict=True) if line.filled]
    left = 2 * sum(row.opens for row in filled) >= len(filled) and (framed or len(filled) > 1)
    right = 2 * sum(row.closes for row in filled) >= len(filled)
    if left and right:
        rows = _joined(rows)
    return [row.without_frame(left, right) for row in rows]


def _joined(rows: Sequence[_RawRow]) -> list[_RawRow]:
    joined: list[_RawRow] = []
    for row in rows:
        if joined and not joined[-1].closes and not row.opens:
            above = joined[-1]
            broken = (above.spans[-1][0], row.spans[0][1])
            joined[-1] = _RawRow(above.start, [*above.spans[:-1], broken, *row.spans[1:]])
        else:
            joined.append(row)
    return joined


def _make_rows(rows: Sequence[_RawRow], headed: frozenset[int], meter: Meter) -> tuple[Row, ...]:
    made: list[Row] = []
    for number, raw in enumerate(rows):
        cells = tuple(
            Cell(number, column, 1, 1, span, header=raw.start in headed)
            for column, span in enumerate(raw.spans)
            if meter.take(Work.CELLS)
        )
        if not cells:
            break
        made.append(Row(cells, (cells[0].span[0], cells[-1].span[1])))
    return tuple(made)
