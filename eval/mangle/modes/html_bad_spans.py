"""A page whose row spans are missing, wrong or doubled by empty cells, so that columns seem to shift."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from random import Random

from eval.mangle.document import Block, Cell, Row, Table
from eval.mangle.draft import ReportDraft
from eval.mangle.markup import body, plain_cell, plain_paragraph, table_markup
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with

__all__ = ["MODES"]

_EMPTY = Cell("", kind="filler")


def _header_without_spans(rows: tuple[Row, ...], random: Random) -> tuple[Row, ...]:
    """Header cells lose their row span; an empty cell for each stands in the row below: in place, or all at one end."""
    where = random.choice(("place", "start", "end"))
    corner = random.random() < 0.3
    changed: list[Row] = []
    before = after = 0
    for row in rows:
        if row.kind != "head":
            changed.append(row)
            continue
        tall = [i for i, cell in enumerate(row.cells) if cell.rowspan > 1 and (cell.colspan == 1 or corner)]
        cells = tuple(replace(cell, rowspan=1) if i in tall else cell for i, cell in enumerate(row.cells))
        changed.append(replace(row, cells=(*(_EMPTY,) * before, *cells, *(_EMPTY,) * after)))
        # The corner's place is not filled: all that stands below it moves to the left.
        owed = [i for i in tall if row.cells[i].colspan == 1]
        wide = next((i for i, cell in enumerate(row.cells) if cell.colspan > 1), len(row.cells))
        before = {"place": sum(i < wide for i in owed), "start": len(owed), "end": 0}[where]
        after = len(owed) - before
    return tuple(changed)


def _wrong_groups(rows: tuple[Row, ...], random: Random) -> tuple[Row, ...]:
    """Labels of groups span one or two rows too many or too few."""
    return tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, rowspan=max(1, cell.rowspan + random.choice((-2, -1, 1, 2))))
                if cell.rowspan > 1 and random.random() < 0.5
                else cell
                for cell in row.cells
            ),
        )
        if row.kind == "data"
        else row
        for row in rows
    )


def _ragged(rows: tuple[Row, ...], random: Random) -> tuple[Row, ...]:
    """Some rows end with an empty cell too many; an empty row closes the table."""
    longer = tuple(
        replace(row, cells=(*row.cells, _EMPTY)) if row.kind == "data" and random.random() < 0.2 else row
        for row in rows
    )
    return (*longer, Row((_EMPTY, _EMPTY, _EMPTY), "group"))


def _spoil(block: Block, random: Random) -> Block:
    if not isinstance(block, Table):
        return block
    rows = block.rows
    if random.random() < 0.8:
        rows = _header_without_spans(rows, random)
    if random.random() < 0.5:
        rows = _wrong_groups(rows, random)
    if random.random() < 0.4:
        rows = _ragged(rows, random)
    return replace(block, rows=rows)


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    blocks = tuple(_spoil(block, random) for block in report.document.blocks)
    table = partial(table_markup, cell=plain_cell)
    return body(blocks, plain_paragraph, table), report


MODES = (
    Mode(
        "html_bad_spans",
        Stage.RENDER,
        render_with("html", _render),
        "HTML with missing or wrong row spans, ragged rows",
    ),
)
