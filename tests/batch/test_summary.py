"""What a batch comes to, and how far it is."""

from __future__ import annotations

import io

import pytest

from extractor.batch.outcome import Outcome, Tally
from extractor.batch.summary import BatchSummary
from extractor.cli.progress import Progress
from extractor.library import failure
from extractor.pipeline import Settings
from schemas.enums import Status


def tally(source: str, verified: int = 0, disputed: int = 0, kind: str | None = None) -> Tally:
    cells = {Status.VERIFIED.value: verified, Status.DISPUTED.value: disputed}
    return Tally(source, "0" * 64, kind, kind, 0 if kind else 1, {key: count for key, count in cells.items() if count})


def test_figures_of_a_run() -> None:
    summary = BatchSummary()
    for item in (
        tally("a", 9, 1),
        tally("b", 10),
        tally("c", kind="empty"),
        tally("d", 1, 1),
        tally("e", kind="empty"),
    ):
        summary.add(item)
    assert summary.record() == {
        "sources": 5,
        "failed": 2,
        "failures": {"empty": 2},
        "reports": 3,
        "cells": {"total": 22, "verified": 20, "repaired": 0, "read": 0, "disputed": 2, "unread": 0},
        "worst": [
            {"source": "d", "cells": 2, "doubtful": 1, "share": 0.5},
            {"source": "a", "cells": 10, "doubtful": 1, "share": 0.1},
        ],
    }
    assert list(summary.lines()) == [
        "5 sources, 2 failed (2 empty), 3 reports",
        "22 cells: 20 verified, 0 repaired, 0 read, 2 disputed, 0 unread",
        "the most doubtful sources (repaired, disputed and unread of all cells):",
        "  50.0 %   1 / 2  d",
        "  10.0 %  1 / 10  a",
    ]
    assert next(summary.lines("zh")) == "来源 5 个，失败 2 个 (2 empty)，报告 3 份"


def test_the_worst_are_few_and_the_first_of_equal_ones() -> None:
    summary = BatchSummary()
    for number in range(1000):
        summary.add(tally(f"{number:03}", 100 - number % 40, number % 40))
    worst = summary.record()["worst"]
    assert isinstance(worst, list)
    assert [entry["doubtful"] for entry in worst] == [39] * 20
    assert [entry["source"] for entry in worst] == [f"{40 * number + 39:03}" for number in range(20)]


def test_nothing_comes_to_nothing() -> None:
    assert list(BatchSummary().lines()) == [
        "0 sources, 0 failed, 0 reports",
        "0 cells: 0 verified, 0 repaired, 0 read, 0 disputed, 0 unread",
    ]


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


FINE = Outcome(tally("a", 1), b"")
FAILED = Outcome.of(failure("b", "", "empty", "b: it is empty", Settings()))


def test_progress_says_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    clock, stream = _Clock(), io.StringIO()
    progress = Progress(1000, shown=True, stream=stream, clock=clock)
    for _ in range(100):
        progress.kept()
    for number in range(1, 401):
        clock.now = number / 20
        progress.done(FAILED if number == 7 else FINE)
    assert stream.getvalue().splitlines() == [
        "gongkai: 300 of 1000 sources, 100 of them kept, 1 failed, 20.0 a second, 35 s left",
        "gongkai: 500 of 1000 sources, 100 of them kept, 1 failed, 20.0 a second, 25 s left",
    ]
    assert capsys.readouterr().err == "gongkai: b: it is empty\n"


@pytest.mark.parametrize(
    ("left", "words"), [(59, "59 s"), (60, "1 min 0 s"), (3599, "59 min 59 s"), (7260, "2 h 1 min")]
)
def test_time_left_in_words(left: int, words: str) -> None:
    clock = _Clock()
    progress = Progress(left + 1, stream=io.StringIO(), clock=clock)
    clock.now = 1.0
    progress.done(FINE)
    assert progress.line().endswith(f"1.0 a second, {words} left")


def test_on_a_terminal_one_line_is_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    clock, stream = _Clock(), _Terminal()
    progress = Progress(3, stream=stream, clock=clock)
    clock.now = 1.0
    progress.done(FINE)
    clock.now = 1.1
    progress.done(FAILED)
    progress.end()
    shown = stream.getvalue()
    assert shown.count("\n") == 1
    assert shown.startswith("\rgongkai: 1 of 3 sources, 1.0 a second, 2 s left\x1b[K\r\x1b[K")
    assert shown.endswith("gongkai: 2 of 3 sources, 1 failed, 1.8 a second, 1 s left\x1b[K\n")


@pytest.mark.parametrize(("total", "shown", "terminal"), [(1, None, True), (9, False, True), (9, None, False)])
def test_progress_is_not_shown(total: int, shown: bool | None, terminal: bool) -> None:
    clock, stream = _Clock(), _Terminal() if terminal else io.StringIO()
    progress = Progress(total, shown=shown, stream=stream, clock=clock)
    clock.now = 100.0
    progress.done(FINE)
    progress.end()
    assert stream.getvalue() == ""
