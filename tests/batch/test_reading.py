"""Sources read in this process: several at once while a model is waited for, and the same bytes as one by one."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import NoReturn

import pytest

from extractor.batch.reading import in_order, outcome_of, with_threads
from extractor.library import Opened
from extractor.pipeline import Settings
from schemas.result import Extraction
from tests.batch.runs import ROOT, gongkai

SAMPLES = ("qinglan-province-2023", "hengqu-market-regulation-2022", "wanghuai-town-2020")


def test_results_come_as_they_are_done_and_no_item_is_begun_too_far_ahead() -> None:
    begun: list[int] = []
    go_on = threading.Event()

    def work(item: int) -> int:
        begun.append(item)
        if item == 0:
            assert go_on.wait(30)
        return -item

    found = with_threads(work, enumerate(range(10)), at_once=3, ahead=5)
    first = [next(found) for _ in range(4)]
    assert sorted(first) == [(number, -number) for number in (1, 2, 3, 4)]
    assert sorted(begun) == [0, 1, 2, 3, 4]
    go_on.set()
    assert sorted([*first, *found]) == [(number, -number) for number in range(10)]


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_in_order_whatever_the_order_of_completion(at_once: int) -> None:
    def work(item: int) -> int:
        time.sleep((item % 3) / 200)
        return item

    assert list(in_order(with_threads(work, enumerate(range(20)), at_once, at_once))) == list(range(20))


def test_an_interrupted_run_does_not_wait_for_what_is_in_work() -> None:
    go_on = threading.Event()

    def work(item: int) -> int:
        if item:
            go_on.wait(30)
            return item
        raise KeyboardInterrupt

    start = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(with_threads(work, enumerate(range(4)), at_once=2))
        assert time.monotonic() - start < 10
    finally:
        go_on.set()


def test_a_result_that_cannot_be_written_down_is_a_defect_and_costs_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = Extraction.to_json_line

    def refuse(extraction: Extraction) -> str:
        return refused() if extraction.error is None or extraction.error.kind != "internal" else written(extraction)

    def refused() -> NoReturn:
        raise ValueError("half a character")

    monkeypatch.setattr(Extraction, "to_json_line", refuse)
    outcome = outcome_of(Opened("a.txt", b"x"), Settings())
    assert outcome.tally.kind == "internal"
    assert json.loads(outcome.line)["source"] == "a.txt"
    assert "half a character" in capsys.readouterr().err


def test_with_a_model_one_process_reads_and_a_run_is_gone_on_with(tmp_path: Path) -> None:
    names = [
        f"samples/{sample}/source.html" for sample in SAMPLES if (ROOT / "samples" / sample / "source.html").exists()
    ]
    names += [
        f"samples/{sample}/source.txt" for sample in SAMPLES if (ROOT / "samples" / sample / "source.txt").exists()
    ]
    assert len(names) == len(SAMPLES)
    for folder in ("samples", "cassettes"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    model = ("--model", "relay-model", "--cassettes", "cassettes")
    one = gongkai(tmp_path, *names, *model, "-j", "1")
    assert one.code == 0, one.stderr
    assert gongkai(tmp_path, *names[:2], *model, "-o", "out.jsonl").code == 0
    rest = gongkai(tmp_path, *names, *model, "-o", "out.jsonl", "-j", "3", "--resume", "--progress")
    assert "3 of 3 sources, 2 of them kept" in rest.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == one.stdout
    assert b'"model":"relay-model"' in one.stdout
    other = gongkai(tmp_path, *names, "-o", "out.jsonl", "--resume", "--progress")
    assert "3 results were made with other settings" in other.stderr
    assert "kept" not in other.stderr
