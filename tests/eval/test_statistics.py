"""Intervals, bounds and tests against tiny cases worked out by hand."""

from __future__ import annotations

import pytest

from eval.statistics import Interval, Resamples, sign_test, upper_bound

# random.Random(1) begins 0.134, 0.847, 0.764, 0.255, 0.495, 0.449: of three clusters the first resample draws number
# 0, 2, 2 and the second 0, 1, 1.
TWO = Resamples(3, 1, 2)


def test_the_drawn_shares_and_their_quantiles() -> None:
    # (1 + 2 * 1) / (2 + 2 * 4) = 0.3, and (1 + 2 * 0) / (2 + 2 * 1) = 0.25; 2.5 % of the way between, and 97.5 %
    interval = TWO.interval([1, 0, 1], [2, 1, 4])
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.25125, 0.29875))
    assert interval.level == 0.95


def test_another_level_takes_other_quantiles() -> None:
    interval = Resamples(3, 1, 2, 0.5).interval([1, 0, 1], [2, 1, 4])
    assert interval is not None
    assert (interval.low, interval.high, interval.level) == pytest.approx((0.2625, 0.2875, 0.5))


def test_a_quantile_lies_between_its_two_neighbours() -> None:
    # a third resample draws 1, 2, 0: (0 + 1 + 1) / 7; half of the way from 0.25 over 2/7 to 0.3, and 95 % of it
    interval = Resamples(3, 1, 3, 0.9).interval([1, 0, 1], [2, 1, 4])
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.25 + 0.1 * (2 / 7 - 0.25), 0.3 - 0.1 * (0.3 - 2 / 7)))


def test_a_resample_without_an_n_counts_for_nothing() -> None:
    # over the clusters 1 and 2 alone: 2 / 8, and 2 / 2
    interval = TWO.interval([0, 1, 1], [0, 1, 4])
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.25 + 0.025 * 0.75, 0.25 + 0.975 * 0.75))
    # of four clusters the first draws 0, 3, 3, 1 and the second 1, 1, 2, 3: nothing of 0 and 2 but one each
    one = Resamples(4, 1, 2).interval([1, 0, 3, 0], [2, 0, 4, 0])
    assert one is not None
    assert (one.low, one.high) == pytest.approx((0.5 + 0.025 * 0.25, 0.5 + 0.975 * 0.25))
    # over the clusters 0 and 1 of three a draw of 2 alone has none
    lone = Resamples(3, 6, 1)
    drawn = [lone.interval(counts, [1, 1, 1]) for counts in ([1, 0, 0], [0, 1, 0], [0, 0, 1])]
    assert [one.low for one in drawn if one] == pytest.approx([0, 1 / 3, 2 / 3])


def test_two_reports_one_all_right_and_one_all_wrong_leave_everything_open() -> None:
    assert Resamples(2, 3).interval([10, 0], [10, 10]) == Interval(0, 1)


def test_where_all_reports_agree_there_is_no_width() -> None:
    assert Resamples(5, 3).interval([1, 1, 1, 1, 1], [2, 2, 2, 2, 2]) == Interval(0.5, 0.5)


@pytest.mark.parametrize(
    ("counts", "ns"),
    [([], []), ([0, 0, 0], [0, 0, 0]), ([3, 0, 0], [9, 0, 0])],
)
def test_of_fewer_than_two_reports_nothing_is_said(counts: list[int], ns: list[int]) -> None:
    draws = Resamples(len(ns), 1, 50)
    full = ([1] * len(ns), [1] * len(ns))
    assert draws.interval(counts, ns) is None
    assert draws.difference((counts, ns), full) is None
    assert draws.difference(full, (counts, ns)) is None
    assert draws.mean([(counts, ns)]) is None


def test_two_reports_are_enough() -> None:
    draws = Resamples(3, 1, 50)
    assert draws.interval([1, 0, 0], [1, 1, 0]) is not None
    assert draws.difference(([1, 0, 0], [1, 1, 0]), ([1, 0, 0], [1, 0, 1])) is not None
    assert draws.mean([([1, 0, 0], [1, 0, 0]), ([0, 1, 0], [0, 1, 0])]) is not None


def test_resamples_that_drew_nothing_to_count_leave_it_open() -> None:
    # random.Random(1) draws of 40 clusters the numbers 5, 33, 30, ...: in one resample neither 17 nor 18
    counts, ns = [0] * 40, [0] * 40
    missing = [n for n in range(40) if not _drawn(Resamples(40, 1, 1), n)][:2]
    for place in missing:
        counts[place] = ns[place] = 1
    draws = Resamples(40, 1, 1)
    assert draws.interval(counts, ns) is None
    assert draws.mean([(counts, ns)]) is None
    everything = ([1] * 40, [1] * 40)
    assert draws.difference(everything, (counts, ns)) is None
    assert draws.difference((counts, ns), everything) is None


def _drawn(draws: Resamples, cluster: int) -> bool:
    interval = draws.interval([int(place == cluster) for place in range(draws.clusters)], [1] * draws.clusters)
    return interval is not None and interval.low > 0


def test_a_difference_is_paired() -> None:
    # the second side is right twice as often in every report, in whichever resample
    a, b = ([1, 2, 3], [10, 10, 10]), ([2, 4, 6], [10, 10, 10])
    interval = TWO.difference(a, b)
    assert interval is not None
    # (1 + 3 + 3) / 30 and (1 + 2 + 2) / 30 more
    assert (interval.low, interval.high) == pytest.approx((5 / 30 + 0.025 * 2 / 30, 5 / 30 + 0.975 * 2 / 30))
    other = TWO.difference(b, a)
    assert other is not None
    assert (other.low, other.high) == pytest.approx((-interval.high, -interval.low))
    assert TWO.difference(a, a) == Interval(0, 0)


def test_the_mean_of_shares_is_unweighted_and_over_what_is_defined() -> None:
    # first resample: 2 of 4, and over cluster 1, not drawn: 0.5; second: 0 of 2, and 3 of 4: 0.375
    interval = TWO.mean([([0, 0, 1], [2, 0, 1]), ([0, 3, 0], [0, 4, 0])])
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.375 + 0.025 * 0.125, 0.375 + 0.975 * 0.125))


def test_the_same_seed_gives_the_same_interval_and_another_another() -> None:
    sample = ([1, 5, 3, 2], [6, 7, 8, 9])
    assert Resamples(4, 1, 200).interval(*sample) == Resamples(4, 1, 200).interval(*sample)
    assert Resamples(4, 1, 200).interval(*sample) != Resamples(4, 2, 200).interval(*sample)


def test_two_thousand_resamples_unless_asked_otherwise() -> None:
    sample = ([number * number % 97 for number in range(40)], [97 + number for number in range(40)])
    assert Resamples(40, 1).interval(*sample) == Resamples(40, 1, 2_000, 0.95).interval(*sample)
    assert Resamples(40, 1).interval(*sample) != Resamples(40, 1, 2_001).interval(*sample)


@pytest.mark.parametrize(
    ("counts", "ns"),
    [([1], [1, 1]), ([1, 1], [1]), ([1, 1, 1], [1, 1, 1]), ([1, -1], [1, 1]), ([1, 1], [1, 1.5])],
)
def test_what_is_no_sample_of_these_clusters_is_refused(counts: list[int], ns: list[float]) -> None:
    draws = Resamples(2, 1, 10)
    good = ([1, 1], [1, 1])
    with pytest.raises(ValueError, match=r"clusters|whole number"):
        draws.interval(counts, ns)
    with pytest.raises(ValueError, match=r"clusters|whole number"):
        draws.difference(good, (counts, ns))
    with pytest.raises(ValueError, match=r"clusters|whole number"):
        draws.difference((counts, ns), good)
    with pytest.raises(ValueError, match=r"clusters|whole number"):
        draws.mean([good, (counts, ns)])


@pytest.mark.parametrize(
    ("errors", "n", "level", "bound"),
    [
        (0, 0, 0.95, None),
        (0, 1, 0.95, 0.95),
        (0, 20, 0.95, 1 - 0.05 ** (1 / 20)),
        (0, 3000, 0.95, 0.000998),  # about 3/n
        (0, 20, 0.5, 1 - 0.5 ** (1 / 20)),
        (1, 2, 0.95, 0.95**0.5),
        (2, 3, 0.95, 0.95 ** (1 / 3)),
        (1, 1, 0.95, 1.0),
        (7, 7, 0.95, 1.0),
        (1, 3, 0.5, 0.5),  # at most one of three coins
        (2, 4, 0.3125, 0.5),  # 11 of 16 ways
    ],
)
def test_the_exact_bound(errors: int, n: int, level: float, bound: float | None) -> None:
    assert upper_bound(errors, n, level) == (None if bound is None else pytest.approx(bound, abs=1e-6, rel=1e-9))


@pytest.mark.parametrize(("errors", "n"), [(-1, 5), (6, 5), (1, 0)])
def test_more_errors_than_trials_have_no_bound(errors: int, n: int) -> None:
    with pytest.raises(ValueError, match="errors of"):
        upper_bound(errors, n)


def test_the_bound_is_at_95_percent_unless_asked_otherwise() -> None:
    assert upper_bound(3, 40) == upper_bound(3, 40, 0.95)


def test_the_bound_holds_for_many_trials() -> None:
    bound = upper_bound(400, 100_000)
    assert bound is not None
    assert 0.0043 < bound < 0.0044


@pytest.mark.parametrize(
    ("wins", "losses", "p"),
    [
        (0, 0, None),
        (1, 0, 1.0),
        (0, 5, 2 / 32),
        (5, 0, 2 / 32),
        (1, 5, 14 / 64),  # 1 + 6 ways of 64, twice
        (2, 6, 74 / 256),  # 1 + 8 + 28
        (3, 3, 1.0),
        (3, 4, 1.0),
    ],
)
def test_the_sign_test(wins: int, losses: int, p: float | None) -> None:
    assert sign_test(wins, losses) == (None if p is None else pytest.approx(p))


def test_a_negative_number_of_wins_is_refused() -> None:
    with pytest.raises(ValueError, match="wins"):
        sign_test(-1, 3)
    with pytest.raises(ValueError, match="losses"):
        sign_test(3, -1)
