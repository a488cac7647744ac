"""Figures that rest on belief, and readers that are never believed: a 0 of theirs is no measurement."""

from __future__ import annotations

from collections.abc import Iterable

from eval.compare.format import Change, Slice
from eval.runs.format import Reader

__all__ = ["NEVER_BELIEVED", "NOT_APPLICABLE", "WHY_NOT", "WHY_NOT_BOTH", "marked", "marked_slices"]

NEVER_BELIEVED = frozenset({Reader.MODEL, Reader.NAIVE})
"""Readers without a witness: nothing of theirs is more than ``read``. The rules alone have the form's sums."""
NOT_APPLICABLE = "not applicable"
WHY_NOT = "this reader alone is never believed"
WHY_NOT_BOTH = "one of the readers is never believed"

_OF_BELIEF = frozenset(
    {
        "silent_a_report",
        "facts_silent_a_report",
        "silent",
        "silent_share",
        "verified",
        "repaired",
        "facts_silent",
    }
)
"""Names of ``eval.compare.figures``."""


def marked(changes: Iterable[Change], readers: tuple[Reader, Reader]) -> tuple[Change, ...]:
    """Return the figures of a reader of A and one of B, each with whether they can have it.

    What is counted is never hidden: a reader that should believe nothing and did has the figure.
    """
    return tuple(_marked(change, readers) for change in changes)


def marked_slices(slices: Iterable[Slice], readers: tuple[Reader, Reader]) -> tuple[Slice, ...]:
    """Return the parts with their figures marked likewise."""
    return tuple(part.model_copy(update={"changes": marked(part.changes, readers)}) for part in slices)


def _marked(change: Change, readers: tuple[Reader, Reader]) -> Change:
    if change.name not in _OF_BELIEF or not NEVER_BELIEVED & {*readers}:
        return change
    sides = zip(readers, (change.a, change.b), strict=True)
    applies = tuple(reader not in NEVER_BELIEVED or figure.count > 0 for reader, figure in sides)
    return change.model_copy(update={"applies": applies})
