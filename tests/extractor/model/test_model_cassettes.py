"""Recorded answers: what is replayed is what was recorded, to the same question, and nothing else is in the file."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.model.presets import Mode
from extractor.model.request import CallStatus, Response
from extractor.model.settings import Limits, ModelSettings, model_settings
from tests.extractor.model.fake_server import Call, FakeServer, Reply, answer, error, in_turn, numbered
from tests.extractor.model.model_cases import Answer, client, request, settings

RELAY = Path(__file__).resolve().parents[4] / "shared" / "relay" / "relay.py"
KEY = "sk-test-0123456789abcdef"


def recording(url: str, folder: Path, **changes: object) -> ModelSettings:
    return settings(url, cassettes=folder, record=True, **changes)


def replaying(folder: Path, **changes: object) -> ModelSettings:
    return settings("http://127.0.0.1:9/v1", cassettes=folder, **changes)


def plain(responses: tuple[Response, ...]) -> list[tuple[object, ...]]:
    return [(r.status, r.answer, r.raw, r.model) for r in responses]


@pytest.mark.parametrize("mode", list(Mode))
def test_what_was_recorded_is_replayed_without_a_network(server: FakeServer, tmp_path: Path, mode: Mode) -> None:
    requests = [request(number) for number in range(20)]
    with client(recording(server.url, tmp_path, mode=mode), environ={"GONGKAI_MODEL_KEY": KEY}) as model:
        first = model.ask_all(requests, cassette="qinglan-2023")
        assert model.unused() == {}
    with client(replaying(tmp_path, mode=mode)) as model:
        again = model.ask_all(list(reversed(requests)), cassette="qinglan-2023")
        assert model.unused() == {}
        assert model.totals.calls == 0
    assert plain(again) == plain(first)[::-1]
    assert {(r.cached, r.attempts) for r in again} == {(True, 0)}
    assert len(server.calls) == 20


def test_a_cassette_is_readable_and_tells_nothing_else(server: FakeServer, tmp_path: Path) -> None:
    with client(recording(server.url, tmp_path), environ={"GONGKAI_MODEL_KEY": KEY}) as model:
        model.ask_all([request(2), request(1)], cassette="province/city")
    place = tmp_path / "province" / "city.json"
    text = place.read_text(encoding="utf-8")
    assert "抄录表格。" in text
    for secret in (KEY, "uthorization", "stainless", "user-agent", "127.0.0.1", "1700000000", "date"):
        assert secret not in text, secret
    found = json.loads(text)
    assert [item["request"]["body"]["messages"][1]["content"] for item in found["interactions"]] == ["第1份", "第2份"]
    first = found["interactions"][0]
    assert (first["request"]["method"], first["request"]["path"]) == ("POST", "/chat/completions")
    assert first["response"]["body"]["choices"][0]["message"]["content"]
    assert [path.name for path in place.parent.iterdir()] == ["city.json"]


def test_the_same_recordings_are_the_same_file(server: FakeServer, tmp_path: Path) -> None:
    def late(call: Call) -> Reply:
        time.sleep(0.002 * (call.number % 7))
        return numbered(call)

    server.script = late
    for folder in ("a", "b"):
        with client(recording(server.url, tmp_path / folder)) as model:
            model.ask_all([request(number) for number in range(15)], cassette="s")
    assert (tmp_path / "a" / "s.json").read_bytes() == (tmp_path / "b" / "s.json").read_bytes()


def test_a_miss_is_a_miss(server: FakeServer, tmp_path: Path) -> None:
    with client(recording(server.url, tmp_path)) as model:
        model.ask_all([request(1), request(2)], cassette="s")
    with client(replaying(tmp_path)) as model:
        found, missing = model.ask_all([request(1), request(3)], cassette="s")
        (nowhere,) = model.ask_all([request(1)], cassette="other")
        assert model.unused() == {"s": 1}
        assert model.provider_fault is None
    assert found.status is CallStatus.ANSWERED
    assert (missing.status, missing.attempts) == (CallStatus.SKIPPED, 0)
    assert missing.reason == f"not recorded: no answer to this request in cassette {tmp_path / 's.json'}"
    assert "no such file" in str(nowhere.reason)


def test_only_what_is_missing_is_asked_when_recording_again(server: FakeServer, tmp_path: Path) -> None:
    server.script = lambda call: error(400) if "第2份" in call.user else numbered(call)
    with client(recording(server.url, tmp_path)) as model:
        first = model.ask_all([request(1), request(2)], cassette="s")
    assert [response.status for response in first] == [CallStatus.ANSWERED, CallStatus.FAILED]
    server.script = numbered
    with client(recording(server.url, tmp_path)) as model:
        second = model.ask_all([request(1), request(2)], cassette="s")
        third = model.ask_all([request(2)], cassette="s")
    assert [(r.status, r.attempts) for r in (*second, *third)] == [
        (CallStatus.ANSWERED, 0),
        (CallStatus.ANSWERED, 1),
        (CallStatus.ANSWERED, 0),
    ]
    assert len(json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["interactions"]) == 2


def test_only_successes_are_recorded_and_a_bad_answer_is_kept_as_it_came(server: FakeServer, tmp_path: Path) -> None:
    bad = '{"label": "合计",  "values":[1,2,3]}'
    server.script = in_turn(error(429), error(500), lambda call: answer(call, bad), numbered)
    with client(recording(server.url, tmp_path)) as model:
        (first,) = model.ask_all([request(7)], cassette="s")
    found = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["interactions"]
    assert sorted(len(item["request"]["body"]["messages"]) for item in found) == [2, 4]
    assert bad in [item["response"]["body"]["choices"][0]["message"]["content"] for item in found]
    with client(replaying(tmp_path)) as model:
        (again,) = model.ask_all([request(7)], cassette="s")
        assert model.unused() == {}
    assert again.answer == first.answer == Answer(label="合计", values=[7, None])


def test_stale_recordings_are_dropped_on_request(server: FakeServer, tmp_path: Path) -> None:
    with client(recording(server.url, tmp_path)) as model:
        model.ask_all([request(1), request(2)], cassette="s")
    with client(recording(server.url, tmp_path)) as model:
        model.ask_all([request(2), request(3)], cassette="s")
        assert model.unused() == {"s": 1}
        assert model.prune() == 1
        assert model.unused() == {}
    text = (tmp_path / "s.json").read_text(encoding="utf-8")
    assert [f"第{number}份" in text for number in (1, 2, 3)] == [False, True, True]


def test_replaying_writes_nothing(server: FakeServer, tmp_path: Path) -> None:
    with client(recording(server.url, tmp_path)) as model:
        model.ask_all([request(1)], cassette="s")
    before = (tmp_path / "s.json").stat()
    with client(replaying(tmp_path)) as model:
        model.ask_all([request(1), request(2)], cassette="s")
        model.ask_all([request(1)], cassette="new")
    assert (tmp_path / "s.json").stat().st_mtime_ns == before.st_mtime_ns
    assert [path.name for path in tmp_path.iterdir()] == ["s.json"]


def test_every_report_is_written_when_it_is_done(server: FakeServer, tmp_path: Path) -> None:
    with client(recording(server.url, tmp_path)) as model:
        model.ask_all([request(1)], cassette="a")
        assert (tmp_path / "a.json").exists()
        model.ask_all([request(1)], cassette="b")
        assert len(server.calls) == 2


def test_what_was_recorded_before_an_interruption_is_kept(server: FakeServer, tmp_path: Path) -> None:
    never = threading.Event()
    server.script = lambda call: Reply(stall=never) if "第9份" in call.user else numbered(call)
    problems: list[BaseException] = []
    with client(recording(server.url, tmp_path)) as model:

        def ask() -> None:
            try:
                model.ask_all([request(1), request(9)], cassette="s")
            except BaseException as problem:
                problems.append(problem)

        thread = threading.Thread(target=ask)
        thread.start()
        while model.totals.answered < 1:
            time.sleep(0.005)
    thread.join(10)
    never.set()
    assert len(problems) == 1
    assert "第1份" in (tmp_path / "s.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 1}', '{"version": 2, "interactions": []}', "version: 1"])
def test_what_is_no_cassette_is_an_error_and_stays_as_it_is(server: FakeServer, tmp_path: Path, text: str) -> None:
    (tmp_path / "s.json").write_text(text, encoding="utf-8")
    with client(recording(server.url, tmp_path)) as model, pytest.raises(UsageError, match=r"s\.json"):
        model.ask_all([request(1)], cassette="s")
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["", "/etc/x", "../x", "a/../../x"])
def test_a_cassette_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    with client(replaying(tmp_path)) as model, pytest.raises(UsageError, match="no name of a cassette"):
        model.ask_all([request(1)], cassette=name)


def test_a_budget_counts_what_is_asked_alone(server: FakeServer, tmp_path: Path) -> None:
    with client(recording(server.url, tmp_path)) as model:
        model.ask_all([request(n) for n in range(4)], cassette="s")
    chosen = recording(server.url, tmp_path, limits=Limits(concurrency=1, max_calls=2))
    with client(chosen) as model:
        responses = model.ask_all([request(n) for n in range(8)], cassette="s")
    assert [r.status for r in responses] == [CallStatus.ANSWERED] * 6 + [CallStatus.SKIPPED] * 2


def test_recording_through_the_relay(tmp_path: Path) -> None:
    if not RELAY.is_file():
        pytest.skip("the relay does not stand beside this checkout (../shared/relay)")
    queue = tmp_path / "queue"
    command = [sys.executable, "-u", str(RELAY), "--queue", str(queue), "--port", "the one that is free"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        command[-1] = str(free.getsockname()[1])
    url = f"http://127.0.0.1:{command[-1]}/v1"
    chosen = model_settings("relay-model", base_url=url, cassettes=tmp_path / "c", record=True)
    assert chosen is not None
    with subprocess.Popen(command, stdout=subprocess.PIPE) as relay:
        try:
            assert relay.stdout
            relay.stdout.readline()
            writer = threading.Thread(target=write_answers, args=(queue, url, 40))
            writer.start()
            with client(
                settings(url, cassettes=tmp_path / "c", record=True, timeout=3000.0, limits=Limits(64))
            ) as model:
                responses = model.ask_all([request(n) for n in range(40)], cassette="s")
                totals = model.totals
            writer.join()
        finally:
            relay.terminate()
    assert [r.answer for r in responses] == [Answer(label="合计", values=[n, None]) for n in range(40)]
    assert {r.model for r in responses} == {"relay-model"}
    assert (totals.tokens, totals.unmetered, totals.cost) == (0, 40, 0.0)
    with client(replaying(tmp_path / "c")) as model:
        assert plain(model.ask_all([request(n) for n in range(40)], cassette="s")) == plain(responses)


def write_answers(queue: Path, url: str, count: int) -> None:
    """Answer once all questions are there, so that they are in flight together."""
    while True:
        with urllib.request.urlopen(url.removesuffix("/v1") + "/pending") as response:
            pending = json.load(response)["pending"]
        if len(pending) == count:
            break
        time.sleep(0.05)
    for number in pending:
        asked = json.loads((queue / f"{number}.prompt.json").read_text(encoding="utf-8"))
        which = int(asked["messages"][1]["content"].strip("第份"))
        text = json.dumps({"label": "合计", "values": [which, None]}, ensure_ascii=False)
        (queue / f"{number}.answer.json").write_text(text, encoding="utf-8")
