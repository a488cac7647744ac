"""The identities (勾稽关系) that hold among a given set of cells, derived from the forms' sum rules.

An identity says that two sums of cells are equal. Which cells enter depends on what is printed: where a row and
its children are both there, the children are summed and the row is checked against them apart (FORMS.md,
"The identities that the forms assert").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from schemas.enums import FindingKind, TableKind, Witness
from schemas.form import Block, SumRule, Table
from schemas.vocabulary import union_table

__all__ = ["Identity", "identities", "subtotals"]


@dataclass(frozen=True, slots=True)
class Identity:
    """``sum(left) == sum(right)``, over cell paths."""

    kind: Witness
    """The witness that this identity is where it holds."""
    table: TableKind
    axis: Literal["row", "column"]
    """``row``: the cells stand in one row; ``column``: in one column (the annex has only one)."""
    key: str
    """The row or column it runs along: ``received``, ``total``."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    derived: bool = False
    """True along a column of totals: it follows from the other identities and is no further witness beside them."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All cells of both sides."""
        return self.left + self.right

    @property
    def name(self) -> str:
        """A stable name, such as ``requests:balance:business``."""
        return f"{self.table}:{self.kind}:{self.key}"

    @property
    def finding(self) -> FindingKind:
        """The kind of finding its breaking is."""
        return FindingKind(self.kind.value)


def identities(paths: Collection[str]) -> tuple[Identity, ...]:
    """Return the identities among ``paths``, in the forms' order.

    A side that has none of its cells in ``paths`` makes no identity.
    """
    there = frozenset(paths)
    return tuple(
        identity
        for kind in TableKind
        for table in (union_table(kind),)
        for block in table.blocks
        for rule in table.sums
        for identity in _expand(table, block, rule, there)
    )


def subtotals(paths: Collection[str]) -> tuple[Identity, ...]:
    """Return the checks of a printed parent beside its printed children, which are no witnesses.

    Only parents that the form divides fully are checked (a parent whose children a sum rule lists with it).
    """
    there = frozenset(paths)
    found: list[Identity] = []
    for kind in TableKind:
        table = union_table(kind)
        for block in table.blocks:
            for rule in table.sums:
                if rule.axis != "column":
                    continue
                for parent in rule.left:
                    children = tuple(key for key in rule.left if key.startswith(parent + "."))
                    if children:
                        found += _columns(table, block, rule.kind, parent, children, (parent,), there)
    return tuple(found)


def _expand(table: Table, block: Block, rule: SumRule, there: frozenset[str]) -> Iterator[Identity]:
    if rule.axis == "row":
        for row in block.rows:
            columns = {column.key: table.path(block, row, column) for column in block.columns}
            left = tuple(columns[key] for key in rule.left if columns.get(key) in there)
            right = tuple(columns[key] for key in rule.right if columns.get(key) in there)
            if left and right:
                yield Identity(rule.kind, table.kind, "row", row.key, left, right)
    else:
        yield from _columns(table, block, rule.kind, "", rule.left, rule.right, there)


def _columns(
    table: Table,
    block: Block,
    kind: Witness,
    key: str,
    left_keys: tuple[str, ...],
    right_keys: tuple[str, ...],
    there: frozenset[str],
) -> Iterator[Identity]:
    totals = {key for rule in table.sums if rule.axis == "row" for key in rule.right}
    for column in block.columns:
        cells = {row.key: table.path(block, row, column) for row in block.rows}
        left = tuple(cells[k] for k in _leaves(left_keys, cells, there))
        right = tuple(cells[k] for k in right_keys if cells.get(k) in there)
        if left and right:
            along = ".".join(part for part in (key or (right_keys[0] if not column.key else ""), column.key) if part)
            yield Identity(kind, table.kind, "column", along, left, right, derived=column.key in totals)


def _leaves(keys: tuple[str, ...], cells: dict[str, str], there: frozenset[str]) -> tuple[str, ...]:
    """Keys whose cells are there, without those of which a child among ``keys`` is there too."""
    printed = [key for key in keys if cells.get(key) in there]
    return tuple(key for key in printed if not any(other.startswith(key + ".") for other in printed))
