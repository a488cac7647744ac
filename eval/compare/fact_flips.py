"""Fact flips: the numbers of the prose that only one of two runs found, invented or verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.compare.excerpts import excerpt
from eval.compare.format import FactAnswer, FactFlip, FactFlipKind
from eval.compare.pairing import ReportPair, Side
from eval.facts import pair_facts
from eval.label_format import LabelFact
from schemas.enums import SectionKind, Status
from schemas.result import Fact

__all__ = ["fact_flips"]

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """The facts of one side: those that answer a label, by its index, and the others."""

    found: dict[int, Fact]
    invented: dict[_Key, Fact]


def fact_flips(pair: ReportPair) -> Iterator[FactFlip]:
    """Yield the fact flips of one report: those of labelled facts in the label's order, then the invented ones."""
    labels = pair.label.facts if pair.label else ()
    a, b = _given(labels, pair.a), _given(labels, pair.b)
    for number, label in enumerate(labels):
        ours, theirs = a.found.get(number), b.found.get(number)
        kind = _of_labelled(ours, theirs)
        if kind is not None:
            yield _flip(pair, kind, label, ours, theirs)
    if pair.label and pair.label.complete is False:
        return  # of what a selection leaves out nobody can say that it is invented
    for key in sorted({*a.invented, *b.invented}, key=repr):
        ours, theirs = a.invented.get(key), b.invented.get(key)
        kind = _of_invented(ours, theirs)
        if kind is not None:
            yield _flip(pair, kind, None, ours, theirs)


def _of_labelled(a: Fact | None, b: Fact | None) -> FactFlipKind | None:
    if a is None or b is None:
        return None if a is b else FactFlipKind.FOUND if a is None else FactFlipKind.LOST
    if _verified(a) == _verified(b):
        return None
    return FactFlipKind.WITHDRAWN if _verified(a) else FactFlipKind.GAINED


def _of_invented(a: Fact | None, b: Fact | None) -> FactFlipKind | None:
    if _verified(a) != _verified(b):
        return FactFlipKind.NOW_SILENT if _verified(b) else FactFlipKind.NO_LONGER_SILENT
    if a and b:
        return None
    return FactFlipKind.INVENTED if b else FactFlipKind.NO_LONGER_INVENTED


def _verified(fact: Fact | None) -> bool:
    return fact is not None and fact.status is Status.VERIFIED


def _given(labels: Sequence[LabelFact], side: Side | None) -> _Given:
    facts = side.given.facts if side and side.given else []
    pairs = pair_facts(labels, facts)
    answering = {given for _, given in pairs}
    seen: Counter[_Key] = Counter()
    invented: dict[_Key, Fact] = {}
    for number, fact in enumerate(facts):
        if number not in answering:
            key = (fact.metric.value, str(fact.value), fact.scope or "", fact.quote)
            seen[key] += 1
            invented[*key, seen[key]] = fact
    return _Given({label: facts[given] for label, given in pairs}, invented)


def _flip(pair: ReportPair, kind: FactFlipKind, label: LabelFact | None, a: Fact | None, b: Fact | None) -> FactFlip:
    said: LabelFact | Fact | None = label or b or a
    if said is None:
        raise ValueError("a flip of no fact")
    return FactFlip(
        **pair.identity,
        kind=kind,
        metric=said.metric,
        value=said.value,
        quote=said.quote,
        section=_section((a, pair.a), (b, pair.b)),
        optional=label is not None and (label.optional or label.borderline),
        a=_answer(a, pair.a),
        b=_answer(b, pair.b),
    )


def _answer(fact: Fact | None, side: Side | None) -> FactAnswer | None:
    if fact is None:
        return None
    return FactAnswer(
        value=fact.value,
        unit=fact.unit,
        scope=fact.scope,
        quote=fact.quote,
        status=fact.status,
        witnesses=tuple(fact.witnesses),
        span=fact.span,
        excerpt=excerpt(side.text if side else None, fact.span),
    )


def _section(*given: tuple[Fact | None, Side | None]) -> SectionKind | None:
    """The section that the fact's quote begins in; where the runs disagree, the first of the form's order."""
    found = {kind for fact, side in given for kind in _sections(fact, side)}
    return min(found, key=list(SectionKind).index, default=None)


def _sections(fact: Fact | None, side: Side | None) -> list[SectionKind]:
    """The innermost section that holds a fact, if any does."""
    if fact is None or fact.span is None or side is None or side.given is None:
        return []
    begin = fact.span[0]
    return [one.kind for one in side.given.sections if one.span and one.span[0] <= begin < one.span[1]][-1:]
