"""Common-cause errors: where the two readers alone give the same wrong answer, and what the cross-check made of it."""

from __future__ import annotations

from eval.figures.format import CommonCause
from eval.figures.reading import Counter, JudgedReading
from eval.outcomes import CellOutcome
from schemas.enums import State, Status

__all__ = ["common_cause"]

_Place = tuple[int, str]
"""Cluster and path of a cell."""


def common_cause(
    rules: JudgedReading, model: JudgedReading, crosscheck: JudgedReading | None, counter: Counter
) -> CommonCause:
    """Return how often both readers alone err alike, and what became of it."""
    ours, theirs = _scored(rules), _scored(model)
    both = _clusters(rules) & _clusters(model)
    places = [place for place in {*ours, *theirs} if place[0] in both]
    pairs = [(place, ours.get(place), theirs.get(place)) for place in places]
    wrong = [(place, _alike(one, other)) for place, one, other in pairs if _errs(one) or _errs(other)]
    became = None
    if crosscheck is not None:
        judged, read = _scored(crosscheck), _clusters(crosscheck)
        became = dict.fromkeys(("right", *map(str, Status)), 0)
        for place in [place for place, alike in wrong if alike and place[0] in read]:
            became[_fate(judged.get(place))] += 1
    return CommonCause(shared=counter.score((place[0], alike) for place, alike in wrong), became=became)


def _clusters(reading: JudgedReading) -> set[int]:
    return {item.cluster for item in reading.items}


def _scored(reading: JudgedReading) -> dict[_Place, CellOutcome]:
    """The cells of labelled reports; those of invented ones stand for no cell of a source."""
    return {
        (item.cluster, cell.path): cell
        for item in reading.items
        if item.judged.label
        for cell in item.cells
        if cell.scored
    }


def _errs(cell: CellOutcome | None) -> bool:
    return cell is not None and not cell.right


def _alike(one: CellOutcome | None, other: CellOutcome | None) -> bool:
    """The same answer; saying nothing is none."""
    if one is None or other is None or one.predicted is None or other.predicted is None:
        return False
    ours, theirs = one.predicted, other.predicted
    return ours.state is not State.LOST and (ours.state, ours.value) == (theirs.state, theirs.value)


def _fate(cell: CellOutcome | None) -> str:
    if cell is not None and cell.right:
        return "right"
    return str((cell.status if cell else None) or Status.UNREAD)
