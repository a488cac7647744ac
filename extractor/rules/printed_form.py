"""Which form is printed, and which cells are due from it.

The form that is printed decides, not the year (FORMS.md): a 2022 report on the 2019 form takes the 2019 paths, and a
2021 form with the single 2019 row 其他处理 takes that one path.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.rules.table import TableReading
from schemas import all_forms, union_table
from schemas.enums import TableKind
from schemas.form import Block, Form, Row, Table

__all__ = ["due_paths", "is_mixed", "printed_form"]

_FIRST_FORM_YEAR = 2019


def printed_form(tables: Mapping[TableKind, TableReading], year: int | None) -> str:
    """Return the id of the form that the tables print; where they do not tell, the one due for the year."""
    if TableKind.STATISTICS in tables and len(tables) == 1:
        return "statistics"
    votes = {form.id: _votes(form, tables) for form in all_forms().values() if len(form.tables) > 1}
    best = max(votes.values(), default=0)
    winners = [form_id for form_id, count in votes.items() if count == best]
    by_year = _form_of_year(year)
    if best == 0 and not tables:
        return by_year
    return by_year if by_year in winners else winners[-1]


def _form_of_year(year: int | None) -> str:
    """The form due for a year; reports before 2019 without an annex have none."""
    if year is None or year < _FIRST_FORM_YEAR:
        return "narrative"
    fitting = [form for form in all_forms().values() if (form.first_year or 9999) <= year and len(form.tables) > 1]
    return fitting[-1].id if fitting else "narrative"


def _votes(form: Form, tables: Mapping[TableKind, TableReading]) -> int:
    """Blocks printed as the form has them, and rows that only this form has."""
    count = 0
    for kind, reading in tables.items():
        table = form.table(kind)
        if table is None:
            continue
        ours = {(block.key, block.columns) for block in table.blocks}
        if kind is TableKind.PROACTIVE_DISCLOSURE:
            count += sum(1 for block in reading.blocks if (block.key, block.columns) in ours)
        only = _rows(table) - {key for other in _others(form, kind) for key in _rows(other)}
        count += bool(only & reading.rows)
    return count


def _others(form: Form, kind: TableKind) -> list[Table]:
    return [t for other in all_forms().values() if other.id != form.id and (t := other.table(kind)) is not None]


def _rows(table: Table) -> frozenset[str]:
    return frozenset(f"{block.key}/{row.key}" for block in table.blocks for row in block.rows)


def is_mixed(form_id: str, tables: Mapping[TableKind, TableReading]) -> bool:
    """True where a table prints blocks or rows that another form has and this one has not."""
    due = {path for table in all_forms()[form_id].tables for path, *_ in table.cells()}
    return any(reading.path not in due for table in tables.values() for reading in table.readings)


def due_paths(form_id: str, tables: Mapping[TableKind, TableReading]) -> tuple[str, ...]:
    """Return every path that the report's tables print or should print, in printed order.

    All cells of a table are due of which at least one label or cell stands; none of a table that does not stand.
    """
    due: list[str] = []
    for kind in TableKind:
        if kind in tables:
            due += _due(all_forms()[form_id].table(kind) or union_table(kind), tables[kind])
    return tuple(dict.fromkeys(due))


def _due(table: Table, reading: TableReading) -> list[str]:
    union = union_table(table.kind)
    printed = {block.key: block for block in reading.blocks}
    keys = list(dict.fromkeys(block.key for block in union.blocks))
    paths: list[str] = []
    for key in keys:
        expected = next((block for block in table.blocks if block.key == key), None)
        block = printed.get(key) or expected
        if block is None:
            continue
        paths += [
            table.path(block, row, column)
            for row in _due_rows(union, block, expected, reading.rows)
            for column in block.columns
        ]
    return paths


def _due_rows(union: Table, block: Block, expected: Block | None, seen: frozenset[str]) -> list[Row]:
    """The form's own rows, and any other that is printed; of a row and its children only what is printed."""
    whole = next(b for b in union.blocks if b.key == block.key and b.columns == block.columns)
    ours = {row.key for row in (expected.rows if expected else block.rows)}
    found = []
    for row in whole.rows:
        printed = f"{block.key}/{row.key}" in seen
        if printed or (row.key in ours and not row.optional and not _replaced(row, whole, ours, seen, block.key)):
            found.append(row)
    return found


def _replaced(row: Row, block: Block, ours: set[str], seen: frozenset[str], key: str) -> bool:
    """True where the report prints another form's rows in place of this one."""
    parent = row.key.rpartition(".")[0]
    kin = [
        other.key
        for other in block.rows
        if other.key not in ours and (other.key == parent or other.key.startswith(row.key + "."))
    ]
    return any(f"{key}/{other}" in seen for other in kin)
