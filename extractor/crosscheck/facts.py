"""Facts of two readers of the same prose: which are one number, and how far each may be believed.

Source: WITNESSES.md, "Status", last paragraph. A fact is ``verified`` where both readers give equal metric, value,
unit, scope and approximation from overlapping places and the origin is not ``ocr``. What is short of that:

- both give the same metric and value of one number, but not the rest: it is one fact, as the rules reader has it,
  ``read``, with both as witnesses;
- both speak of one number, but of another metric or value: both readings stand, each ``disputed``, each with its own
  witness, for nothing in the form can tell which is right;
- one reader alone: ``read``.

A fact never votes on a cell, nor on another fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from schemas.enums import Origin, Status, Witness
from schemas.fact_reading import FactReading
from schemas.reading import Span
from schemas.result import Fact

__all__ = ["check_facts"]

_Test = Callable[[FactReading, FactReading], bool]

_DIGITS = re.compile(r"\d[\d,，.．]*")


@dataclass(frozen=True, slots=True)
class _Judged:
    reading: FactReading
    status: Status
    witnesses: tuple[Witness, ...]


def check_facts(rules: Iterable[FactReading], model: Iterable[FactReading], origin: Origin) -> list[Fact]:
    """Return the facts of a report with status and witnesses, in reading order, whatever the order of the readings.

    Args:
        rules: the rules reader's facts.
        model: the model reader's; empty where no model was asked.
        origin: how the source's characters came about.
    """
    ours, theirs = _in_order(rules), _in_order(model)
    judged: list[_Judged] = []
    both = (Witness.RULES, Witness.MODEL)
    agreed = Status.READ if origin is Origin.OCR else Status.VERIFIED
    for equal, status in ((_equal, agreed), (_same_count, Status.READ)):
        pairs = _pairs(ours, theirs, equal)
        judged += [_Judged(ours[one], status, both) for one, _ in pairs]
        ours = _without(ours, {one for one, _ in pairs})
        theirs = _without(theirs, {other for _, other in pairs})
    judged += _alone(ours, theirs, Witness.RULES) + _alone(theirs, ours, Witness.MODEL)
    return [_fact(item) for item in sorted(judged, key=lambda item: (*_key(item.reading), item.witnesses))]


def _in_order(readings: Iterable[FactReading]) -> list[FactReading]:
    return sorted(set(readings), key=_key)


def _key(reading: FactReading) -> tuple[Span, str, str, str, str, bool, str]:
    return (
        reading.span,
        reading.metric,
        str(reading.value),
        reading.unit or "",
        reading.scope or "",
        reading.approximate,
        reading.quote,
    )


def _without(readings: Sequence[FactReading], taken: set[int]) -> list[FactReading]:
    return [reading for number, reading in enumerate(readings) if number not in taken]


def _pairs(ours: Sequence[FactReading], theirs: Sequence[FactReading], equal: _Test) -> list[tuple[int, int]]:
    """Each reading with the first of the other reader that is equal to it, none taken twice."""
    taken: set[int] = set()
    found: list[tuple[int, int]] = []
    for number, reading in enumerate(ours):
        for other, candidate in enumerate(theirs):
            if candidate.span[0] >= reading.span[1]:
                break
            if other not in taken and equal(reading, candidate):
                taken.add(other)
                found.append((number, other))
                break
    return found


def _equal(one: FactReading, other: FactReading) -> bool:
    """Equal in everything that a reader says, from overlapping places."""
    return (
        _overlap(one.span, other.span)
        and (one.metric, one.value, one.unit) == (other.metric, other.value, other.unit)
        and (one.scope, one.approximate) == (other.scope, other.approximate)
    )


def _same_count(one: FactReading, other: FactReading) -> bool:
    """Metric and value of one number are equal, the rest may differ."""
    return (one.metric, one.value) == (other.metric, other.value) and _one_number(one, other)


def _one_number(one: FactReading, other: FactReading) -> bool:
    """True where two readings speak of the same printed number; of stated nothings only those of one metric do."""
    ours, theirs = _place_of_number(one), _place_of_number(other)
    if ours is not None and theirs is not None:
        return _overlap(ours, theirs)
    return one.metric is other.metric and _overlap(one.span, other.span)


def _place_of_number(reading: FactReading) -> Span | None:
    """Where the last digits of the quote stand: a quote runs from the words to the number that they are about."""
    numbers = list(_DIGITS.finditer(reading.quote))
    if not numbers:
        return None
    return reading.span[0] + numbers[-1].start(), reading.span[0] + numbers[-1].end()


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _alone(own: Sequence[FactReading], others: Sequence[FactReading], reader: Witness) -> list[_Judged]:
    return [
        _Judged(
            reading, Status.DISPUTED if any(_one_number(reading, other) for other in others) else Status.READ, (reader,)
        )
        for reading in own
    ]


def _fact(item: _Judged) -> Fact:
    reading = item.reading
    return Fact(
        metric=reading.metric,
        value=reading.value,
        unit=reading.unit,
        approximate=reading.approximate,
        scope=reading.scope,
        quote=reading.quote,
        span=reading.span,
        status=item.status,
        witnesses=list(item.witnesses),
    )
