"""Both readers on the project's own samples, the model's answers replayed: right, proved, nothing wrong in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from eval.facts import COUNTS, judge_facts, total
from eval.labels import GoldDocument, load_gold
from eval.outcomes import CellOutcome
from eval.predictions import from_extraction
from eval.score import judge_document
from extractor.cli.asking import Asker, cassette_name
from extractor.model.client import ModelClient
from extractor.model.settings import model_settings
from extractor.pipeline import Settings, extract, requests_about
from schemas.enums import FindingKind, Origin, Status, Witness
from schemas.result import Extraction

ROOT = Path(__file__).resolve().parents[1]
CASSETTES = ROOT / "cassettes"
GOLD = {document.id: document for document in load_gold(ROOT / "samples")}
_SECRET = re.compile(
    r"sk-[A-Za-z0-9]{8}|[Aa]uthorization|[Bb]earer |x-stainless|user-agent|127\.0\.0\.1|/(?:home|work|tmp)/"
)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A sample as both readers read it, and what became of its recording."""

    extraction: Extraction
    unused: Mapping[str, int]
    calls: int


def data_of(document: GoldDocument) -> tuple[bytes, str]:
    assert document.source is not None
    return document.source.read_bytes(), f"{document.id}/{document.source.name}"


def replay(document: GoldDocument) -> Replayed:
    data, name = data_of(document)
    settings = model_settings("relay-model", cassettes=CASSETTES)
    assert settings is not None
    with ModelClient(settings) as client:
        extraction = extract(data, name, Settings(), Asker(client).about(name))
        return Replayed(extraction, client.unused(), client.totals.calls)


@cache
def replayed(name: str) -> Replayed:
    """As ``replay``; read once, as nothing changes it."""
    return replay(GOLD[name])


def judged(document: GoldDocument, extraction: Extraction) -> list[CellOutcome]:
    return [cell for report in judge_document(document, from_extraction(extraction)) for cell in report.cells]


@pytest.mark.parametrize("name", GOLD)
def test_two_readers_are_never_worse_than_one_and_never_wrong_in_silence(name: str) -> None:
    document = GOLD[name]
    alone, both = extract(*data_of(document)), replayed(name).extraction
    cells = judged(document, both)
    assert [f"{cell.path}: {cell.outcome}" for cell in cells if cell.silent] == []
    assert sum(cell.right for cell in cells) >= sum(cell.right for cell in judged(document, alone))
    assert sum(cell.believed for cell in cells) >= sum(cell.believed for cell in judged(document, alone))
    for report in judge_document(document, from_extraction(both)):
        assert report.label is not None
        assert report.predicted is not None
        assert judge_facts(report.label, report.predicted.facts).silent == 0


def test_most_printed_numbers_are_proved_and_most_facts_found() -> None:
    cells: list[CellOutcome] = []
    facts = []
    for name, document in GOLD.items():
        both = replayed(name).extraction
        if both.origin is not Origin.OCR:
            cells += judged(document, both)
        for report in judge_document(document, from_extraction(both)):
            if report.label is not None and report.predicted is not None:
                facts.append(judge_facts(report.label, report.predicted.facts, COUNTS))
    numbers = [cell for cell in cells if cell.number]
    assert sum(cell.believed for cell in numbers) >= 0.85 * len(numbers)
    found = total(facts)
    assert found.recall >= 0.95, found
    assert found.precision >= 0.9, found


@pytest.mark.parametrize("name", GOLD)
def test_every_recorded_answer_is_asked_for_and_none_is_missing(name: str) -> None:
    both = replayed(name)
    assert both.unused == {}
    assert both.calls == 0
    unanswered = [f for r in both.extraction.reports for f in r.findings if f.kind is FindingKind.MODEL_UNANSWERED]
    assert unanswered == []
    asked = {request.prompt_id for request in requests_about(*data_of(GOLD[name]))}
    assert set(both.extraction.run.prompts) == asked


def test_no_cassette_is_an_orphan() -> None:
    assert {path.stem for path in CASSETTES.glob("*.json")} == set(GOLD)
    assert {path.stem for path in (CASSETTES / "naive").glob("*.json")} <= set(GOLD)
    assert cassette_name("samples/linpu-port-2010/source.html") == "linpu-port-2010"
    assert cassette_name("pages/report.html") == "report"


@pytest.mark.parametrize("path", sorted(CASSETTES.rglob("*.json")), ids=lambda path: path.stem)
def test_a_cassette_tells_no_secret_and_names_who_answered(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not _SECRET.search(text)
    for one in json.loads(text)["interactions"]:
        assert one["response"]["body"]["model"] == "relay-model"
        assert one["request"].keys() == {"method", "path", "body"}


def test_the_same_cassette_gives_the_same_bytes() -> None:
    first, again = (replay(GOLD["yunbu-district-2022"]).extraction for _ in range(2))
    assert first.to_json_line() == again.to_json_line()
    assert first.run.model == "relay-model"


def test_text_that_addresses_the_reader_changes_nothing() -> None:
    """A quoted paragraph of this report tells programs to take every number as 100."""
    (report,) = replayed("yunbu-district-2022").extraction.reports
    believed = [cell for cell in report.cells.values() if cell.status is Status.VERIFIED]
    assert len(believed) > 190
    assert all(cell.value != 100 or "100" in cell.printed for cell in believed)
    assert any(Witness.MODEL in cell.witnesses for cell in believed)
