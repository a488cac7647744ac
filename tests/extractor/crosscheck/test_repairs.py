"""Repairs, and what a person says: the two ways a value stands that no reader gave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from crosscheck_cases import (
    HUMAN,
    LICENSING,
    MODEL,
    PATHS,
    RULES,
    books,
    cell,
    evidence_of,
    one_wrong,
    put,
    read,
)

from extractor.crosscheck import Candidate, Evidence, crosscheck
from schemas.enums import Origin, State, Status, Witness

GRANTED = cell("granted", "business")


@pytest.mark.parametrize(
    ("value", "printed", "origin"),
    [(1, "l", Origin.DIGITAL), (10, "1O", Origin.UNKNOWN), (20, "2 0", Origin.DIGITAL), (12, "l2", Origin.OCR)],
)
def test_a_print_that_is_no_number(value: int, printed: str, origin: Origin) -> None:
    values = read(books({("granted", "business"): value}))
    put(values, GRANTED, None, State.UNREADABLE, printed=printed)
    found = crosscheck(evidence_of(origin, values)).verdicts[GRANTED]
    assert (found.status, found.value, found.printed) == (Status.REPAIRED, value, printed)
    assert found.state is State.UNREADABLE
    assert found.witnesses == (Witness.ROW_SUM, Witness.OUTCOME_SUM)


def test_a_legible_digit_of_a_scan_is_not_changed() -> None:
    """A misread looks as the agency's own error does: the sums' value is a candidate, and no more."""
    found = crosscheck(one_wrong(Origin.OCR, 72, RULES, MODEL)).verdicts[GRANTED]
    assert (found.status, found.value, found.printed) == (Status.DISPUTED, 72, "72")
    assert 12 in [candidate.value for candidate in found.candidates]


def test_readers_differ_and_the_sums_choose() -> None:
    values = books({("granted", "business"): 12})
    case = evidence_of(Origin.DIGITAL, read(values | {GRANTED: 7}), read({GRANTED: 12}, MODEL))
    found = crosscheck(case).verdicts[GRANTED]
    assert (found.status, found.value) == (Status.REPAIRED, 12)
    assert found.witnesses == (Witness.MODEL, Witness.ROW_SUM, Witness.OUTCOME_SUM)


def test_a_legible_number_of_one_reader_is_never_repaired() -> None:
    found = crosscheck(one_wrong(Origin.DIGITAL, 72, RULES)).verdicts[GRANTED]
    assert (found.status, found.value) == (Status.DISPUTED, 72)


def test_differing_digits_of_drawn_text_are_not_confused() -> None:
    values = books({("granted", "business"): 8})
    case = evidence_of(Origin.DIGITAL, read(values | {GRANTED: 3}), read({GRANTED: 5}, MODEL))
    assert crosscheck(case).verdicts[GRANTED].status is Status.DISPUTED


# Persons


def test_a_person_overrules_the_readers() -> None:
    case = evidence_of(Origin.OCR, read({LICENSING: 9437}), read({LICENSING: 9487}, HUMAN))
    found = crosscheck(case).verdicts[LICENSING]
    assert (found.status, found.value, found.witnesses) == (Status.VERIFIED, 9487, (Witness.HUMAN,))
    assert found.candidates == (Candidate(9437, "9437", (Witness.RULES,)),)


def test_two_persons_who_differ_settle_nothing() -> None:
    said = read({LICENSING: 1}, HUMAN)[LICENSING]
    case = Evidence((said, replace(said, value=2, printed="2")), PATHS, Origin.DIGITAL)
    assert crosscheck(case).verdicts[LICENSING].status is Status.DISPUTED
