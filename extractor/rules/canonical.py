"""The form's rows as the aligner sees them: the union of what all forms print, without what surely does not stand there."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from extractor.rules.align import CanonicalRow
from extractor.rules.run import FreeText, Run
from extractor.sections.labels import core, matches
from schemas import all_forms
from schemas.enums import TableKind
from schemas.form import Row, Table

__all__ = ["canonical_rows"]

_CHILD_LABEL = 75
"""Per cent of a child row's long label that must stand in the table for the row to be printed."""


def canonical_rows(
    table: Table, texts: Sequence[FreeText], runs: Sequence[Run]
) -> tuple[tuple[CanonicalRow, ...], list[tuple[str, Row]]]:
    """Return the rows of all forms in printed order, and for each its block key and declaration.

    A row that two variants of a block print stands once.

    Args:
        table: the union of the forms' tables.
        texts: every text of the table, which tell a row from its children of another form.
        runs: its runs of values.
    """
    absent = _kin_not_printed(table, texts, runs)
    found: dict[str, CanonicalRow] = {}
    owners: dict[str, tuple[str, Row]] = {}
    keys = list(dict.fromkeys(block.key for block in table.blocks))
    for key in keys:
        for block in (block for block in table.blocks if block.key == key):
            for row in block.rows:
                name = f"{key}/{row.key}"
                if name in absent:
                    continue
                known = found.get(name)
                places = (known.places if known else frozenset()) | {len(block.columns)}
                in_all = all(any(r.key == row.key for r in b.rows) for b in table.blocks if b.key == key)
                found[name] = CanonicalRow(name, places, row.optional or not in_all)
                owners.setdefault(name, (key, row))
    return tuple(found.values()), list(owners.values())


def _kin_not_printed(table: Table, texts: Sequence[FreeText], runs: Sequence[Run]) -> frozenset[str]:
    """Keys of the rows that stand only in forms other than the printed one: a row, or its children.

    The long labels of the children tell, whole or in pieces: the row's own label is a group's label as well. Both
    stand there only where the row has numbers of its own beside its children's.
    """
    whole = "".join(core(text.token.text) for text in texts)
    absent: set[str] = set()
    for block in table.blocks:
        for row in block.rows:
            children = [other for other in block.rows if _is_child(other, row)]
            if not children or _printed_together(table.kind, row):
                continue
            key = f"{block.key}/{row.key}"
            if any(_stands_in(child, whole) for child in children):
                own = any(run.beside and _is_labelled(run, key, table.kind) for run in runs)
                absent |= set() if own else {key}
                continue
            absent |= {f"{block.key}/{child.key}" for child in children}
    return frozenset(absent)


def _is_labelled(run: Run, key: str, kind: TableKind) -> bool:
    return any(m.exact and m.label.key == key for text in run.labels[:1] for m in matches(text, kind)[:2])


def _is_child(row: Row, parent: Row) -> bool:
    return row.key.startswith(parent.key + ".")


def _printed_together(kind: TableKind, row: Row) -> bool:
    """True where some form prints the row beside its children."""
    tables = [table for form in all_forms().values() if (table := form.table(kind)) is not None]
    return any(
        row.key in keys and any(key.startswith(row.key + ".") for key in keys)
        for table in tables
        for keys in ({other.key for block in table.blocks for other in block.rows},)
    )


def _stands_in(row: Row, text: str) -> bool:
    labels = [core(label) for label in row.prints]
    return any(len(label) >= 5 and fuzz.partial_ratio(label, text) >= _CHILD_LABEL for label in labels)
