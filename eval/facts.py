"""Scoring of facts: the numbers of the prose, found and invented, against a label.

A labelled fact is found where a given one has its metric and value (or those of one of its alternatives); each given
fact answers one label. A fact that a reader may leave out is no miss, and finding it is no invention. A disputed fact
is offered to a person, not claimed: it may be found, and is neither right nor invented. Where a label says that it lists
a selection only (``complete: false``), nothing that answers none of its facts is judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from eval.label_format import LabelFact, LabelReport
from schemas.enums import Status
from schemas.facts import Metric
from schemas.reading import Number
from schemas.result import Fact

__all__ = ["COUNTS", "GENERAL", "FactFigures", "judge_facts", "judge_metrics", "pair_facts", "total"]

GENERAL = frozenset({Metric.OTHER, Metric.RATE})
"""Metrics that say little of what was counted; they are counted apart."""

COUNTS = frozenset(Metric) - GENERAL
"""All others."""


@dataclass(frozen=True, slots=True)
class FactFigures:
    """Counts over the facts of some metrics."""

    labelled: int = 0
    """Facts that a reader must find, and optional ones that were found."""
    found: int = 0
    scope_right: int = 0
    """Of those found, with the label's scope."""
    given: int = 0
    """Facts that are claimed: given, and not disputed."""
    invented: int = 0
    """Claimed facts that answer no label."""
    verified: int = 0
    """Given facts that are verified."""
    silent: int = 0
    """Of those, invented ones."""

    def __add__(self, other: FactFigures) -> FactFigures:
        return FactFigures(
            self.labelled + other.labelled,
            self.found + other.found,
            self.scope_right + other.scope_right,
            self.given + other.given,
            self.invented + other.invented,
            self.verified + other.verified,
            self.silent + other.silent,
        )

    @property
    def recall(self) -> float:
        """Found of labelled; 1 where nothing is labelled."""
        return self.found / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        """Not invented of given; 1 where nothing is given."""
        return 1 - self.invented / self.given if self.given else 1.0


def judge_facts(
    label: LabelReport | None, given: Sequence[Fact], metrics: Collection[Metric] = frozenset(Metric)
) -> FactFigures:
    """Return how the facts of one report compare with its label.

    Args:
        label: None for an invented report.
        given: the facts of the report that answers it; none for a missed one.
        metrics: those that are counted; a label's own metric decides, of an invented fact the given one.
    """
    return total(figures for metric, figures in judge_metrics(label, given).items() if metric in metrics)


def judge_metrics(label: LabelReport | None, given: Sequence[Fact]) -> dict[Metric, FactFigures]:
    """Return the same for each metric of which the label or the report has a fact, in the metrics' order."""
    labels = label.facts if label else ()
    if label is not None and label.complete is False:
        given = [given[number] for _, number in pair_facts(labels, given)]
    pairs = pair_facts(labels, given)
    metrics = {fact.metric for fact in labels} | {fact.metric for fact in given}
    return {metric: _of_metric(metric, labels, given, pairs) for metric in Metric if metric in metrics}


def _of_metric(
    metric: Metric, labels: Sequence[LabelFact], given: Sequence[Fact], pairs: Sequence[tuple[int, int]]
) -> FactFigures:
    answered, answering = {one for one, _ in pairs}, {other for _, other in pairs}
    counted = [(labels[one], given[other]) for one, other in pairs if labels[one].metric is metric]
    missed = [
        fact
        for number, fact in enumerate(labels)
        if number not in answered and fact.metric is metric and not (fact.optional or fact.borderline)
    ]
    invented = [
        fact
        for number, fact in enumerate(given)
        if number not in answering and fact.metric is metric and fact.status is not Status.DISPUTED
    ]
    claimed = sum(fact.status is not Status.DISPUTED for _, fact in counted)
    verified = [fact for fact in invented if fact.status is Status.VERIFIED]
    return FactFigures(
        labelled=len(counted) + len(missed),
        found=len(counted),
        scope_right=sum(label.scope == fact.scope for label, fact in counted),
        given=claimed + len(invented),
        invented=len(invented),
        verified=len(verified) + sum(fact.status is Status.VERIFIED for _, fact in counted),
        silent=len(verified),
    )


def pair_facts(labels: Sequence[LabelFact], given: Sequence[Fact]) -> list[tuple[int, int]]:
    """Return which given fact answers which label, by index; facts of the label's own scope and words first."""
    taken: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for number, label in enumerate(labels):
        keys = set(_keys(label))
        fitting = [at for at, fact in enumerate(given) if at not in taken and (fact.metric, fact.value) in keys]
        if fitting:
            best = min(
                fitting, key=lambda at: (given[at].scope != label.scope, _unlike(label.quote, given[at].quote), at)
            )
            taken.add(best)
            pairs.append((number, best))
    return pairs


def _unlike(one: str, other: str) -> float:
    """How far the quotes are apart, from 0 where one holds the other."""
    return 100 - fuzz.partial_ratio(one, other)


def _keys(label: LabelFact) -> Iterator[tuple[Metric, Number]]:
    yield label.metric, label.value
    for other in label.alternatives:
        yield other.metric or label.metric, label.value if other.value is None else other.value


def total(figures: Iterable[FactFigures]) -> FactFigures:
    """Return the sum of figures."""
    return sum(figures, FactFigures())
