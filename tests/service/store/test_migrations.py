"""The migrations make exactly what the tables declare, whole or not at all, whoever else makes them at the same moment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.engine.interfaces import ReflectedIndex

from extractor.errors import UsageError
from extractor.service.store import upgrade as upgrading
from extractor.service.store.engine import Store, connect, open_store
from extractor.service.store.errors import StoreError
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import add_source
from extractor.service.store.tables import NO_NAME, NO_YEAR, Base, ReportRow
from schemas.vocabulary import cell_definitions
from tests.service.postgres import Server
from tests.service.store.made import NOON, put, report, sample, sample_data


def _shape(connection: Connection) -> dict[str, Any]:
    """Everything that a database says of its tables but the one that numbers the migrations."""
    inspector = inspect(connection)
    tables = [name for name in sorted(inspector.get_table_names()) if name != "alembic_version"]
    return {
        name: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(name)
            ],
            "key": inspector.get_pk_constraint(name),
            "foreign": sorted(inspector.get_foreign_keys(name), key=str),
            "unique": sorted(inspector.get_unique_constraints(name), key=str),
            "indexes": sorted(_index(index) for index in inspector.get_indexes(name)),
            "options": inspector.get_table_options(name),
        }
        for name in tables
    }


def _numbers(connection: Connection) -> dict[str, int]:
    return {path: number for path, number in connection.execute(text("select path, id from paths"))}


def _index(index: ReflectedIndex) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return f"{index['name']} {index['column_names']} {index['unique']} {options}"


def test_migrations_make_what_the_tables_declare(store: Store, kind: str, new_url: Callable[[str], str]) -> None:
    declared = connect(new_url(kind))
    Base.metadata.create_all(declared)
    with declared.connect() as by_metadata, store.engine.connect() as by_migrations:
        assert len(_shape(by_metadata)) == len(Base.metadata.tables)
        assert _shape(by_migrations) == _shape(by_metadata)
        context = MigrationContext.configure(by_migrations, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    declared.dispose()


def test_the_statements_that_made_an_sqlite_store_are_those_of_the_tables(new_url: Callable[[str], str]) -> None:
    declared, migrated = connect(new_url("sqlite")), open_store(new_url("sqlite"))
    Base.metadata.create_all(declared)
    asked = text("select name, sql from sqlite_master where name not like 'alembic%' and name not like 'sqlite%'")
    with declared.connect() as one, migrated.engine.connect() as other:
        made = [
            {name: "".join(str(sql).split()) for name, sql in connection.execute(asked)} for connection in (one, other)
        ]
    assert {name: sorted(sql) for name, sql in made[0].items()} == {name: sorted(sql) for name, sql in made[1].items()}
    assert "WITHOUTROWID" in made[1]["cells"]
    declared.dispose()
    migrated.close()


def test_every_step_can_be_undone(store: Store) -> None:
    with store.engine.execution_options(gongkai_writing=True).begin() as connection:
        config = upgrading._config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_a_store_that_was_filled_by_the_first_tables_is_brought_to_these(store: Store) -> None:
    with store.write() as session:
        put(session, b"<p>1</p>", report(), report(None, None, cells={}))
        put(session, b"<p>2</p>", report().model_copy(update={"cells": {}}))
        whole = sample("hengqu-market-regulation-2022")
        source, _ = add_source(
            session, name=whole.source, data=sample_data("hengqu-market-regulation-2022"), by="ann", at=NOON
        )
        put_extraction(session, source.id, whole, NOON)
    before = _reports(store)
    assert {row["share"] for row in before} > {1.0}
    assert any(row["open_samples"] for row in before)
    assert {row["name_key"] for row in before} > {NO_NAME}
    assert {row["year_key"] for row in before} > {NO_YEAR}
    with store.engine.execution_options(gongkai_writing=True).begin() as connection:
        config = upgrading._config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        assert "share" not in {column["name"] for column in inspect(connection).get_columns("reports")}
    assert upgrading.upgrade(store.engine) == ("0001", upgrading.head())
    assert _reports(store) == before


def _reports(store: Store) -> list[dict[str, Any]]:
    with store.read() as session:
        rows = session.execute(select(*ReportRow.__table__.columns).order_by(ReportRow.number))
        return [row._asdict() for row in rows]


def test_opening_again_changes_nothing(store: Store, kind: str) -> None:
    with store.engine.connect() as connection:
        before = _shape(connection), _numbers(connection)
    assert before[1].keys() == cell_definitions().keys()
    assert upgrading.upgrade(store.engine) == (upgrading.head(), upgrading.head())
    with store.engine.connect() as connection:
        assert (_shape(connection), _numbers(connection)) == before


def test_a_step_that_fails_leaves_nothing(
    kind: str, new_url: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_url(kind)

    def fail(_: Connection) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "_name_paths", fail)
        with pytest.raises(RuntimeError, match="power"):
            open_store(url)
    engine = connect(url)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()
    store = open_store(url)
    with store.engine.connect() as connection:
        assert upgrading.revision_of(connection) == upgrading.head()
    store.close()


def test_a_store_of_a_newer_version_is_left_alone(store: Store, kind: str) -> None:
    with store.write() as session:
        session.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        upgrading.upgrade(store.engine)
    with store.read() as session:
        assert session.execute(text("select version_num from alembic_version")).scalar_one() == "9999"


def test_all_who_open_a_new_store_together_get_it(kind: str, new_url: Callable[[str], str]) -> None:
    urls = [new_url(kind), new_url(kind)]

    def opened(number: int) -> int:
        store = open_store(urls[number % 2])
        with store.read() as session:
            named = session.execute(text("select count(*) from paths")).scalar_one()
        store.close()
        return int(named)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(opened, range(8))) == [len(cell_definitions())] * 8


def test_programs_that_open_a_new_store_together_all_get_it(new_url: Callable[[str], str]) -> None:
    program = (
        "import sys; from extractor.service.store.engine import open_store; from sqlalchemy import text\n"
        "store = open_store(sys.argv[1])\n"
        "with store.read() as session: print(session.execute(text('select count(*) from paths')).scalar_one())\n"
        "store.close()"
    )
    command = [sys.executable, "-W", "error", "-c", program, new_url("sqlite")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [(process.communicate(timeout=60), process.returncode) for process in running]
    assert [(out.strip(), error, code) for (out, error), code in ended] == [(str(len(cell_definitions())), "", 0)] * 2


def test_a_database_that_cannot_hold_chinese_is_refused(server: Server) -> None:
    with pytest.raises(StoreError, match="encoding"):
        open_store(server.new_database("SQL_ASCII"))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://somewhere/x", "SQLite or PostgreSQL"),
        ("", "cannot be read"),
        ("sqlite://", "needs a file"),
        ("sqlite:////nowhere/at/all/x.db", "folder"),
        ("postgresql://gongkai@127.0.0.1:99999/x", "port"),
    ],
)
def test_an_url_that_cannot_be_used_is_named(url: str, says: str) -> None:
    with pytest.raises((UsageError, StoreError), match=says):
        open_store(url)


def test_a_server_that_is_not_there_is_an_error_without_the_password() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://gongkai:geheim@127.0.0.1:1/x")
    assert "cannot be opened" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_store_that_must_be_there_is_not_made(tmp_path: Any, new_url: Callable[[str], str]) -> None:
    with pytest.raises(UsageError, match="no store"):
        open_store(f"sqlite:///{tmp_path}/none.db", create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError, match="no store"):
        open_store(new_url("postgresql"), create=False)
