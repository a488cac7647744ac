"""Facts of a constructed run, each figure counted by hand."""

from __future__ import annotations

from functools import cache

import pytest

from eval.figures import figures
from eval.figures.format import ReaderScores, Score
from eval.runs.format import Reader
from eval.statistics import Resamples
from schemas.enums import Status
from schemas.facts import Metric
from tests.eval.figures.builder import document, extraction, fact, labelled, report, run, wanted

TEXT = "收到申请12件，网上公开70条，举办培训3次，会议5次。"
RECEIVED, POSTS, TRAINING, MEETINGS = (
    Metric.REQUESTS_RECEIVED,
    Metric.WEBSITE_POSTS,
    Metric.TRAINING_SESSIONS,
    Metric.MEETINGS,
)


@cache
def scores() -> ReaderScores:
    first = document(
        "first",
        [
            labelled(
                {},
                facts=[
                    wanted(RECEIVED, 12, "收到申请12件", "网络"),
                    wanted(POSTS, 70, "网上公开70条"),
                    wanted(TRAINING, 3, "举办培训3次"),
                    wanted(MEETINGS, 5, "会议5次", optional=True),
                    wanted(Metric.OTHER, 4, "4"),
                ],
            )
        ],
        {
            Reader.CROSSCHECK: extraction(
                report(
                    {},
                    facts=[
                        fact(RECEIVED, 12, "收到申请12件", (0, 7), Status.VERIFIED),  # found, another scope
                        fact(POSTS, 70, "网上公开70条", (9, 16)),  # found; the quote stands at 8
                        fact(POSTS, 71, "网上公开71条", (8, 15), Status.VERIFIED),  # invented, silent, no such quote
                        fact(TRAINING, 4, "举办培训3次", (16, 22)),  # missed and invented; the quote stands there
                        fact(Metric.OTHER, 5, "会议5次", None, Status.VERIFIED),  # invented, silent, without a place
                    ],
                )
            )
        },
        text=TEXT,
    )
    second = document(
        "second",
        [labelled({}, facts=[wanted(RECEIVED, 1, "1件")])],
        {Reader.CROSSCHECK: extraction(report({}, facts=[fact(RECEIVED, 1, "1件", (0, 2), Status.VERIFIED)]))},
        text=None,
    )
    third = document("third", [labelled({}, facts=[wanted(RECEIVED, 2, "2件")])], {Reader.CROSSCHECK: extraction()})
    return figures(run(first, second, third), resamples=300).readers[Reader.CROSSCHECK]


def pair(score: Score) -> tuple[int, int]:
    return score.count, score.n


def test_counts() -> None:
    facts = scores().facts.counts
    assert pair(facts.found) == (3, 5)  # 12, 70; 1; not the training, nor anything of the third
    assert pair(facts.right) == (3, 5)
    assert pair(facts.scope_right) == (2, 3)
    assert pair(facts.located) == (2, 4)  # the text of the second is not known
    assert pair(facts.silent) == (1, 3)
    assert facts.found.interval == Resamples(3, 7, 300).interval([2, 1, 0], [3, 1, 1])
    assert facts.located.interval is None


def test_general_metrics_are_apart() -> None:
    facts = scores().facts.general
    assert [pair(score) for _, score in facts] == [(0, 1), (0, 1), (0, 0), (0, 1), (1, 1)]


def test_by_metric() -> None:
    by_metric = scores().facts.by_metric
    assert list(by_metric) == [POSTS, RECEIVED, TRAINING, MEETINGS, Metric.OTHER]
    assert {metric: pair(one.found) for metric, one in by_metric.items()} == {
        POSTS: (1, 1),
        RECEIVED: (2, 3),
        TRAINING: (0, 1),
        MEETINGS: (0, 0),
        Metric.OTHER: (0, 1),
    }
    assert pair(by_metric[POSTS].right) == (1, 2)
    assert pair(by_metric[POSTS].located) == (0, 2)
    assert pair(by_metric[TRAINING].located) == (1, 1)
    assert pair(by_metric[Metric.OTHER].located) == (0, 1)


def test_silent_facts_by_report() -> None:
    silent = scores().silent
    assert pair(silent.facts) == (2, 4)
    assert pair(silent.fact_reports) == (1, 2)
    # P(at most 1 of 2) = 1 - p ** 2 = 0.05
    assert silent.fact_reports.upper == pytest.approx(0.95**0.5)
    assert silent.facts.interval == Resamples(3, 7, 300).interval([2, 0, 0], [3, 1, 0])


def test_a_quote_of_nothing_stands_nowhere() -> None:
    answer = extraction(report({}, facts=[fact(RECEIVED, 12, "", (3, 3))]))
    made = run(document("only", [labelled({})], {Reader.CROSSCHECK: answer}, text=TEXT))
    assert pair(figures(made).readers[Reader.CROSSCHECK].facts.counts.located) == (0, 1)


def test_one_such_fact_is_enough() -> None:
    answer = extraction(report({}, facts=[fact(RECEIVED, 1, "1件", None, Status.VERIFIED)]))
    made = run(document("only", [labelled({})], {Reader.CROSSCHECK: answer}))
    silent = figures(made).readers[Reader.CROSSCHECK].silent
    assert (pair(silent.facts), pair(silent.fact_reports)) == ((1, 1), (1, 1))
