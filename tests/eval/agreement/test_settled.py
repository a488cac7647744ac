"""The samples' two annotations: what is settled is all that differs, and stands so in the labels and in their README."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from eval.agreement import Item, load_annotations
from eval.agreement.compare import document_items
from eval.agreement.items import weight
from eval.agreement.show import difference_data
from eval.labels import load_gold
from scripts.pages.samples import agreement_block

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
LINES = [
    json.loads(line) for line in (SAMPLES / "annotations" / "settled.jsonl").read_text(encoding="utf-8").splitlines()
]
PLACE = ("document", "report", "path", "fact", "field")


def place(line: dict[str, object]) -> str:
    return json.dumps({key: line[key] for key in PLACE if key in line}, ensure_ascii=False)


@cache
def items() -> dict[str, Item]:
    """Everything that label, A and B say of the samples, by where it is."""
    gold, a, b = (
        load_annotations(folder) for folder in (SAMPLES, SAMPLES / "annotations/a", SAMPLES / "annotations/b")
    )
    assert gold.keys() == a.keys() == b.keys()
    found = [item for name in gold for item in document_items(name, (gold[name], a[name], b[name]))]
    by_place = {str(item): item for item in found}
    assert len(by_place) == len(found)
    return by_place


def test_settled_is_exactly_what_differs_and_what_was_changed() -> None:
    listed = [place(line) for line in LINES]
    assert len(set(listed)) == len(listed)
    differing = {name for name, item in items().items() if not item.agreed}
    assert len(differing) > 200
    assert differing <= set(listed)
    agreed = [line for line in LINES if place(line) not in differing]
    assert [line for line in agreed if "was" not in line] == []


def test_what_is_settled_is_what_the_annotators_and_the_labels_say() -> None:
    for line in LINES:
        said = difference_data(items()[place(line)], ("label", "a", "b"))
        assert {key: line[key] for key in ("label", "a", "b")} == {key: said[key] for key in ("label", "a", "b")}, line


def test_every_line_says_why_and_a_change_is_one() -> None:
    assert [line for line in LINES if not 20 < len(line["why"]) < 250 or not line["why"].endswith(".")] == []
    assert [line for line in LINES if "was" in line and line["was"] == line["label"]] == []


def test_where_the_metrics_of_the_three_differ_every_reading_counts_as_right() -> None:
    for item in items().values():
        label = item.facts[0] if item.field == "fact" else None
        if label is None:
            continue
        accepted = {label.metric, *(other.metric for other in label.alternatives)}
        for one in filter(None, item.facts[1:]):
            assert one.metric in accepted, item
        if None in item.facts:
            assert weight(label) != "required", item


def test_the_readme_has_the_figures_of_the_annotations() -> None:
    assert agreement_block() in (SAMPLES / "README.md").read_text(encoding="utf-8")


def test_the_annotations_are_no_documents_of_the_gold_set() -> None:
    assert "annotations" not in {document.id for document in load_gold(SAMPLES)}
    assert len(load_gold(SAMPLES)) == 25


@pytest.mark.parametrize("reader", ["a", "b"])
def test_an_annotation_has_no_cell_and_no_fact_twice(reader: str) -> None:
    for name, label in load_annotations(SAMPLES / "annotations" / reader).items():
        for report in label.reports:
            facts = [(fact.metric, fact.value, fact.quote) for fact in report.facts]
            assert len(set(facts)) == len(facts), name
