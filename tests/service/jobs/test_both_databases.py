"""Uploads and jobs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.service.jobs import sole
from extractor.service.jobs.sole import sole_service
from extractor.service.store.engine import Store, open_store
from tests.batch.runs import await_true
from tests.service import postgres
from tests.service.jobs.running import Counted, done, job_of, made, reports, results, running
from tests.service.jobs.uploads import bodies, taken

REPORTS = reports(5)


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running_server:
        yield running_server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    server: postgres.Server = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def test_an_upload_is_kept_and_the_same_request_is_one_job(store: Store) -> None:
    job = taken(store, ("一.html", b"\0one"), ("two.html", b""), key="the same")
    assert taken(store, ("一.html", b"\0one"), ("two.html", b""), key="the same") == job
    assert bodies(store, job) == {"一.html": b"\0one", "two.html": b""}


def test_a_job_is_gone_on_with(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Counted()
    read.slow = 0.1
    monkeypatch.setattr("extractor.service.jobs.reading.read_in_processes", read)
    job = made(store, REPORTS)
    with running(store):
        assert await_true(lambda: job_of(store, job).done >= 1)
    assert job_of(store, job).state == "running"
    assert done(store, job).done == 5
    assert set(results(store).values()) == {1}
    assert len(read.names) <= 6


def test_one_service_a_store(url: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sole, "_PATIENCE", 0.3)
    other = open_store(url)
    try:
        with sole_service(store), pytest.raises(UsageError, match="another `gongkai serve`"), sole_service(other):
            pass
        with sole_service(other):
            pass
    finally:
        other.close()
