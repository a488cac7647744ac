"""Jobs: what is to be read, each item once, counted as it goes."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy.orm import Session

from extractor.service.store.engine import Store
from extractor.service.store.errors import NotFound
from extractor.service.store.jobs import (
    JobInfo,
    NewItem,
    add_usage,
    cancel_job,
    create_job,
    get_job,
    item_done,
    job_by_key,
    job_ended,
    job_items,
    job_started,
    list_jobs,
    next_job,
    recent_jobs,
    waiting_items,
)
from extractor.service.store.sources import add_source
from schemas.result import ErrorResult
from tests.service.store.made import NOON, later


def _job(session: Session, sources: int, minute: int = 0, key: str | None = None) -> JobInfo:
    items = []
    for number in range(sources):
        source, _ = add_source(session, name=f"{number}", data=b"%d" % number, by="ann", at=NOON)
        items.append(NewItem(f"{number}.html", source.id))
    items.append(NewItem("x.exe", None, "binary", "no document"))
    return create_job(session, settings={"lang": "zh"}, items=items, by="ann", at=later(minute), key=key)


def test_a_job_counts_its_items(store: Store) -> None:
    with store.write() as session:
        made = _job(session, 3)
    assert (made.state, made.total, made.waiting, made.refused, made.settings) == ("waiting", 4, 3, 1, {"lang": "zh"})
    with store.write() as session:
        job_started(session, made.id, later(1))
        assert item_done(session, made.id, 0, at=later(2))
        assert item_done(session, made.id, 1, error=ErrorResult(kind="empty", message="nothing"), at=later(3))
        assert not item_done(session, made.id, 1, at=later(4))
        assert not item_done(session, made.id, 3, at=later(4))
        add_usage(session, made.id, None, 2)
    with store.write() as session:
        add_usage(session, made.id, 0.5, 1)
        add_usage(session, made.id, 0.25, 0)
    with store.read() as session:
        job = get_job(session, made.id)
        assert (job.state, job.done, job.failed, job.refused, job.waiting, job.total) == ("running", 1, 1, 1, 1, 4)
        assert (job.cost, job.requests, job.started_at, job.over) == (0.75, 3, later(1), False)
        items = job_items(session, made.id)
        assert [(item.position, item.name, item.state, item.error_kind) for item in items.items] == [
            (0, "0.html", "done", None),
            (1, "1.html", "failed", "empty"),
            (2, "2.html", "waiting", None),
            (3, "x.exe", "refused", "binary"),
        ]
        assert [item.position for item in job_items(session, made.id, state="refused").items] == [3]
        assert [item.position for item in waiting_items(session, made.id)] == [2]
        assert waiting_items(session, made.id, after_position=2) == []


def test_the_next_job_is_the_one_that_was_left_and_then_the_oldest(store: Store) -> None:
    with store.write() as session:
        assert next_job(session) is None
        old, new = _job(session, 1, 1), _job(session, 2, 2)
    with store.write() as session:
        assert (found := next_job(session)) is not None and found.id == old.id
        job_started(session, new.id, later(3))
        assert (found := next_job(session)) is not None and found.id == new.id
        job_ended(session, new.id, "done", later(4))
        job_ended(session, new.id, "stopped", later(5), "never mind")
        assert (found := next_job(session)) is not None and found.id == old.id
        assert cancel_job(session, old.id, later(6)).state == "cancelled"
        assert next_job(session) is None
    with store.read() as session:
        ended = get_job(session, new.id)
        assert (ended.state, ended.reason, ended.ended_at, ended.over) == ("done", None, later(4), True)
        page = list_jobs(session, limit=1)
        assert ([job.id for job in page.items], page.total) == ([new.id], 2)
        assert [job.id for job in recent_jobs(session, 5)] == [new.id, old.id]
        assert recent_jobs(session, 1) == page.items


def test_a_job_that_is_over_is_not_begun_again(store: Store) -> None:
    with store.write() as session:
        job = _job(session, 1)
        cancel_job(session, job.id, NOON)
        job_started(session, job.id, later(1))
        assert get_job(session, job.id).state == "cancelled"


def test_a_key_finds_its_job(store: Store) -> None:
    with store.write() as session:
        job = _job(session, 1, key="k")
        assert job_by_key(session, "k") == job
        assert job_by_key(session, "other") is None


def test_what_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with store.write() as session:
        for ask in (get_job, partial(cancel_job, at=NOON), job_items):
            with pytest.raises(NotFound, match="no job nothing"):
                ask(session, "nothing")


def test_an_empty_job_is_a_job(store: Store) -> None:
    with store.write() as session:
        job = create_job(session, settings={}, items=[], by="ann", at=NOON)
    assert (job.total, job.waiting) == (0, 0)
