"""Scores as text: every figure with what it was counted over and how sure it is, and undefined where it is undefined."""

from __future__ import annotations

import pytest

from eval.figures import figures
from eval.figures.format import Score
from eval.figures.text import render, score_text
from eval.runs.format import Usage
from eval.statistics import Interval
from tests.eval.figures.builder import run
from tests.eval.figures.test_by_hand_cells import constructed


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (Score(count=3, n=4, interval=Interval(0.5, 0.9)), "3/4 75.0 % [50.0, 90.0]"),
        (Score(count=3, n=4), "3/4 75.0 %"),
        (Score(count=0, n=4, interval=Interval(0.0, 0.0)), "0/4 0.0 %"),
        (Score(count=0, n=0), "undefined"),
    ],
)
def test_a_score(score: Score, text: str) -> None:
    assert score_text(score) == text


def test_the_readers_stand_side_by_side() -> None:
    text = render(figures(constructed(), resamples=100))
    lines = {line.split("  ")[0]: line for line in reversed(text.splitlines())}
    assert text.startswith(
        "run by hand: 2 documents, split all, gongkai 0\nintervals: 95 %, 100 resamples of 3 reports"
    )
    assert lines["cells"].split() == ["cells", "rules", "crosscheck"]
    assert "0/7 0.0 %" in lines["cells right"] and "6/11 54.5 %" in lines["cells right"]
    assert lines["silent errors"].split()[2:] == ["undefined", "2/6", "33.4", "%", "[25.0,", "50.0]"]
    assert "2/3 66.6 %" in lines["reports with one"] and "at most 98.3 %" in lines["reports with one"]
    assert "crosscheck, silent errors: 2" in text
    assert "mess torn" in text and "document first" not in text


def test_what_is_not_known_of_usage_is_said() -> None:
    made = run()
    assert "usage" not in render(figures(made))
    usage = Usage(
        requests=3,
        replayed=3,
        calls=0,
        unanswered=0,
        tokens_sent=None,
        tokens_received=7,
        characters_sent=10,
        characters_received=5,
        cost=None,
        currency=None,
        seconds=None,
    )
    text = render(figures(made.model_copy(update={"header": made.header.model_copy(update={"usage": usage})})))
    assert [line.split() for line in text.splitlines() if line.startswith(("tokens", "cost", "calls"))] == [
        ["calls", "0"],
        ["tokens", "sent", "unknown"],
        ["tokens", "received", "7"],
        ["cost", "unknown"],
    ]
