"""The same statistics against scipy's, and how often the intervals hold what they should."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy import stats

from eval.statistics import Resamples, sign_test, upper_bound

REPORTS = 40


def _sample(source: random.Random, reports: int, share: float) -> tuple[list[int], list[int]]:
    """Reports of 20 to 200 cells; a report's own share right differs from the next one's."""
    ns = [source.randint(20, 200) for _ in range(reports)]
    own = [min(1.0, max(0.0, source.gauss(share, 0.1))) for _ in ns]
    return [sum(source.random() < one for _ in range(n)) for one, n in zip(own, ns, strict=True)], ns


def _ratio(counts: np.ndarray, ns: np.ndarray, axis: int = -1) -> np.ndarray:
    return np.asarray(counts.sum(axis=axis) / ns.sum(axis=axis))


def test_the_interval_of_a_share_is_scipys() -> None:
    counts, ns = _sample(random.Random(4), REPORTS, 0.8)
    ours = Resamples(REPORTS, 1, 20_000).interval(counts, ns)
    theirs = stats.bootstrap(
        (np.array(counts), np.array(ns)),
        _ratio,
        paired=True,
        vectorized=True,
        n_resamples=20_000,
        method="percentile",
        rng=np.random.default_rng(1),
    ).confidence_interval
    assert ours is not None
    width = theirs.high - theirs.low
    # Two draws of 20,000 resamples: the ends differ by chance, by less than a twentieth of the width.
    assert ours.low == pytest.approx(theirs.low, abs=width / 20)
    assert ours.high == pytest.approx(theirs.high, abs=width / 20)


def test_the_interval_of_a_paired_difference_is_scipys() -> None:
    source = random.Random(5)
    one, n = _sample(source, REPORTS, 0.7)
    other = [min(of, count + source.randint(0, of // 5)) for count, of in zip(one, n, strict=True)]
    ours = Resamples(REPORTS, 1, 20_000).difference((one, n), (other, n))

    def difference(a: np.ndarray, b: np.ndarray, ns: np.ndarray, axis: int = -1) -> np.ndarray:
        return np.asarray(_ratio(b, ns, axis) - _ratio(a, ns, axis))

    theirs = stats.bootstrap(
        (np.array(one), np.array(other), np.array(n)),
        difference,
        paired=True,
        vectorized=True,
        n_resamples=20_000,
        method="percentile",
        rng=np.random.default_rng(2),
    ).confidence_interval
    assert ours is not None
    width = theirs.high - theirs.low
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=width / 20)


def test_the_bound_is_scipys_quantile_of_beta_and_its_binomial_test() -> None:
    for n in (1, 2, 7, 40, 1000):
        for errors in sorted({0, 1, n // 3, n - 1} - {n}):
            for level in (0.9, 0.95, 0.99):
                ours = upper_bound(errors, n, level)
                assert ours == pytest.approx(stats.beta.ppf(level, errors + 1, n - errors), rel=1e-9)
                exact = stats.binomtest(errors, n, alternative="less").proportion_ci(level, method="exact")
                assert ours == pytest.approx(exact.high, rel=1e-6)


def test_the_sign_test_is_scipys_binomial_test() -> None:
    for wins in range(0, 30, 3):
        for losses in range(1, 40, 4):
            assert sign_test(wins, losses) == pytest.approx(stats.binomtest(wins, wins + losses).pvalue, rel=1e-9)


def test_intervals_hold_the_true_share_about_as_often_as_they_say() -> None:
    source = random.Random(11)
    held = 0
    for number in range(200):
        counts, ns = _sample(source, REPORTS, 0.75)
        interval = Resamples(REPORTS, number, 400).interval(counts, ns)
        assert interval is not None
        held += interval.low <= 0.75 <= interval.high
    # 95 % of 200 is 190, give or take 3; the percentile interval of 40 reports is a little narrow
    assert 178 <= held <= 199


def test_intervals_that_took_cells_for_independent_would_be_far_too_narrow() -> None:
    counts, ns = _sample(random.Random(8), REPORTS, 0.75)
    by_report = Resamples(REPORTS, 1).interval(counts, ns)
    share, cells = sum(counts) / sum(ns), sum(ns)
    by_cell = 2 * 1.96 * (share * (1 - share) / cells) ** 0.5
    assert by_report is not None
    assert by_report.high - by_report.low > 1.5 * by_cell
