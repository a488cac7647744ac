"""The real reports with labels: every certain cell right, nothing wrong in silence, the identity right."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.labels import GoldDocument, load_label
from eval.outcomes import ERRORS
from eval.predictions import from_extraction
from eval.score import JudgedReport, judge_document
from extractor.pipeline import extract

READ = {
    "hangzhou-2025": "source.html",
    "zhangping-education-2020": "source.txt",
    "datan-office-2020": "source.txt",
    "hongze-2023": "source.txt",
    "suqian-2023": "source.txt",
    "yanchi-education-2020": "source.txt",
    "taihe-school-2020": "source.txt",
    "kewei-2024": "source.md",
}


@pytest.mark.parametrize("name", READ)
def test_every_certain_cell_and_the_identity_are_right(corpus: Path, name: str) -> None:
    judged = _judged(corpus, name)
    wrong = [f"{cell.path}: {cell.outcome}" for report in judged for cell in report.cells if cell.outcome in ERRORS]
    assert sum(cell.right for report in judged for cell in report.cells) > 100
    assert not wrong
    for report in judged:
        assert report.label is not None
        assert report.predicted is not None
        label, predicted = report.label, report.predicted
        assert (predicted.organization, predicted.year, predicted.form) == (label.organization, label.year, label.form)


@pytest.mark.parametrize("name", READ)
def test_nothing_is_wrong_in_silence(corpus: Path, name: str) -> None:
    judged = _judged(corpus, name)
    assert any(cell.scored for report in judged for cell in report.cells)
    assert [cell.path for report in judged for cell in report.cells if cell.silent] == []


def _judged(corpus: Path, name: str) -> tuple[JudgedReport, ...]:
    source = corpus / name / READ[name]
    gold = GoldDocument(name, source.parent, source, load_label(source.parent / "label.json"))
    return judge_document(gold, from_extraction(extract(source.read_bytes(), source.name)))
