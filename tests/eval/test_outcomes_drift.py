"""Row and column drift on constructed tables, and what must not be called drift."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.drift import Axis, Drift, Held, drifts
from eval.label_format import LabelCell
from eval.outcomes import judge_cells
from eval.predictions import PredictedCell
from schemas.enums import State
from schemas.forms import form

COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
ROWS = ("received", "carried_in", "granted", "partially_granted", "denied.state_secret", "denied.prohibited_by_law")

Numbers = tuple[int | None, ...]


def held(value: int | None) -> Held:
    return (State.BLANK, None) if value is None else (State.NUMBER, value)


def row(name: str, values: Iterable[int | None]) -> dict[str, Held]:
    return {f"requests.{name}.{column}": held(value) for column, value in zip(COLUMNS, values, strict=True)}


def column(values: Iterable[int | None], name: str = "natural_person") -> dict[str, Held]:
    return {f"requests.{key}.{name}": held(value) for key, value in zip(ROWS, values, strict=True)}


def moved(found: Mapping[str, Drift]) -> dict[str, tuple[str, int]]:
    """Path without table and constant part -> axis and shift."""
    return {path.removeprefix("requests."): (drift.axis.value, drift.shift) for path, drift in found.items()}


def in_row(truth: Numbers, given: Numbers) -> list[tuple[str, int] | None]:
    found = moved(drifts(row("received", truth), row("received", given)))
    return [found.get(f"received.{name}") for name in COLUMNS]


def in_column(truth: Numbers, given: Numbers) -> list[tuple[str, int] | None]:
    found = moved(drifts(column(truth), column(given)))
    return [found.get(f"{name}.natural_person") for name in ROWS]


DOWN, DOWN2, UP = ("row", 1), ("row", 2), ("row", -1)
RIGHT, RIGHT2, LEFT = ("column", 1), ("column", 2), ("column", -1)


@pytest.mark.parametrize(
    ("truth", "given", "expected"),
    [
        # All one down: the first cell gets nothing of its own, the right zero stays right, the last number fell off.
        ((5, 0, 0, 3, 0, 0), (0, 5, 0, 0, 3, 0), [None, DOWN, None, DOWN, DOWN, None]),
        ((5, 0, 7, 3, 0, 2), (0, 0, 5, 0, 7, 3), [None, None, DOWN2, DOWN2, DOWN2, DOWN2]),
        ((0, 5, 0, 0, 3, 0), (5, 0, 0, 3, 0, 0), [UP, UP, None, UP, UP, None]),
        # A lone small number that left its place.
        ((0, 0, 1, 0, 0, 0), (0, 0, None, 1, 0, 0), [None, None, None, DOWN, None, None]),
        # A lone number of two digits that stands twice.
        ((0, 0, 37, 0, 0, 0), (0, 0, 37, 37, 0, 0), [None, None, None, DOWN, None, None]),
        # Two cells beside each other that fit, one a 0 whose own number is gone.
        ((1, 0, 3, 0, 0, 0), (1, 1, 0, 5, 0, 0), [None, DOWN, DOWN, None, None, None]),
        # A 0 that stands where a number was that moved alike, not beside it.
        ((0, 0, 5, 0, 0, 0), (0, 0, 0, 0, 5, 0), [None, None, DOWN2, None, DOWN2, None]),
        # Blanks that fit the shift belong to the run but are missed, not misplaced.
        ((3, None, 4, None, None, None), (None, 3, None, 4, None, None), [None, DOWN, None, DOWN, None, None]),
    ],
)
def test_row_drift(truth: Numbers, given: Numbers, expected: list[tuple[str, int] | None]) -> None:
    assert in_column(truth, given) == expected


@pytest.mark.parametrize(("value", "expected"), [(9, None), (10, DOWN), (-9, None), (-10, DOWN)])
def test_a_number_that_stands_twice_has_drifted_from_two_digits_on(
    value: int, expected: tuple[str, int] | None
) -> None:
    assert in_column((0, 0, value, 0, 0, 0), (0, 0, value, value, 0, 0)) == [None, None, None, expected, None, None]


@pytest.mark.parametrize(
    ("state", "expected"),
    [(State.BLANK, DOWN), (State.MARK, DOWN), (State.LOST, None), (State.UNREADABLE, None)],
)
def test_what_was_not_read_fits_no_shift(state: State, expected: tuple[str, int] | None) -> None:
    paths = list(column((0,) * 6))
    three, four, nothing = (State.NUMBER, 3), (State.NUMBER, 4), (state, None)
    truth: dict[str, Held] = dict(zip(paths, (three, nothing, four, *[held(0)] * 3), strict=True))
    given: dict[str, Held] = dict(zip(paths, (three, three, nothing, four, *[held(0)] * 2), strict=True))
    found = moved(drifts(truth, given))
    # the 4 has left its place in any case; the 3 has moved if what stands between has
    assert [found.get(path.removeprefix("requests.")) for path in paths] == [None, expected, None, DOWN, None, None]


def test_a_row_ends_where_it_ends() -> None:
    truth = row("received", (0, 0, 0, 0, 0, 0, 37)) | row("carried_in", (0,) * 7)
    given = row("received", (0,) * 7) | row("carried_in", (37, 0, 0, 0, 0, 0, 0))
    assert drifts(truth, given) == {}


@pytest.mark.parametrize(
    ("truth", "given", "expected"),
    [
        ((2, 4, 0, 0, 0, 0, 6), (0, 2, 4, 0, 0, 0, 6), [None, RIGHT, RIGHT, None, None, None, None]),
        ((2, 4, 0, 0, 0, 0, 6), (0, 0, 2, 4, 0, 0, 6), [None, None, RIGHT2, RIGHT2, None, None, None]),
        ((0, 0, 2, 4, 0, 0, 6), (0, 2, 4, 0, 0, 0, 6), [None, LEFT, LEFT, LEFT, None, None, None]),
        # A natural person's request put under business: it left its place, and the 0 that it left is no moved 0.
        ((3, 0, 0, 0, 0, 0, 3), (0, 3, 0, 0, 0, 0, 3), [None, RIGHT, None, None, None, None, None]),
        ((3, None, None, None, None, None, 3), (None, 3, None, None, None, None, 3), [None, RIGHT] + [None] * 5),
    ],
)
def test_column_drift(truth: Numbers, given: Numbers, expected: list[tuple[str, int] | None]) -> None:
    assert in_row(truth, given) == expected


@pytest.mark.parametrize(
    ("truth", "given"),
    [
        ((5, 0, 0, 3, 0, 0), (0, 0, 0, 0, 0, 0)),  # zeros everywhere: each equals a neighbour
        ((5, 0, 0, 3, 0, 0), (5, 0, 0, 0, 0, 0)),  # a lone 0
        ((5, 3, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0)),  # a run of two wrong zeros
        ((None, 0, 0, None, 0, 0), (0, 0, 0, 0, 0, 0)),  # zeros for blanks beside zeros
        ((1, 0, 0, 0, 0, 0), (1, 1, 0, 0, 0, 0)),  # a lone small number whose equal neighbour is where it belongs
        ((9, 0, 0, 0, 0, 0), (9, 9, 0, 0, 0, 0)),
        ((1, 1, 0, 0, 0, 0), (1, 1, 1, 0, 0, 0)),
        ((9, 0, 0, 0, 0, 0), (8, 8, 0, 0, 0, 0)),  # equal to nothing in the label
        ((5, 0, 0, 0, 0, 0), (0, 0, 0, 5, 0, 0)),  # three places away
    ],
)
def test_what_is_no_drift(truth: Numbers, given: Numbers) -> None:
    assert in_column(truth, given) == [None] * 6
    assert in_row((*truth, 99), (*given, 99)) == [None] * 7


def test_a_repeated_row_is_known_by_its_two_numbers() -> None:
    truth = row("granted", (3, 0, 0, 0, 0, 0, 3)) | row("partially_granted", (0, 0, 0, 0, 0, 0, 0))
    given = truth | row("partially_granted", (3, 0, 0, 0, 0, 0, 3))
    assert moved(drifts(truth, given)) == {
        "partially_granted.natural_person": DOWN,
        "partially_granted.total": DOWN,
    }


def test_a_row_under_the_next_label_drifts_as_a_whole_and_names_its_origin() -> None:
    truth = row("granted", (3, 0, 1, 0, 0, 0, 4)) | row("partially_granted", (0, 0, 0, 0, 0, 0, 0))
    given = row("granted", (0,) * 7) | row("partially_granted", (3, 0, 1, 0, 0, 0, 4))
    found = drifts(truth, given)
    assert moved({path: drift for path, drift in found.items() if "partially" in path}) == {
        "partially_granted.natural_person": DOWN,
        "partially_granted.research": DOWN,
        "partially_granted.total": DOWN,
    }
    assert found["requests.partially_granted.total"] == Drift(Axis.ROW, 1, "requests.granted.total")


def review(values: Iterable[int]) -> dict[str, Held]:
    paths = [path for path in form("2021").paths() if path.startswith("review_and_litigation.")]
    return {path: held(value) for path, value in zip(paths, values, strict=True)}


def test_fifteen_numbers_in_one_line_drift_across_its_rows() -> None:
    truth = review((1, 0, 2, 0, 3, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0))
    given = review((0, 1, 0, 2, 0, 3, 4, 0, 0, 0, 4, 0, 0, 0, 0))
    found = drifts(truth, given)
    assert found["review_and_litigation.direct_litigation.upheld"] == Drift(
        Axis.COLUMN, 1, "review_and_litigation.review.total"
    )
    assert {(drift.axis, drift.shift) for drift in found.values()} == {(Axis.COLUMN, 1)}
    assert len(found) == 8


def test_rows_of_other_blocks_are_neighbours_where_they_share_a_column() -> None:
    names = ("article_20_5.licensing", "article_20_6.penalties", "article_20_6.coercion")
    paths = [f"proactive_disclosure.{name}.decisions" for name in names]
    truth = dict(zip(paths, map(held, (550, 4119, 195)), strict=True))
    given = dict(zip(paths, map(held, (0, 550, 4119)), strict=True))
    assert drifts(truth, given) == {
        paths[1]: Drift(Axis.ROW, 1, paths[0]),
        paths[2]: Drift(Axis.ROW, 1, paths[1]),
    }


def test_only_printed_rows_are_neighbours() -> None:
    rows = ("received", "carried_in", "outcome_total")
    truth = {f"requests.{name}.total": held(value) for name, value in zip(rows, (6, 7, 0), strict=True)}
    given = {f"requests.{name}.total": held(value) for name, value in zip(rows, (0, 6, 7), strict=True)}
    assert moved(drifts(truth, given)) == {"carried_in.total": DOWN, "outcome_total.total": DOWN}


def cells(values: Mapping[str, Held]) -> dict[str, LabelCell]:
    return {
        path: LabelCell(printed="" if value is None else str(value), value=value, state=state)
        for path, (state, value) in values.items()
    }


def outcomes(truth: Numbers, given: Numbers) -> list[str]:
    judged = judge_cells(
        cells(column(truth)), {path: PredictedCell(*reading) for path, reading in column(given).items()}
    )
    return [cell.outcome.value for cell in judged]


def test_a_misplaced_number_takes_the_place_of_wrong_and_invented_only() -> None:
    assert outcomes((3, None, 4, 0, 0, None), (None, 3, None, 4, 0, None)) == [
        "missed", "misplaced", "missed", "misplaced", "right", "right_blank",
    ]  # fmt: skip
    assert outcomes((5, 0, 0, 3, 0, 0), (0, 0, 0, 0, 0, 0)) == ["wrong", "right", "right", "wrong", "right", "right"]


def test_an_uncertain_label_is_no_origin() -> None:
    truth = cells(column((37, 0, 0, 0, 0, 0)))
    first = f"requests.{ROWS[0]}.natural_person"
    given = {path: PredictedCell(*reading) for path, reading in column((0, 37, 0, 0, 0, 0)).items()}
    assert judge_cells(truth, given)[1].outcome.value == "misplaced"
    truth[first] = truth[first].model_copy(update={"certain": False})
    assert [cell.outcome.value for cell in judge_cells(truth, given)[:2]] == ["unscored", "wrong"]


NUMBERS = st.lists(st.sampled_from([None, 0, 0, 0, 1, 2, 37]), min_size=6, max_size=6).map(tuple)


@settings(max_examples=200, deadline=None)
@given(NUMBERS, NUMBERS)
def test_a_drifted_cell_is_a_wrong_number_that_its_origin_holds(truth: Numbers, given: Numbers) -> None:
    printed, found = column(truth), column(given)
    for path, drift in drifts(printed, found).items():
        assert found[path] != printed[path]
        assert found[path] == printed[drift.origin]
        assert found[path][0] is State.NUMBER
    assert drifts(printed, printed) == {}
    zeros = {path: held(0) for path in printed}
    assert drifts(printed, zeros) == {}
