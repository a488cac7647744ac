"""The scorer of facts: each given fact answers one label, optional ones are no miss, scope is counted apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.facts import COUNTS, GENERAL, FactFigures, judge_facts, pair_facts, total
from eval.label_format import FactAlternative, LabelFact, LabelReport
from eval.labels import GoldDocument, Label
from eval.predictions import PredictedDocument, PredictedReport
from eval.score import score
from schemas.enums import Status, Witness
from schemas.facts import Metric
from schemas.result import Fact


def _label(*facts: LabelFact) -> LabelReport:
    return LabelReport(title=None, organization=None, year=2022, form="2021", cells={}, facts=facts)


def _wanted(metric: Metric, value: int, scope: str | None = None, optional: bool = False) -> LabelFact:
    return LabelFact(
        metric=metric, value=value, unit="条", approximate=False, scope=scope, quote=f"{value}条", optional=optional
    )


def _given(metric: Metric, value: int, scope: str | None = None) -> Fact:
    return Fact(
        metric=metric,
        value=value,
        unit="条",
        approximate=False,
        scope=scope,
        quote=f"{value}条",
        span=(0, 3),
        status=Status.READ,
        witnesses=[Witness.RULES],
    )


def test_found_missed_and_invented() -> None:
    label = _label(_wanted(Metric.DISCLOSED_ITEMS, 147), _wanted(Metric.DISCLOSED_ITEMS, 8, "行政许可类"))
    given = [_given(Metric.DISCLOSED_ITEMS, 147), _given(Metric.WEBSITE_POSTS, 8)]
    assert judge_facts(label, given) == FactFigures(labelled=2, found=1, scope_right=1, given=2, invented=1)
    assert judge_facts(label, given, {Metric.WEBSITE_POSTS}) == FactFigures(given=1, invented=1)
    assert judge_facts(label, []) == FactFigures(labelled=2)
    assert judge_facts(None, given) == FactFigures(given=2, invented=2)


def test_one_given_fact_answers_one_label_and_its_own_scope_first() -> None:
    labels = [_wanted(Metric.REQUESTS_RECEIVED, 3, "网络"), _wanted(Metric.REQUESTS_RECEIVED, 3, "信函")]
    given = [_given(Metric.REQUESTS_RECEIVED, 3, "信函"), _given(Metric.REQUESTS_RECEIVED, 3, "网络")]
    assert pair_facts(labels, given) == [(0, 1), (1, 0)]
    assert pair_facts(labels, given[:1]) == [(0, 0)]


def test_an_optional_fact_is_no_miss_and_finding_it_no_invention() -> None:
    label = _label(_wanted(Metric.OTHER, 9, optional=True))
    assert judge_facts(label, []) == FactFigures()
    assert judge_facts(label, [_given(Metric.OTHER, 9)]).invented == 0


@pytest.mark.parametrize(("complete", "invented"), [(None, 1), (True, 1), (False, 0)])
def test_a_label_that_lists_a_selection_says_nothing_of_other_facts(complete: bool | None, invented: int) -> None:
    label = _label(_wanted(Metric.DISCLOSED_ITEMS, 147)).model_copy(update={"complete": complete})
    given = [_given(Metric.DISCLOSED_ITEMS, 147), _given(Metric.WEBSITE_POSTS, 8)]
    figures = judge_facts(label, given)
    assert figures == FactFigures(labelled=1, found=1, scope_right=1, given=1 + invented, invented=invented)
    assert judge_facts(label, given[1:]) == FactFigures(labelled=1, given=invented, invented=invented)


def test_an_alternative_is_as_good() -> None:
    wanted = _wanted(Metric.OTHER, 9).model_copy(update={"alternatives": (FactAlternative(metric=Metric.MEETINGS),)})
    assert judge_facts(_label(wanted), [_given(Metric.MEETINGS, 9)]).found == 1
    another = wanted.model_copy(update={"alternatives": (FactAlternative(value=8),)})
    assert judge_facts(_label(another), [_given(Metric.OTHER, 8)]).found == 1
    assert judge_facts(_label(another), [_given(Metric.OTHER, 7)]).found == 0


def test_a_fact_that_careful_readers_differ_on_is_no_miss() -> None:
    wanted = _wanted(Metric.OTHER, 9).model_copy(update={"borderline": True})
    assert judge_facts(_label(wanted), []).labelled == 0
    assert judge_facts(_label(wanted), [_given(Metric.OTHER, 9)]) == FactFigures(1, 1, 1, 1)


def test_a_verified_invention_is_silent() -> None:
    label = _label(_wanted(Metric.MEETINGS, 3))
    given = [_given(Metric.MEETINGS, 3), _given(Metric.MEETINGS, 8), _given(Metric.MEETINGS, 9)]
    for fact in given[:2]:
        fact.status = Status.VERIFIED
    figures = judge_facts(label, given)
    assert (figures.verified, figures.silent, figures.invented) == (2, 1, 2)


def test_a_disputed_fact_may_be_found_and_is_no_claim() -> None:
    label = _label(_wanted(Metric.MEETINGS, 3))
    given = [_given(Metric.MEETINGS, 3), _given(Metric.MEETINGS, 4)]
    for fact in given:
        fact.status = Status.DISPUTED
    assert judge_facts(label, given) == FactFigures(labelled=1, found=1, scope_right=1, given=0, invented=0)


def test_the_scorecard_counts_facts() -> None:
    label = _label(_wanted(Metric.MEETINGS, 3, "全区"), _wanted(Metric.OTHER, 9), _wanted(Metric.REVIEWS, 2))
    report = PredictedReport({}, form="2021", year=2022, facts=(_given(Metric.MEETINGS, 3), _given(Metric.RATE, 1)))
    gold = GoldDocument("a", Path(), None, Label(source="a.txt", reports=(label,)))
    facts = score([gold], [PredictedDocument("a/a.txt", (report,))]).facts
    assert (facts.found.count, facts.found.n) == (1, 2)
    assert (facts.right.count, facts.right.n) == (1, 1)
    assert (facts.scope_right.count, facts.general_found.count, facts.general_found.n) == (0, 0, 1)
    assert (facts.general_right.count, facts.general_right.n, facts.silent.n) == (0, 1, 0)


def test_every_metric_is_counted_in_one_place() -> None:
    assert frozenset(Metric) == COUNTS | GENERAL
    assert not COUNTS & GENERAL


def test_figures_add_up() -> None:
    figures = total([FactFigures(2, 1, 1, 2, 1), FactFigures(2, 2, 0, 2, 0)])
    assert figures == FactFigures(4, 3, 1, 4, 1)
    assert (figures.recall, figures.precision) == (0.75, 0.75)
    uneven = FactFigures(labelled=4, found=1, given=5, invented=2)
    assert (uneven.recall, uneven.precision) == (0.25, 0.6)
    assert (FactFigures(given=2, invented=1).recall, FactFigures(given=2, invented=1).precision) == (1.0, 0.5)
    assert (FactFigures(labelled=2).recall, FactFigures(labelled=2).precision) == (0.0, 1.0)
    assert (FactFigures().recall, FactFigures().precision) == (1.0, 1.0)


def test_of_equal_facts_the_one_with_the_label_s_words_answers_it() -> None:
    label = _wanted(Metric.REQUESTS_ANSWERED, 1, "信息不存在").model_copy(update={"quote": "信息不存在1件"})
    given = [
        _given(Metric.REQUESTS_ANSWERED, 1).model_copy(update={"quote": quote})
        for quote in ("同意部分公开1件", "告知信息不存在1件")
    ]
    assert pair_facts([label], given) == [(0, 1)]
