"""What the forms have in common and how they differ: the union of their tables, and lookups by path.

Reports mix forms: a 2021 form with the single 2019 row 其他处理, or with 2019 columns in one block. So a table is
read against the union of what all forms print in it, and the printed rows and columns decide which paths are due.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from schemas.enums import Quantity, TableKind
from schemas.form import Block, Column, Row, SumRule, Table
from schemas.forms import all_forms

__all__ = ["CellDefinition", "cell_definition", "cell_definitions", "union_table"]


@dataclass(frozen=True, slots=True)
class CellDefinition:
    """One cell of the official forms."""

    path: str
    table: TableKind
    block: Block
    row: Row
    column: Column
    forms: tuple[str, ...]
    """Ids of the forms that print it."""
    order: int
    """Its place in printed order over all forms."""

    @property
    def quantity(self) -> Quantity:
        """What kind of number it holds."""
        return self.row.quantity or self.column.quantity

    @property
    def unit(self) -> str:
        """The unit of its value."""
        return self.row.unit or self.column.unit

    @property
    def label(self) -> str:
        """Row and column label, as the form prints them."""
        return " · ".join(part for part in (self.row.label, self.column.label if self.column.key else "") if part)


@cache
def union_table(kind: TableKind) -> Table:
    """Return the table with the rows and sums of every form, in printed order.

    Blocks with the same key but other columns stay apart, each form's own (``proactive_disclosure``).
    """
    tables = [table for form in all_forms().values() for table in form.tables if table.kind == kind]
    blocks: list[Block] = []
    for table in tables:
        for block in table.blocks:
            twin = next((b for b in blocks if b.key == block.key and b.columns == block.columns), None)
            if twin is None:
                blocks.append(block)
            else:
                blocks[blocks.index(twin)] = twin.model_copy(update={"rows": _merge(twin.rows, block.rows)})
    sums: list[SumRule] = []
    for rule in (rule for table in tables for rule in table.sums):
        same = next((s for s in sums if (s.kind, s.axis, s.right) == (rule.kind, rule.axis, rule.right)), None)
        if same is None:
            sums.append(rule)
        else:
            merged = tuple(dict.fromkeys((*same.left, *rule.left)))
            sums[sums.index(same)] = same.model_copy(update={"left": merged})
    return tables[0].model_copy(update={"blocks": tuple(blocks), "sums": tuple(sums)})


def _merge(ours: tuple[Row, ...], theirs: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows of both in one order: a row that only one has stands after its predecessor there."""
    merged = list(ours)
    place = -1
    keys = [row.key for row in merged]
    for row in theirs:
        if row.key in keys:
            place = max(place, keys.index(row.key))
            continue
        parents = [i for i, key in enumerate(keys) if row.key.startswith(key + ".")]
        place = max([place, *parents]) + 1
        merged.insert(place, row)
        keys.insert(place, row.key)
    return tuple(merged)


@cache
def cell_definitions() -> dict[str, CellDefinition]:
    """Return every cell of every form by path, in printed order."""
    forms_of: dict[str, list[str]] = {}
    for form in all_forms().values():
        for path in form.paths():
            forms_of.setdefault(path, []).append(form.id)
    found: dict[str, CellDefinition] = {}
    for kind in TableKind:
        table = union_table(kind)
        for path, block, row, column in table.cells():
            if path not in found:
                found[path] = CellDefinition(path, kind, block, row, column, tuple(forms_of[path]), len(found))
    return found


def cell_definition(path: str) -> CellDefinition:
    """Return the definition of one cell.

    Raises:
        KeyError: no form has that path; the message says where the list of paths is.
    """
    try:
        return cell_definitions()[path]
    except KeyError:
        raise KeyError(f"no form has a cell {path!r}; `gongkai forms` lists all paths") from None
