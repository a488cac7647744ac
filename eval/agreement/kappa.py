"""Cohen's kappa: agreement beyond what two readers with these habits would reach by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

__all__ = ["cohen_kappa"]


def cohen_kappa(counts: Mapping[tuple[str, str], int]) -> float | None:
    """Return kappa of a table of counts by the two readers' categories, at most 1.

    ``(p_o - p_e) / (1 - p_e)`` with the observed agreement and that expected from the two margins (Cohen 1960).
    None where nothing was compared, or where both use one and the same category only: chance cannot be told then.
    """
    n = sum(counts.values())
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), count in counts.items():
        first[one] += count
        second[other] += count
    observed = n * sum(count for (one, other), count in counts.items() if one == other)
    expected = sum(first[category] * second[category] for category in first)
    return None if expected == n * n else (observed - expected) / (n * n - expected)
