"""Jobs: each source read once and kept, whatever happens to the runner, to a worker or to the store."""

from __future__ import annotations

import functools
import time
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from extractor.batch.process import worker_command
from extractor.library import extract
from extractor.service.jobs import keeping, runner
from extractor.service.jobs.reading import ReadingSettings
from extractor.service.jobs.runner import JobRunner
from extractor.service.store.engine import Store
from extractor.service.store.jobs import JobInfo, cancel_job, job_started
from extractor.service.store.results import extraction_of, put_extraction
from schemas.result import Extraction
from tests.batch.runs import await_true
from tests.service.jobs.running import Counted, done, job_of, made, reports, results, running, states
from tests.service.jobs.uploads import NOW, items_of, now

REPORTS = reports(6)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Sources are read in this process, and counted."""
    counted = Counted()
    monkeypatch.setattr("extractor.service.jobs.reading.read_in_processes", counted)
    return counted


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for seconds waits for moments."""
    monkeypatch.setattr(runner, "_LONGEST_PAUSE", 0.05)
    monkeypatch.setattr("extractor.service.jobs.watch._LOOK", 0.0)


def test_worker_processes_read_what_extract_reads(store: Store) -> None:
    job = made(store, {**REPORTS, "none.html": b"\0\1\2\3" * 64})
    ended = done(store, job, ReadingSettings(jobs=2))
    assert (ended.state, ended.reason, ended.done, ended.failed, ended.waiting) == ("done", None, 6, 1, 0)
    assert (ended.cost, ended.requests, ended.started_at, ended.ended_at) == (None, 0, NOW, NOW)
    assert states(store, job)["none.html"] == ("failed", "binary")
    with store.read() as session:
        for item in items_of(store, job)[:6]:
            assert extraction_of(session, item.source_id or "") == extract(REPORTS[item.name], name=item.name)


def test_progress_stands_in_the_store_as_it_goes(store: Store, read: Counted) -> None:
    read.slow = 0.05
    job, seen = made(store, REPORTS), set[int]()
    with running(store):
        while not job_of(store, job).over:
            seen.add(job_of(store, job).done)
    assert len(seen) > 3


def test_jobs_that_come_while_it_runs_are_run_one_after_another(store: Store, read: Counted) -> None:
    with running(store) as at_work:
        for name, data in REPORTS.items():
            job = made(store, {name: data})
            at_work.wake()
        assert await_true(lambda: len(read.names) == 6 and job_of(store, job).over)
    assert sorted(read.names) == sorted(REPORTS)


def test_a_runner_that_is_stopped_is_gone_on_with_and_no_source_is_read_twice(store: Store, read: Counted) -> None:
    read.slow = 0.1
    job = made(store, REPORTS)
    for enough in (1, 3):
        with running(store):
            assert await_true(functools.partial(_is_done, store, job, enough))
        assert job_of(store, job).state == "running"
    kept = job_of(store, job).done
    begun = len(read.names)
    assert kept < len(REPORTS)
    assert begun - kept <= 2, "one source at most is begun and thrown away each time"
    assert done(store, job).state == "done"
    assert len(read.names) - begun == len(REPORTS) - kept
    assert set(results(store).values()) == {1}


def _is_done(store: Store, job: JobInfo, enough: int) -> bool:
    return job_of(store, job).done >= enough


def test_what_has_a_result_is_not_read_again_unless_asked_for(store: Store, read: Counted) -> None:
    pages = {**REPORTS, "none.html": b"no report"}
    done(store, made(store, pages))
    assert len(read.names) == 7
    second = done(store, made(store, pages))
    assert len(read.names) == 7
    assert (second.done, second.failed) == (6, 1)
    assert done(store, made(store, pages, again=True)).done == 6
    assert len(read.names) == 14
    assert set(results(store).values()) == {1}


def test_another_language_of_messages_is_no_reason_to_read_again(store: Store, read: Counted) -> None:
    done(store, made(store, REPORTS))
    second = done(store, made(store, REPORTS, lang="zh", use="economy"))
    assert (second.done, len(read.names)) == (6, 6)
    assert set(results(store).values()) == {1}
    done(store, made(store, REPORTS, lang="zh", again=True))
    assert len(read.names) == 12
    assert set(results(store).values()) == {2}


def test_a_result_of_another_version_is_read_again(
    store: Store, read: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(store, made(store, REPORTS))
    monkeypatch.setattr("extractor.service.jobs.holding.VERSION", "0.0.0")
    done(store, made(store, REPORTS))
    assert len(read.names) == 12


def test_a_worker_that_hangs_dies_or_runs_out_of_memory_is_a_failed_item(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = worker_command("tests.service.jobs.bad_worker")
    monkeypatch.setattr("extractor.batch.crew.worker_command", lambda: command)
    pages = list(REPORTS.values())
    files = {
        f"{word}.html": page + word.encode() for word, page in zip(("sleep", "killed", "balloon"), pages, strict=False)
    }
    job = made(store, {**files, "good.html": pages[3]})
    ended = done(store, job, ReadingSettings(jobs=2, seconds=2.0, memory=4 << 30))
    assert ended.state == "done"
    assert states(store, job) == {
        "sleep.html": ("failed", "timeout"),
        "killed.html": ("failed", "worker_died"),
        "balloon.html": ("failed", "out_of_memory"),
        "good.html": ("done", None),
    }
    assert all(item.error_message for item in items_of(store, job)[:3])
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM extractions WHERE error_kind IS NOT NULL")).scalar() == 3


def test_a_source_that_failed_by_no_fault_of_its_own_is_tried_again(
    store: Store, read: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as short:
        short.setattr("extractor.pipeline.read_source", _no_memory)
        assert done(store, made(store, REPORTS)).failed == 6
    assert done(store, made(store, REPORTS)).done == 6


def _no_memory(data: bytes, name: str) -> object:
    raise MemoryError


def test_workers_that_cannot_be_started_stop_the_job_with_the_reason(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.batch.crew.worker_command", lambda: ("/bin/false",))
    ended = done(store, made(store, REPORTS))
    assert (ended.state, ended.waiting) == ("stopped", 6)
    assert "worker processes end before they can read" in str(ended.reason)


def test_a_result_that_cannot_be_kept_costs_no_other(
    store: Store, read: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(session: Session, source_id: str, extraction: Extraction, at: datetime, *, lang: str) -> None:
        put_extraction(session, source_id, extraction, at, lang=lang)
        if extraction.source == list(REPORTS)[2]:
            raise ZeroDivisionError

    monkeypatch.setattr(keeping, "put_extraction", odd)
    job = made(store, REPORTS)
    assert done(store, job).done == 5
    assert states(store, job)[list(REPORTS)[2]] == ("failed", "internal")
    assert results(store)[list(REPORTS)[2]] == 0


@pytest.mark.usefixtures("impatient")
def test_a_store_that_is_out_of_order_is_waited_for(
    store: Store, read: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def locked(session: Session, source_id: str, extraction: Extraction, at: datetime, *, lang: str) -> None:
        calls.append(source_id)
        if len(calls) in (2, 3, 4, 5, 6, 7, 8, 11):
            raise OperationalError("INSERT", {}, Exception("disk I/O error"))
        put_extraction(session, source_id, extraction, at, lang=lang)

    monkeypatch.setattr(keeping, "put_extraction", locked)
    ended = done(store, made(store, REPORTS))
    assert (ended.state, ended.done) == ("done", 6)
    assert set(results(store).values()) == {1}


@pytest.mark.usefixtures("impatient")
def test_a_defect_that_comes_again_and_again_stops_one_job_and_not_the_next(
    store: Store, read: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = made(store, REPORTS), made(store, REPORTS, lang="zh")

    def defective(session: Session, id: str, at: datetime) -> None:
        if id == first.id:
            raise ZeroDivisionError
        job_started(session, id, at)

    monkeypatch.setattr(runner, "job_started", defective)
    with running(store):
        assert await_true(lambda: job_of(store, first).over and job_of(store, second).over)
    ended = job_of(store, second)
    assert (ended.state, ended.done) == ("done", 6)
    assert job_of(store, first).state == "stopped"
    assert "please report it" in str(job_of(store, first).reason)


@pytest.mark.usefixtures("impatient")
def test_a_job_that_is_taken_back_ends_at_once_and_keeps_what_is_done(store: Store, read: Counted) -> None:
    read.slow = 0.1
    job = made(store, REPORTS)
    with running(store):
        assert await_true(lambda: job_of(store, job).done >= 1)
        with store.write() as session:
            cancel_job(session, job.id, now())
        begun = time.monotonic()
        after = made(store, {"z.html": b"no report"})
        assert await_true(lambda: job_of(store, after).over, 20)
    assert time.monotonic() - begun < 10
    ended = job_of(store, job)
    assert ended.state == "cancelled"
    assert ended.done >= 1
    assert ended.waiting >= 1
    assert ended.done + ended.waiting == 6


def test_a_hanging_source_does_not_keep_a_runner_from_ending(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    command = worker_command("tests.service.jobs.bad_worker")
    monkeypatch.setattr("extractor.batch.crew.worker_command", lambda: command)
    job = made(store, {"sleep.html": b"x"})
    with running(store):
        assert await_true(lambda: job_of(store, job).state == "running")
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert job_of(store, job).waiting == 1


@pytest.mark.parametrize(
    ("settings", "reason"),
    [({"model": True}, "started without one"), ({"lang": "fr"}, "settings cannot be understood")],
)
def test_a_job_that_cannot_be_run_says_why(store: Store, settings: dict[str, object], reason: str) -> None:
    job = made(store, REPORTS)
    with store.write() as session:
        session.execute(text("UPDATE jobs SET settings = :s"), {"s": str(settings).replace("'", '"').replace("T", "t")})
    ended = done(store, job)
    assert (ended.state, ended.waiting) == ("stopped", 6)
    assert reason in str(ended.reason)


def test_a_job_of_which_everything_was_refused_is_done(store: Store) -> None:
    job = made(store, {"empty.zip": b"PK\5\6" + b"\0" * 18})
    ended = done(store, job)
    assert (ended.state, ended.refused, ended.total) == ("done", 1, 1)


def test_a_runner_is_started_once_and_may_be_stopped_twice(store: Store) -> None:
    at_work = JobRunner(store, ReadingSettings(), now)
    at_work.stop()
    at_work = JobRunner(store, ReadingSettings(), now)
    at_work.start()
    with pytest.raises(RuntimeError):
        at_work.start()
    at_work.stop()
    at_work.stop()
