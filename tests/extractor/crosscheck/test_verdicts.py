"""What each rule gives where it applies: status, value, witnesses, candidates, blame."""

from __future__ import annotations

from dataclasses import replace

import pytest
from crosscheck_cases import (
    FEES,
    LICENSING,
    MODEL,
    OCR2,
    OUTCOMES,
    PATHS,
    RULES,
    books,
    broken_review,
    cell,
    column,
    evidence_of,
    loosen,
    lose,
    one_wrong,
    put,
    read,
    row,
)

from extractor.crosscheck import Candidate, Evidence, crosscheck
from schemas import form
from schemas.enums import Blame, Origin, PlacedBy, State, Status, Witness

GRANTED = cell("granted", "business")
UPHELD = "review_and_litigation.review.upheld"
TOTAL = "review_and_litigation.review.total"


def test_rules_alone_are_verified_by_the_sums() -> None:
    found = crosscheck(evidence_of(Origin.DIGITAL, read(books({("granted", "business"): 2})))).verdicts
    assert found[GRANTED].status is Status.VERIFIED
    assert found[GRANTED].witnesses == (Witness.RULES, Witness.ROW_SUM, Witness.OUTCOME_SUM)
    assert found[GRANTED].candidates == ()
    assert found[cell("outcome_total", "total")].witnesses == (Witness.RULES, Witness.ROW_SUM)
    assert found[LICENSING].status is Status.READ


def test_total_column_counts_where_the_row_is_not_tested() -> None:
    values = read(books({("granted", "business"): 2}))
    lose(values, cell("granted", "other"))
    found = crosscheck(evidence_of(Origin.DIGITAL, values)).verdicts[cell("granted", "total")]
    assert (found.status, found.witnesses) == (Status.VERIFIED, (Witness.RULES, Witness.OUTCOME_SUM))


def test_both_readers_agree_without_a_sum() -> None:
    found = crosscheck(evidence_of(Origin.DIGITAL, read({LICENSING: 97}), read({LICENSING: 97}, MODEL)))
    assert found.verdicts[LICENSING].status is Status.VERIFIED
    assert found.verdicts[LICENSING].witnesses == (Witness.RULES, Witness.MODEL)


def test_two_engines_agree_on_a_scan() -> None:
    found = crosscheck(evidence_of(Origin.OCR, read({LICENSING: 97}), read({LICENSING: 97}, OCR2)))
    assert found.verdicts[LICENSING].rule == "3(d) engines"


def test_scanned_zero_in_two_sums() -> None:
    found = crosscheck(evidence_of(Origin.OCR, read(books({("granted", "business"): 2})))).verdicts
    assert found[cell("granted", "other")].rule == "3(d) zero"
    assert found[GRANTED].status is Status.READ


def test_empty_cell_of_a_grid() -> None:
    values = read({LICENSING: 0, FEES: 0})
    put(values, LICENSING, None, State.BLANK, span=None)
    found = crosscheck(evidence_of(Origin.DIGITAL, values)).verdicts[LICENSING]
    assert (found.status, found.witnesses, found.value) == (Status.VERIFIED, (Witness.RULES, Witness.GRID), None)


def test_mark_that_both_read() -> None:
    first, second = read({LICENSING: 0}), read({LICENSING: 0}, MODEL)
    for readings in (first, second):
        put(readings, LICENSING, None, State.MARK, printed="/")
    found = crosscheck(evidence_of(Origin.DIGITAL, first, second)).verdicts[LICENSING]
    assert (found.status, found.printed) == (Status.VERIFIED, "/")


def test_loose_rows_that_are_all_alike() -> None:
    values = read(books({("granted", "business"): 2}))
    torn = OUTCOMES[5:9]
    loosen(values, [path for name in torn for path in row(name)], loose_run="run")
    found = crosscheck(evidence_of(Origin.DIGITAL, values)).verdicts
    assert {found[path].status for name in torn for path in row(name)} == {Status.VERIFIED}


def test_only_what_the_sums_placed_is_read() -> None:
    values = read({LICENSING: 5})
    values[LICENSING] = replace(values[LICENSING], placed_by=PlacedBy.SUMS)
    found = crosscheck(evidence_of(Origin.DIGITAL, values, read({LICENSING: 5}, MODEL))).verdicts[LICENSING]
    assert (found.status, found.value, found.placed_by) == (Status.READ, 5, PlacedBy.SUMS)


# Disputes


def test_tie_gives_null_and_keeps_both() -> None:
    found = crosscheck(evidence_of(Origin.DIGITAL, read({LICENSING: 97}), read({LICENSING: 79}, MODEL)))
    verdict = found.verdicts[LICENSING]
    assert (verdict.status, verdict.state, verdict.value) == (Status.DISPUTED, State.UNREADABLE, None)
    assert verdict.candidates == (
        Candidate(97, "97", (Witness.RULES,)),
        Candidate(79, "79", (Witness.MODEL,)),
    )


def test_most_witnesses_win() -> None:
    readers = (read({LICENSING: 97}), read({LICENSING: 79}, MODEL), read({LICENSING: 79}, OCR2))
    verdict = crosscheck(evidence_of(Origin.DIGITAL, *readers)).verdicts[LICENSING]
    assert (verdict.status, verdict.value) == (Status.DISPUTED, 79)
    assert verdict.witnesses == (Witness.MODEL, Witness.OCR2)
    assert verdict.candidates == (Candidate(97, "97", (Witness.RULES,)),)


def test_a_sum_that_tells_the_claims_apart_has_a_voice() -> None:
    values = books({}) | {UPHELD: 4, TOTAL: 4}
    verdict = crosscheck(evidence_of(Origin.DIGITAL, read(values), read({UPHELD: 1}, MODEL))).verdicts[UPHELD]
    assert (verdict.status, verdict.value) == (Status.DISPUTED, 4)
    assert verdict.witnesses == (Witness.RULES, Witness.REVIEW_SUM)


def test_a_sum_that_holds_for_both_has_none() -> None:
    values = read(books({("granted", "business"): 2}))
    other = cell("granted", "other")
    put(values, other, None, State.BLANK, span=None)
    verdict = crosscheck(evidence_of(Origin.DIGITAL, values, read({other: 0}, MODEL))).verdicts[other]
    assert (verdict.status, verdict.value) == (Status.DISPUTED, None)
    assert [candidate.value for candidate in verdict.candidates] == [None, 0]


def test_two_readers_of_one_scan_have_one_voice_each_for_themselves() -> None:
    readers = (read({LICENSING: 97}), read({LICENSING: 97}, MODEL), read({LICENSING: 91}, OCR2))
    verdict = crosscheck(evidence_of(Origin.OCR, *readers)).verdicts[LICENSING]
    assert (verdict.status, verdict.value) == (Status.DISPUTED, None)


def test_lost_opposes_a_number() -> None:
    values = read(books({("granted", "business"): 2}))
    lose(values, GRANTED)
    verdict = crosscheck(evidence_of(Origin.DIGITAL, values, read({GRANTED: 2}, MODEL))).verdicts[GRANTED]
    assert (verdict.status, verdict.value) == (Status.DISPUTED, None)
    assert verdict.candidates == (Candidate(2, "2", (Witness.MODEL, Witness.ROW_SUM, Witness.OUTCOME_SUM)),)


def test_lost_cell_keeps_what_the_sums_ask_for_as_a_candidate() -> None:
    values = read(books({("granted", "business"): 2}))
    del values[GRANTED]
    verdict = crosscheck(evidence_of(Origin.DIGITAL, values)).verdicts[GRANTED]
    assert (verdict.status, verdict.state, verdict.value) == (Status.UNREAD, State.LOST, None)
    assert verdict.candidates == (Candidate(2, "", (Witness.ROW_SUM, Witness.OUTCOME_SUM)),)


def test_disputed_cell_still_lets_its_row_testify() -> None:
    values = books({("granted", "business"): 2, ("granted", "other"): 1})
    case = evidence_of(Origin.DIGITAL, read(values), read({cell("granted", "other"): 9}, MODEL))
    found = crosscheck(case).verdicts
    assert Witness.ROW_SUM in found[GRANTED].witnesses


# Broken identities


def test_the_crossing_cell_is_the_suspect_and_its_neighbours_are_spared() -> None:
    outcome = crosscheck(one_wrong(Origin.DIGITAL, 7, RULES))
    assert [(found.identity.name, found.suspect, found.blame) for found in outcome.breaks] == [
        ("requests:row_sum:granted", GRANTED, Blame.SOURCE),
        ("requests:outcome_sum:business", GRANTED, Blame.SOURCE),
    ]
    found = outcome.verdicts
    assert (found[GRANTED].status, found[GRANTED].value) == (Status.DISPUTED, 7)
    assert found[GRANTED].candidates == (Candidate(12, "", (Witness.ROW_SUM, Witness.OUTCOME_SUM)),)
    spared = found[cell("partially_granted", "business")]
    assert (spared.status, spared.witnesses) == (Status.VERIFIED, (Witness.RULES, Witness.ROW_SUM))
    others = {found[path].status for path in row("granted") + column("business") if path != GRANTED}
    assert others == {Status.VERIFIED, Status.READ}
    assert [path for path in row("granted") if found[path].status is Status.READ] == [cell("granted", "total")]


def test_breaks_that_do_not_cross_oppose_every_cell() -> None:
    values = books({("granted", "business"): 12}) | {GRANTED: 7, cell("denied.state_secret", "other"): 1}
    found = crosscheck(evidence_of(Origin.DIGITAL, read(values))).verdicts
    assert {found[path].status for path in row("granted") + row("denied.state_secret")} == {Status.DISPUTED}


def test_the_line_of_reviews_has_no_suspect() -> None:
    outcome = crosscheck(broken_review(Origin.DIGITAL, RULES))
    assert [found.suspect for found in outcome.breaks] == [None]
    line = [path for path in PATHS if path.startswith("review_and_litigation.review.")]
    assert {outcome.verdicts[path].status for path in line} == {Status.DISPUTED}


@pytest.mark.parametrize(
    ("origin", "status", "blame"),
    [
        (Origin.DIGITAL, Status.VERIFIED, Blame.SOURCE),
        (Origin.UNKNOWN, Status.DISPUTED, Blame.UNKNOWN),
        (Origin.OCR, Status.DISPUTED, Blame.EXTRACTION),
    ],
)
def test_verified_as_printed(origin: Origin, status: Status, blame: Blame) -> None:
    outcome = crosscheck(one_wrong(origin, 7, RULES, MODEL))
    assert (outcome.verdicts[GRANTED].status, outcome.verdicts[GRANTED].value) == (status, 7)
    assert {found.blame for found in outcome.breaks} == {blame}


def test_an_unanchored_term_is_blamed_on_the_extraction() -> None:
    case = one_wrong(Origin.DIGITAL, 7, RULES)
    torn = tuple(replace(r, anchored=r.path != cell("granted", "other")) for r in case.readings)
    assert Blame.EXTRACTION in {found.blame for found in crosscheck(replace(case, readings=torn)).breaks}


def test_numbers_placed_by_order_alone_are_blamed_on_nobody() -> None:
    case = one_wrong(Origin.DIGITAL, 7, RULES)
    flat = tuple(replace(r, placed_by=PlacedBy.ORDER) for r in case.readings)
    assert {found.blame for found in crosscheck(replace(case, readings=flat)).breaks} == {Blame.UNKNOWN}


def test_a_blank_where_the_sums_cross_is_blamed_on_nobody() -> None:
    values = read(books({("granted", "business"): 12}))
    put(values, GRANTED, None, State.BLANK, span=None)
    outcome = crosscheck(evidence_of(Origin.DIGITAL, values))
    assert {found.blame for found in outcome.breaks} == {Blame.UNKNOWN}
    assert outcome.verdicts[GRANTED].status is Status.DISPUTED


def test_totals_left_blank_break_nothing() -> None:
    values = read(books({("granted", "business"): 2}))
    for path in column("total"):
        put(values, path, None, State.BLANK, span=None)
    outcome = crosscheck(evidence_of(Origin.DIGITAL, values))
    assert outcome.breaks == ()
    assert outcome.verdicts[GRANTED].witnesses == (Witness.RULES, Witness.OUTCOME_SUM)


def test_a_parent_beside_its_children_is_checked_apart() -> None:
    parent = "requests.other_handling.business"
    values = read(books({("other_handling.other", "business"): 2}))
    local = replace(values[GRANTED], path=parent, value=5, printed="5", span=(9000, 9001))
    case = evidence_of(Origin.DIGITAL, values)
    outcome = crosscheck(replace(case, readings=(*case.readings, local)))
    assert outcome.breaks == ()
    assert [(found.left, found.right) for found in outcome.subtotal_breaks] == [(2, 5)]
    assert list(outcome.verdicts)[-1] == parent
    assert outcome.verdicts[parent].status is Status.READ


def test_the_annex_has_identities_of_its_own() -> None:
    due = form("statistics").paths()
    staff = {"organization.staff": 3, "organization.staff.full_time": 1, "organization.staff.part_time": 2}
    base = read({LICENSING: 0})[LICENSING]
    readings = tuple(
        replace(base, path=f"statistics.{key}", value=value, printed=str(value), span=(10 * value, 10 * value + 1))
        for key, value in staff.items()
    )
    found = crosscheck(Evidence(readings, due, Origin.DIGITAL)).verdicts["statistics.organization.staff"]
    assert (found.status, found.witnesses) == (Status.VERIFIED, (Witness.RULES, Witness.ANNEX_SUM))


def test_verdicts_come_in_the_order_they_are_due() -> None:
    outcome = crosscheck(Evidence((), PATHS[::-1], Origin.DIGITAL))
    assert list(outcome.verdicts) == list(PATHS[::-1])
    assert {found.status for found in outcome.verdicts.values()} == {Status.UNREAD}
