"""The project's own samples: right, with the misses that are known; proved as far as expected; nothing wrong in silence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from eval.labels import GoldDocument, load_gold
from eval.outcomes import ERRORS
from eval.predictions import from_extraction
from eval.score import JudgedReport, judge_document
from extractor.pipeline import extract

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the sample comes to."""

    scored: int
    """Certain cells of its label."""
    verified: int
    """Least printed numbers that are verified or repaired."""
    missed: tuple[str, ...] = ()
    """Cells that are known to be missed; none of them may be claimed."""
    reason: str = ""
    """Why."""
    organization: str | None = None
    """What is read instead of the agency's whole name."""


_SERVICES = "proactive_disclosure.article_20_5.other_services"
_EXCESSIVE = "requests.not_processed.excessive"

EXPECTED = {
    "beiling-health-2024": Expected(200, 190),
    "danting-county-transport-2022": Expected(200, 190),
    "dipu-water-2021": Expected(200, 85),
    "fengqi-middle-school-2020": Expected(
        109,
        0,
        tuple(f"{_SERVICES}.{column}" for column in ("previous_items", "change", "decisions")),
        "flattened, its label torn from its numbers by two lines",
    ),
    "fengtong-district-2021": Expected(186, 171),
    "hengqu-market-regulation-2022": Expected(198, 175),
    "hepu-natural-resources-2022": Expected(200, 190),
    "linpu-port-2010": Expected(0, 0),
    "luchuan-education-2019": Expected(198, 176),
    "luoyan-township-2023": Expected(
        200, 190, reason="the title names the township, only a sentence its government", organization="落雁乡"
    ),
    "qinglan-province-2023": Expected(200, 190),
    "qishan-university-2024": Expected(200, 168),
    "qingtan-district-2024": Expected(
        195,
        15,
        tuple(f"{_EXCESSIVE}.{column}" for column in ("natural_person", "total")),
        "a row of two numbers for seven places, whose columns the page does not show",
    ),
    "shilu-forestry-2020": Expected(198, 61),
    "tanxi-county-2015": Expected(59, 28),
    "tanxi-two-bureaus-2023": Expected(400, 380),
    "tinglan-human-resources-2023": Expected(200, 190),
    "wanghuai-town-2020": Expected(201, 19),
    "weibo-district-2016": Expected(
        59,
        34,
        ("statistics.channels",),
        "a heading row that is a cell of the form too prints ——, which is not read as a mark",
    ),
    "weipan-township-2019": Expected(198, 12),
    "xiyan-street-2022": Expected(200, 190),
    "yuanpu-agriculture-2020": Expected(198, 161),
    "yunbu-district-2022": Expected(200, 190),
    "yunyan-housing-2023": Expected(0, 0),
    "zheping-livestock-2012": Expected(0, 0),
}

GOLD = {document.id: document for document in load_gold(SAMPLES)}


def _judged(document: GoldDocument) -> tuple[JudgedReport, ...]:
    assert document.source is not None
    return judge_document(document, from_extraction(extract(document.source.read_bytes(), document.source.name)))


def test_every_sample_has_its_expected_figures() -> None:
    assert set(GOLD) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read_as_well_as_expected(name: str) -> None:
    expected = EXPECTED[name]
    judged = _judged(GOLD[name])
    cells = [cell for report in judged for cell in report.cells]
    assert [f"{cell.path}: {cell.outcome}" for cell in cells if cell.silent] == []
    assert sum(cell.scored for cell in cells) == expected.scored
    errors = {cell.path: cell.outcome for cell in cells if cell.outcome in ERRORS}
    assert errors.keys() <= set(expected.missed), errors
    assert sum(cell.believed for cell in cells if cell.number) >= expected.verified


@pytest.mark.parametrize("name", EXPECTED)
def test_organization_year_and_form_of_a_sample(name: str) -> None:
    for report in _judged(GOLD[name]):
        assert report.label is not None
        assert report.predicted is not None
        label, predicted = report.label, report.predicted
        assert predicted.organization in (label.organization, EXPECTED[name].organization or label.organization)
        assert (predicted.year, predicted.form) == (label.year, label.form)
