"""A run is scored again from its file alone, or against newer labels; parts of it are runs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from eval.labels import load_gold
from eval.predictions import from_extraction
from eval.runs.format import Reader, RunFile
from eval.runs.make import make_run
from eval.runs.rescore import headline_reader, part_of, relabelled, scorecard_of
from eval.score import score
from extractor.errors import UsageError
from tests.eval.runs.run_cases import FEW, few_samples, loaded, plan_of, recordings

PATH = "requests.received.total"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFile:
    return make_run(loaded(tmp_path_factory.mktemp("gold")), plan_of(recordings(), naive=True))


@pytest.mark.parametrize("reader", [Reader.RULES, Reader.MODEL, Reader.CROSSCHECK])
def test_the_scorecard_is_that_of_the_results(run: RunFile, reader: Reader, tmp_path: Path) -> None:
    gold = load_gold(few_samples(tmp_path))
    given = [from_extraction(document.extractions[reader]) for document in run.documents]
    assert scorecard_of(run, reader) == score(gold, given)


def test_a_reader_is_scored_over_the_documents_that_it_read(run: RunFile) -> None:
    card = scorecard_of(run, Reader.NAIVE)
    assert (card.documents.labelled, card.reports.matched.n, card.reports.missed) == (1, 1, 0)


def test_newer_labels_take_the_place_of_the_runs_own(run: RunFile, tmp_path: Path) -> None:
    gold = few_samples(tmp_path, FEW[1:])
    place = gold / FEW[1] / "label.json"
    label = json.loads(place.read_text(encoding="utf-8"))
    cell = label["reports"][0]["cells"][PATH]
    cell["value"] += 1
    place.write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
    newer, kept = relabelled(run, [gold])
    assert kept == (FEW[0],)
    before, after = scorecard_of(run, Reader.RULES).cells, scorecard_of(newer, Reader.RULES).cells
    assert after.right.count == before.right.count - 1
    assert newer.header.gold[0].sha256 != run.header.gold[0].sha256
    (tmp_path / "all").mkdir()
    assert relabelled(run, [few_samples(tmp_path / "all")]) == (run, ())


def test_labels_of_other_documents_are_an_error(run: RunFile, tmp_path: Path) -> None:
    gold = few_samples(tmp_path, FEW[:1])
    shutil.move(gold / FEW[0], gold / "another")
    (gold / "splits.json").unlink()
    with pytest.raises(UsageError, match="none of the run's documents"):
        relabelled(run, [gold])


def test_a_part_is_a_run_of_its_own(run: RunFile) -> None:
    part = part_of(run, gold="few", split="dev")
    assert [document.id for document in part.documents] == [*FEW[1:]]
    assert part.header.readers == (Reader.RULES, Reader.MODEL, Reader.CROSSCHECK)
    assert (part.header.documents, part.header.split, part.header.naive_usage) == (2, "dev", None)
    assert part.header.usage is not None
    assert part.header.usage.requests == sum(d.usage.requests for d in part.documents if d.usage)
    assert part_of(run) == run
    assert part_of(run, gold="other").documents == ()


def test_gates_speak_of_the_cross_check_where_there_is_one(run: RunFile) -> None:
    assert headline_reader(run.header) is Reader.CROSSCHECK
    assert headline_reader(run.header.model_copy(update={"readers": (Reader.RULES,)})) is Reader.RULES
