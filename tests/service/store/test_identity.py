"""Which report is which over two readings of one source: a decision never passes to another report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.service.store.identity import Likeness, matched

LIKENESS = st.builds(
    Likeness,
    ordinal=st.none(),
    year=st.none() | st.integers(2019, 2022),
    organization=st.none() | st.sampled_from(["甲局", "乙局"]),
)


def _placed(*known: tuple[int | None, str | None]) -> list[Likeness]:
    return [Likeness(ordinal, year, name) for ordinal, (year, name) in enumerate(known)]


def test_a_report_that_is_found_in_front_moves_the_others() -> None:
    old = _placed((2020, "甲局"), (2021, "甲局"))
    new = _placed((2019, "甲局"), (2020, "甲局"), (2021, "甲局"))
    assert matched(old, new) == [None, 0, 1]


def test_a_year_that_is_read_better_is_the_same_report() -> None:
    assert matched(_placed((2020, "甲局")), _placed((2021, "甲局"))) == [0]
    assert matched(_placed((2020, "甲局"), (None, None)), _placed((2020, "甲局"), (2021, "甲局"))) == [0, 1]


def test_a_name_that_is_read_better_is_the_same_report() -> None:
    assert matched(_placed((2020, None), (2021, None)), _placed((2021, "甲局"), (2020, "甲局"))) == [1, 0]


def test_two_agencies_of_one_year_are_told_apart_by_name_and_then_by_place() -> None:
    old = _placed((2023, "甲局"), (2023, "乙局"))
    assert matched(old, _placed((2023, "乙局"), (2023, "甲局"))) == [1, 0]
    assert matched(old, _placed((2023, None), (2023, "乙局"))) == [0, 1]


def test_another_report_in_the_place_of_one_is_a_new_one_where_their_number_changed() -> None:
    assert matched(_placed((2020, "甲局")), _placed((2018, "乙局"), (2019, "丙局"))) == [None, None]


def test_one_that_was_gone_comes_back() -> None:
    old = [Likeness(None, 2020, "甲局"), Likeness(0, 2021, "甲局")]
    assert matched(old, _placed((2020, "甲局"), (2021, "甲局"))) == [0, 1]


def test_one_that_was_gone_does_not_come_back_as_another_agencys() -> None:
    old = [Likeness(None, 2022, "甲局"), Likeness(0, 2023, "乙局")]
    assert matched(old, _placed((2023, "乙局"), (2022, "丙局"))) == [1, None]
    assert matched(old, _placed((2022, "丙局"))) == [None]


def test_another_agencys_report_is_a_new_one_where_one_came_or_went() -> None:
    assert matched(_placed((2022, "甲局"), (2022, "乙局")), _placed((2022, "丙局"))) == [None]
    assert matched(_placed((2022, "甲局")), _placed((2022, "乙局"), (2023, "丙局"))) == [None, None]
    assert matched(_placed((2022, "甲局")), _placed((2022, "甲局办公室"))) == [0]


@given(st.lists(LIKENESS, max_size=6), st.lists(LIKENESS, max_size=6), st.sets(st.integers(0, 5)))
def test_no_report_is_taken_twice(old: list[Likeness], new: list[Likeness], gone: set[int]) -> None:
    before = [
        Likeness(None if place in gone else place, each.year, each.organization) for place, each in enumerate(old)
    ]
    after = [Likeness(place, each.year, each.organization) for place, each in enumerate(new)]
    found = matched(before, after)
    taken = [place for place in found if place is not None]
    assert len(found) == len(after)
    assert len(set(taken)) == len(taken)
    assert set(taken) <= set(range(len(before)))


@given(st.lists(LIKENESS, max_size=6))
def test_the_same_reports_are_themselves(reports: list[Likeness]) -> None:
    placed = [Likeness(place, each.year, each.organization) for place, each in enumerate(reports)]
    assert matched(placed, placed) == list(range(len(placed)))
