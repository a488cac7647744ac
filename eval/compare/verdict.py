"""Which of two runs is better, from the intervals of a few deciding figures; silent errors outrank coverage.

A silent error that was seen is no estimate. So a run is never called better that has more of them, however few they
are; and one that has fewer is never called worse. Where they are shown to differ they decide alone: nothing that a run
reads besides makes up for more of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.compare.format import Change, Effect, VerdictWord

__all__ = ["DECIDING", "SILENT", "speaks", "verdict"]

SILENT = ("silent_a_report", "facts_silent_a_report")
DECIDING = (*SILENT, "right_nonzero", "right", "verified", "facts_right", "facts_found")
"""The figures that decide, gravest first."""


def verdict(changes: Sequence[Change], *, same: bool = False) -> tuple[VerdictWord, tuple[Change, ...]]:
    """Return the verdict and what it rests on.

    Args:
        changes: figures of which each of ``DECIDING`` is one.
        same: true where no cell and no fact changed at all.
    """
    if same and all(change.a == change.b for change in changes):
        return VerdictWord.IDENTICAL, ()
    by_name = {change.name: change for change in changes}
    deciding = [by_name[name] for name in DECIDING]
    more = any(change.b.count > change.a.count for change in deciding if change.name in SILENT)
    fewer = any(change.b.count < change.a.count for change in deciding if change.name in SILENT)
    gravest = {change.effect for change in deciding if change.name in SILENT} & {Effect.BETTER, Effect.WORSE}
    word = _word(gravest or {change.effect for change in deciding}, more=more, fewer=fewer)
    if word is VerdictWord.NO_DIFFERENCE_SHOWN:
        return word, tuple(deciding)
    return word, tuple(change for change in deciding if speaks(change))


def _word(effects: set[Effect], *, more: bool, fewer: bool) -> VerdictWord:
    better, worse = Effect.BETTER in effects, Effect.WORSE in effects
    if better == worse:
        return VerdictWord.MIXED if better else VerdictWord.NO_DIFFERENCE_SHOWN
    if better:
        return VerdictWord.MIXED if more else VerdictWord.BETTER
    return VerdictWord.MIXED if fewer else VerdictWord.WORSE


def speaks(change: Change) -> bool:
    """Return whether a figure is shown to differ, or counts silent errors that differ in number."""
    shown = change.effect in (Effect.BETTER, Effect.WORSE)
    return shown or (change.name in SILENT and change.a.count != change.b.count)
