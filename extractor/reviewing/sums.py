"""The sums of a report with the values in effect, written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.crosscheck.books import Check
from extractor.crosscheck.rejudge import checks_in_effect
from extractor.reviewing.events import Standing
from extractor.reviewing.words import words_of
from schemas.enums import FindingKind
from schemas.reading import Number
from schemas.result import Report

__all__ = ["SumLine", "sums"]

Verdict = Literal["holds", "broken", "untested"]
Terms = tuple[tuple[str, Number | None], ...]
_LONG = 8
"""Sides of more terms than this are written without their zeros."""


@dataclass(frozen=True, slots=True)
class SumLine:
    """One sum of the form."""

    kind: FindingKind
    """What its breaking is: an identity's kind, or ``subtotal``."""
    name: str
    """Stable: ``requests:balance:business``."""
    left: Terms
    """The cells of a side with the numbers in effect; None for a blank or mark, and for a cell that counts as not read."""
    right: Terms
    verdict: Verdict
    text: str
    """``3 + 1 + 0 = 4 ≠ 5``; ``?`` for a cell that is not read or in dispute, and for the sum over it."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All its cells."""
        return tuple(path for path, _ in (*self.left, *self.right))


def sums(report: Report, standing: Mapping[str, Standing]) -> list[SumLine]:
    """Return every sum of the form among the report's cells, in the forms' order, subtotals last.

    Args:
        report: as it was read.
        standing: the decisions that stand, by path.
    """
    found = checks_in_effect(report, words_of(report, standing))
    return [
        *(_line(check, check.identity.finding, found.values) for check in found.identities),
        *(_line(check, FindingKind.SUBTOTAL, found.values) for check in found.subtotals),
    ]


def _line(check: Check, kind: FindingKind, values: Mapping[str, Number | None]) -> SumLine:
    sides = check.identity.left, check.identity.right
    left, right = (tuple((path, values.get(path)) for path in side) for side in sides)
    verdict: Verdict = "holds" if check.holds else "broken" if check.broken else "untested"
    return SumLine(kind, check.identity.name, left, right, verdict, _text(check, left, right, verdict))


def _text(check: Check, left: Terms, right: Terms, verdict: Verdict) -> str:
    """Return both sides with their sums; where they are equal the sum stands once, in the middle."""
    ours, theirs = _side(left, check.open), _side(right, check.open)
    our_sum = "?" if _is_open(left, check.open) else str(check.left)
    their_sum = "?" if _is_open(right, check.open) else str(check.right)
    sign = {"holds": "=", "broken": "≠", "untested": "≟"}[verdict]
    before = [ours] if ours == our_sum else [ours, "=", our_sum]
    behind = [theirs] if theirs == their_sum else [their_sum, "=", theirs]
    if verdict == "holds":
        return " ".join([*before, *behind[1:]] if behind[1:] or before[1:] else [ours, "=", theirs])
    return " ".join([*before, sign, *behind])


def _is_open(terms: Terms, unread: Sequence[str]) -> bool:
    return any(path in unread for path, _ in terms)


def _side(terms: Terms, unread: Sequence[str]) -> str:
    """The terms of one side; blanks and marks are left out, and the zeros of a long one."""
    shown = [(path, value) for path, value in terms if path in unread or value is not None]
    if len(shown) > _LONG:
        shown = [(path, value) for path, value in shown if path in unread or value] or shown[:1]
    return " + ".join("?" if path in unread else str(value) for path, value in shown) or "0"
