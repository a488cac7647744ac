"""Transactions are real: whole or not at all, one writer at a time, readers that see one moment."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Executable, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from extractor.service.store import engine as engines
from extractor.service.store.engine import Store, open_store
from extractor.service.store.errors import Busy
from extractor.service.store.tables import ExtractionLineRow, KeyRow
from extractor.service.store.turns import Turns
from tests.service.store.made import NOON


def _add(name: str) -> Executable:
    return insert(KeyRow).values(name=name, hash=name, created_at=NOON)


def _names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.execute(select(KeyRow.name).order_by(KeyRow.name)).scalars())


def test_a_block_that_fails_keeps_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as session:
        session.execute(_add("a"))
        _ = 1 / 0
    with store.write() as session:
        session.execute(_add("b"))
    assert _names(store) == ["b"]


def test_what_a_reading_block_writes_is_not_kept(store: Store, kind: str) -> None:
    if kind == "sqlite":
        with store.read() as session:
            session.execute(_add("a"))
    else:
        with store.read() as session, pytest.raises(DBAPIError, match="read-only"):
            session.execute(_add("a"))
    assert _names(store) == []


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.write() as session:
        session.execute(_add("a"))
    with store.read() as session:
        seen = [session.execute(select(KeyRow.name)).scalars().all()]
        with store.write() as writer:
            writer.execute(_add("b"))
        seen.append(session.execute(select(KeyRow.name)).scalars().all())
    assert seen == [["a"], ["a"]]
    assert _names(store) == ["a", "b"]


def test_writers_in_many_threads_lose_nothing(store: Store) -> None:
    with store.write() as session:
        session.execute(insert(KeyRow).values(name="0", hash="x", created_at=NOON))

    def count_on(_: int) -> None:
        with store.write() as session:
            now = session.execute(select(KeyRow.name).with_for_update()).scalar_one()
            session.execute(update(KeyRow).values(name=str(int(now) + 1)))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(count_on, range(64)))
    assert _names(store) == ["64"]


def test_a_writer_holds_the_store_from_its_first_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stores on one file are two programs: the second must wait for the first to end, not read and then fail."""
    monkeypatch.setattr(engines, "PATIENCE", 0.3)
    url = f"sqlite:///{tmp_path}/x.db"
    one, other = open_store(url), open_store(url)
    with one.write():
        with pytest.raises(Busy, match="try again"), other.write():
            pass
        with other.read() as session:
            assert session.execute(select(KeyRow.name)).all() == []
    with other.write() as session:
        session.execute(_add("a"))
    assert _names(one) == ["a"]
    one.close()
    other.close()


def test_a_row_that_is_kept_from_a_writer_for_too_long_is_busy(
    new_url: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 0.3)
    store = open_store(new_url("postgresql"))
    with store.write() as session:
        session.execute(_add("a"))
    with store.write() as holder:
        holder.execute(update(KeyRow).values(name="b"))
        with pytest.raises(Busy, match="try again"), store.write() as session:
            session.execute(update(KeyRow).values(name="c"))
    assert _names(store) == ["b"]
    store.close()


def test_turns_are_taken_one_by_one() -> None:
    turns, inside, most = Turns(10), [0], [0]

    def take(_: int) -> None:
        with turns.turn():
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            inside[0] -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(take, range(200)))
    assert most == [1]


def test_who_waits_too_long_is_told_so() -> None:
    turns, taken, let_go = Turns(0.05), threading.Event(), threading.Event()

    def hold() -> None:
        with turns.turn():
            taken.set()
            let_go.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(10)
    with pytest.raises(Busy), turns.turn():
        pass
    let_go.set()
    holder.join()
    with turns.turn():
        assert not holder.is_alive()


def test_a_write_within_a_write_is_a_defect_and_not_a_wait(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/x.db")
    with store.write(), pytest.raises(RuntimeError, match="same thread"), store.write():
        pass
    with store.write() as session:
        session.execute(_add("a"))
    assert _names(store) == ["a"]
    store.close()


def test_a_row_that_refers_to_none_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as session:
        session.execute(insert(ExtractionLineRow).values(extraction_id=7, line=b""))


def test_an_sqlite_store_is_private_and_safe(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/x.db")
    with store.read() as session:
        settings = {
            name: session.execute(text(f"pragma {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "wal_autocheckpoint")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30000,
        "wal_autocheckpoint": 1000,
    }
    modes = {place.name: stat.S_IMODE(place.stat().st_mode) for place in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("x.db", "x.db-wal", "x.db-shm"), 0o600)
    store.close()
    assert [place.name for place in tmp_path.iterdir()] == ["x.db"]


def test_texts_that_no_database_holds_are_kept_as_far_as_they_can_be(store: Store) -> None:
    with store.write() as session:
        session.execute(insert(KeyRow).values(name="a\0b\ud800c", hash="x", created_at=NOON))
    assert _names(store) == ["a\ufffdb\ufffdc"]


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="no zone"), store.write() as session:
        session.execute(insert(KeyRow).values(name="a", hash="x", created_at=NOON.replace(tzinfo=None)))
