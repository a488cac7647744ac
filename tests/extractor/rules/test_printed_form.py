"""Which form is printed, and which cells are due: whole forms, mixed ones, the annex, rows that only some print."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractor.rules.printed_form import due_paths, is_mixed, printed_form
from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import TableKind
from schemas.form import Block, Table

DISCLOSURE, REQUESTS, REVIEW, ANNEX = TableKind
PRINTED = (DISCLOSURE, REQUESTS, REVIEW)
Tables = Mapping[TableKind, TableReading]


def _table(form_id: str, kind: TableKind) -> Table:
    table = form(form_id).table(kind)
    assert table is not None
    return table


def _block(block: Block, more: tuple[str, ...] = ()) -> str:
    """A block as pipes with a 1 in each cell; rows that are printed in some places alone only if they are named."""
    rows = [row.label for row in block.rows if not row.optional or row.key in more]
    head = [f"| {block.label} |"] if block.label else []
    head.append("| 信息内容 | " + " | ".join(column.label for column in block.columns) + " |")
    return "\n".join([*head, *(f"| {label} |" + " 1 |" * len(block.columns) for label in rows)])


def _print(form_id: str, kind: TableKind, more: tuple[str, ...] = ()) -> str:
    return "\n".join(_block(block, more) for block in _table(form_id, kind).blocks)


def _read(texts: Mapping[TableKind, str]) -> dict[TableKind, TableReading]:
    found = {}
    for kind, text in texts.items():
        source = read_source(text.encode(), "invented")
        found[kind] = read_table(source, source.blocks, kind)
    return found


def _whole(form_id: str) -> dict[TableKind, TableReading]:
    return _read({kind: _print(form_id, kind) for kind in PRINTED})


def _due(form_id: str) -> tuple[str, ...]:
    """Every path of a form but those of its rows that are due only where they are printed."""
    return tuple(path for table in form(form_id).tables for path, _, row, _ in table.cells() if not row.optional)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("year", [None, 2015, 2019, 2020, 2021, 2024])
def test_the_form_that_is_printed_decides_and_not_the_year(form_id: str, year: int | None) -> None:
    tables = _whole(form_id)
    assert printed_form(tables, year) == form_id
    assert not is_mixed(form_id, tables)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_cell_of_a_printed_form_is_due_once_and_in_its_order(form_id: str) -> None:
    assert due_paths(form_id, _whole(form_id)) == _due(form_id)


@pytest.mark.parametrize(
    ("year", "form_id"),
    [(None, "narrative"), (2010, "narrative"), (2018, "narrative"), (2019, "2019"), (2020, "2019"), (2021, "2021")],
)
def test_without_tables_the_year_decides_and_no_cell_is_due(year: int | None, form_id: str) -> None:
    assert printed_form({}, year) == form_id
    assert due_paths(form_id, {}) == ()
    assert not is_mixed(form_id, {})


@pytest.mark.parametrize(("year", "form_id"), [(2019, "2019"), (2020, "2019"), (2022, "2021")])
def test_a_table_that_both_forms_print_leaves_it_to_the_year(year: int, form_id: str) -> None:
    assert printed_form(_read({REVIEW: _print("2021", REVIEW)}), year) == form_id


def test_the_annex_alone_is_its_own_form() -> None:
    tables = _read({ANNEX: _print("statistics", ANNEX)})
    assert printed_form(tables, 2016) == "statistics"
    assert due_paths("statistics", tables) == _due("statistics")


def test_a_row_that_some_print_is_due_where_it_is_printed() -> None:
    plain = _read({ANNEX: _print("statistics", ANNEX)})
    longer = _read({ANNEX: _print("statistics", ANNEX, ("requests.received.other",))})
    path = "statistics.requests.received.other"
    assert path not in due_paths("statistics", plain)
    assert path in due_paths("statistics", longer)


def test_a_local_row_of_2019_is_due_where_it_is_printed() -> None:
    plain = _read({DISCLOSURE: _print("2019", DISCLOSURE)})
    longer = _read({DISCLOSURE: _print("2019", DISCLOSURE, ("other_documents",))})
    paths = {f"proactive_disclosure.article_20_1.other_documents.{c}" for c in ("made", "newly_disclosed")}
    assert not paths & set(due_paths("2019", plain))
    assert paths <= set(due_paths("2019", longer))
    assert not is_mixed("2019", longer)


def _with_single_other_handling() -> dict[TableKind, TableReading]:
    """The 2021 form, its table of requests with the one row 其他处理 of 2019."""
    return _read({DISCLOSURE: _print("2021", DISCLOSURE), REQUESTS: _print("2019", REQUESTS)})


def test_a_2021_form_with_the_single_row_of_2019_takes_the_path_of_what_it_prints() -> None:
    tables = _with_single_other_handling()
    assert printed_form(tables, 2023) == "2021"
    assert is_mixed("2021", tables)
    due = due_paths("2021", tables)
    assert "requests.other_handling.total" in due
    assert not [path for path in due if path.startswith("requests.other_handling.not_corrected")]
    assert len([path for path in due if path.startswith("requests.")]) == 23 * 7
    assert "proactive_disclosure.article_20_1.regulations.issued" in due


def test_a_2021_form_with_2019_columns_in_one_block_takes_the_columns_it_prints() -> None:
    old, new = _table("2019", DISCLOSURE).blocks, _table("2021", DISCLOSURE).blocks
    text = "\n".join([_block(old[0]), *(_block(block) for block in new[1:])])
    tables = _read({DISCLOSURE: text, REQUESTS: _print("2021", REQUESTS)})
    assert printed_form(tables, 2022) == "2021"
    assert is_mixed("2021", tables)
    due = [path for path in due_paths("2021", tables) if path.startswith("proactive_disclosure.article_20_1.")]
    assert due == [
        f"proactive_disclosure.article_20_1.{row}.{column}"
        for row in ("regulations", "normative_documents")
        for column in ("made", "newly_disclosed", "total_disclosed")
    ]
    assert "proactive_disclosure.article_20_5.licensing.decisions" in due_paths("2021", tables)


def test_the_cells_of_rows_that_are_lost_stay_due() -> None:
    lines = _print("2021", REQUESTS).splitlines()
    tables = _read({REQUESTS: "\n".join(line for line in lines if "予以公开" not in line and "重复申请" not in line)})
    due = due_paths("2021", tables)
    assert due == tuple(path for path in _due("2021") if path.startswith("requests."))
    assert not {reading.path for reading in tables[REQUESTS].readings} - set(due)


def test_a_block_that_is_lost_stays_due_in_a_table_that_stands() -> None:
    blocks = _table("2021", DISCLOSURE).blocks
    tables = _read({DISCLOSURE: "\n".join(_block(block) for block in blocks[:2])})
    due = due_paths("2021", tables)
    assert "proactive_disclosure.article_20_8.fees.amount" in due
    assert not [path for path in due if path.startswith(("requests.", "review_and_litigation."))]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_reading_has_a_due_path(form_id: str) -> None:
    for tables in (_whole(form_id), _with_single_other_handling()):
        due = set(due_paths(printed_form(tables, None), tables))
        assert all(reading.path in due for table in tables.values() for reading in table.readings)


def test_two_tables_that_vote_for_one_form_each_do_not_hide_the_annex() -> None:
    tables = _read({ANNEX: _print("statistics", ANNEX), REVIEW: _print("2019", REVIEW)})
    assert printed_form(tables, 2019) == "2019"
    assert {path.partition(".")[0] for path in due_paths("2019", tables)} == {"statistics", "review_and_litigation"}
