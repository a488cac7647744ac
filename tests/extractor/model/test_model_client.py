"""Asking: order, modes, re-asks and outcomes, against an endpoint on loopback."""

from __future__ import annotations

import asyncio
import json
import random
import threading
import time
from collections.abc import Callable

import pytest
from pydantic import BaseModel, ConfigDict, field_validator

from extractor.model.conversation import body_of
from extractor.model.presets import Mode
from extractor.model.request import CallStatus
from tests.extractor.model.fake_server import Call, FakeServer, Reply, answer, completion, in_turn, numbered
from tests.extractor.model.model_cases import GOOD, Answer, client, request, settings


def test_answers_come_in_the_order_of_the_requests(server: FakeServer) -> None:
    delays = random.Random(3)

    def late(call: Call) -> Reply:
        time.sleep(delays.random() / 50)
        return numbered(call)

    server.script = late
    with client(settings(server.url)) as model:
        responses = model.ask_all([request(number) for number in range(60)])
    assert [response.status for response in responses] == [CallStatus.ANSWERED] * 60
    assert [response.answer for response in responses] == [Answer(label="合计", values=[n, None]) for n in range(60)]
    assert {response.model for response in responses} == {"fake-1"}
    assert {(response.attempts, response.cached, response.reason) for response in responses} == {(1, False, None)}


def test_equal_requests_are_asked_once(server: FakeServer) -> None:
    with client(settings(server.url)) as model:
        responses = model.ask_all([request(1), request(2), request(1)])
        assert model.ask_all([]) == ()
    assert responses[0] == responses[2] != responses[1]
    assert len(server.calls) == 2


def test_several_threads_share_one_client(server: FakeServer) -> None:
    found: dict[int, object] = {}
    with client(settings(server.url)) as model:

        def ask(start: int) -> None:
            found[start] = [r.answer for r in model.ask_all([request(start + n) for n in range(5)])]

        threads = [threading.Thread(target=ask, args=(100 * n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {100 * n: [Answer(label="合计", values=[100 * n + k, None]) for k in range(5)] for n in range(6)}


def _schema_in_prompt(call: Call) -> bool:
    return '"values"' in json.dumps(call.body["messages"]).replace("\\", "")


LOOKS: dict[Mode, Callable[[Call], bool]] = {
    Mode.JSON_SCHEMA: lambda call: (
        "tools" not in call.body
        and "json_schema" in json.dumps(call.body.get("response_format"))
        and not _schema_in_prompt(call)
    ),
    Mode.TOOLS: lambda call: "tool_choice" in call.body and "response_format" not in call.body,
    Mode.JSON_OBJECT: lambda call: (
        call.body.get("response_format") == {"type": "json_object"} and _schema_in_prompt(call)
    ),
    Mode.TEXT: lambda call: "response_format" not in call.body and "tools" not in call.body and _schema_in_prompt(call),
}


@pytest.mark.parametrize("mode", list(Mode))
def test_each_mode_asks_and_reads_as_its_providers_do(server: FakeServer, mode: Mode) -> None:
    chosen = settings(server.url, mode=mode)
    with client(chosen) as model:
        (response,) = model.ask_all([request(7)])
    assert response.answer == Answer(label="合计", values=[7, None])
    (call,) = server.calls
    assert LOOKS[mode](call), call.body
    assert [name for name, look in LOOKS.items() if look(call)] == [mode]
    assert call.path == "/v1/chat/completions"
    assert (call.body["model"], call.body["temperature"], call.body["max_tokens"]) == ("relay-model", 0.0, 8192)
    assert call.body == asyncio.run(body_of(request(7), chosen))


@pytest.mark.parametrize("mode", list(Mode))
def test_each_mode_is_asked_again_with_our_own_words(server: FakeServer, mode: Mode) -> None:
    bad = '{"label":"合计","values":["1",null,3],"total":9}'
    server.script = in_turn(lambda call: answer(call, bad), numbered)
    with client(settings(server.url, mode=mode)) as model:
        (response,) = model.ask_all([request(7)])
        totals = model.totals
    assert response.status is CallStatus.ANSWERED
    assert response.attempts == 2
    again = server.calls[1]
    told = str(again.last["content"])
    assert "values：至多可有2项，实有3项" in told or "values[0]：应为整数" in told
    assert "total：没有这一项，应删去" in told
    assert "http" not in told
    assert "Error" not in told
    assert again.last["role"] == ("tool" if mode is Mode.TOOLS else "user") or mode is Mode.TEXT
    assert bad in json.dumps(again.body["messages"][-2], ensure_ascii=False).replace("\\", "")  # type: ignore[index]
    assert (totals.calls, totals.tokens, totals.requests) == (2, 240, 1)


BROKEN = {
    "too few values": '{"label":"合计","values":[1]}',
    "too many values": '{"label":"合计","values":[1,2,3]}',
    "an extra key": '{"label":"合计","values":[1,2],"sum":3}',
    "a number as text": '{"label":"合计","values":["1",2]}',
    "a missing key": '{"values":[1,2]}',
    "half an answer": '{"label":"合计","val',
    "another type": "[1, 2]",
    "prose": "我不知道",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_an_answer_that_breaks_the_schema_is_asked_for_twice_more(server: FakeServer, text: str) -> None:
    def script(call: Call) -> Reply:
        return answer(call, text) if "第1份" in call.user else numbered(call)

    server.script = script
    with client(settings(server.url)) as model:
        bad, good = model.ask_all([request(1), request(2)])
    assert (bad.status, bad.attempts, bad.answer, bad.raw) == (CallStatus.INVALID, 3, None, text)
    assert "asked again 2 times" in str(bad.reason)
    assert good.status is CallStatus.ANSWERED


def test_a_request_has_its_own_token_budget(server: FakeServer) -> None:
    server.script = lambda call: answer(call, "{}")
    with client(settings(server.url, reask_tokens=150)) as model:
        (response,) = model.ask_all([request()])
    assert (response.status, response.attempts) == (CallStatus.INVALID, 1)
    assert "tokens are used up" in str(response.reason)


def test_a_schema_of_frozen_parts_and_its_own_words(server: FakeServer) -> None:
    class Frozen(BaseModel):
        model_config = ConfigDict(extra="forbid", frozen=True)
        label: str

    server.script = lambda call: answer(call, '{"label":"{{ x }}"}')
    with client(settings(server.url)) as model:
        (response,) = model.ask_all([request(answer=Frozen)])
    assert response.answer == Frozen(label="{{ x }}")


OUTCOMES = {
    "refusal": ({"content": None, "refusal": "我不能这样做"}, "stop", CallStatus.REFUSED),
    "filter": ({"content": ""}, "content_filter", CallStatus.REFUSED),
    "filter, in another dialect": ({"content": "…"}, "sensitive", CallStatus.REFUSED),
    "cut off": ({"content": GOOD[:10]}, "length", CallStatus.CUT_OFF),
    "empty": ({"content": ""}, "stop", CallStatus.EMPTY),
    "null": ({"content": None}, "stop", CallStatus.EMPTY),
    "blank": ({"content": " \n"}, None, CallStatus.EMPTY),
}


@pytest.mark.parametrize("mode", [Mode.JSON_SCHEMA, Mode.TOOLS])
@pytest.mark.parametrize(("message", "finish", "status"), OUTCOMES.values(), ids=OUTCOMES)
def test_what_is_no_answer_is_an_outcome_and_the_others_go_on(
    server: FakeServer, message: dict[str, object], finish: str | None, status: CallStatus, mode: Mode
) -> None:
    def script(call: Call) -> Reply:
        return completion({"role": "assistant", **message}, finish=finish) if "第1份" in call.user else numbered(call)

    server.script = script
    with client(settings(server.url, mode=mode)) as model:
        bad, good = model.ask_all([request(1), request(2)])
        assert model.provider_fault is None
    assert (bad.status, bad.attempts, bad.answer) == (status, 1, None)
    assert bad.reason
    assert good.status is CallStatus.ANSWERED


def test_prose_instead_of_the_function_is_asked_again(server: FakeServer) -> None:
    server.script = in_turn(completion({"role": "assistant", "content": "合计1"}), numbered)
    with client(settings(server.url, mode=Mode.TOOLS)) as model:
        (response,) = model.ask_all([request(7)])
    assert (response.status, response.attempts) == (CallStatus.ANSWERED, 2)
    assert server.calls[1].last["role"] == "user"


def test_the_host_is_named_once_and_before_the_first_call(server: FakeServer) -> None:
    said: list[str] = []
    calls_then: list[int] = []

    def script(call: Call) -> Reply:
        calls_then.append(len(said))
        return numbered(call)

    server.script = script
    with client(settings(server.url), announced=said) as model:
        assert said == []
        model.ask_all([request(1)])
        model.ask_all([request(2)])
    assert calls_then == [1, 1]
    assert len(said) == 1
    assert "127.0.0.1" in said[0]


def test_a_defect_of_one_schema_costs_no_other_answer(server: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    class Defective(BaseModel):
        label: str
        values: list[int | None]

        @field_validator("label")
        @classmethod
        def _broken(cls, label: str) -> str:
            raise ZeroDivisionError

    with client(settings(server.url)) as model:
        bad, good = model.ask_all([request(1, Defective), request(2)])
    assert (bad.status, bad.attempts, good.status) == (CallStatus.FAILED, 1, CallStatus.ANSWERED)
    assert "a defect of gongkai" in str(bad.reason)
    assert "please report it" in caplog.text


def test_a_client_is_open_in_its_with_statement_alone(server: FakeServer) -> None:
    with client(settings(server.url)) as model:
        pass
    with pytest.raises(RuntimeError, match="with statement"):
        model.ask_all([request()])


def test_no_thread_is_left_behind(server: FakeServer) -> None:
    with client(settings(server.url)) as model:
        model.ask_all([request()])
    assert "model calls" not in [thread.name for thread in threading.enumerate()]
