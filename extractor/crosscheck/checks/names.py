"""What cells are called in a message: official labels, which stay Chinese in every language."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import CellDefinition, cell_definition, union_table

__all__ = ["called"]

_FEW = 2


def called(paths: Sequence[str]) -> str:
    """Return the label of a cell, the group that several cells make, or their labels joined by ``+``.

    Args:
        paths: at least one cell of the forms.
    """
    cells = [cell_definition(path) for path in paths]
    if len(cells) == 1:
        return cells[0].label
    return _group(cells) or " + ".join(cell.label for cell in cells[:_FEW]) + (" + …" if len(cells) > _FEW else "")


def _group(cells: Sequence[CellDefinition]) -> str | None:
    shared = [key for key in cells[0].row.groups if all(key in cell.row.groups for cell in cells)]
    if not shared:
        return None
    label = next((group.label for group in union_table(cells[0].table).groups if group.key == shared[-1]), None)
    column = cells[0].column.label if len({cell.column.key for cell in cells}) == 1 else ""
    return " · ".join(part for part in (label, column) if part) if label else None
