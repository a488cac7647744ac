"""Facts: found, right, in the right scope, quoted from where they say, believed and wrong; by metric."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from eval.facts import COUNTS, GENERAL, FactFigures, judge_metrics, total
from eval.figures.format import Facts, FactScores, Score
from eval.figures.reading import Counter, Item
from schemas.facts import Metric
from schemas.result import Fact

__all__ = ["JudgedFacts", "facts", "judged_facts", "silent_facts"]

JudgedFacts = Sequence[tuple[Item, dict[Metric, FactFigures]]]
"""Each report with the counts of each metric."""


def facts(judged: JudgedFacts, counter: Counter) -> Facts:
    """Return the figures of all facts."""
    present = {metric for _, figures in judged for metric in figures}
    return Facts(
        counts=_scores(judged, COUNTS, counter),
        general=_scores(judged, GENERAL, counter),
        by_metric={metric: _scores(judged, {metric}, counter) for metric in Metric if metric in present},
    )


def silent_facts(judged: JudgedFacts) -> list[tuple[int, int, int]]:
    """Return for each report its cluster, how many verified facts of it answer no label, and how many are verified."""
    totals = [(item.cluster, total(figures.values())) for item, figures in judged]
    return [(cluster, figures.silent, figures.verified) for cluster, figures in totals]


def judged_facts(items: Sequence[Item]) -> JudgedFacts:
    """Return the facts of every report, compared with its label."""
    return [(item, judge_metrics(item.judged.label, _given(item))) for item in items]


def _given(item: Item) -> tuple[Fact, ...]:
    return item.judged.predicted.facts if item.judged.predicted else ()


def _scores(judged: JudgedFacts, metrics: Collection[Metric], counter: Counter) -> FactScores:
    summed = [(item, total(one for metric, one in figures.items() if metric in metrics)) for item, figures in judged]

    def over(count: Callable[[FactFigures], int], n: Callable[[FactFigures], int]) -> Score:
        return counter.total((item.cluster, count(one), n(one)) for item, one in summed)

    return FactScores(
        found=over(lambda one: one.found, lambda one: one.labelled),
        right=over(lambda one: one.given - one.invented, lambda one: one.given),
        scope_right=over(lambda one: one.scope_right, lambda one: one.found),
        silent=over(lambda one: one.silent, lambda one: one.verified),
        located=counter.score(
            (item.cluster, _located(fact, item.document.text))
            for item, _ in judged
            for fact in _given(item)
            if fact.metric in metrics
        ),
    )


def _located(fact: Fact, text: str | None) -> bool | None:
    """Whether the quote is what stands at its span; None where the source's text is not known."""
    if text is None:
        return None
    return fact.span is not None and bool(fact.quote) and text[slice(*fact.span)] == fact.quote
