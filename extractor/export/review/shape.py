"""The printed shape of a form: its tables with merged headers, as the official document draws them.

Derived from the forms' declarations for the cells that a report has: a mixed form shows what it prints.
Source: 国办公开办函〔2019〕60号 and 〔2021〕30号 (headers of tables two to four), and the annex of the years before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from math import lcm

from schemas import all_forms, union_table
from schemas.enums import TableKind
from schemas.form import Block, Column, Row, Table

__all__ = ["form_shape"]

_CORNERS = {TableKind.PROACTIVE_DISCLOSURE: "信息内容", TableKind.STATISTICS: "统计指标"}
"""What the form prints above the labels of rows where that is no label of a group."""
_UNIT = "单位"

Line = list[object]
"""One row of a table: header cells ``[text, columns, rows, scope]``, values as ``[index of the cell, columns]``, and
``[-1, columns]`` where the report has no such cell."""


def form_shape(form_id: str, paths: Sequence[str]) -> list[dict[str, object]]:
    """Return the tables of which at least one cell is among the paths, each cell once.

    Where two forms print a cell in different columns, the shape is that of the form named. Each table is an object of
    ``kind``, ``label``, ``head`` and ``body``; the latter two are lists of rows (``Line``), in which a value is named
    by its index in ``paths``.
    """
    index = {path: number for number, path in enumerate(paths)}
    own = all_forms().get(form_id)
    return [
        {"kind": kind.value, "label": shape.table.label, "head": shape.head(), "body": shape.body()}
        for kind in TableKind
        if (shape := _Shape(union_table(kind), own.table(kind) if own else None, index)).blocks
    ]


class _Shape:
    """One table, of which only what is printed is left."""

    def __init__(self, table: Table, own: Table | None, index: Mapping[str, int]) -> None:
        self.table = table
        self.index = index
        self.blocks = _blocks(table, own, index)
        rows = [row for block in self.blocks for row in block.rows]
        self.list = all(not column.key for block in self.blocks for column in block.columns)
        self.depth = 1 if self.list else 1 + max((len(row.groups) for row in rows), default=0)
        self.width = lcm(*(len(block.columns) for block in self.blocks)) if self.blocks else 0
        self.groups = {group.key: group.label for group in table.groups}

    def head(self) -> list[Line]:
        """The header of the whole table; empty where each block has a header of its own."""
        if self.table.one_line:
            return list(self._head_of_one_line())
        return list(self._head(self.blocks[0])) if len(self.blocks) == 1 and not self.blocks[0].label else []

    def body(self) -> list[Line]:
        """The rows, with the headers of blocks between them where there are several."""
        if self.table.one_line:
            return [[part for row in self.blocks[0].rows for part in self._values(self.blocks[0], row)]]
        return [line for block in self.blocks for line in self._block(block)]

    def _block(self, block: Block) -> Iterator[Line]:
        if block.label:
            yield [[block.label, self.depth + self.width, 1, "colgroup"]]
            yield from self._head(block)
        for number, row in enumerate(block.rows):
            unit: Line = [[row.unit or block.columns[0].unit, 1, 1, ""]] if self.list else []
            yield [*self._labels(block, number), *unit, *self._values(block, row)]

    def _head(self, block: Block) -> Iterator[Line]:
        corner = self.groups.get("rule") or _CORNERS.get(self.table.kind, "")
        above, spanned = self.groups.get("applicants"), any(column.spanner for column in block.columns)
        height = 1 + bool(above) + spanned
        first: Line = [[corner, self.depth, height, "col"]]
        if self.list:
            first.append([_UNIT, 1, height, "col"])
        if above:
            yield [*first, [above, self.width, 1, "colgroup"]]
            first = []
        each = self.width // len(block.columns)
        if not spanned:
            yield [*first, *([column.label, each, 1, "col"] for column in block.columns)]
            return
        for spanner, columns in groupby(block.columns, lambda column: column.spanner):
            run = list(columns)
            if spanner:
                first.append([self.groups[spanner], each * len(run), 1, "colgroup"])
            else:
                first += ([column.label, each, 2, "col"] for column in run)
        yield first
        yield [[column.label, each, 1, "col"] for column in block.columns if column.spanner]

    def _head_of_one_line(self) -> Iterator[Line]:
        """Groups of rows, rows and columns above one another, as all rows stand in one line."""
        block = self.blocks[0]
        each, grouped = len(block.columns), any(row.groups for row in block.rows)
        top: Line = []
        for groups, members in groupby(block.rows, lambda row: row.groups):
            run = list(members)
            if groups:
                top.append([self.groups[groups[0]], each * len(run), 1, "colgroup"])
            else:
                top += ([row.label, each, 1 + grouped, "colgroup"] for row in run)
        yield top
        if grouped:
            yield [[row.label, each, 1, "colgroup"] for row in block.rows if row.groups]
        yield [[column.label, 1, 1, "col"] for _ in block.rows for column in block.columns]

    def _labels(self, block: Block, number: int) -> Iterator[Line]:
        """The labels that begin in a row: groups over all their rows, and the row's own."""
        row = block.rows[number]
        if self.list:
            yield [row.label, 1, 1, "row", row.key.count(".")]
            return
        for level in range(len(row.groups)):
            same = [other.groups[: level + 1] == row.groups[: level + 1] for other in block.rows]
            if number == 0 or not same[number - 1]:
                yield [self.groups[row.groups[level]], 1, _run(same[number:]), "rowgroup"]
        yield [row.label, self.depth - len(row.groups), 1, "row"]

    def _values(self, block: Block, row: Row) -> Iterator[list[int]]:
        each = 1 if self.table.one_line else self.width // len(block.columns)
        for column in block.columns:
            yield [self.index.get(self.table.path(block, row, column), -1), each]


def _run(same: Sequence[bool]) -> int:
    return next((number for number, one in enumerate(same) if not one), len(same))


def _blocks(table: Table, own: Table | None, paths: Collection[str]) -> list[Block]:
    """What is printed of the table's blocks: a form's own blocks first, of the others only what these leave over."""
    columns = [block.columns for block in own.blocks] if own else []
    left = set(paths)
    found = []
    for whole in sorted(table.blocks, key=lambda block: block.columns not in columns):
        for block in _printed(table, whole, left):
            left -= {table.path(block, row, column) for row in block.rows for column in block.columns}
            found.append(block)
    return sorted(found, key=lambda block: block.key)


def _printed(table: Table, block: Block, paths: Collection[str]) -> Iterator[Block]:
    """The block with the rows and columns of which a cell is there; nothing where none is."""

    def there(row: Row, column: Column) -> bool:
        return table.path(block, row, column) in paths

    rows = tuple(row for row in block.rows if any(there(row, column) for column in block.columns))
    columns = tuple(column for column in block.columns if any(there(row, column) for row in block.rows))
    if rows and columns:
        yield block.model_copy(update={"rows": rows, "columns": columns})
