"""Holes that placing by sums makes: what the sums put somewhere must prove nothing. Each case names what stops it."""

from __future__ import annotations

from dataclasses import replace

from crosscheck_cases import (
    MODEL,
    OCR2,
    RULES,
    Case,
    books,
    cell,
    drop,
    evidence_of,
    lose,
    put,
    read,
    say,
    skip,
)

from extractor.crosscheck import books as crosscheck_books
from extractor.crosscheck import cell_facts, repair, status
from extractor.crosscheck import evidence as crosscheck_evidence
from extractor.crosscheck.evidence import CellReadings
from schemas import Reading
from schemas.enums import Origin, PlacedBy, State
from schemas.reading import Choice

GRANTED = cell("granted", "business")


def by_sums(values: dict[str, Reading], *paths: str) -> None:
    for path in paths:
        values[path] = replace(values[path], placed_by=PlacedBy.SUMS)


def stray(value: int, *paths: str) -> Choice:
    """A number below the table, which could have fallen out of any of these cells."""
    return Choice(
        tuple(
            (Reading(path, RULES, State.NUMBER, value, str(value), (9000, 9001), placed_by=PlacedBy.SUMS),)
            for path in paths
        )
    )


def placed_and_agreed() -> Case:
    """The sums put the token there, and two other engines say the same: still no more than read."""
    values = read(books({("granted", "business"): 3}))
    by_sums(values, GRANTED)
    alike = {GRANTED: 3}
    return Case(
        evidence_of(Origin.OCR, values, read(alike, MODEL), read(alike, OCR2)),
        GRANTED,
        {"read at most": skip("4 placed by sums")},
    )


def neighbour_of_a_placed_cell() -> Case:
    """The model agrees with what the sums placed, and the row's total would be proved by that cell."""
    values = read(books({("granted", "business"): 3}))
    by_sums(values, GRANTED)
    lose(values, cell("outcome_total", "total"))
    return Case(
        evidence_of(Origin.DIGITAL, values, read({GRANTED: 3}, MODEL)),
        cell("granted", "total"),
        {"proves nothing": say(crosscheck_evidence, "is_placed", False)},
    )


def candidate_that_was_placed() -> Case:
    """Readers differ where the sums placed a token; the sums must not choose it for the total's sake."""
    values = read(books({("granted", "business"): 3}))
    by_sums(values, GRANTED)
    lose(values, cell("outcome_total", "total"))
    return Case(
        evidence_of(Origin.DIGITAL, values, read({GRANTED: 7}, MODEL), read({GRANTED: 3}, OCR2)),
        cell("granted", "total"),
        {"settles nothing": lambda patch: patch.setattr(crosscheck_books, "settled_by_sums", _settled)},
    )


def _settled(found: CellReadings, _: object) -> object:
    return next((claim for claim in found.claims if claim.value == 3), None)


def placed_and_repaired() -> Case:
    """Another engine reads 7; the sums ask for the 3 that they placed themselves."""
    values = read(books({("granted", "business"): 3}))
    by_sums(values, GRANTED)
    return Case(
        evidence_of(Origin.DIGITAL, values, read({GRANTED: 3}, MODEL), read({GRANTED: 7}, OCR2)),
        GRANTED,
        {"not by the sums": drop("1", status.NOT_BY_SUMS)},
    )


def emptied_cell_of_a_stray_number() -> Case:
    """A lone 1 below the table could belong to two cells, which the grid shows empty; no sum can be tested."""
    values = read({cell("granted", "business"): 0, cell("granted", "other"): 0})
    empty = tuple(values)
    for path in empty:
        put(values, path, None, State.BLANK, span=None)
    values |= read({cell("denied.internal_affairs", "research"): 0})
    evidence = replace(evidence_of(Origin.DIGITAL, values), choices=(stray(1, *empty),))
    return Case(evidence, GRANTED, {"not contested": say(cell_facts, "is_contested", False)})


def repair_in_the_place_of_a_stray_number() -> Case:
    """An unreadable print is one slip from what the sums ask for; a stray number might belong there instead."""
    values = read(books({("granted", "business"): 1}))
    put(values, GRANTED, None, State.UNREADABLE, printed="l")
    may_belong = replace(stray(1, GRANTED, cell("granted", "other")), optional=True)
    evidence = replace(evidence_of(Origin.DIGITAL, values), choices=(may_belong,))
    return Case(evidence, GRANTED, {"not contested": say(repair, "is_contested", False)})
