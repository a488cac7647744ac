"""Every outcome of a cell against pairs judged by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.label_format import CellAlternative, LabelCell
from eval.outcomes import CellOutcome, Outcome, judge_cells
from eval.predictions import PredictedCell
from schemas.enums import State, Status
from schemas.reading import Number

PATH = "requests.received.natural_person"
OTHER = "requests.granted.total"

BLANK, MARK, LOST, UNREADABLE = State.BLANK, State.MARK, State.LOST, State.UNREADABLE
PRINTS = {BLANK: "", MARK: "/", LOST: "", UNREADABLE: "?"}


def label(held: Number | State, *, certain: bool = True) -> LabelCell:
    if isinstance(held, State):
        return LabelCell(printed=PRINTS[held], value=None, state=held, certain=certain)
    return LabelCell(printed=str(held), value=held, state=State.NUMBER, certain=certain)


def predicted(held: Number | State, status: Status | None = None) -> PredictedCell:
    if isinstance(held, State):
        return PredictedCell(held, None, status)
    return PredictedCell(State.NUMBER, held, status)


def one(truth: Number | State, given: Number | State) -> CellOutcome:
    (judged,) = judge_cells({PATH: label(truth)}, {PATH: predicted(given)})
    return judged


@pytest.mark.parametrize(
    ("truth", "given", "outcome"),
    [
        (100, 100, "right"),
        (0, 0, "right"),
        (-8, -8, "right"),
        (Decimal("7730.28"), Decimal("7730.28"), "right"),
        (617100, Decimal("617100.0"), "right"),
        (100, 105, "wrong"),
        (100, 101, "wrong"),
        (-8, 8, "wrong"),
        (0, 1, "wrong"),
        (Decimal("0.3"), Decimal("0.30000000000000004"), "wrong"),
        (BLANK, BLANK, "right_blank"),
        (MARK, MARK, "right_blank"),
        (LOST, LOST, "right_blank"),
        (UNREADABLE, UNREADABLE, "right_blank"),
        (BLANK, MARK, "wrong"),
        (MARK, BLANK, "wrong"),
        (LOST, BLANK, "wrong"),
        (BLANK, LOST, "wrong"),
        (UNREADABLE, MARK, "wrong"),
        (3, BLANK, "missed"),
        (0, BLANK, "missed"),
        (0, MARK, "missed"),
        (3, LOST, "missed"),
        (3, UNREADABLE, "missed"),
        (BLANK, 0, "invented"),
        (MARK, 0, "invented"),
        (LOST, 0, "invented"),
        (LOST, 12, "invented"),
        (UNREADABLE, 5, "invented"),
    ],
)
def test_outcome(truth: Number | State, given: Number | State, outcome: str) -> None:
    assert one(truth, given).outcome == Outcome(outcome)


def test_what_is_not_mentioned_is_held_for_lost() -> None:
    truth = {PATH: label(3), OTHER: label(BLANK), "requests.received.total": label(LOST)}
    assert [cell.outcome.value for cell in judge_cells(truth, {})] == ["missed", "right_blank", "wrong"]


def test_of_a_report_that_was_not_found_nothing_is_right() -> None:
    truth = {PATH: label(3), "requests.received.total": label(LOST), OTHER: label(BLANK)}
    assert [cell.outcome.value for cell in judge_cells(truth, None)] == ["missed", "unscored", "wrong"]


@pytest.mark.parametrize("given", [7, 3, BLANK, LOST])
def test_an_uncertain_label_is_never_scored(given: Number | State) -> None:
    (judged,) = judge_cells({PATH: label(3, certain=False)}, {PATH: predicted(given, Status.VERIFIED)})
    assert judged.outcome is Outcome.UNSCORED
    assert not judged.silent


@pytest.mark.parametrize(
    ("given", "outcome"),
    [(4, "invented"), (0, "invented"), (MARK, "invented"), (BLANK, "unscored"), (LOST, "unscored")],
)
def test_a_cell_that_the_label_does_not_have(given: Number | State, outcome: str) -> None:
    judged = judge_cells({PATH: label(3)}, {PATH: predicted(3), OTHER: predicted(given)})
    assert [(cell.path, cell.outcome.value) for cell in judged] == [(PATH, "right"), (OTHER, outcome)]


def test_a_number_under_a_path_that_no_form_has_is_invented() -> None:
    judged = judge_cells({}, {"requests.received.robots": predicted(1)})
    assert [cell.outcome for cell in judged] == [Outcome.INVENTED]


def test_a_repaired_value_is_compared_as_a_number() -> None:
    repaired = PredictedCell(UNREADABLE, 12, Status.REPAIRED)
    assert judge_cells({PATH: label(12)}, {PATH: repaired})[0].outcome is Outcome.RIGHT
    assert judge_cells({PATH: label(13)}, {PATH: repaired})[0].outcome is Outcome.WRONG
    assert judge_cells({PATH: label(UNREADABLE)}, {PATH: repaired})[0].outcome is Outcome.INVENTED


def test_a_dispute_without_a_winner_is_no_answer() -> None:
    tie = PredictedCell(State.NUMBER, None, Status.DISPUTED)
    assert judge_cells({PATH: label(12)}, {PATH: tie})[0].outcome is Outcome.MISSED
    assert judge_cells({PATH: label(BLANK)}, {PATH: tie})[0].outcome is Outcome.WRONG


def test_an_unreadable_print_that_is_known_from_elsewhere_may_be_given_either_way() -> None:
    known = {PATH: LabelCell(printed="1?", value=12, state=UNREADABLE)}
    assert judge_cells(known, {PATH: predicted(12)})[0].outcome is Outcome.RIGHT
    assert judge_cells(known, {PATH: predicted(UNREADABLE)})[0].outcome is Outcome.RIGHT_BLANK
    assert judge_cells(known, {PATH: predicted(13)})[0].outcome is Outcome.WRONG
    assert judge_cells(known, {PATH: predicted(BLANK)})[0].outcome is Outcome.MISSED


def test_an_alternative_reading_is_right_and_a_third_is_not() -> None:
    either = label(3).model_copy(update={"alternatives": (CellAlternative(value=8, state=State.NUMBER),)})
    outcomes = [judge_cells({PATH: either}, {PATH: predicted(value)})[0].outcome.value for value in (3, 8, 5)]
    assert outcomes == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("truth", "given", "status", "silent"),
    [
        (3, 8, Status.VERIFIED, True),
        (3, 8, Status.REPAIRED, True),
        (3, 8, Status.READ, False),
        (3, 8, Status.DISPUTED, False),
        (3, 8, None, False),
        (3, 3, Status.VERIFIED, False),
        (3, BLANK, Status.VERIFIED, True),
        (BLANK, 0, Status.VERIFIED, True),
        (MARK, BLANK, Status.VERIFIED, True),
        (BLANK, BLANK, Status.VERIFIED, False),
    ],
)
def test_an_error_is_silent_where_it_is_believed(
    truth: Number | State, given: Number | State, status: Status | None, silent: bool
) -> None:
    (judged,) = judge_cells({PATH: label(truth)}, {PATH: predicted(given, status)})
    assert judged.silent is silent


HELD = st.integers(-2, 30) | st.sampled_from([BLANK, MARK, LOST, UNREADABLE])


@settings(max_examples=200, deadline=None)
@given(HELD, HELD)
def test_a_cell_is_right_exactly_where_both_sides_are_equal(truth: Number | State, given: Number | State) -> None:
    judged = one(truth, given)
    assert judged.right == (truth == given and type(truth) is type(given))
    assert judged.scored
