"""Common-cause errors: where the two readers alone give the same wrong answer, and what the cross-check made of it."""

from __future__ import annotations

from collections.abc import Iterator

from eval.figures.format import CommonCause
from eval.figures.reading import Counter, Item, JudgedReading
from eval.outcomes import CellOutcome
from schemas.enums import State, Status

__all__ = ["common_cause"]

_Place = tuple[int, str]
"""Cluster and path of a labelled cell."""


def common_cause(
    rules: JudgedReading, model: JudgedReading, crosscheck: JudgedReading | None, counter: Counter
) -> CommonCause:
    """Return how often both readers alone err alike, and what became of it."""
    theirs = _labelled(model)
    pairs = [(place, cell, theirs[place]) for place, cell in _labelled(rules).items() if place in theirs]
    wrong = [(place, one, other) for place, one, other in pairs if not (one.right and other.right)]
    shared = [place for place, one, other in wrong if _alike(one, other)]
    became = None
    if crosscheck is not None:
        judged = _labelled(crosscheck)
        became = dict.fromkeys(("right", *map(str, Status)), 0)
        for place in shared:
            if place in judged:
                became[_fate(judged[place])] += 1
    return CommonCause(
        shared=counter.score((place[0], _alike(one, other)) for place, one, other in wrong), became=became
    )


def _labelled(reading: JudgedReading) -> dict[_Place, CellOutcome]:
    return {place: cell for item in reading.items for place, cell in _places(item) if cell.labelled and cell.scored}


def _places(item: Item) -> Iterator[tuple[_Place, CellOutcome]]:
    for cell in item.cells if item.judged.label else ():
        yield (item.cluster, cell.path), cell


def _alike(one: CellOutcome, other: CellOutcome) -> bool:
    """The same wrong answer; saying nothing is none."""
    ours, theirs = one.predicted, other.predicted
    if one.right or ours is None or theirs is None or ours.state is State.LOST:
        return False
    return (ours.state, ours.value) == (theirs.state, theirs.value)


def _fate(cell: CellOutcome) -> str:
    if cell.right:
        return "right"
    return str(cell.status or Status.UNREAD)
