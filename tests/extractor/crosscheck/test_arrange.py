"""Tokens that several places fit: the sums place them where they leave no other place, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from crosscheck_cases import HUMAN, MODEL, ROWS, books, cell, evidence_of, put, read, row
from lossy_forms import row_choice, token

from extractor.crosscheck import Candidate, Evidence, crosscheck
from schemas import Reading
from schemas.enums import Blame, Origin, PlacedBy, State, Status, Witness
from schemas.reading import Choice

BELIEVED = (Status.VERIFIED, Status.REPAIRED)
GRANTED = cell("granted", "business")


def evidence_with(values: dict[str, Reading], *choices: Choice) -> Evidence:
    return replace(evidence_of(Origin.UNKNOWN, values), choices=choices)


def lossy_row(values: dict[str, Reading], name: str, *tokens: int) -> Choice:
    """The row's readings give way to its tokens without their places."""
    for path in row(name):
        del values[path]
    return row_choice(row(name), [(value, 900 + n) for n, value in enumerate(tokens)])


def blank_out(values: dict[str, Reading], *paths: str) -> None:
    for path in paths:
        put(values, path, None, State.BLANK, span=None)


def stray(value: int, *paths: str, optional: bool = False) -> Choice:
    return Choice(tuple((token(path, value, 900),) for path in paths), optional)


def placed(evidence: Evidence) -> dict[str, int | None]:
    """The value of every cell that the sums filled."""
    found = crosscheck(evidence).verdicts
    return {
        path: int(verdict.value) if verdict.value is not None else None
        for path, verdict in found.items()
        if verdict.placed_by is PlacedBy.SUMS
    }


# Rows without their blanks


def test_columns_tell_where_the_parts_of_a_row_stand() -> None:
    values = read(books({("granted", "business"): 3}))
    evidence = evidence_with(values, lossy_row(values, "granted", 3, 3))
    found = crosscheck(evidence).verdicts
    assert placed(evidence) == {GRANTED: 3, cell("granted", "total"): 3}
    assert (found[GRANTED].status, found[GRANTED].witnesses) == (Status.READ, (Witness.RULES,))
    assert (found[GRANTED].printed, found[GRANTED].span) == ("3", (9000, 9004))


def test_places_that_stay_empty_are_lost() -> None:
    values = read(books({("granted", "business"): 3}))
    found = crosscheck(evidence_with(values, lossy_row(values, "granted", 3, 3))).verdicts
    for path in row("granted"):
        if path not in (GRANTED, cell("granted", "total")):
            assert (found[path].state, found[path].status, found[path].value) == (State.LOST, Status.UNREAD, None)


def test_rows_that_lost_their_blanks_together_are_placed_together() -> None:
    values = read(books({("granted", "business"): 3, ("partially_granted", "research"): 2}))
    choices = [
        lossy_row(values, "granted", 3, 3),
        lossy_row(values, "partially_granted", 2, 2),
        lossy_row(values, "outcome_total", 3, 2, 5),
    ]
    expected = {GRANTED: 3, cell("partially_granted", "research"): 2}
    expected |= {cell("granted", "total"): 3, cell("partially_granted", "total"): 2}
    expected |= {cell("outcome_total", name): value for name, value in (("business", 3), ("research", 2), ("total", 5))}
    assert placed(evidence_with(values, *choices)) == expected


def test_only_the_cells_that_all_solutions_agree_on_are_placed() -> None:
    """Both rows could stand in either of two columns: the totals are the same in both."""
    values = read(books({("granted", "business"): 3}))
    choices = [lossy_row(values, name, 3, 3) for name in ("received", "granted", "outcome_total")]
    assert placed(evidence_with(values, *choices)) == {
        cell(name, "total"): 3 for name in ("received", "granted", "outcome_total")
    }


def test_swapping_two_rows_leaves_both_open() -> None:
    values = read(books({("granted", "business"): 3, ("partially_granted", "research"): 3}))
    tokens = (3, 3)
    either = [lossy_row(values, name, *tokens) for name in ("granted", "partially_granted")]
    found = placed(evidence_with(values, *either))
    assert found == {cell(name, "total"): 3 for name in ("granted", "partially_granted")}


def test_a_row_alone_tells_too_little() -> None:
    """Without a column to test it by, any last number that the others add up to would be a total."""
    values = read(books({("granted", "business"): 3}))
    choice = lossy_row(values, "granted", 3, 3)
    for path in row("outcome_total"):
        del values[path]
    assert placed(evidence_with(values, choice)) == {}


def test_a_row_that_does_not_add_up_makes_its_cells_unknown() -> None:
    values = read(books({("granted", "business"): 3, ("partially_granted", "business"): 2}))
    broken = lossy_row(values, "granted", 3, 4)
    sound = lossy_row(values, "partially_granted", 2, 2)
    assert placed(evidence_with(values, broken, sound)) == {}


def test_a_cell_split_in_two_is_joined() -> None:
    values = read(books({("granted", "business"): 20}))
    for path in row("granted"):
        del values[path]
    runs = [("2 0", "0", "20"), ("2", "0 0", "20"), ("2", "0", "0 20")]
    at = [cell("granted", name) for name in ("business", "non_profit", "total")]
    choice = Choice(
        tuple(
            tuple(
                replace(token(path, int(run.replace(" ", "")), 900 + n), printed=run)
                for n, (path, run) in enumerate(zip(at, joined, strict=True))
            )
            for joined in runs
        )
    )
    found = crosscheck(evidence_with(values, choice)).verdicts[GRANTED]
    assert (found.value, found.printed, found.status) == (20, "2 0", Status.READ)


def test_the_model_s_guess_does_not_stand_in_the_way() -> None:
    """Both readers saw the same run of tokens; the model put it under the wrong column."""
    values = read(books({("granted", "business"): 3}))
    choice = lossy_row(values, "granted", 3, 3)
    guess = read({cell("granted", "natural_person"): 3, cell("granted", "total"): 3}, MODEL)
    evidence = replace(evidence_of(Origin.UNKNOWN, values, guess), choices=(choice,))
    found = crosscheck(evidence).verdicts
    assert (found[GRANTED].value, found[GRANTED].status) == (3, Status.READ)
    assert found[cell("granted", "total")].witnesses == (Witness.RULES, Witness.MODEL)
    assert found[cell("granted", "total")].status is Status.READ


def test_a_placed_number_and_another_reader_s_are_disputed() -> None:
    values = read(books({("granted", "business"): 3}))
    choice = lossy_row(values, "granted", 3, 3)
    evidence = replace(evidence_of(Origin.UNKNOWN, values, read({GRANTED: 8}, MODEL)), choices=(choice,))
    assert crosscheck(evidence).verdicts[GRANTED].status is Status.DISPUTED


def test_nothing_is_put_where_a_number_or_a_person_s_word_stands() -> None:
    values = read(books({("granted", "business"): 3}))
    choice = stray(3, GRANTED)
    assert placed(evidence_with(values, choice)) == {}
    blank_out(values, GRANTED)
    said = replace(values[GRANTED], reader=HUMAN)
    assert placed(evidence_with(values | {"": said}, choice)) == {}


def test_cells_of_a_sum_that_is_broken_elsewhere_place_nothing() -> None:
    values = read(books({("granted", "business"): 3}))
    choice = lossy_row(values, "granted", 3, 3)
    assert placed(evidence_with(values, choice)) == {GRANTED: 3, cell("granted", "total"): 3}
    put(values, cell("carried_in", "business"), 1)
    assert placed(evidence_with(values, choice)) == {cell("granted", "total"): 3}
    put(values, cell("carried_in", "total"), 2)
    assert placed(evidence_with(values, choice)) == {}


def test_a_token_beside_an_empty_total_fits_nowhere() -> None:
    """The column of the total has no number of its own to speak against it, and none for it."""
    values = read(books({}))
    blank_out(values, *[cell(name, "total") for name in ROWS])
    assert placed(evidence_with(values, lossy_row(values, "granted", 2, 2))) == {}


def test_a_line_with_sums_on_one_axis_is_placed_whole_or_not_at_all() -> None:
    """`1 1` of a line of reviews: a total of 1, or of 2 that was lost."""
    line = [f"review_and_litigation.review.{name}" for name in ("upheld", "corrected", "other", "pending", "total")]
    values = read(books({}))
    for path in line:
        del values[path]
    assert placed(evidence_with(values, row_choice(line, [(1, 900), (1, 901)]))) == {}
    full = row_choice(line, [(1, 900), (0, 901), (0, 902), (0, 903), (1, 904)])
    assert placed(evidence_with(values, full)) == dict(zip(line, (1, 0, 0, 0, 1), strict=True))


# Numbers that fell out of their cell


def test_a_number_that_fell_out_goes_back() -> None:
    values = read(books({("granted", "business"): 3}))
    blank_out(values, GRANTED, cell("granted", "other"), cell("carried_in", "business"))
    choice = stray(3, GRANTED, cell("granted", "other"), cell("carried_in", "business"))
    outcome = crosscheck(evidence_with(values, choice))
    found = outcome.verdicts[GRANTED]
    assert (found.status, found.value, found.rule) == (Status.READ, 3, "4 placed by sums")
    assert found.candidates == (Candidate(None, "", (Witness.RULES,)),)
    assert outcome.breaks == ()


def test_a_number_that_fits_nowhere_leaves_the_break() -> None:
    values = read(books({("granted", "business"): 3}))
    blank_out(values, GRANTED, cell("granted", "other"))
    outcome = crosscheck(evidence_with(values, stray(4, GRANTED, cell("granted", "other"))))
    assert outcome.verdicts[GRANTED].state is State.BLANK
    assert outcome.verdicts[GRANTED].status is Status.DISPUTED
    assert {found.blame for found in outcome.breaks} == {Blame.EXTRACTION}


def test_a_number_of_no_cell_is_placed_nowhere() -> None:
    values = read(books({("granted", "business"): 3}))
    empty = [cell("granted", "other"), cell("denied.state_secret", "business")]
    blank_out(values, *empty)
    for optional in (False, True):
        assert placed(evidence_with(values, stray(3, *empty, optional=optional))) == {}


def test_a_zero_is_placed_nowhere() -> None:
    values = read(books({("granted", "business"): 3}))
    empty = [cell("granted", "other"), cell("denied.state_secret", "business")]
    blank_out(values, *empty)
    assert placed(evidence_with(values, stray(0, *empty))) == {}
    assert placed(evidence_with(values, stray(0, empty[0]))) == {}


def test_a_lost_cell_could_hold_it_as_well() -> None:
    """One of the places is lost with its neighbour: no sum can be tested there, so nothing speaks against it."""
    values = read(books({("granted", "business"): 3}))
    blank_out(values, GRANTED)
    gone = row("denied.state_secret")
    for path in gone:
        del values[path]
    assert placed(evidence_with(values, stray(3, GRANTED, *gone))) == {}


def test_two_tokens_do_not_share_a_cell() -> None:
    values = read(books({("granted", "business"): 3}))
    blank_out(values, GRANTED)
    choices = (stray(1, GRANTED), replace(stray(2, GRANTED), optional=False))
    assert placed(evidence_with(values, *choices)) == {}


# Limits


def test_no_more_steps_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    values = read(books({("granted", "business"): 3}))
    evidence = evidence_with(values, lossy_row(values, "granted", 3, 3))
    monkeypatch.setattr("extractor.crosscheck.arrange.MOST_STEPS", 1)
    assert placed(evidence) == {}


def test_no_more_arrangements_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    values = read(books({("granted", "business"): 3}))
    evidence = evidence_with(values, lossy_row(values, "granted", 3, 3))
    monkeypatch.setattr("extractor.crosscheck.arrange.MOST_ARRANGEMENTS", 20)
    assert placed(evidence) == {}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda reading: (replace(reading, placed_by=PlacedBy.ORDER),),
        lambda reading: (replace(reading, reader=HUMAN),),
        lambda reading: (reading, reading),
    ],
)
def test_a_choice_holds_tokens_of_readers_only(spoil: Callable[[Reading], tuple[Reading, ...]]) -> None:
    with pytest.raises(ValueError, match=r"arrangement|choice"):
        Choice((spoil(token(GRANTED, 3, 1)),))
