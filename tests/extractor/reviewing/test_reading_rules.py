"""What a person may say of a cell: all that the pages offer, and no number that stands nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reviewing.events import HumanReading
from extractor.reviewing.from_file import events_of
from extractor.reviewing.reading_rules import misfit
from extractor.reviewing.sums import sums
from schemas import Number, cell_definition
from schemas.decisions import DecisionsFile, How
from schemas.enums import Quantity, State
from schemas.result import Cell, Report
from tests.extractor.reviewing.cases import said, sample

NAMES = ("hengqu-market-regulation-2022", "fengtong-district-2021", "dipu-water-2021")
REPORTS = {name: sample(name).reports[0] for name in NAMES}
REPORT = REPORTS[NAMES[0]]
COUNT = "requests.outcome_total.total"
PLACES = [(name, path) for name, report in REPORTS.items() for path in report.cells]
BY_QUANTITY = {
    quantity: [place for place in PLACES if cell_definition(place[1]).quantity is quantity] for quantity in Quantity
}


def wrong(path: str, reading: HumanReading, report: Report = REPORT) -> str | None:
    return misfit(path, reading, report, {})


def number(value: Number, printed: str, how: How = How.TYPED) -> HumanReading:
    return HumanReading(State.NUMBER, value, printed, how)


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (number(Decimal("2.5"), "2.5"), "not whole"),
        (number(-3, "-3"), "negative"),
        (number(10**15, str(10**15)), "below 10"),
        (number(Decimal("NaN"), "NaN"), "finite"),
        (number(Decimal("Infinity"), "Infinity"), "finite"),
        (number(5, "77"), "does not say 5"),
        (number(5, ""), "does not say 5"),
        (number(5, "五十"), "does not say 5"),
        (number(5, "77", How.ACCEPTED), "not the reading that stands"),
        (number(47, "47", How.ACCEPTED), "not the reading that stands"),
        (number(50, "", How.CANDIDATE), "no candidate"),
        (number(47, "99", How.CANDIDATE), "no candidate"),
        (number(47, "47", How.REPORT_WRONG), "as it was read"),
        (HumanReading(State.BLANK, None, "99", How.TYPED), "a blank prints nothing"),
        (HumanReading(State.BLANK, None, "", How.ACCEPTED), "not the reading that stands"),
        (HumanReading(State.MARK, None, "", How.TYPED), "a mark is printed"),
        (HumanReading(State.MARK, None, "１", How.TYPED), "has no digit"),
        (HumanReading(State.LOST, None, "7", How.UNREADABLE), "does not have prints nothing"),
    ],
)
def test_what_stands_nowhere_is_refused_with_a_sentence(reading: HumanReading, why: str) -> None:
    assert (REPORT.cells[COUNT].value, REPORT.cells[COUNT].printed) == (49, "49")
    found = wrong(COUNT, reading)
    assert found and why in found and found.startswith(COUNT)


def offered(cell: Cell) -> Iterator[HumanReading]:
    """What the pages offer for a cell that nobody has decided about."""
    if cell.value is not None or cell.state in (State.BLANK, State.MARK):
        state = State.NUMBER if cell.value is not None else cell.state
        yield HumanReading(state, cell.value, cell.printed, How.ACCEPTED)
        yield HumanReading(state, cell.value, cell.printed, How.REPORT_WRONG)
    for candidate in cell.candidates:
        if candidate.value is not None:
            yield HumanReading(State.NUMBER, candidate.value, candidate.printed, How.CANDIDATE)
    lost = State.LOST if cell.state is State.LOST else State.UNREADABLE
    yield HumanReading(lost, None, cell.printed, How.UNREADABLE)
    yield HumanReading(State.UNREADABLE, None, "", How.UNREADABLE)
    yield HumanReading(State.BLANK, None, "", How.TYPED)
    yield from (HumanReading(State.MARK, None, mark, How.TYPED) for mark in ("/", "／", "-", "——", "－", "无"))


@pytest.mark.parametrize("name", NAMES)
def test_all_that_the_pages_offer_fits(name: str) -> None:
    report = REPORTS[name]
    refused = [wrong(path, reading, report) for path, cell in report.cells.items() for reading in offered(cell)]
    assert len(refused) > 500
    assert [why for why in refused if why] == []


def test_a_print_that_was_read_can_be_typed() -> None:
    retyped = [
        wrong(path, number(cell.value, cell.printed), report)
        for report in REPORTS.values()
        for path, cell in report.cells.items()
        if cell.value is not None
    ]
    assert len(retyped) > 200
    assert [why for why in retyped if why] == []


def test_what_a_sum_asks_for_may_be_chosen_though_nobody_read_it() -> None:
    asked = number(47, "", How.CANDIDATE)
    bare = REPORT.cells[COUNT].model_copy(update={"candidates": []})
    report = REPORT.model_copy(update={"cells": {**REPORT.cells, COUNT: bare}})
    assert any(line.verdict == "broken" and COUNT in line.paths for line in sums(report, {}))
    assert wrong(COUNT, asked, report) is None


def test_a_persons_own_reading_may_be_called_the_reports_error() -> None:
    mine = number(46, "46", How.REPORT_WRONG)
    assert wrong(COUNT, mine)
    assert misfit(COUNT, mine, REPORT, said(REPORT, {COUNT: number(46, "46")})) is None
    assert misfit(COUNT, number(46, "46", How.ACCEPTED), REPORT, {}, _holding(46)) is None


def _holding(value: int) -> Report:
    changed = REPORT.cells[COUNT].model_copy(update={"value": value, "printed": str(value)})
    return REPORT.model_copy(update={"cells": {**REPORT.cells, COUNT: changed}})


@given(st.sampled_from(BY_QUANTITY[Quantity.COUNT] + BY_QUANTITY[Quantity.CHANGE]), st.integers(-(10**16), 10**16))
def test_a_typed_number_fits_where_the_form_can_print_it(place: tuple[str, str], value: int) -> None:
    name, path = place
    negative = cell_definition(path).quantity is Quantity.CHANGE
    fits = abs(value) < 10**15 and (value >= 0 or negative)
    written = [str(value), f" {value:,} ", str(value).translate({48 + i: 0xFF10 + i for i in range(10)}), f"{value}件"]
    found = [wrong(path, number(value, printed), REPORTS[name]) for printed in written]
    assert [why is None for why in found] == [fits] * len(written), found


@given(st.sampled_from(PLACES), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_print_of_another_number_never_fits(place: tuple[str, str], value: int, printed: int) -> None:
    name, path = place
    if cell_definition(path).quantity is Quantity.MONEY:
        printed = printed * 10 + 1  # of no unit the same
        value = value * 10 + 2
    reading = number(value, str(printed))
    assert (wrong(path, reading, REPORTS[name]) is None) == (value == printed)


@pytest.mark.parametrize(
    ("value", "printed", "fits"),
    [
        (2034700, "203.47", True),
        (Decimal("203.47"), "203.47元", True),
        (5000, "0.5万", True),
        (5000, "0.5万元", True),
        (Decimal("203.47"), "203.47", False),
        (-5, "-5元", False),
    ],
)
def test_an_amount_has_the_unit_of_its_cell(value: Number, printed: str, fits: bool) -> None:
    path = "proactive_disclosure.article_20_9.procurement.amount"
    assert REPORT.cells[path].value == 2034650
    assert (wrong(path, number(value, printed)) is None) == fits


@pytest.mark.parametrize(("printed", "value"), [("减8", -8), ("增8", 8), ("－8", -8), ("−8", -8), ("3万", 30000)])
def test_changes_are_typed_as_forms_print_them(printed: str, value: int) -> None:
    name, path = BY_QUANTITY[Quantity.CHANGE][0]
    assert wrong(path, number(value, printed), REPORTS[name]) is None


def test_a_file_of_decisions_goes_by_the_same_rule() -> None:
    about = {"source": "a.html", "sha256": "0f" * 32, "path": COUNT}
    said_of: list[dict[str, object]] = [
        {"printed": "99", "state": "blank", "value": None},
        {"printed": "77", "state": "number", "value": 5, "how": "accepted"},
        {"printed": "49", "state": "number", "value": 49, "how": "accepted"},
    ]
    for decision, fits in zip(said_of, (False, False, True), strict=True):
        file = {"format": "gongkai-decisions", "version": 1, "decisions": [{**about, **decision}]}
        (taken,) = events_of(DecisionsFile.model_validate(file))
        assert (taken.misfit(REPORT) is None) == fits
    other = REPORT.model_copy(update={"cells": {}})
    assert taken.misfit(other) == f"the report has no cell {COUNT}"
