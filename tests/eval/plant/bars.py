"""The bars that the checks are held to."""

from __future__ import annotations

from collections.abc import Sequence

from eval.plant.measure import CleanTally, KindTally

__all__ = ["EXPLAINED", "MOST_WARNINGS", "check_clean", "check_kinds"]

EXPLAINED = 0.95
"""The share of slips that must be explained rightly."""

RECALL, BLAME = 0.98, 0.95
MOST_WARNINGS = 0.1
"""On a clean report, on average."""


def check_kinds(tallies: Sequence[KindTally], slack: int = 0) -> None:
    """Hold the kinds to the bars: what is found each by itself, the rest together.

    Args:
        tallies: one a kind.
        slack: findings beside the bar that may blame the wrong one, where the cases are few.
    """
    for tally in tallies:
        assert tally.found >= RECALL * tally.planted, "\n".join(tally.missed)
    found = sum(tally.found for tally in tallies)
    assert sum(tally.blamed for tally in tallies) >= BLAME * found - slack
    assert sum(tally.severe for tally in tallies) >= RECALL * found
    explainable = sum(tally.explainable for tally in tallies)
    assert sum(tally.explained for tally in tallies) >= EXPLAINED * explainable - slack


def check_clean(tally: CleanTally) -> None:
    """Hold what is said of clean reports to the bars."""
    assert tally.errors == 0, "\n".join(tally.shown)
    assert tally.warnings <= MOST_WARNINGS * tally.reports, "\n".join(tally.shown)
