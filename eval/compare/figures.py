"""Figures of both runs and their paired differences: one count and n a report, the reports drawn together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypedDict

from eval.compare.format import Change, Effect, Slice
from eval.compare.pairing import ReportPair
from eval.gate import COUNTS, SHARES
from eval.outcomes import table_of
from eval.score import JudgedReport, scorecard
from eval.scorecard import Documents, Figure, Scorecard
from eval.statistics import Interval, Resamples
from schemas.enums import Status, TableKind

__all__ = ["FEWEST", "FIGURES", "Cluster", "Spec", "changes", "clusters_of", "slices"]

_NO_DOCUMENTS = Documents(labelled=0, answered=0, unanswered=(), unanswered_scored=True, failed=(), unknown=())
_NONE = Figure(count=0, n=0)
_WITHOUT_VALUE = frozenset({Status.UNREAD, None})
FEWEST = 6
"""Reports that a figure must be over, on both sides, for a difference to be shown. Five that all change for the better
do so by chance in 1 of 16 cases, two-sided: no paired test shows that at 95 %, and a bootstrap of so few is no test."""
_OF_DOCUMENTS = frozenset({"failed", "unanswered"})
"""Names of ``eval.gate`` that are no figures of a report."""
_BAD_SHARES = frozenset({"silent_share"})


@dataclass(frozen=True, slots=True)
class Spec:
    """How a figure is got from one report, and which direction is good."""

    of: Callable[[JudgedReport, Scorecard], Figure]
    better: Literal["more", "less"]
    unit: Literal["share", "count", "mean"]
    """What of it a gate compares: the share; the count; or ``count / n``, which may be more than 1."""


def _card(of: Callable[[Scorecard], Figure], better: Literal["more", "less"], unit: Literal["share", "count"]) -> Spec:
    return Spec(lambda report, card: of(card), better, unit)


def _numbers(statuses: frozenset[Status | None]) -> Callable[[JudgedReport, Scorecard], Figure]:
    """Printed numbers of the label with one of these statuses."""

    def of(report: JudgedReport, card: Scorecard) -> Figure:
        cells = [cell for cell in report.cells if cell.number]
        return Figure(count=sum(cell.status in statuses for cell in cells), n=len(cells))

    return of


FIGURES: dict[str, Spec] = {
    "silent_a_report": Spec(lambda report, card: Figure(count=card.cells.silent.count, n=1), "less", "mean"),
    "facts_silent_a_report": Spec(lambda report, card: Figure(count=card.facts.silent.count, n=1), "less", "mean"),
    **{name: _card(of, "less" if name in _BAD_SHARES else "more", "share") for name, of in SHARES.items()},
    **{name: _card(of, "less", "count") for name, of in COUNTS.items() if name not in _OF_DOCUMENTS},
    "disputed": Spec(_numbers(frozenset({Status.DISPUTED})), "less", "share"),
    "unread": Spec(_numbers(_WITHOUT_VALUE), "less", "share"),
    "facts_found": _card(lambda card: card.facts.found, "more", "share"),
    "facts_right": _card(lambda card: card.facts.right, "more", "share"),
    "facts_scope_right": _card(lambda card: card.facts.scope_right, "more", "share"),
    "facts_silent": _card(lambda card: card.facts.silent, "less", "count"),
}
"""By name, the gravest first: those of ``gongkai eval score``, of statuses, and of facts."""

_SLICED = ("silent_a_report", "right_nonzero", "verified", "tables_exact", "facts_found", "facts_right")
_OF_TABLES = _SLICED[:4]

_Figures = dict[str, Figure]
Cluster = tuple[_Figures, _Figures]
"""All figures of one report as A and B have it."""


def clusters_of(pairs: Iterable[ReportPair]) -> list[Cluster]:
    """Return the figures of every report, which all else is made of."""
    return [_cluster(pair) for pair in pairs]


def changes(clusters: Sequence[Cluster], resamples: Resamples) -> tuple[Change, ...]:
    """Return every figure of both sides, with the interval of its difference over the reports."""
    return tuple(_change(name, clusters, resamples) for name in FIGURES)


def slices(pairs: Sequence[ReportPair], clusters: Sequence[Cluster], resamples: Resamples) -> Iterator[Slice]:
    """Yield the main figures by table, form, kind of mess and kind of source; facts only where they are not cut.

    Args:
        pairs: every report.
        clusters: their figures, see ``clusters_of``.
        resamples: over these reports.
    """
    for table in TableKind:
        tables = [_cluster(pair, table) if _has(pair, table) else None for pair in pairs]
        if any(tables):
            yield Slice(by="table", name=table, **_part(tables, resamples, _OF_TABLES))
    for by, key in _KEYS:
        for name in sorted({name for pair in pairs for name in key(pair)}):
            chosen = [one if name in key(pair) else None for pair, one in zip(pairs, clusters, strict=True)]
            yield Slice(by=by, name=name, **_part(chosen, resamples, _SLICED))


_KEYS: tuple[tuple[Literal["form", "mess", "source_kind"], Callable[[ReportPair], tuple[str, ...]]], ...] = (
    ("form", lambda pair: (pair.judged.form,)),
    ("mess", lambda pair: pair.document.mess or ()),
    ("source_kind", lambda pair: (pair.document.source_kind,)),
)


class _Part(TypedDict):
    reports: int
    changes: tuple[Change, ...]


def _part(clusters: Sequence[Cluster | None], resamples: Resamples, names: Iterable[str]) -> _Part:
    """Figures of some of the clusters; the others stay in the draw, over nothing."""
    full = [cluster or ({}, {}) for cluster in clusters]
    return {
        "reports": sum(cluster is not None for cluster in clusters),
        "changes": tuple(_change(name, full, resamples) for name in names),
    }


def _cluster(pair: ReportPair, table: TableKind | None = None) -> Cluster:
    a, b = (_figures(side.judged if side else None, table) for side in pair.sides)
    return a, b


def _figures(report: JudgedReport | None, table: TableKind | None) -> _Figures:
    """All figures of one report, or of one table of it; over nothing where the side does not have the report."""
    if report is None:
        return {"silent_a_report": Figure(count=0, n=1), "facts_silent_a_report": Figure(count=0, n=1)}
    if table is not None:
        report = replace(report, cells=tuple(cell for cell in report.cells if table_of(cell.path) == table))
    card = scorecard([report], _NO_DOCUMENTS)
    return {name: spec.of(report, card) for name, spec in FIGURES.items()}


def _has(pair: ReportPair, table: TableKind) -> bool:
    return any(table_of(cell.path) == table for side in pair.sides if side for cell in side.judged.cells)


def _change(name: str, clusters: Sequence[Cluster], resamples: Resamples) -> Change:
    samples = [[cluster[side].get(name, _NONE) for cluster in clusters] for side in (0, 1)]
    a, b = (Figure(count=sum(one.count for one in sample), n=sum(one.n for one in sample)) for sample in samples)
    ours, theirs = (([one.count for one in sample], [one.n for one in sample]) for sample in samples)
    interval = resamples.difference(ours, theirs)
    better = FIGURES[name].better
    return Change(
        name=name,
        a=a,
        b=b,
        difference=None if a.share is None or b.share is None else b.share - a.share,
        interval=interval,
        better=better,
        effect=_effect(interval, better, min(sum(map(bool, ns)) for _, ns in (ours, theirs))),
    )


def _effect(interval: Interval | None, better: Literal["more", "less"], reports: int) -> Effect:
    if interval is None:
        return Effect.UNDEFINED
    if reports < FEWEST or interval.low <= 0 <= interval.high:
        return Effect.NOT_SHOWN
    return Effect.BETTER if (interval.low > 0) == (better == "more") else Effect.WORSE
