"""How sure a figure is: the seeded bootstrap over reports, the exact bound on few errors, the exact paired test.

A cell is no independent trial: a reader that loses one table loses all of its cells. So whole clusters, the reports,
are drawn with replacement. One ``Resamples`` is drawn a run and serves every figure of it, so that figures of one run
move together and two runs over the same reports are paired.

The interval is the percentile bootstrap: the quantiles of the resampled shares, with linear interpolation. Where all
clusters agree (nothing wrong anywhere) it has no width, which says nothing of what was not seen; that is what
``upper_bound`` is for. With fewer than about twenty clusters it is somewhat too narrow.
"""

from __future__ import annotations

import math
import random
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Interval", "Resamples", "sign_test", "upper_bound"]

_HALVINGS = 100
"""More than the bits of a float: the bound is as exact as its arithmetic."""

_LANE = 8
"""Bytes that the sum of one resample takes."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A two-sided interval."""

    low: float
    high: float
    level: float = 0.95
    """Nominal coverage."""


Sample = tuple[Sequence[float], Sequence[float]]
"""Count and n of each cluster, in the order of the clusters."""


class Resamples:
    """A seeded bootstrap of clusters, drawn once: the same draws for every figure of a run.

    How often a cluster is drawn in each of the resamples is kept as one long integer, 64 bits a resample. So the sums
    of all resamples are a multiplication and an addition a cluster, and a thousand figures take a second.
    """

    def __init__(self, clusters: int, seed: int, count: int = 2_000, level: float = 0.95) -> None:
        """Draw the resamples.

        Args:
            clusters: how many there are, 0 allowed.
            seed: the same gives the same intervals.
            count: number of resamples.
            level: nominal coverage of the intervals, between 0 and 1.
        """
        self.clusters = clusters
        self.level = level
        self._count = count
        drawn = [array("Q", bytes(_LANE * count)) for _ in range(clusters)]
        source = random.Random(seed)
        for resample in range(count):
            # int(random() * n) is what every version of Python draws from one seed; randrange may change.
            for _ in range(clusters):
                drawn[int(source.random() * clusters)][resample] += 1
        self._weights = tuple(int.from_bytes(weights.tobytes(), sys.byteorder) for weights in drawn)

    def interval(self, counts: Sequence[float], ns: Sequence[float]) -> Interval | None:
        """Return the interval of ``sum(counts) / sum(ns)``.

        Args:
            counts: one entry a cluster, a whole number from 0.
            ns: likewise; 0 where the figure is over nothing in a cluster.

        Returns:
            None where it is undefined: fewer than two clusters have an ``n``.

        Raises:
            ValueError: there is not one entry a cluster, or an entry is negative or not whole.
        """
        self._check(counts, ns)
        return self._quantiles(self._shares(counts, ns)) if _several(ns) else None

    def difference(self, a: Sample, b: Sample) -> Interval | None:
        """Return the interval of ``share(b) - share(a)``, paired: both are taken over the same drawn clusters.

        Args:
            a: counts and ns of the first side, one entry a cluster each.
            b: those of the second side, of the same clusters.

        Returns:
            None where it is undefined: on one side fewer than two clusters have an ``n``.

        Raises:
            ValueError: there is not one entry a cluster, or an entry is negative or not whole.
        """
        self._check(*a, *b)
        if not (_several(a[1]) and _several(b[1])):
            return None
        pairs = zip(self._shares(*a), self._shares(*b), strict=True)
        return self._quantiles(None if one is None or other is None else other - one for one, other in pairs)

    def mean(self, samples: Iterable[Sample]) -> Interval | None:
        """Return the interval of the unweighted mean of several shares, each over what it is defined on.

        Args:
            samples: counts and ns of each share, one entry a cluster each.

        Returns:
            None where it is undefined: fewer than two clusters have an ``n`` of any share.

        Raises:
            ValueError: as ``interval``.
        """
        totals, defined = [0.0] * self._count, [0] * self._count
        clusters: set[int] = set()
        for counts, ns in samples:
            self._check(counts, ns)
            clusters.update(place for place, n in enumerate(ns) if n)
            for resample, share in enumerate(self._shares(counts, ns)):
                if share is not None:
                    totals[resample] += share
                    defined[resample] += 1
        if len(clusters) < 2:
            return None
        return self._quantiles(total / n if n else None for total, n in zip(totals, defined, strict=True))

    def _check(self, *columns: Sequence[float]) -> None:
        for column in columns:
            if len(column) != self.clusters:
                raise ValueError(f"{len(column)} entries for {self.clusters} clusters")
            for value in column:
                if value < 0 or value != int(value):
                    raise ValueError(f"{value} is no whole number from 0")

    def _shares(self, counts: Sequence[float], ns: Sequence[float]) -> Iterator[float | None]:
        """Yield the share in each resample; None in one that drew no cluster with an ``n``."""
        for count, n in zip(self._sums(counts), self._sums(ns), strict=True):
            yield count / n if n else None

    def _sums(self, values: Sequence[float]) -> array[int]:
        """The sum of a value over the drawn clusters, of each resample."""
        total = sum(int(value) * weights for value, weights in zip(values, self._weights, strict=True))
        return array("Q", total.to_bytes(_LANE * self._count, sys.byteorder))

    def _quantiles(self, shares: Iterable[float | None]) -> Interval | None:
        ordered = sorted(share for share in shares if share is not None)
        if not ordered:
            return None
        tail = (1 - self.level) / 2
        return Interval(_quantile(ordered, tail), _quantile(ordered, 1 - tail), self.level)


def _several(ns: Sequence[float]) -> bool:
    return sum(1 for n in ns if n) >= 2


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def upper_bound(errors: int, n: int, level: float = 0.95) -> float | None:
    """Return the exact one-sided upper bound of an error share (Clopper–Pearson).

    With no error among n it is ``1 - (1 - level) ** (1 / n)``, about 3/n at 95 %.

    Args:
        errors: how many of the trials went wrong.
        n: independent trials: reports, not cells.
        level: one-sided confidence.

    Returns:
        None where n is 0.

    Raises:
        ValueError: there are more errors than trials, or fewer than none.
    """
    if not 0 <= errors <= n:
        raise ValueError(f"{errors} errors of {n}")
    if n == 0:
        return None
    if errors == n:
        return 1.0
    low, high = errors / n, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _at_most(errors, n, middle) > 1 - level:
            low = middle
        else:
            high = middle
    return high


def _at_most(errors: int, n: int, share: float) -> float:
    """P(X <= errors) for X binomial over n trials of probability ``share``, 0 < share < 1 and errors < n."""
    term = n * math.log1p(-share)
    odds = math.log(share) - math.log1p(-share)
    terms = [term]
    for i in range(errors):
        term += math.log((n - i) / (i + 1)) + odds
        terms.append(term)
    most = max(terms)
    return math.exp(most) * math.fsum(math.exp(term - most) for term in terms)


def sign_test(wins: int, losses: int) -> float | None:
    """Return the two-sided p of the exact sign test, which on paired answers is McNemar's exact test.

    Args:
        wins: pairs that changed for the better; unchanged pairs do not count.
        losses: pairs that changed for the worse.

    Returns:
        The probability, were both as likely, of a split at least as uneven; None where nothing changed.

    Raises:
        ValueError: a number is negative.
    """
    if min(wins, losses) < 0:
        raise ValueError(f"{wins} wins and {losses} losses")
    n = wins + losses
    if n == 0:
        return None
    ways = total = 1  # of all 2 ** n ways to split: those with no pair on the smaller side, with one, ...
    for i in range(min(wins, losses)):
        ways = ways * (n - i) // (i + 1)
        total += ways
    return min(1.0, total / (1 << (n - 1)))
