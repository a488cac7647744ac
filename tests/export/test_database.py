"""The SQLite database: keys, views, the same bytes again, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from extractor.export.database import USER_VERSION, write_database
from extractor.export.loaded import load

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.jsonl"
VIEWS = {"coverage", "doubtful_cells", "findings_list", "tidy_cells"}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    place = tmp_path / "out.db"
    write_database(load(EXAMPLE).numbered(), place)
    with closing(sqlite3.connect(place)) as opened:
        yield opened


def one(connection: sqlite3.Connection, query: str) -> tuple[object, ...]:
    found: tuple[object, ...] = connection.execute(query).fetchone()
    return found


def test_tables_views_and_version(connection: sqlite3.Connection) -> None:
    names = dict(connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"))
    tables = {name for name, kind in names.items() if kind == "table"}
    assert tables == {"sources", "reports", "cells", "facts", "findings", "sections", "codebook", "sums", "words"}
    views = {name for name, kind in names.items() if kind == "view"}
    assert views == VIEWS | {"verified_2019", "verified_2021", "verified_statistics"}
    assert one(connection, "PRAGMA user_version") == (USER_VERSION,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_source_that_failed_is_there_with_its_error(connection: sqlite3.Connection) -> None:
    query = "SELECT error_kind IS NOT NULL, reports FROM sources WHERE source = 'gone.html'"
    assert one(connection, query) == (1, 0)


def test_the_views_say_what_the_results_say(connection: sqlite3.Connection) -> None:
    (report,) = next(iter(load(EXAMPLE))).reports
    doubtful = {path for path, cell in report.cells.items() if cell.status in ("disputed", "repaired", "unread")}
    assert {path for (path,) in connection.execute("SELECT path FROM doubtful_cells")} == doubtful
    query = 'SELECT "requests.received.natural_person", "requests.received.total" FROM verified_2021'
    assert one(connection, query) == (3, None)
    assert one(connection, "SELECT count(*) FROM findings_list") == (len(report.findings),)
    numbers = sum(cell.state == "number" for cell in report.cells.values())
    assert one(connection, "SELECT cells, numbers FROM coverage") == (len(report.cells), numbers)


def test_values_keep_their_type_and_nothing_is_null(connection: sqlite3.Connection) -> None:
    types = set(connection.execute("SELECT state, typeof(value) FROM cells"))
    assert types == {
        ("number", "integer"),
        ("number", "real"),
        ("blank", "null"),
        ("mark", "null"),
        ("lost", "null"),
        ("unreadable", "null"),
    }


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        write_database(load(EXAMPLE).numbered(), tmp_path / name)
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()
