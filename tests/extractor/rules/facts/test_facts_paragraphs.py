"""Labelled paragraphs of prose, written without knowledge of the reader: found and invented facts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from eval.facts import COUNTS, FactFigures, judge_facts, total
from eval.label_format import LabelReport
from extractor.crosscheck import check_facts
from schemas.enums import Origin
from schemas.facts import Metric
from schemas.result import Fact
from tests.extractor.rules.facts.prose_reports import as_report, facts_of

_PARAGRAPHS = Path(__file__).with_name("paragraphs.jsonl")
_UNSEEN = Path(__file__).with_name("paragraphs_unseen.jsonl")
"""Written and labelled by others, and never learnt from: to be measured on alone."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


def _figures(line: str, metrics: frozenset[Metric] = frozenset(Metric)) -> FactFigures:
    """A paragraph against its label; it is of the last year that it names, as nothing else tells."""
    paragraph = json.loads(line)
    years = [int(year) for year in _YEAR.findall(paragraph["text"])]
    source, part = as_report(paragraph["text"], max(years, default=None))
    label = LabelReport.model_validate(
        {"title": None, "organization": None, "year": None, "form": "2021", "cells": {}, "facts": paragraph["facts"]}
    )
    return judge_facts(label, check_facts(facts_of(source, part), (), Origin.DIGITAL), metrics)


@pytest.mark.parametrize("metrics", [frozenset(Metric), COUNTS], ids=["all", "counts"])
@pytest.mark.parametrize(("place", "labelled", "bar"), [(_PARAGRAPHS, 150, 0.95), (_UNSEEN, 300, 0.9)])
def test_facts_are_found_and_right(place: Path, labelled: int, bar: float, metrics: frozenset[Metric]) -> None:
    lines = place.read_text("utf-8").splitlines()
    assert len(lines) >= 60
    figures = total(_figures(line, metrics) for line in lines)
    assert figures.labelled >= labelled
    assert figures.recall >= bar, figures
    assert figures.precision >= bar, figures


def test_the_quotes_stand_in_the_paragraphs() -> None:
    for line in _PARAGRAPHS.read_text("utf-8").splitlines():
        source, part = as_report(json.loads(line)["text"])
        for fact in facts_of(source, part):
            assert source.slice(fact.span) == fact.quote


def test_facts_are_results() -> None:
    source, part = as_report("全年主动公开政府信息1.3万余条。")
    (fact,) = check_facts(facts_of(source, part), (), Origin.DIGITAL)
    assert isinstance(fact, Fact)
    assert (fact.status, fact.witnesses) == ("read", ["rules"])
