"""Backups: of one moment, whole or not at all, and restored to the last row from either kind of database to either."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from extractor.errors import UsageError
from extractor.reviewing.events import EventKind, HumanReading
from extractor.service.store import backup as backups
from extractor.service.store.backup import back_up
from extractor.service.store.engine import Store, open_store
from extractor.service.store.errors import StoreError
from extractor.service.store.events import NewEvent, append_event
from extractor.service.store.jobs import NewItem, add_usage, create_job
from extractor.service.store.keys import new_key, open_session
from extractor.service.store.reports import ReportQuery, list_reports
from extractor.service.store.restore import restore
from extractor.service.store.rows import TABLES, digest_of
from extractor.service.store.runs import add_run
from extractor.service.store.sources import add_source
from schemas.decisions import How
from schemas.enums import State
from tests.service.postgres import Server
from tests.service.store.conftest import KINDS, MakesStore
from tests.service.store.made import NOON, PATHS, file_of, finding, later, put, report


def _fill(store: Store) -> None:
    """Put something into every table."""
    with store.write() as session:
        for number in range(5):
            put(
                session,
                bytes([number]) * 3000,
                report(2018 + number, facts=3, findings=[finding()]),
                name=f"年报{number}",
            )
        broken, _ = add_source(session, name="'; drop table x; --\n\0", data=bytes(range(256)), by="ann", at=NOON)
        create_job(session, settings={"lang": "zh", "n": 1.5}, items=[NewItem("x", broken.id)], by="ann", at=later(1))
        add_usage(session, create_job(session, settings={}, items=[], by="ann", at=NOON).id, 0.1, 3)
        new_key(session, "统计组", NOON)
        open_session(session, 1, "ann", NOON, 3)
        add_run(session, "run", b"{}", "ann", NOON)
        info = list_reports(session, ReportQuery()).items[0]
    with store.write() as session:
        reading = HumanReading(State.NUMBER, 2, "２", How.TYPED)
        append_event(
            session, info.id, 0, NewEvent("k", EventKind.DECIDE, PATHS[0], reading, "看清了"), by="安", at=later(3)
        )


def _everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.read() as session:
        return {table.name: sorted(map(tuple, session.execute(select(table))), key=repr) for table in TABLES}


@pytest.fixture
def full(kind: str, new_store: MakesStore) -> Store:
    """A store with something in every table."""
    return new_store(kind, _fill)


@cache
def _backup() -> bytes:
    with tempfile.TemporaryDirectory(prefix="gongkai-backup-") as folder:
        (Path(folder) / "x.db").write_bytes(file_of(_fill))
        store = open_store(f"sqlite:///{folder}/x.db")
        back_up(store, Path(folder) / "b")
        store.close()
        return (Path(folder) / "b").read_bytes()


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of such a store; backups of either kind of database are the same, as other tests show."""
    place = tmp_path / "b"
    place.write_bytes(_backup())
    return place


@pytest.mark.parametrize("onto", KINDS)
def test_every_row_comes_back(full: Store, onto: str, new_url: Callable[[str], str], tmp_path: Path) -> None:
    before = _everything(full)
    assert all(before.values()), "a table that holds nothing proves nothing"
    backup = tmp_path / "b.backup"
    back_up(full, backup)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    url = new_url(onto)
    counts = restore(backup, url)
    assert counts == {name: len(rows) for name, rows in before.items()}
    restored = open_store(url)
    assert _everything(restored) == before
    with restored.write() as session:  # what is new gets numbers of its own
        put(session, b"new", report(2030), name="new")
        new_key(session, "b", NOON)
    after = _everything(restored)
    assert {name: len(rows) - len(before[name]) for name, rows in after.items() if len(rows) != len(before[name])} == {
        "sources": 1,
        "source_data": 1,
        "extractions": 1,
        "extraction_lines": 1,
        "reports": 1,
        "report_records": 1,
        "cells": len(PATHS),
        "facts": 1,
        "api_keys": 1,
    }
    restored.close()
    assert sorted(place.name for place in tmp_path.iterdir() if "backup" in place.name) == ["b.backup"]


def test_two_backups_of_one_store_restore_to_the_same(
    full: Store, kind: str, new_url: Callable[[str], str], tmp_path: Path
) -> None:
    back_up(full, tmp_path / "1")
    url = new_url(kind)
    restore(tmp_path / "1", url)
    again = open_store(url)
    back_up(again, tmp_path / "2")
    again.close()
    files = [open_store(f"sqlite:///{tmp_path / name}") for name in ("1", "2")]
    assert _everything(files[0]) == _everything(files[1])
    for file in files:
        file.close()


def test_a_backup_made_while_others_write_is_of_one_moment(store: Store, tmp_path: Path) -> None:
    """Each write adds one source with its result; in any one moment there are as many of these as of those."""
    stop, written = threading.Event(), [0]

    def write() -> None:
        while not stop.is_set():
            with store.write() as session:
                put(session, b"%d" % written[0], report(), name="x")
            written[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while written[0] < 3:
            stop.wait(0.01)
        for number in range(3):
            back_up(store, tmp_path / f"{number}.backup")
    finally:
        stop.set()
        writer.join()
    seen = []
    for number in range(3):
        with closing(sqlite3.connect(tmp_path / f"{number}.backup")) as connection:
            counts = {
                connection.execute(f"select count(*) from {table}").fetchone()[0]
                for table in ("sources", "source_data", "extractions", "extraction_lines", "reports", "report_records")
            }
            assert len(counts) == 1
            seen.append(counts.pop())
    assert 3 <= seen[0] <= seen[1] <= seen[2] <= written[0]


def test_a_backup_replaces_no_file_and_leaves_nothing_half_done(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "out" / "there"
    there.parent.mkdir()
    there.write_text("mine")
    with pytest.raises(StoreError, match="replaces none"):
        back_up(full, there)
    with pytest.raises(StoreError, match="cannot be written"):
        back_up(full, tmp_path / "no folder" / "b")

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "check_file", fail)
    with pytest.raises(StoreError, match="No space left"):
        back_up(full, tmp_path / "out" / "b")
    assert [(place.name, place.read_text()) for place in there.parent.iterdir()] == [("there", "mine")]


def test_a_backup_that_is_killed_leaves_no_file_of_its_name(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    (tmp_path / "x.db").write_bytes(file_of(_fill))
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from extractor.service.store import backup; from extractor.service.store.engine import open_store\n"
        "backup.check_file = lambda part: os.kill(os.getpid(), signal.SIGKILL)\n"
        "backup.back_up(open_store(sys.argv[1]), Path(sys.argv[2]))"
    )
    target = tmp_path / "b.backup"
    ran = subprocess.run([sys.executable, "-c", program, url, target], check=False)
    assert ran.returncode == -9
    assert not target.exists()
    store = open_store(url)
    back_up(store, target)
    store.close()


def test_a_store_that_holds_something_is_not_replaced(store: Store, kind: str, backup: Path) -> None:
    url = store.engine.url.render_as_string()
    with store.write() as session:
        new_key(session, "mine", NOON)
    before = _everything(store)
    store.close()
    with pytest.raises(StoreError, match="not empty"):
        restore(backup, url)
    used = open_store(url)
    assert _everything(used) == before
    used.close()


def test_an_empty_store_is_filled_but_not_under_a_running_service(
    store: Store, kind: str, new_store: MakesStore, backup: Path
) -> None:
    url = store.engine.url.render_as_string()
    if kind == "sqlite":
        with store.read() as session:
            session.execute(text("select 1 from jobs"))
            with pytest.raises(StoreError, match="stop the service"):
                restore(backup, url)
    store.close()
    restore(backup, url)
    restored = open_store(url)
    assert _everything(restored) == _everything(new_store("sqlite", _fill))
    restored.close()


def test_a_restore_that_fails_leaves_no_store(
    kind: str, new_url: Callable[[str], str], backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.service.store import restore as restoring

    url = new_url(kind)
    failing, calls = "check_file" if kind == "sqlite" else "digest_of", []

    def fail(asked: object) -> object:
        calls.append(asked)
        if kind == "sqlite" and len(calls) == 1:
            return None
        raise StoreError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(restoring, failing, fail)
        with pytest.raises(StoreError, match="power"):
            restore(backup, url)
    with pytest.raises(UsageError, match="no store"):
        open_store(url, create=False)
    restore(backup, url)


def test_what_is_no_backup_is_refused(tmp_path: Path, kind: str, new_url: Callable[[str], str]) -> None:
    url = new_url(kind)
    whole = _backup()
    (tmp_path / "text").write_text("x" * 5000)
    (tmp_path / "short").write_bytes(whole[: len(whole) // 2])
    middle = len(whole) // 2 // 4096 * 4096
    (tmp_path / "damaged").write_bytes(whole[:middle] + os.urandom(4096 * 4) + whole[middle + 4096 * 4 :])
    (tmp_path / "empty").touch()
    with closing(sqlite3.connect(tmp_path / "other")) as connection:
        connection.execute("create table x (y)")
    for name in ("nothing", "text", "short", "damaged", "empty", "other", "."):
        with pytest.raises(StoreError):
            restore(tmp_path / name, url)
    with pytest.raises(UsageError, match="no store"):
        open_store(url, create=False)


def test_a_database_of_somebody_else_is_left_alone(server: Server, tmp_path: Path, backup: Path) -> None:
    from extractor.service.store.engine import connect

    for url in (server.new_database(), f"sqlite:///{tmp_path / 'theirs.db'}"):
        engine = connect(url)
        with engine.begin() as connection:
            connection.execute(text("create table theirs (x integer)"))
        with pytest.raises(StoreError, match=r"not of a store \(theirs\)"):
            restore(backup, url)
        engine.dispose()


def test_the_digest_of_a_table_sees_any_change(full: Store) -> None:
    changes = (
        "update cells set value = value + 1 where value = 1",
        "update sources set name = name || ' '",
        "update cells set decided = false",
        "delete from facts where id = (select max(id) from facts)",
    )
    for change in changes:
        with full.write() as session:
            connection = session.connection()
            before = digest_of(connection)
            session.execute(text(change))
            after = digest_of(connection)
        assert [name for name in before if before[name] != after[name]] == [
            change.split()[1 if change[0] == "u" else 2]
        ]
