"""Jobs that ask a model: recorded answers, budgets, providers that fail, and answers that are not paid twice."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from extractor.batch.process import worker_command
from extractor.library import extract
from extractor.model.presets import Price
from extractor.model.settings import Limits, ModelSettings, model_settings
from extractor.pipeline import Settings
from extractor.service.jobs.holding import holds
from extractor.service.jobs.reading import ReadingSettings
from extractor.service.store.engine import Store
from extractor.service.store.jobs import add_usage
from extractor.service.store.results import extraction_of
from schemas.enums import FindingKind
from tests.batch.runs import await_true
from tests.cli.test_model_commands import EMPTY_PROSE, EMPTY_TABLE
from tests.extractor.model.fake_server import Call, FakeServer, Reply, answer, error, fake_server
from tests.service.jobs.running import Counted, done, job_of, made, reports, running, states
from tests.service.jobs.uploads import items_of

ROOT = Path(__file__).resolve().parents[3]
REPORTS = reports(4)
PRICE = Price(0.0, 1000.0)
"""A thousandth of a dollar a token that is received: a call costs 1.40, and is reckoned at 1.50 before."""
USAGE = {"prompt_tokens": 100, "completion_tokens": 1400, "total_tokens": 1500}


EMPTY_LIST: dict[str, object] = {"year": None, "organization": None, "blocks": []}


def nothing_seen(call: Call) -> Reply:
    """The answer of a model that sees nothing, to whichever section it is asked about."""
    schema = json.dumps(call.body["response_format"])
    empty = EMPTY_PROSE if '"problems"' in schema else EMPTY_LIST if '"blocks"' in schema else EMPTY_TABLE
    return answer(call, json.dumps(empty), usage=USAGE)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server(nothing_seen) as running_server:
        yield running_server


@pytest.fixture
def asked(server: FakeServer, tmp_path: Path) -> ReadingSettings:
    """What reads, with one call at a time, and answers that are kept."""
    model = ModelSettings("fake-1", server.url, price=PRICE, cache_dir=tmp_path / "answers", limits=Limits(1))
    return ReadingSettings(model=model)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources are read in this process, one after another, which starts at once."""
    monkeypatch.setattr("extractor.service.jobs.reading.read_in_processes", Counted())


def test_recorded_answers_give_what_the_command_line_gives(store: Store) -> None:
    recorded = model_settings("relay-model", cassettes=ROOT / "cassettes")
    assert recorded
    name = "luoyan-township-2023/source.html"
    source = next((ROOT / "samples" / "luoyan-township-2023").glob("source.*"))
    name = f"luoyan-township-2023/{source.name}"
    job = made(store, {name: source.read_bytes()}, model=True)
    ended = done(store, job, ReadingSettings(model=recorded))
    assert (ended.state, ended.reason, ended.requests) == ("done", None, 0)
    with store.read() as session:
        found = extraction_of(session, items_of(store, job)[0].source_id or "")
    assert found
    assert found.run.model == "relay-model"
    assert found.run.settings == Settings(model=recorded.identity).digest()
    witnesses = {witness for report in found.reports for cell in report.cells.values() for witness in cell.witnesses}
    assert "model" in witnesses


def test_a_job_that_asks_for_none_gets_none(store: Store, asked: ReadingSettings, server: FakeServer) -> None:
    job = made(store, REPORTS)
    assert done(store, job, asked).done == 4
    assert server.calls == []
    with store.read() as session:
        item = items_of(store, job)[0]
        assert extraction_of(session, item.source_id or "") == extract(REPORTS[item.name], name=item.name)


@pytest.mark.usefixtures("here")
def test_calls_and_cost_are_written_down(store: Store, asked: ReadingSettings, server: FakeServer) -> None:
    ended = done(store, made(store, REPORTS, model=True), asked)
    assert (ended.state, ended.done, ended.requests) == ("done", 4, len(server.calls))
    assert ended.requests > 4
    assert ended.cost == pytest.approx(1.4 * ended.requests)


@pytest.mark.usefixtures("here")
def test_answers_that_are_kept_are_not_paid_again(store: Store, asked: ReadingSettings, server: FakeServer) -> None:
    done(store, made(store, REPORTS, model=True), asked)
    calls = len(server.calls)
    again = done(store, made(store, REPORTS, model=True, again=True), asked)
    assert (again.done, again.requests, again.cost) == (4, 0, 0.0)
    assert len(server.calls) == calls


@pytest.mark.parametrize("budget", [{"max_requests": 6}, {"max_cost": 10.0}])
@pytest.mark.usefixtures("here")
def test_a_budget_stops_the_job_and_keeps_what_is_done(
    store: Store, asked: ReadingSettings, server: FakeServer, budget: dict[str, float]
) -> None:
    job = made(store, REPORTS, model=True, **budget)
    ended = done(store, job, asked)
    assert ended.state == "stopped"
    assert "budget" in str(ended.reason)
    assert ended.requests == len(server.calls) <= budget.get("max_requests", 99)
    assert (ended.cost or 0) <= budget.get("max_cost", 99)
    assert 1 <= ended.done < 4
    assert ended.done + ended.waiting == 4
    with store.read() as session:
        for item in items_of(store, job):
            found = extraction_of(session, item.source_id or "")
            assert (found is None) == (item.state == "waiting")
            assert not found or not unanswered(store, item.source_id or "")
    rest = done(store, made(store, REPORTS, model=True), asked)
    assert (rest.state, rest.done) == ("done", 4)


def unanswered(store: Store, source_id: str) -> bool:
    with store.read() as session:
        found = extraction_of(session, source_id)
    assert found
    kinds = {finding.kind for report in found.reports for finding in report.findings}
    return FindingKind.MODEL_UNANSWERED in kinds


@pytest.mark.usefixtures("here")
def test_a_budget_is_a_jobs_over_all_its_lives(store: Store, asked: ReadingSettings, server: FakeServer) -> None:
    job = made(store, REPORTS, model=True, max_requests=10)
    with store.write() as session:
        add_usage(session, job.id, None, 7)
    ended = done(store, job, asked)
    assert ended.state == "stopped"
    assert len(server.calls) == 3
    spent = made(store, REPORTS, model=True, max_cost=1.0)
    with store.write() as session:
        add_usage(session, spent.id, 1.0, 3)
    ended = done(store, spent, asked)
    assert (ended.state, ended.reason, len(server.calls)) == ("stopped", "the budget of 1 USD is used up", 3)


@pytest.mark.usefixtures("here")
def test_the_services_own_limits_hold_for_each_job(store: Store, asked: ReadingSettings, server: FakeServer) -> None:
    assert asked.model
    limited = replace(asked, model=replace(asked.model, limits=Limits(1, max_calls=3)))
    ended = done(store, made(store, REPORTS, model=True, max_requests=50), limited)
    assert (ended.state, len(server.calls)) == ("stopped", 3)


@pytest.mark.usefixtures("here")
def test_a_cost_without_a_price_is_no_limit_that_can_be_kept(
    store: Store, asked: ReadingSettings, server: FakeServer
) -> None:
    assert asked.model
    unpriced = replace(asked, model=replace(asked.model, price=None))
    ended = done(store, made(store, REPORTS, model=True, max_cost=1.0), unpriced)
    assert (ended.state, server.calls) == ("stopped", [])
    assert "no price is known" in str(ended.reason)


@pytest.mark.usefixtures("here")
def test_a_provider_that_fails_leaves_what_the_others_say_and_is_asked_again(
    store: Store, asked: ReadingSettings, server: FakeServer
) -> None:
    server.script = lambda call: error(402, "Insufficient Balance")
    job = made(store, REPORTS, model=True)
    ended = done(store, job, asked)
    assert (ended.state, ended.done) == ("done", 4)
    assert "provider failed" in str(ended.reason)
    assert all(unanswered(store, item.source_id or "") for item in items_of(store, job))
    server.script = nothing_seen
    ended = done(store, made(store, REPORTS, model=True), asked)
    assert (ended.state, ended.reason, ended.done) == ("done", None, 4)
    assert not any(unanswered(store, item.source_id or "") for item in items_of(store, job))


@pytest.mark.usefixtures("here")
def test_a_result_with_answers_does_not_give_way_to_one_without(
    store: Store, asked: ReadingSettings, server: FakeServer, tmp_path: Path
) -> None:
    done(store, made(store, REPORTS, model=True), asked)
    server.script = lambda call: error(402, "Insufficient Balance")
    assert asked.model
    forgetful = replace(asked, model=replace(asked.model, cache_dir=tmp_path / "others"))
    job = made(store, REPORTS, model=True, again=True)
    ended = done(store, job, forgetful)
    assert set(states(store, job).values()) == {("failed", "unanswered")}
    assert "provider failed" in str(ended.reason)
    assert not any(unanswered(store, item.source_id or "") for item in items_of(store, job))


def test_a_models_result_stays_until_another_model_or_other_prompts_are_asked_for(
    store: Store, asked: ReadingSettings, server: FakeServer, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(store, REPORTS, model=True)
    done(store, first, asked)
    calls = len(server.calls)
    for settings in ({}, {"lang": "zh"}, {"use": "economy"}, {"model": True, "lang": "zh"}):
        assert done(store, made(store, REPORTS, **settings), asked).done == 4
        assert len(server.calls) == calls, settings
    with store.read() as session:
        found = extraction_of(session, items_of(store, first)[0].source_id or "")
    assert found and found.run.model == "fake-1"
    assert asked.model
    wanted = Settings(model=asked.model.identity)
    assert holds(found, wanted)
    with monkeypatch.context() as edited:
        edited.setattr("extractor.service.jobs.holding.hash_of", lambda prompt: "another")
        assert not holds(found, wanted)
    other = replace(asked, model=replace(asked.model, model="fake-2"))
    done(store, made(store, REPORTS, model=True), other)
    assert len(server.calls) == 2 * calls


@pytest.mark.usefixtures("here")
def test_a_result_without_a_model_is_read_again_with_one(
    store: Store, asked: ReadingSettings, server: FakeServer
) -> None:
    done(store, made(store, REPORTS), asked)
    assert server.calls == []
    done(store, made(store, REPORTS, model=True), asked)
    assert server.calls


def test_usage_is_written_while_calls_are_in_flight_and_a_runner_ends_without_them(
    store: Store, asked: ReadingSettings, server: FakeServer
) -> None:
    held = threading.Event()

    def slow(call: Call) -> Reply:
        return replace(nothing_seen(call), stall=held)

    server.script = slow
    job = made(store, REPORTS, model=True)
    with running(store, asked):
        assert await_true(lambda: job_of(store, job).requests == 1)
        assert (job_of(store, job).cost or 0) > 0
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    held.set()
    left = job_of(store, job)
    assert (left.state, left.waiting) == ("running", 4)
    server.script = nothing_seen
    ended = done(store, job, asked)
    assert (ended.state, ended.done) == ("done", 4)
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM extractions")).scalar() == 4


def test_a_source_that_hangs_is_a_failed_item_where_a_model_is_asked_too(
    store: Store, asked: ReadingSettings, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = worker_command("tests.service.jobs.bad_worker")
    monkeypatch.setattr("extractor.batch.crew.worker_command", lambda: command)
    pages = list(REPORTS.values())
    job = made(store, {"stuck.html": pages[0], "segfault.html": pages[1], "good.html": pages[2]}, model=True)
    ended = done(store, job, replace(asked, seconds=2.0))
    assert ended.state == "done"
    assert states(store, job) == {
        "stuck.html": ("failed", "timeout"),
        "segfault.html": ("failed", "worker_died"),
        "good.html": ("done", None),
    }
    assert ended.requests == len(server.calls) > 0
