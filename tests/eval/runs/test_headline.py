"""The gold set, offline, by all readers: within its time; README and the kept figures say what comes out of it."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest

from eval.runs.format import Reader, RunFile
from scripts import headline as page
from scripts.headline import block, gold_run, headline, kept, stale
from tests.machine import comparable


@dataclass(frozen=True)
class Measured:
    run: RunFile
    figures: dict[str, object]
    cpu_seconds: float


@pytest.fixture(scope="module")
def measured() -> Measured:
    start = time.process_time()
    run = gold_run()
    figures = headline(run)
    return Measured(run, figures, comparable(time.process_time() - start))


def test_the_run_takes_far_less_than_two_minutes_on_two_cores(measured: Measured) -> None:
    assert measured.cpu_seconds < 60
    assert set(measured.run.header.readers) == set(Reader)
    assert measured.run.header.usage is not None
    assert measured.run.header.usage.calls == 0


@pytest.mark.parametrize("part", ["samples", "samples_test"])
def test_the_kept_figures_are_those_of_the_samples(measured: Measured, part: str) -> None:
    assert kept()[part] == measured.figures[part]
    assert set(kept()[part]["readers"]) == set(Reader) - ({Reader.NAIVE} if part == "samples" else set())


@pytest.mark.usefixtures("corpus")
def test_the_kept_figures_are_those_of_the_corpus(measured: Measured) -> None:
    assert kept()["corpus"] == measured.figures["corpus"]
    assert set(kept()["corpus"]["readers"]) == {Reader.RULES}


def test_readme_shows_the_kept_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not stale()
    changed = {**kept(), "samples": {**kept()["samples"], "documents": 24}}
    monkeypatch.setattr(page, "kept", lambda: changed)
    assert stale()


def test_figures_in_words() -> None:
    bounded = {"count": 1, "n": 1000, "interval": [0.0, 0.004], "reports": {"count": 1, "n": 20, "upper": 0.2161}}
    none = {"count": 0, "n": 0, "interval": None}
    figure = {
        "silent": bounded,
        "silent_facts": none,
        "verified": {"count": 9999, "n": 10000, "interval": [0.99, 1.0]},
        "right_nonzero": {"count": 4, "n": 4, "interval": [1.0, 1.0]},
        "wrong": {"count": 3, "n": 1200},
        "facts_found": none,
        "facts_right": {"count": 1, "n": 10000, "interval": None},
    }
    part = {"documents": 3, "reports": 4, "readers": {"rules": figure}}
    shown = block({"samples": part})
    assert "**All 3 samples, 4 reports**" in shown
    row = "| rules alone | 1 of 1,000 cells; in ≤ 22% of reports | 99.9% [99%, 100%] | 100.0% | 3 of 1,200 |"
    assert f"{row} undefined | 0.1% |" in shown
    silent = {**bounded, "n": 0, "count": 0, "reports": {"count": 0, "n": 0, "upper": None}}
    part = {**part, "readers": {"model": {**figure, "silent": silent}}}
    assert "| model alone | none believed |" in block({"samples": part})
