"""Which cues speak of a number: the choice among all whose words stand beside it."""

from __future__ import annotations

import re

from extractor.crosscheck.checks.cue import REASON, Cue, Depth
from extractor.crosscheck.checks.said import Said
from extractor.crosscheck.checks.table_cues import CUES
from schemas.facts import Metric

__all__ = ["is_carried_over", "is_of_a_result", "speaking"]

_EVERYBODY = re.compile(r"(?:公民|自然人|个人)[、和与及]?法人(?:[和或及与、者]|以及)*其[他它]组织(?:提交|提出)?的?")
"""Everybody who may ask: no part."""
_CLAUSE_OF_REASON = re.compile(rf"(?:{REASON}|由于|属于?)[^,;:。]*,$")
_WORD = re.compile(r"[\u4e00-\u9fff]")


def speaking(said: Said) -> tuple[Cue, ...]:
    """Return the cues whose words say most of a number, the likeliest first; none where other words forbid them.

    The name of a row decides before a verb does, a verb before a noun: 不予公开的申请 are no 申请 received, and where
    the row is not meant as a whole (因…不予公开) nothing else is meant either.
    """
    if said.figure.unit is None and _WORD.match(said.right):
        return ()
    left, right = _EVERYBODY.sub("", said.told_left), said.told_right
    found = [
        (cue, place) for cue in CUES if said.figure.unit in cue.units and (place := cue.place(left, right)) is not None
    ]
    if not found:
        return ()
    deepest = max(cue.depth for cue, _ in found)
    found = [(cue, place) for cue, place in found if cue.depth is deepest]
    if deepest is not Depth.CELL:
        found = [max(found, key=lambda item: item[1])]
    beside = _reason(said) + left
    return tuple(cue for cue, _ in found if not cue.unless.search(beside) and not cue.before.search(said.lead))


def _reason(said: Said) -> str:
    """The clause in front of a number's own that gives a reason (因第三方不同意,…)."""
    found = _CLAUSE_OF_REASON.search(said.lead.removesuffix(said.left))
    return found.group() if found else ""


def is_of_a_result(said: Said) -> bool:
    """True where the words beside a number name a result of requests (不予公开): no whole of anything else."""
    cue = next(iter(speaking(said)), None)
    of_a_row = cue is not None and cue.depth is Depth.CELL and cue.readings[0].cells[0].startswith("requests.")
    return of_a_row and not is_carried_over(said)


def is_carried_over(said: Said) -> bool:
    """True where the words beside a number name what last year left, or what is left to the next."""
    return any(Metric.REQUESTS_CARRIED_OVER in cue.metrics for cue in speaking(said)[:1])
