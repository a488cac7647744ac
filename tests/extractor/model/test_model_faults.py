"""What providers and networks do on bad days: each fault has its outcome, and nothing else is lost by it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable

import pytest

from extractor.model.faults import FaultKind
from extractor.model.request import CallStatus
from extractor.model.retry import RetryPolicy
from extractor.model.settings import Limits
from tests.extractor.model.fake_server import (
    Call,
    FakeServer,
    Reply,
    Script,
    answer,
    error,
    fake_server,
    in_turn,
    json_reply,
    numbered,
    page,
)
from tests.extractor.model.model_cases import GOOD, Answer, Waits, client, request, settings

KEY = "sk-test-0123456789abcdef"


def only_first(reply: Callable[[Call], Reply] | Reply) -> Script:
    """The fault for request 1 alone, however often; everything else is answered."""

    def script(call: Call) -> Reply:
        if "第1份" not in call.user:
            return numbered(call)
        return reply if isinstance(reply, Reply) else reply(call)

    return script


PASSING = {
    "429": error(429, "slow down"),
    "429 with a wait": error(429, "slow down", retry_after="7"),
    "500": error(500),
    "503": error(503),
    "529": error(529),
    "reset": Reply(reset=True),
    "half a body": Reply(content=b'{"id": "x", "choi', missing=200),
    "broken JSON": Reply(content=b'{"id": "x", "choi'),
    "an HTML page with status 200": page(),
    "an HTML page with status 502": page(502),
    "an empty body": Reply(),
    "no choices": json_reply(200, {"id": "x", "choices": []}),
    "an error with status 200": json_reply(200, {"error": {"message": "overloaded"}}),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_a_passing_fault_costs_a_retry_and_nothing_else(server: FakeServer, fault: Reply) -> None:
    waits = Waits()
    server.script = in_turn(fault, fault, numbered)
    with client(settings(server.url), waits=waits) as model:
        (response,) = model.ask_all([request(7)])
        assert model.provider_fault is None
    assert response.answer == Answer(label="合计", values=[7, None])
    assert response.attempts == 3 == len(server.calls)
    assert len(waits.slept) >= 2
    assert all(wait > 0 for wait in waits.slept)


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_a_lasting_fault_of_one_request_leaves_the_others_alone(server: FakeServer, fault: Reply) -> None:
    server.script = only_first(fault)
    with client(settings(server.url), policy=RetryPolicy(attempts=4)) as model:
        bad, *good = model.ask_all([request(number) for number in range(1, 8)])
        assert model.provider_fault is not None
    assert (bad.status, bad.attempts) == (CallStatus.FAILED, 4)
    assert "127.0.0.1" in str(bad.reason)
    assert [response.status for response in good] == [CallStatus.ANSWERED] * 6
    assert len(server.calls) == 4 + 6


def test_a_storm_of_429_loses_nothing(server: FakeServer) -> None:
    waits = Waits()
    server.script = lambda call: error(429, retry_after="2") if call.number <= 60 else numbered(call)
    with client(settings(server.url), waits=waits, policy=RetryPolicy(attempts=12)) as model:
        responses = model.ask_all([request(number) for number in range(40)])
        totals = model.totals
    assert [response.answer for response in responses] == [Answer(label="合计", values=[n, None]) for n in range(40)]
    assert totals.calls == len(server.calls) == 100
    assert max(waits.slept) <= 3.0


def test_a_wait_beyond_the_ceiling_is_not_waited_for(server: FakeServer) -> None:
    waits = Waits()
    server.script = only_first(error(429, "come back tomorrow", retry_after="86400"))
    with client(settings(server.url), waits=waits) as model:
        bad, good = model.ask_all([request(1), request(2)])
    assert (bad.status, bad.attempts, good.status) == (CallStatus.FAILED, 1, CallStatus.ANSWERED)
    assert sum(waits.slept) <= 60.0


def test_a_stall_ends_at_the_timeout(server: FakeServer) -> None:
    never = threading.Event()
    server.script = only_first(Reply(stall=never))
    with client(settings(server.url, timeout=0.3), policy=RetryPolicy(attempts=2)) as model:
        bad, good = model.ask_all([request(1), request(2)])
    never.set()
    assert (bad.status, bad.attempts, good.status) == (CallStatus.FAILED, 2, CallStatus.ANSWERED)
    assert "no answer in time" in str(bad.reason)


def test_an_expired_key_stops_at_once_and_is_named(server: FakeServer) -> None:
    server.script = lambda call: error(401, f"Incorrect API key provided: {KEY}", "invalid_api_key")
    chosen = settings(server.url, limits=Limits(concurrency=1))
    with client(chosen, environ={"GONGKAI_MODEL_KEY": KEY}) as model:
        first, *others = model.ask_all([request(number) for number in range(20)])
        fault = model.provider_fault
    assert len(server.calls) == 1
    assert server.calls[0].headers["authorization"] == f"Bearer {KEY}"
    assert first.status is CallStatus.FAILED
    assert "GONGKAI_MODEL_KEY" in str(first.reason)
    assert KEY not in str(first.reason)
    assert {response.status for response in others} == {CallStatus.SKIPPED}
    assert fault is not None
    assert fault.kind is FaultKind.KEY


STOPPING = {
    "forbidden": (error(403), FaultKind.KEY),
    "no money": (error(402, "Insufficient Balance"), FaultKind.BALANCE),
    "no quota": (error(429, "quota", "insufficient_quota"), FaultKind.BALANCE),
    "no such model": (error(404, "no model"), FaultKind.NOT_FOUND),
}


@pytest.mark.parametrize(("reply", "kind"), STOPPING.values(), ids=STOPPING)
def test_what_no_call_can_pass_stops_the_run(server: FakeServer, reply: Reply, kind: FaultKind) -> None:
    server.script = in_turn(numbered, reply)
    with client(settings(server.url, limits=Limits(concurrency=1))) as model:
        responses = model.ask_all([request(number) for number in range(9)])
        assert model.provider_fault is not None
        assert model.provider_fault.kind is kind
    expected = [CallStatus.ANSWERED, CallStatus.FAILED] + [CallStatus.SKIPPED] * 7
    assert [response.status for response in responses] == expected
    assert len(server.calls) == 2


REJECTED = {
    "too long": (error(400, "maximum context length", "context_length_exceeded"), CallStatus.FAILED),
    "Azure's filter": (error(400, "filtered", "content_filter"), CallStatus.REFUSED),
    "DashScope's filter": (error(400, "inappropriate content", "data_inspection_failed"), CallStatus.REFUSED),
    "Zhipu's filter": (error(400, "敏感内容", "1301"), CallStatus.REFUSED),
    "no JSON at all": (page(400), CallStatus.FAILED),
}


@pytest.mark.parametrize(("reply", "status"), REJECTED.values(), ids=REJECTED)
def test_a_request_that_is_not_taken_is_not_sent_again(server: FakeServer, reply: Reply, status: CallStatus) -> None:
    server.script = only_first(reply)
    with client(settings(server.url)) as model:
        bad, good = model.ask_all([request(1), request(2)])
        assert model.provider_fault is None
    assert (bad.status, bad.attempts, good.status) == (status, 1, CallStatus.ANSWERED)


def test_an_endpoint_that_is_not_there_is_found_out_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    waits = Waits()
    chosen = settings(f"http://127.0.0.1:{port}/v1", limits=Limits(concurrency=1))
    with client(chosen, waits=waits, policy=RetryPolicy(attempts=3)) as model:
        responses = model.ask_all([request(number) for number in range(50)])
        assert model.provider_fault is not None
        assert model.provider_fault.kind is FaultKind.UNREACHABLE
    assert [response.attempts for response in responses] == [3, 3, 3] + [0] * 47
    assert {response.status for response in responses[3:]} == {CallStatus.SKIPPED}
    assert "cannot be reached" in str(responses[0].reason)
    assert sum(waits.slept) < 60


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_the_key_stays(server: FakeServer, status: int) -> None:
    with fake_server() as thief:
        server.script = lambda call: Reply(status, b"", {"location": thief.url + "/chat/completions"})
        with client(settings(server.url), environ={"GONGKAI_MODEL_KEY": KEY}) as model:
            (response,) = model.ask_all([request(1)])
        assert thief.calls == []
        assert response.status is CallStatus.FAILED
        assert thief.url in str(response.reason)


def test_closing_ends_calls_that_still_run(server: FakeServer) -> None:
    never = threading.Event()
    server.script = lambda call: Reply(stall=never)
    problems: list[BaseException] = []
    with client(settings(server.url)) as model:

        def ask() -> None:
            try:
                model.ask_all([request(1)])
            except BaseException as problem:
                problems.append(problem)

        thread = threading.Thread(target=ask)
        thread.start()
        while not server.calls:
            time.sleep(0.005)
    thread.join(10)
    never.set()
    assert [type(problem).__name__ for problem in problems] == ["CancelledError"]


def test_a_budget_of_calls_stops_cleanly_and_keeps_what_was_done(server: FakeServer) -> None:
    with client(settings(server.url, limits=Limits(concurrency=3, max_calls=5))) as model:
        responses = model.ask_all([request(number) for number in range(12)])
        assert model.provider_fault is None
    states = [response.status for response in responses]
    assert states.count(CallStatus.ANSWERED) == 5 == len(server.calls)
    assert states.count(CallStatus.SKIPPED) == 7
    assert {response.reason for response in responses if not response.answer} == {"the budget of 5 calls is used up"}


def test_retries_count_against_the_budget(server: FakeServer) -> None:
    server.script = lambda call: error(500)
    with client(settings(server.url, limits=Limits(max_calls=3))) as model:
        (response,) = model.ask_all([request(1)])
    assert (response.status, response.attempts) == (CallStatus.SKIPPED, 3)


def test_a_budget_of_tokens_stops_although_the_provider_tells_none(server: FakeServer) -> None:
    server.script = lambda call: answer(call, GOOD, usage=None)
    with client(settings(server.url, limits=Limits(concurrency=1, max_tokens=8000))) as model:
        responses = model.ask_all([request(number) for number in range(12)])
        assert model.totals.tokens == 0
        assert model.totals.unmetered == len(server.calls)
    answered = sum(response.status is CallStatus.ANSWERED for response in responses)
    assert 2 <= answered == len(server.calls) <= 5


def test_no_fault_prints_or_logs_the_key(
    server: FakeServer,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_LOG", "debug")
    caplog.set_level("DEBUG")
    replies = [
        error(500, KEY),
        error(400, KEY),
        Reply(content=KEY.encode()),
        json_reply(200, {KEY: KEY}),
        error(401, KEY),
    ]
    for reply in replies:
        server.script = in_turn(lambda call: answer(call, "{}"), reply)
        server.calls.clear()
        chosen = settings(server.url)
        with client(chosen, environ={"GONGKAI_MODEL_KEY": KEY}, policy=RetryPolicy(attempts=2)) as model:
            (response,) = model.ask_all([request(1)])
            assert server.calls[0].headers["authorization"].endswith(KEY)
            assert KEY not in repr((response, chosen, model, model.provider_fault, model.totals, vars(model)))
    seen = capfd.readouterr()
    assert KEY not in caplog.text + seen.out + seen.err
    assert json.dumps(seen.err) == '""'
