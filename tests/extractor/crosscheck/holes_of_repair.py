"""Holes that repairs make: values of the sums where the print should stand. Each case names the clause that stops it."""

from __future__ import annotations

from dataclasses import replace

from crosscheck_cases import (
    OCR2,
    Case,
    books,
    cell,
    drop,
    evidence_of,
    lose,
    put,
    read,
)

from extractor.crosscheck import status
from schemas.enums import Origin, State, Witness


def one_identity() -> Case:
    """With one identity every repair is unique."""
    path = "review_and_litigation.review.other"
    values = read(books({}))
    put(values, "review_and_litigation.review.total", 1)
    put(values, path, None, State.UNREADABLE, printed="l")
    return Case(
        evidence_of(Origin.DIGITAL, values),
        path,
        {"both axes": drop("1", status.BOTH_AXES, status.TERMS_SOUND)},
    )


def row_alone() -> Case:
    values = read(books({("granted", "business"): 1}))
    put(values, cell("granted", "business"), None, State.UNREADABLE, printed="l")
    lose(values, cell("denied.state_secret", "business"))
    return Case(
        evidence_of(Origin.DIGITAL, values),
        cell("granted", "business"),
        {"both axes": drop("1", status.BOTH_AXES)},
    )


def innocent_crossing() -> Case:
    """Two equal errors frame an innocent crossing cell, and the model is of their opinion."""
    values = read(books({("granted", "business"): 5, ("granted", "research"): 3, ("partially_granted", "business"): 3}))
    put(values, cell("granted", "research"), 2)
    put(values, cell("partially_granted", "business"), 2)
    lose(values, cell("outcome_total", "research"), cell("partially_granted", "other"))
    other = {path: replace(reading, reader=Witness.MODEL, anchored=False) for path, reading in values.items()}
    put(other, cell("granted", "business"), 6)
    return Case(
        evidence_of(Origin.OCR, values, other),
        cell("granted", "business"),
        {"terms sound": drop("1", status.TERMS_SOUND)},
    )


def far_from_the_print() -> Case:
    """What is printed cannot be read, and is no slip of what the sums ask for."""
    values = read(books({("granted", "business"): 12}))
    put(values, cell("granted", "business"), None, State.UNREADABLE, printed="oo")
    return Case(
        evidence_of(Origin.OCR, values), cell("granted", "business"), {"near print": drop("1", status.NEAR_PRINT)}
    )


def agency_error_in_a_scan() -> Case:
    """The agency's own error, one glyph from what the sums ask for, breaks its row and its column as a misread does."""
    values = books({("granted", "business"): 10, ("granted", "research"): 4})
    path = cell("granted", "business")
    readers = [read(values | {path: 16}, reader) for reader in (Witness.RULES, Witness.MODEL)]
    return Case(evidence_of(Origin.OCR, *readers), path, {"called for": drop("1", status.CALLED_FOR)})


def agency_error_with_two_tokens() -> Case:
    """Legible numbers of one reader in drawn text: the sums must not choose between them."""
    values = read(books({("granted", "business"): 8}))
    put(values, cell("granted", "business"), 3)
    other = replace(values[cell("granted", "business")], value=8, printed="8", span=(5000, 5001))
    found = evidence_of(Origin.DIGITAL, values)
    return Case(
        replace(found, readings=(*found.readings, other)),
        cell("granted", "business"),
        {"called for": drop("1", status.CALLED_FOR)},
    )


def two_engines_against_the_sums() -> Case:
    """Two recognitions read 3 where the sums and the model ask for 8: then 3 is printed."""
    values = books({("granted", "business"): 8})
    first, second = read(values), read(values, OCR2)
    third = read(values, Witness.MODEL)
    put(first, cell("granted", "business"), 3)
    put(second, cell("granted", "business"), 3)
    return Case(
        evidence_of(Origin.OCR, first, second, third),
        cell("granted", "business"),
        {"outnumbered": drop("1", status.NOT_OUTNUMBERED)},
    )


def unreadable_in_a_loose_place() -> Case:
    values = read(books({("granted", "business"): 1}))
    put(values, cell("granted", "business"), None, State.UNREADABLE, printed="l", anchored=False)
    return Case(
        evidence_of(Origin.DIGITAL, values), cell("granted", "business"), {"anchored": drop("1", status.PLACE_ANCHORED)}
    )


def sums_that_ask_for_different_values() -> Case:
    values = read(books({("granted", "business"): 1}))
    put(values, cell("granted", "business"), None, State.UNREADABLE, printed="l")
    put(values, cell("granted", "total"), 3)
    put(values, cell("outcome_total", "total"), 3)
    return Case(
        evidence_of(Origin.DIGITAL, values),
        cell("granted", "business"),
        {"sums agree": drop("1", status.SUMS_AGREE, status.TERMS_SOUND, status.NEAR_PRINT)},
    )
