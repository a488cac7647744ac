"""Each hole of WITNESSES.md: a wrong or unproved number that must not be believed, and the clause that stops it.

Every case is run twice: with the rule as it is, where the number must be neither verified nor repaired, and with the
clause that closes the hole taken out, where it must be. So a clause that does nothing fails here.

Not here: hidden tables are removed before the readers see them, and facts have a rule of their own.
"""

from __future__ import annotations

from collections.abc import Callable

import holes_of_invention as inventions
import holes_of_placing as placing
import holes_of_readers as readers
import holes_of_repair as repairs
import holes_of_sums as sums
import pytest
from crosscheck_cases import DROPPED, LICENSING, Case, believed, cell

from extractor.crosscheck import status
from schemas.enums import Origin, State, Status, Witness


def hole(*makers: Callable[[], Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("make", makers, ids=lambda make: make.__name__)


def closes(case: Case) -> None:
    """Assert that the case is not believed, and is with any of its clauses taken out."""
    assert not believed(case)
    assert case.without
    for name, change in case.without.items():
        with pytest.MonkeyPatch.context() as patch:
            change(patch)
            assert believed(case), f"taking out {name!r} changes nothing"


@hole(
    readers.shared_ocr,
    readers.one_recognition,
    readers.rules_alone,
    readers.both_read_nothing,
    readers.both_engines_read_nothing,
)
def test_hole_shared_ocr(make: Callable[[], Case]) -> None:
    closes(make())


@hole(
    readers.echo,
    readers.echo_of_a_glyph,
    readers.echo_of_a_digit_in_a_zero,
    readers.more_outcomes_than_requests,
    readers.zero_in_one_identity,
    readers.zero_in_a_derived_identity,
    readers.zero_with_an_identity_untested,
    readers.zero_seen_by_the_picture_model_alone,
    readers.token_in_two_cells,
)
def test_hole_echo(make: Callable[[], Case]) -> None:
    closes(make())


@hole(
    readers.blanks_lost,
    readers.model_vouches_for_a_place,
    readers.loose_row_without_its_places,
    readers.two_torn_labels_above_one_row,
    readers.rows_without_labels,
    readers.loose_zeros_whose_sum_is_not_tested,
    readers.placed_by_the_sums,
)
def test_hole_shared_guess(make: Callable[[], Case]) -> None:
    closes(make())


@hole(
    placing.placed_and_agreed,
    placing.neighbour_of_a_placed_cell,
    placing.candidate_that_was_placed,
    placing.placed_and_repaired,
    placing.emptied_cell_of_a_stray_number,
    placing.repair_in_the_place_of_a_stray_number,
)
def test_hole_placed_by_sums(make: Callable[[], Case]) -> None:
    closes(make())


@hole(
    inventions.invention,
    inventions.invention_by_two_models,
    inventions.invention_for_a_lost_cell,
    inventions.lost_neighbour,
)
def test_hole_invention(make: Callable[[], Case]) -> None:
    closes(make())


@hole(
    inventions.zero_for_blank,
    inventions.faint_zero_dropped,
    inventions.faint_zero_dropped_from_text,
    inventions.faint_zero_among_totals,
    inventions.mark_lost,
    inventions.blank_in_a_table_without_numbers,
    inventions.blank_without_a_cell,
    inventions.mark_in_a_cell,
    inventions.blank_of_a_loose_place,
)
def test_hole_zero_for_blank(make: Callable[[], Case]) -> None:
    closes(make())


@hole(
    sums.fallen_out,
    sums.fallen_out_of_sight,
    sums.fallen_out_total,
    sums.fallen_out_total_for_both,
    sums.faint_total,
    sums.faint_part,
)
def test_hole_fallen_out(make: Callable[[], Case]) -> None:
    closes(make())


DOTS = {
    "both readers": lambda: sums.dot_of_thousands(Origin.UNKNOWN, "3(a)", Witness.RULES, Witness.MODEL),
    "sums": lambda: sums.dot_of_thousands(Origin.DIGITAL, "3(c) number", Witness.RULES),
    "two engines": lambda: sums.dot_of_thousands(Origin.OCR, "3(d) engines", Witness.RULES, Witness.OCR2),
    "broken row": sums.dot_in_a_broken_row,
}


@pytest.mark.parametrize("way", DOTS)
def test_hole_broken_count(way: str) -> None:
    """A count is a whole number: a full stop stands for a comma, or for a speck."""
    closes(DOTS[way]())


@hole(sums.wrong_year, sums.wrong_year_repaired, sums.stacked_years)
def test_hole_wrong_schema(make: Callable[[], Case]) -> None:
    closes(make())


@hole(sums.swapped_rows, sums.swapped_zero)
def test_hole_swapped(make: Callable[[], Case]) -> None:
    closes(make())


@hole(sums.own_quote)
def test_hole_own_quote(make: Callable[[], Case]) -> None:
    closes(make())


@hole(
    sums.broken_beside_a_holding_one,
    sums.broken_read_once,
    sums.broken_in_markdown,
    sums.framed_neighbour,
    sums.sum_that_chooses_its_own_term,
    sums.slipped_along_the_row,
)
def test_hole_broken_identity(make: Callable[[], Case]) -> None:
    closes(make())


@hole(
    repairs.one_identity,
    repairs.row_alone,
    repairs.innocent_crossing,
    repairs.far_from_the_print,
    repairs.agency_error_in_a_scan,
    repairs.agency_error_with_two_tokens,
    repairs.two_engines_against_the_sums,
    repairs.unreadable_in_a_loose_place,
    repairs.sums_that_ask_for_different_values,
)
def test_hole_cheap_repair(make: Callable[[], Case]) -> None:
    closes(make())


UNITS: dict[str, Callable[[], Case]] = {
    "both readers": lambda: sums.unit_lost(Origin.DIGITAL, Witness.MODEL, "3(a)"),
    "two engines": lambda: sums.unit_lost(Origin.OCR, Witness.OCR2, "3(d) engines"),
    "sums": lambda: sums.unit_lost_where_sums_speak(Origin.DIGITAL, cell("granted", "business"), "3(c) number"),
    "grid": lambda: sums.unit_lost_where_sums_speak(
        Origin.DIGITAL, LICENSING, "3(c) blank", State.BLANK, status.NO_STRAY_BLANK
    ),
    "zero": lambda: sums.unit_lost_where_sums_speak(Origin.OCR, cell("granted", "research"), "3(d) zero"),
    "broken row": sums.unit_lost_in_a_broken_row,
    "person": sums.unit_lost_for_a_person,
}


@pytest.mark.parametrize("name", UNITS)
def test_hole_unit(name: str) -> None:
    closes(UNITS[name]())


@hole(sums.obedient_model, sums.obedient_model_on_the_same_token, sums.unspoken_by_a_person)
def test_hole_obedient_model(make: Callable[[], Case]) -> None:
    closes(make())


RESTATED = {
    ("3(b)", status.OPPOSED): "without it the row says no more than 3(a) of digital text",
    ("3(d) zero", status.OCR): "elsewhere 3(c) asks for less",
}
"""Clauses that say what a row is about; without them the row would say again what another row says."""


def test_every_clause_that_believes_closes_a_hole() -> None:
    believing = {
        (row.rule, clause)
        for row in status.DECISIONS
        if row.status in (Status.VERIFIED, Status.REPAIRED)
        for clause in row.clauses
    }
    for module in (readers, inventions, placing, sums, repairs):
        for name in vars(module):
            make = getattr(module, name)
            if callable(make) and getattr(make, "__annotations__", {}) == {"return": "Case"}:
                make()
    for make in (*DOTS.values(), *UNITS.values()):
        make()
    unproved = sorted((rule, clause.name) for rule, clause in believing - DROPPED - RESTATED.keys())
    assert unproved == []
