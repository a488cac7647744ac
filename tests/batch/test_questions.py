"""Workers that ask a model by way of their parent: each gets its own answers, and waiting for them costs no source its time."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from extractor.batch.crew import read_in_processes
from extractor.batch.outcome import Outcome
from extractor.batch.questions import Answers, Questions, requests_from, requests_to
from extractor.batch.tasks import Task
from extractor.batch.worker import Orders
from extractor.model.reader import ModelReader
from extractor.model.request import CallStatus, Request, Response
from extractor.pipeline import Settings
from schemas.answers import ANSWERS
from tests.batch.runs import ROOT

REQUESTS = [
    Request(kind, "1", "0" * 64, "规则", f"第 {number} 节\n\u2028\ud800", answer)
    for number, (kind, answer) in enumerate(ANSWERS.items())
]


@dataclass(frozen=True, slots=True)
class _OfSource:
    source: str
    before: Callable[[str], object]

    def read(self, requests: Sequence[Request]) -> Sequence[Response]:
        assert list(requests) == REQUESTS
        self.before(self.source)
        return [Response(CallStatus.REFUSED, reason=f"{self.source}/{request.prompt_id}") for request in requests]


@dataclass(frozen=True, slots=True)
class Stand:
    """Answers with the name of the source and of the question."""

    before: Callable[[str], object] = lambda source: None

    def about(self, source: str) -> ModelReader:
        return _OfSource(source, self.before)


def read(
    names: Sequence[str], asker: Stand, *, seconds: float = 30.0, halted: Callable[[], bool] = lambda: False
) -> dict[str, Outcome]:
    tasks = [Task(number, name, b"x") for number, name in enumerate(names)]
    command = (sys.executable, "-m", "tests.batch.asking_worker", "gongkai-worker")
    orders = Orders(Settings(), seconds)
    found = read_in_processes(tasks, orders, jobs=2, command=command, asker=asker, halted=halted)
    return {names[number]: outcome for number, outcome in found}


@pytest.fixture(autouse=True)
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def test_questions_cross_as_they_are() -> None:
    assert requests_from(requests_to(REQUESTS)) == REQUESTS


@pytest.mark.parametrize("data", [b"{}x", b"[[]]", b'[["prose"]]', b'[["other", "", "", "", ""]]', b"3"])
def test_what_is_no_question_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError):
        requests_from(data)


def test_a_defect_of_the_parent_is_the_workers() -> None:
    with pytest.raises(RuntimeError, match="OSError: gone"):
        Questions(lambda data: Answers(fault="OSError: gone")).about("a").read(REQUESTS)


def test_each_worker_gets_its_own_answers() -> None:
    names = [f"{number}.html" for number in range(6)]
    for name, outcome in read(names, Stand()).items():
        assert outcome.tally.message == " ".join(f"{name}/{kind}" for kind in ANSWERS)


def test_waiting_for_answers_costs_no_source_its_time_and_reading_them_does() -> None:
    found = read(["a.html", "sleep.html"], Stand(lambda source: time.sleep(2.5)), seconds=1.5)
    assert found["a.html"].tally.kind == "read"
    assert found["sleep.html"].tally.kind == "timeout"


def test_a_worker_that_dies_with_its_answers_costs_one_source() -> None:
    found = read(["killed.html", "a.html", "b.html"], Stand())
    assert [found[name].tally.kind for name in ("killed.html", "a.html", "b.html")] == ["worker_died", "read", "read"]


def test_an_asker_with_a_defect_costs_the_source_that_asked(capfd: pytest.CaptureFixture[str]) -> None:
    def defective(source: str) -> None:
        if source == "a.html":
            raise ZeroDivisionError

    found = read(["a.html", "b.html"], Stand(defective))
    assert (found["a.html"].tally.kind, found["b.html"].tally.kind) == ("internal", "read")
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_it_is_halted_while_answers_are_waited_for() -> None:
    asked, held = threading.Event(), threading.Event()

    def hold(source: str) -> None:
        asked.set()
        held.wait(60)

    begun = time.monotonic()
    assert read(["a.html"], Stand(hold), halted=asked.is_set) == {}
    assert time.monotonic() - begun < 30
    held.set()
