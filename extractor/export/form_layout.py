"""The official form as it is printed: which label and which cell stands where, on a grid of fifteen columns.

Fifteen is what 四、政府信息公开行政复议、行政诉讼情况 prints in one line, and what the seven numbers a row of
三、收到和处理政府信息公开申请情况 leave eight for labels of. Source: 国办公开办函〔2019〕60号 and 〔2021〕30号, the annex of 2014.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from extractor.export.labels import full_width
from schemas import all_forms, union_table
from schemas.enums import TableKind
from schemas.form import Block, Column, Row, Table
from schemas.result import Report

__all__ = ["WIDTH", "Box", "PrintedTable", "Role", "printed_tables"]

WIDTH = 15
"""Columns of the grid."""

_GROUP_WIDTHS = (1, 2)
"""Columns that the labels left of a row's own take, outermost first."""
_NUMBERS = 9
"""Columns that the numbers of a row share where they are few."""
_UNIT = 2
_CORNERS = {TableKind.PROACTIVE_DISCLOSURE: "信息内容", TableKind.STATISTICS: "统计指标"}
"""What is printed above the row labels."""
_ANNEX_PARTS = {
    "disclosed": ("part_1",),
    "responses": ("part_2",),
    "interpretation.press_conferences": ("part_2_2",),
    "requests.received": ("part_3",),
    "organization.offices": ("part_8",),
    "training.meetings": ("part_9",),
}
"""Headings of the annex, by the row that they stand above."""


class Role(StrEnum):
    """What stands in a box."""

    HEADING = "heading"
    HEAD = "head"
    LABEL = "label"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell; rows and columns from 0."""

    row: int
    column: int
    width: int
    text: str
    """The label, with the punctuation of print; empty for a number."""
    role: Role
    height: int = 1
    path: str | None = None
    """Of a number: which cell of the form it is."""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table of the form."""

    kind: TableKind
    title: str
    boxes: tuple[Box, ...]
    """Row by row; none where the report has no cell of the table."""

    @property
    def height(self) -> int:
        """Rows that it takes."""
        return max((box.row + box.height for box in self.boxes), default=0)


def printed_tables(report: Report) -> Iterator[PrintedTable]:
    """Yield the tables of the report's form, and those of which it has cells all the same.

    Every cell of the report stands in exactly one box: rows and columns of another form stand among their own.
    """
    declared = all_forms().get(report.form)
    for kind in TableKind:
        own = declared.table(kind) if declared else None
        union = union_table(kind)
        blocks = tuple(_printed_blocks(union, own, report.cells))
        there = any(path in report.cells for path in _paths(union.model_copy(update={"blocks": blocks})))
        if there or own:
            boxes = tuple(_boxes(union, blocks)) if there else ()
            yield PrintedTable(kind, full_width((own or union).label), boxes)


def _paths(table: Table) -> Iterator[str]:
    return (path for path, *_ in table.cells())


def _printed_blocks(union: Table, own: Table | None, cells: Mapping[str, object]) -> Iterator[Block]:
    """Blocks with the rows that the form prints, or that the report has cells of which no earlier block shows."""
    ours = {(block.key, block.columns): block for block in own.blocks} if own else {}
    taken = set(_paths(own)) if own else set()
    shown: set[str] = set()
    for block in union.blocks:
        declared = ours.get((block.key, block.columns))
        rows = []
        for row in block.rows:
            paths = {union.path(block, row, column) for column in block.columns}
            due = declared is not None and any(r.key == row.key for r in declared.rows)
            held = paths & cells.keys()
            if held - taken - shown or (due and (held or not row.optional) and not paths <= shown):
                rows.append(row)
                shown |= paths
        if rows:
            # a single line of numbers is printed whole or not at all
            yield block if union.one_line else block.model_copy(update={"rows": tuple(rows)})


def _boxes(table: Table, blocks: Sequence[Block]) -> Iterator[Box]:
    top = 0
    for block in blocks:
        layout = _one_line if table.one_line else _annex if not block.columns[0].key else _matrix
        boxes = list(layout(table, block))
        yield from (replace(box, row=box.row + top) for box in boxes)
        top += max(box.row + box.height for box in boxes)


def _matrix(table: Table, block: Block) -> Iterator[Box]:
    """A row of the form is a row of the sheet: labels on the left, numbers on the right."""
    top = 0
    if block.label:
        yield Box(0, 0, WIDTH, full_width(block.label), Role.HEADING)
        top = 1
    columns = list(_columns(block))
    left = columns[0][1]
    head = list(_head(table, block, columns, left, top))
    yield from head
    top = max(box.row + box.height for box in head)
    for place, row in enumerate(block.rows):
        start = sum(_GROUP_WIDTHS[: len(row.groups)])
        yield Box(top + place, start, left - start, full_width(row.label), Role.LABEL)
        for column, at, width in columns:
            yield Box(top + place, at, width, "", Role.NUMBER, path=table.path(block, row, column))
    yield from _groups(table, block.rows, top)


def _columns(block: Block) -> Iterator[tuple[Column, int, int]]:
    """The columns of numbers with where each begins and how wide it is."""
    count = len(block.columns)
    room = max(count, _NUMBERS) if count < _NUMBERS - 2 else count
    at = WIDTH - room
    for number, column in enumerate(block.columns, 1):
        end = WIDTH - room + room * number // count
        yield column, at, end - at
        at = end


def _head(table: Table, block: Block, columns: Sequence[tuple[Column, int, int]], left: int, top: int) -> Iterator[Box]:
    named = {group.key: full_width(group.label) for group in table.groups}
    over = named.get("applicants")
    spanned = any(column.spanner for column in block.columns)
    corner = named.get("rule", _CORNERS.get(table.kind, ""))
    yield Box(top, 0, left, corner, Role.HEAD, height=1 + (over is not None) + spanned)
    if over is not None:
        yield Box(top, left, WIDTH - left, over, Role.HEAD)
        top += 1
    for spanner, members in groupby(columns, key=lambda found: found[0].spanner):
        chosen = list(members)
        if spanner:
            yield Box(top, chosen[0][1], sum(width for *_, width in chosen), named[spanner], Role.HEAD)
        for column, at, width in chosen:
            height = 2 if spanned and not spanner else 1
            yield Box(top + bool(spanner), at, width, _headed(column), Role.HEAD, height=height)


def _headed(column: Column) -> str:
    """The column's label with the unit of the values below it: the form asks for 万元, values are in 元."""
    label = column.label.replace(column.printed_unit, column.unit) if column.printed_unit else column.label
    return full_width(label)


def _groups(table: Table, rows: Sequence[Row], top: int) -> Iterator[Box]:
    """The labels beside several rows, once for each run of rows that they stand beside."""
    named = {group.key: full_width(group.label) for group in table.groups}
    for level, width in enumerate(_GROUP_WIDTHS):
        at = top
        for groups, members in groupby(rows, key=lambda row: row.groups[: level + 1]):
            height = len(list(members))
            if len(groups) > level:
                yield Box(at, sum(_GROUP_WIDTHS[:level]), width, named[groups[level]], Role.LABEL, height=height)
            at += height


def _annex(table: Table, block: Block) -> Iterator[Box]:
    """Indicator, unit and number; the parts' headings in lines of their own."""
    named = {group.key: full_width(group.label) for group in table.groups}
    (column,) = block.columns
    numbers = (WIDTH - _NUMBERS) // 2
    left = WIDTH - numbers - _UNIT
    for text, at, width in (
        (_CORNERS[table.kind], 0, left),
        ("单位", left, _UNIT),
        (column.label, left + _UNIT, numbers),
    ):
        yield Box(0, at, width, text, Role.HEAD)
    line = 1
    for row in block.rows:
        for part in _ANNEX_PARTS.get(row.key, ()):
            yield Box(line, 0, WIDTH, named[part], Role.HEADING)
            line += 1
        indent = "　" * row.key.count(".")
        yield Box(line, 0, left, indent + full_width(row.label), Role.LABEL)
        yield Box(line, left, _UNIT, row.unit or column.unit, Role.LABEL)
        yield Box(line, left + _UNIT, numbers, "", Role.NUMBER, path=table.path(block, row, column))
        line += 1


def _one_line(table: Table, block: Block) -> Iterator[Box]:
    """All rows of the form one after another in one line of numbers."""
    named = {group.key: full_width(group.label) for group in table.groups}
    each = len(block.columns)
    at = 0
    for groups, members in groupby(block.rows, key=lambda row: row.groups):
        rows = list(members)
        if groups:
            yield Box(0, at, each * len(rows), named[groups[-1]], Role.HEAD)
        for row in rows:
            yield Box(bool(groups), at, each, full_width(row.label), Role.HEAD, height=1 if groups else 2)
            for place, column in enumerate(block.columns):
                yield Box(2, at + place, 1, full_width(column.label), Role.HEAD)
                yield Box(3, at + place, 1, "", Role.NUMBER, path=table.path(block, row, column))
            at += each
