"""Cells, slices, reports and silent errors of a constructed run, each figure counted by hand."""

from __future__ import annotations

from functools import cache

import pytest

from eval.figures import Scores, figures
from eval.figures.format import CellScores, ReaderScores, Score
from eval.runs.format import Reader, RunFile
from eval.statistics import Resamples
from schemas.enums import State, Status, TableKind
from tests.eval.figures.builder import cell, document, extraction, label, labelled, one_report, report, run, stated

RECEIVED = "requests.received."
REVIEW = "review_and_litigation.review."


def constructed() -> RunFile:
    """Two documents: one report read with errors; and two reports, one found, one missed, and one invented."""
    first = document(
        "first",
        [
            labelled(
                {
                    RECEIVED + "natural_person": label(3),
                    RECEIVED + "business": label(0),
                    RECEIVED + "research": label(None),
                    RECEIVED + "nonprofit": label(5, certain=False),
                    RECEIVED + "total": label(31),
                    REVIEW + "upheld": label(2),
                    REVIEW + "corrected": label(None),
                    REVIEW + "total": label(2),
                }
            )
        ],
        {
            Reader.CROSSCHECK: extraction(
                report(
                    {
                        RECEIVED + "natural_person": cell(8),  # wrong, silent
                        RECEIVED + "business": cell(0),
                        RECEIVED + "research": cell(0, Status.READ),  # invented
                        RECEIVED + "nonprofit": cell(6),  # not certain: unscored
                        RECEIVED + "total": cell(31, Status.REPAIRED),
                        REVIEW + "upheld": cell(2),
                        REVIEW + "corrected": cell(None, Status.READ),
                        REVIEW + "total": cell(2, Status.READ),
                        "requests.granted.total": cell(None, Status.UNREAD, (), state=State.LOST),  # claims nothing
                    },
                    organization="别的机关",
                    form="2019",
                )
            ),
            Reader.RULES: extraction(error="no text"),
        },
        mess=("flat", "torn"),
    )
    second = document(
        "two-of-corpus",
        [
            labelled({RECEIVED + "total": label(10)}),
            labelled(
                {RECEIVED + "total": label(4), "requests.granted.total": label(None)}, organization="东岭市财政局"
            ),
        ],
        {
            Reader.CROSSCHECK: extraction(
                report({RECEIVED + "total": cell(10)}, year=2021),
                report({RECEIVED + "total": cell(7)}, organization="XYZ", form="2019", year=1999),  # invented, silent
            )
        },
        source_kind="html",
    )
    return run(first, second, readers=(Reader.RULES, Reader.CROSSCHECK))


@cache
def scored() -> Scores:
    return figures(constructed(), resamples=400)


def crosscheck() -> ReaderScores:
    return scored().readers[Reader.CROSSCHECK]


def pair(score: Score) -> tuple[int, int]:
    return score.count, score.n


def pairs(cells: CellScores) -> dict[str, tuple[int, int]]:
    return {name: pair(score) for name, score in cells if isinstance(score, Score)}


def test_all_cells() -> None:
    cells = crosscheck().cells
    assert {outcome.value: count for outcome, count in cells.outcomes.items()} == {
        "right": 5,
        "right_blank": 1,
        "wrong": 2,  # 8 for 3, and the blank of the missed report
        "missed": 1,
        "invented": 2,
        "misplaced": 0,
        "unscored": 2,
    }
    assert pairs(cells) == {
        "right": (6, 11),
        "right_labelled": (6, 10),
        "right_nonzero": (4, 6),  # 3, 31, 2, 2; 10; 4
        "silent": (2, 6),  # 8 for 3, 0, 31, 2; 10; 7 of nothing
        "verified": (4, 7),
        "repaired": (1, 7),
        "row_drift": (0, 11),
        "column_drift": (0, 11),
        "tables_exact": (2, 4),  # requests and review of the first; 10; the missed one
    }
    assert cells.right.share == 6 / 11


def test_intervals_are_over_reports_and_by_the_seed() -> None:
    cells = crosscheck().cells
    draws = Resamples(3, 7, 400)
    # the first report; the found one with the invented one beside it; the missed one
    assert cells.right.interval == draws.interval([5, 1, 0], [7, 2, 2])
    assert cells.silent.interval == draws.interval([1, 1, 0], [4, 2, 0])
    assert cells.tables_exact.interval == draws.interval([1, 1, 0], [2, 1, 1])
    other = figures(constructed(), resamples=400, seed=8)
    assert (scored().seed, other.seed, other.resamples, other.clusters) == (7, 8, 400, 3)
    assert other.readers[Reader.CROSSCHECK].cells.right.interval == Resamples(3, 8, 400).interval([5, 1, 0], [7, 2, 2])


def test_the_documents_of_a_reading() -> None:
    rules, both = scored().readers[Reader.RULES], crosscheck()
    assert (rules.documents.read, rules.documents.absent) == (1, ("two-of-corpus",))
    assert [(one.source, one.error) for one in rules.documents.failed] == [("a/source.txt", "encoding: no text")]
    assert (both.documents.read, both.documents.absent, both.documents.failed) == (2, (), ())
    # a failed source: its report is missed, with 7 scored cells, 5 of them printed
    assert pair(rules.reports.matched) == (0, 1)
    assert (rules.reports.missed, rules.reports.invented) == (1, 0)
    assert pair(rules.cells.right) == (0, 7)
    assert pair(rules.cells.verified) == (0, 5)
    assert pair(rules.cells.silent) == (0, 0)
    assert rules.cells.silent.share is None


def test_reports() -> None:
    reports = crosscheck().reports
    assert pair(reports.matched) == (2, 3)
    assert (reports.missed, reports.invented) == (1, 1)
    assert pair(reports.organization_right) == (1, 2)
    assert pair(reports.year_right) == (1, 2)
    assert pair(reports.form_right) == (1, 2)
    draws = Resamples(3, 7, 400)
    assert reports.organization_right.interval == draws.interval([0, 1, 0], [1, 1, 0])
    assert reports.year_right.interval == draws.interval([1, 0, 0], [1, 1, 0])


def test_the_mean_over_paths() -> None:
    macro = crosscheck().macro
    assert macro.paths == 8
    # natural_person 0, business 1, research 0, received total 2/3, granted total 0, the three of review 1 each
    assert macro.share == pytest.approx((1 + 2 / 3 + 3) / 8)
    samples = [
        ([0, 0, 0], [1, 0, 0]),
        ([1, 0, 0], [1, 0, 0]),
        ([0, 0, 0], [1, 0, 0]),
        ([1, 1, 0], [1, 1, 1]),
        ([0, 0, 0], [0, 0, 1]),
        *[([1, 0, 0], [1, 0, 0])] * 3,
    ]
    interval = Resamples(3, 7, 400).mean(samples)
    assert interval is not None and macro.interval is not None
    assert (macro.interval.low, macro.interval.high) == pytest.approx((interval.low, interval.high))


def test_two_thousand_resamples_unless_asked_otherwise() -> None:
    assert figures(run()).resamples == 2_000


def test_nothing_labelled_has_no_mean_over_paths() -> None:
    macro = figures(run(document("none", [], {Reader.CROSSCHECK: extraction()}))).readers[Reader.CROSSCHECK].macro
    assert (macro.share, macro.paths, macro.interval) == (None, 0, None)


def test_slices() -> None:
    slices = crosscheck().slices
    right = {
        dimension: {name: pair(cells.right) for name, cells in groups.items()} for dimension, groups in slices.items()
    }
    assert right == {
        "form": {"2019": (0, 1), "2021": (6, 10)},
        "table": {
            "proactive_disclosure": (0, 0),
            "requests": (3, 8),
            "review_and_litigation": (3, 3),
            "statistics": (0, 0),
        },
        "mess": {"flat": (5, 7), "not said": (1, 4), "torn": (5, 7)},
        "source_kind": {"html": (1, 4), "text": (5, 7)},
        "split": {"dev": (5, 7), "test": (1, 4)},
        "gold": {"corpus": (1, 4), "samples": (5, 7)},
        "status": {
            "repaired": (1, 1),
            "verified": (3, 5),
            "read": (2, 3),
            "disputed": (0, 0),
            "unread": (0, 0),
            "not said": (0, 2),
        },
        "document": {"first": (5, 7), "two-of-corpus": (1, 4)},
    }
    # the tables and statuses as they are listed, all else by name
    assert list(slices["table"]) == [str(kind) for kind in TableKind]
    assert list(slices["status"]) == [*map(str, Status), "not said"]
    for dimension in ("form", "mess", "source_kind", "split", "gold", "document"):
        assert list(right[dimension]) == sorted(right[dimension])
    assert pair(slices["table"]["requests"].tables_exact) == (1, 3)
    assert pair(slices["table"]["statistics"].tables_exact) == (0, 0)
    assert pair(slices["status"]["verified"].tables_exact) == (0, 0)
    assert slices["document"]["first"].right.interval is None
    assert slices["document"]["two-of-corpus"].right.interval == Resamples(3, 7, 400).interval([0, 1, 0], [0, 2, 2])


def test_silent_errors_by_cell_and_by_report() -> None:
    silent = crosscheck().silent
    assert pair(silent.cells) == (2, 6)
    assert pair(silent.reports) == (2, 3)  # the missed one has nothing that could be believed
    # 1 - p ** 3 = 0.05: as many as two of three
    assert silent.reports.upper == pytest.approx(0.95 ** (1 / 3))
    assert silent.reports.interval == Resamples(3, 7, 400).interval([1, 1, 0], [1, 2, 0])
    assert [(error.source, error.path, error.outcome.value) for error in silent.errors] == [
        ("a/source.txt", RECEIVED + "natural_person", "wrong"),
        ("a/source.txt", RECEIVED + "total", "invented"),
    ]
    assert (silent.fact_reports.n, silent.fact_reports.upper) == (0, None)


def test_a_report_of_which_only_unscored_cells_are_believed_proves_nothing() -> None:
    given = figures(one_report({RECEIVED + "total": label(5, certain=False)}, {RECEIVED + "total": cell(6)}))
    assert pair(given.readers[Reader.CROSSCHECK].silent.reports) == (0, 0)


def test_drift() -> None:
    cells = {
        RECEIVED + "natural_person": label(12),
        RECEIVED + "business": label(1),
        RECEIVED + "total": label(45),
        "requests.carried_in.total": label(0),
    }
    given = {
        RECEIVED + "natural_person": cell(0),
        RECEIVED + "business": cell(12),  # one column to the right
        RECEIVED + "total": cell(0),
        "requests.carried_in.total": cell(45),  # one row down
    }
    scores = figures(one_report(cells, given)).readers[Reader.CROSSCHECK].cells
    assert (pair(scores.row_drift), pair(scores.column_drift), pair(scores.right)) == ((1, 4), (1, 4), (0, 4))
    given[RECEIVED + "total"], given["requests.carried_in.total"] = cell(45), cell(0)
    scores = figures(one_report(cells, given)).readers[Reader.CROSSCHECK].cells
    assert (pair(scores.row_drift), pair(scores.column_drift), pair(scores.right)) == ((0, 4), (1, 4), (2, 4))
    given[RECEIVED + "natural_person"], given[RECEIVED + "business"] = cell(12), cell(1)
    given[RECEIVED + "total"], given["requests.carried_in.total"] = cell(0), cell(45)
    scores = figures(one_report(cells, given)).readers[Reader.CROSSCHECK].cells
    assert (pair(scores.row_drift), pair(scores.column_drift), pair(scores.right)) == ((1, 4), (0, 4), (2, 4))
    assert {outcome.value: count for outcome, count in scores.outcomes.items() if count} == {
        "right": 2,
        "wrong": 1,
        "misplaced": 1,
    }


def test_a_number_that_drifted_into_a_blank_is_misplaced_not_invented() -> None:
    cells = {RECEIVED + "natural_person": label(12), RECEIVED + "business": label(None)}
    given = {RECEIVED + "natural_person": cell(None), RECEIVED + "business": cell(12)}
    scores = figures(one_report(cells, given)).readers[Reader.CROSSCHECK].cells
    assert {outcome.value: count for outcome, count in scores.outcomes.items() if count} == {
        "missed": 1,
        "misplaced": 1,
    }
    assert (pair(scores.column_drift), pair(scores.right)) == ((1, 2), (0, 2))


def test_a_table_that_is_right_but_for_something_invented_is_not_exact() -> None:
    cells = {REVIEW + "total": label(2), REVIEW + "upheld": label(3, certain=False)}
    right = {REVIEW + "total": cell(2), REVIEW + "upheld": cell(4)}
    exact = figures(one_report(cells, right)).readers[Reader.CROSSCHECK].cells.tables_exact
    assert pair(exact) == (1, 1)
    more = {**right, REVIEW + "other": cell(1)}
    assert pair(figures(one_report(cells, more)).readers[Reader.CROSSCHECK].cells.tables_exact) == (0, 1)
    unsure = {REVIEW + "upheld": label(3, certain=False)}
    assert pair(figures(one_report(unsure, right)).readers[Reader.CROSSCHECK].cells.tables_exact) == (0, 0)


def test_finding_nothing_makes_no_table_exact() -> None:
    lost = labelled({RECEIVED + "total": stated(State.LOST)})
    scores = figures(run(document("only", [lost], {Reader.CROSSCHECK: extraction()}))).readers[Reader.CROSSCHECK]
    assert (pair(scores.cells.right), pair(scores.cells.tables_exact)) == ((0, 0), (0, 1))


def test_looks() -> None:
    looks = crosscheck().looks
    # doubtful: repaired 31 and the unread one; of the others none, no finding speaks of them. Three reports were given.
    assert pair(looks.doubtful) == (2, 3)
    # read: research, corrected, total; the lost cell is no look
    assert pair(looks.unbelieved) == (3, 3)
    assert looks.unbelieved.interval == Resamples(3, 7, 400).interval([3, 0, 0], [1, 2, 0])
    assert looks.doubtful.interval == Resamples(3, 7, 400).interval([2, 0, 0], [1, 2, 0])


def test_disputes() -> None:
    cells = {
        RECEIVED + "natural_person": label(3),
        RECEIVED + "business": label(4),
        RECEIVED + "research": label(5),
        RECEIVED + "nonprofit": label(6),
        RECEIVED + "legal_service": label(None),
        RECEIVED + "other": label(7, certain=False),
        RECEIVED + "total": label(25),
    }
    disputed = Status.DISPUTED
    given = {
        RECEIVED + "natural_person": cell(3, disputed, candidates=[8]),  # settled rightly
        RECEIVED + "business": cell(9, disputed, candidates=[1, 4]),  # settled wrongly, the truth among the candidates
        RECEIVED + "research": cell(None, disputed, candidates=[5, 8], state=State.NUMBER),  # left open, among them
        RECEIVED + "nonprofit": cell(8, disputed, candidates=[9]),  # the truth is nowhere
        RECEIVED + "legal_service": cell(None, disputed, candidates=[2]),  # settled rightly, as a blank
        RECEIVED + "other": cell(7, disputed),  # not scored
        RECEIVED + "total": cell(25),  # not disputed
    }
    disputes = figures(one_report(cells, given)).readers[Reader.CROSSCHECK].disputes
    assert pair(disputes.settled) == (4, 5)
    assert pair(disputes.settled_right) == (2, 4)
    assert pair(disputes.true_among) == (3, 4)


def test_a_dispute_over_a_cell_that_is_not_there() -> None:
    given = figures(one_report({}, {RECEIVED + "total": cell(6, Status.DISPUTED)})).readers[Reader.CROSSCHECK]
    assert (pair(given.disputes.settled_right), pair(given.disputes.true_among)) == ((0, 1), (0, 0))
    lost = figures(one_report({RECEIVED + "total": stated(State.LOST)}, {RECEIVED + "total": cell(6, Status.DISPUTED)}))
    assert pair(lost.readers[Reader.CROSSCHECK].disputes.settled_right) == (0, 1)


def test_scores_come_back_from_json() -> None:
    scores = scored()
    assert Scores.model_validate_json(scores.model_dump_json()) == scores
    assert '"upper":0.98' in scores.model_dump_json()
