"""What a cell is called: everything that the form prints above and beside it, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from schemas import all_forms
from schemas.english import english
from schemas.form import Block, Column, Row, Table

__all__ = ["Labels", "cell_labels", "full_width", "labels_of"]

Labels = tuple[str, str]
"""Official label and its English, outermost part first."""

_FULL_WIDTH = str.maketrans("(),:", "（），：")


def cell_labels(path: str, form: str) -> Labels:
    """Return what a cell is called on the form of that id; where that form lacks it, on the first form that has it."""
    own = _form_labels(form)
    return own[path] if path in own else _any_labels()[path]


def labels_of(table: Table, block: Block, row: Row, column: Column) -> Labels:
    """Return what the cell of that row and column is called."""
    groups = {group.key: group.label for group in table.groups}
    around = [groups[key] for key in row.groups]
    official = [block.label, *around, row.label, column.label if column.key else ""]
    place = ": ".join(map(english, [*around, row.label]))
    translated = [english(block.label) if block.label else "", place, english(column.label) if column.key else ""]
    text = _joined(translated)
    return _joined(official), text[:1].upper() + text[1:]


def full_width(label: str) -> str:
    """Return an official label with the punctuation that Chinese print has."""
    return label.translate(_FULL_WIDTH)


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)


@cache
def _form_labels(form: str) -> dict[str, Labels]:
    declared = all_forms().get(form)
    return dict(_labels(declared.tables)) if declared else {}


@cache
def _any_labels() -> dict[str, Labels]:
    found: dict[str, Labels] = {}
    for declared in all_forms().values():
        for path, labels in _labels(declared.tables):
            found.setdefault(path, labels)
    return found


def _labels(tables: tuple[Table, ...]) -> Iterator[tuple[str, Labels]]:
    for table in tables:
        for path, block, row, column in table.cells():
            yield path, labels_of(table, block, row, column)
