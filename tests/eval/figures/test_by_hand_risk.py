"""Risk and coverage, common causes and what a run took, of constructed runs, each figure counted by hand."""

from __future__ import annotations

from functools import cache

import pytest

from eval.figures import figures
from eval.figures.format import Pattern, RiskCoverage
from eval.runs.format import Reader, Usage
from eval.statistics import Resamples
from schemas.enums import State, Status, Witness
from schemas.result import Cell
from tests.eval.figures.builder import cell, document, extraction, label, labelled, report, run, stated

RECEIVED = "requests.received."
CARRIED = "requests.carried_in."
COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
R, M, S, B = Witness.RULES, Witness.MODEL, Witness.ROW_SUM, Witness.BALANCE


@cache
def curve() -> RiskCoverage:
    """Two reports of seven printed cells each."""
    truth = {RECEIVED + name: label(number) for number, name in enumerate(COLUMNS, start=10)}
    truth[CARRIED + "business"] = label(None)  # nothing printed, nothing said of it
    truth[CARRIED + "research"] = label(1, certain=False)
    first: dict[str, Cell] = {
        RECEIVED + "natural_person": cell(10, witnesses=(R, M)),
        RECEIVED + "business": cell(11, witnesses=(M, R)),  # the same witnesses
        RECEIVED + "research": cell(99, witnesses=(R, S)),  # wrong
        RECEIVED + "nonprofit": cell(13, witnesses=(R, S)),
        RECEIVED + "legal_service": cell(14, Status.READ, (R,)),
        RECEIVED + "other": cell(98, Status.READ, (M,)),  # wrong
        RECEIVED + "total": cell(16, Status.REPAIRED, (R, S, B)),
    }
    second: dict[str, Cell] = {
        RECEIVED + "natural_person": cell(10, witnesses=(R, S)),
        RECEIVED + "business": cell(11, witnesses=(R, B)),
        RECEIVED + "research": cell(12, Status.READ, (R,)),
        RECEIVED + "nonprofit": cell(13, Status.DISPUTED, (R,)),
        RECEIVED + "legal_service": cell(None, Status.UNREAD, (), state=State.LOST),
        RECEIVED + "other": cell(15, Status.READ, (R,)),
        RECEIVED + "total": cell(16, witnesses=(R, S)),
        CARRIED + "total": cell(1, Status.READ, (M,)),  # invented
        CARRIED + "research": cell(1, witnesses=(R, M)),  # not scored
    }
    documents = [
        document(name, [labelled(truth)], {Reader.CROSSCHECK: extraction(report(given))})
        for name, given in (("one", first), ("two", second))
    ]
    return figures(run(*documents), resamples=200).readers[Reader.CROSSCHECK].risk


def told(points: tuple[Pattern, ...]) -> list[tuple[object, ...]]:
    return [
        (
            one.status.value,
            "+".join(one.witnesses),
            (one.cells.count, one.cells.n),
            (one.coverage.count, one.coverage.n),
            (one.risk.count, one.risk.n),
            (one.reports.count, one.reports.n),
        )
        for one in points
    ]


def test_the_curve() -> None:
    points = curve()
    assert told(points.believed) == [
        # nothing wrong: the larger first; of equals the repaired, as in the vocabulary
        ("verified", "rules+model", (0, 2), (2, 14), (0, 2), (0, 1)),
        ("repaired", "rules+row_sum+balance", (0, 1), (3, 14), (0, 3), (0, 1)),
        ("verified", "rules+balance", (0, 1), (4, 14), (0, 4), (0, 2)),
        ("verified", "rules+row_sum", (1, 4), (8, 14), (1, 8), (1, 2)),
    ]
    assert told(points.read) == [
        ("read", "rules", (0, 3), (11, 14), (1, 11), (1, 2)),
        ("read", "model", (2, 2), (12, 14), (3, 13), (2, 2)),  # the invented one holds no printed number
    ]


def test_the_curves_bounds_are_by_report() -> None:
    first, *_, last = curve().believed
    assert first.reports.upper == pytest.approx(0.95)  # 1 - p = 0.05 of one report
    assert last.reports.upper == pytest.approx(0.95**0.5)
    assert last.risk.interval == Resamples(2, 7, 200).interval([1, 0], [5, 3])
    assert last.coverage.interval == Resamples(2, 7, 200).interval([5, 3], [7, 7])


def test_equal_patterns_stand_in_the_order_of_the_vocabulary() -> None:
    truth = {RECEIVED + name: label(1) for name in COLUMNS[:3]}
    witnesses = ((S, B), (M,), (R, S))
    given = {RECEIVED + name: cell(1, witnesses=one) for name, one in zip(COLUMNS[:3], witnesses, strict=True)}
    answer = {Reader.CROSSCHECK: extraction(report(given))}
    points = figures(run(document("one", [labelled(truth)], answer))).readers[Reader.CROSSCHECK].risk.believed
    assert [one.witnesses for one in points] == [(R, S), (M,), (S, B)]


def test_patterns_stand_by_their_share_of_errors() -> None:
    shares = {(R, S): (2, 5), (R,): (1, 2), (M,): (2, 3)}
    patterns = [(one, number < wrong) for one, (wrong, n) in shares.items() for number in range(n)]
    places = [start + name for start in (RECEIVED, CARRIED) for name in COLUMNS][: len(patterns)]
    given = {path: cell(9 if wrong else 1, witnesses=one) for path, (one, wrong) in zip(places, patterns, strict=True)}
    answer = {Reader.CROSSCHECK: extraction(report(given))}
    made = run(document("one", [labelled({path: label(1) for path in places})], answer))
    points = figures(made).readers[Reader.CROSSCHECK].risk.believed
    assert [(one.witnesses, one.risk.count) for one in points] == [((R, S), 2), ((R,), 3), ((M,), 5)]


TRUTH = {RECEIVED + name: label(5) for name in COLUMNS} | {CARRIED + "total": label(5, certain=False)}


def answered(values: list[Cell]) -> dict[str, Cell]:
    return {RECEIVED + name: value for name, value in zip(COLUMNS, values, strict=True)}


def test_common_causes() -> None:
    five, six, seven = cell(5), cell(6), cell(7)
    lost, blank = cell(None, state=State.LOST), cell(None)
    rules = answered([five, six, six, lost, blank, five, six]) | {
        CARRIED + "total": six,
        CARRIED + "business": six,  # in no label: invented by both
        CARRIED + "research": six,  # by this one alone
        CARRIED + "other": six,  # where the other says that nothing stands
    }
    model = answered([five, six, seven, lost, blank, six, six]) | {
        CARRIED + "total": six,
        CARRIED + "business": six,
        CARRIED + "nonprofit": six,
        CARRIED + "other": lost,
    }
    both = answered([five, cell(6, Status.DISPUTED), five, five, cell(None, Status.READ), five, five])
    first = document(
        "one",
        [labelled(TRUTH)],
        {
            Reader.RULES: extraction(report(rules)),
            Reader.MODEL: extraction(report(model)),
            Reader.CROSSCHECK: extraction(report(both)),
        },
    )
    # one error of both that the cross-check has no word on, and a report of the model that does not exist
    other = labelled({RECEIVED + name: label(5) for name in ("total", "other", "research", "business")})
    second = document(
        "two",
        [other],
        {
            # of "other" the model says nothing, of "research" the rules; "business" the model alone has right
            Reader.RULES: extraction(
                report({RECEIVED + "total": six, RECEIVED + "other": five, RECEIVED + "business": six})
            ),
            Reader.MODEL: extraction(
                report({RECEIVED + "total": six, RECEIVED + "research": six, RECEIVED + "business": five})
            ),
            Reader.CROSSCHECK: extraction(report({RECEIVED + "total": cell(6, Status.REPAIRED)})),
        },
    )
    third = document("three", [other], {Reader.RULES: extraction(report({RECEIVED + "total": six}))})
    alone = {reader: extraction(report({RECEIVED + "total": six})) for reader in (Reader.RULES, Reader.MODEL)}
    fourth = document("four", [labelled({RECEIVED + "total": label(5)})], alone)  # the cross-check was not made
    readers = (Reader.RULES, Reader.MODEL, Reader.CROSSCHECK)
    common = figures(run(first, second, third, fourth, readers=readers), resamples=100).common
    assert common is not None
    # first: 6 and 6, 6 and 7, lost and lost, blank and blank, 5 and 6, 6 and 6, and four invented numbers;
    # second: 6 and 6, 5 and nothing, nothing and 6, 6 and 5; fourth: 6 and 6
    assert (common.shared.count, common.shared.n) == (6, 15)
    assert common.shared.interval == Resamples(4, 7, 100).interval([4, 1, 0, 1], [10, 4, 0, 1])
    # the cross-check says nothing of the invented cell
    assert common.became == {"right": 1, "repaired": 1, "verified": 0, "read": 1, "disputed": 1, "unread": 1}


def test_common_causes_without_a_cross_check_or_a_second_reader() -> None:
    wrong = {RECEIVED + "total": cell(6)}
    answers = {reader: extraction(report(wrong)) for reader in (Reader.RULES, Reader.MODEL)}
    made = run(document("one", [labelled(TRUTH)], answers), readers=tuple(answers))
    common = figures(made).common
    assert common is not None and common.became is None
    assert figures(run(*made.documents, readers=(Reader.RULES,))).common is None
    assert figures(run(*made.documents, readers=(Reader.MODEL,))).common is None


def test_a_report_that_the_cross_check_missed_or_invented_is_no_common_cause() -> None:
    truth = {RECEIVED + "total": label(5), RECEIVED + "other": stated(State.LOST)}
    wrong = {RECEIVED + "total": cell(6), RECEIVED + "other": cell(1)}
    strange, stranger = (
        report({RECEIVED + "total": cell(value)}, organization="XYZ", year=1999, form="2019") for value in (7, 8)
    )
    second = labelled({RECEIVED + "total": label(9)}, organization="东岭市财政局", year=2020)
    answers = {
        Reader.RULES: extraction(report(wrong), strange),
        Reader.MODEL: extraction(report(wrong), stranger),
        Reader.CROSSCHECK: extraction(),
    }
    common = figures(run(document("one", [labelled(truth), second], answers), readers=tuple(answers))).common
    assert common is not None
    # the number in the lost cell, and 6 for 5; of the second report both say nothing; the cross-check found neither
    assert (common.shared.count, common.shared.n) == (2, 3)
    assert common.became == {"right": 0, "repaired": 0, "verified": 0, "read": 0, "disputed": 0, "unread": 2}


def test_what_a_run_took_is_its_headers_word() -> None:
    made = run()
    assert (figures(made).usage, figures(made).clusters) == (None, 0)
    usage = Usage(
        requests=3,
        replayed=1,
        calls=2,
        unanswered=0,
        tokens_sent=None,
        tokens_received=None,
        characters_sent=10,
        characters_received=5,
        cost=None,
        currency=None,
        seconds=None,
    )
    taken = made.model_copy(update={"header": made.header.model_copy(update={"usage": usage})})
    assert figures(taken).usage == usage
    assert figures(taken).run.name == "by hand"
