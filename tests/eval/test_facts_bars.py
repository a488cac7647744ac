"""Facts of whole documents against their labels: the bars on real reports, samples and invented ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest

from eval.facts import COUNTS, GENERAL, FactFigures, judge_facts, total
from eval.label_format import Label
from eval.labels import GoldDocument, load_gold
from eval.mangle import ModeSpec, all_modes, mangle
from eval.matching import match_reports
from eval.predictions import from_extraction
from eval.truth import generate
from extractor.pipeline import extract
from schemas.facts import Metric
from schemas.result import Extraction

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def _judged(label: Label, extraction: Extraction, metrics: frozenset[Metric]) -> Iterator[FactFigures]:
    for one, other in match_reports(label.reports, from_extraction(extraction).reports):
        yield judge_facts(one, other.facts if other is not None else (), metrics)


def _figures(documents: Iterable[GoldDocument], metrics: frozenset[Metric] = COUNTS) -> FactFigures:
    return total(
        figures
        for document in documents
        for figures in _judged(document.label, extract(_bytes(document), "source"), metrics)
    )


def _bytes(document: GoldDocument) -> bytes:
    """The document as text, where its own file is a PDF."""
    assert document.source is not None
    file = document.source
    return (file.with_suffix(".txt") if file.suffix == ".pdf" else file).read_bytes()


def test_real_reports(corpus: Path) -> None:
    documents = load_gold(corpus)
    figures = _figures(documents)
    assert figures.labelled > 150
    assert figures.recall >= 0.95, figures
    assert figures.precision >= 0.97, figures
    general = _figures(documents, GENERAL)
    assert general.recall >= 0.9, general
    assert general.precision >= 0.9, general


@pytest.mark.parametrize(("split", "recall", "precision"), [("dev", 0.97, 0.97), ("test", 0.88, 0.95)])
def test_samples(split: str, recall: float, precision: float) -> None:
    figures = _figures(gold for gold in load_gold(SAMPLES) if gold.split == split)
    assert figures.labelled > 100
    assert figures.recall >= recall, figures
    assert figures.precision >= precision, figures


def test_invented_reports_in_every_kind_of_mess() -> None:
    found: list[FactFigures] = []
    for seed, mode in enumerate(all_modes().values()):
        truth = generate(seed, form=Random(seed).choice(mode.forms) if mode.forms else None)
        mangled = mangle(truth, [ModeSpec(mode.name)], seed)
        label = Label.model_validate(mangled.label)
        found += _judged(label, extract(mangled.data, mangled.name), frozenset(Metric))
    figures = total(found)
    assert figures.labelled > 200
    assert figures.recall >= 0.97, figures
    assert figures.precision >= 0.97, figures
