"""Holes that readers make out of nothing: lost cells filled, blanks read as zeros. Each case names the clause that stops it."""

from __future__ import annotations

import pytest
from crosscheck_cases import (
    FEES,
    LICENSING,
    MODEL,
    OCR2,
    Case,
    books,
    both,
    cell,
    drop,
    evidence_of,
    lose,
    put,
    read,
)

from extractor.crosscheck import cell_facts, evidence, status
from extractor.crosscheck.evidence import Claim
from extractor.crosscheck.survey import Survey
from schemas.enums import Origin, State


def invention() -> Case:
    """A page picture read by a model alone: a lost column filled so that every sum holds."""
    return Case(
        evidence_of(Origin.DIGITAL, read(books({("granted", "other"): 1}), OCR2)),
        cell("granted", "other"),
        {"3(c) of rules": drop("3(c) number", status.OF_RULES)},
    )


def invention_by_two_models() -> Case:
    values = books({("granted", "other"): 1})
    return Case(
        evidence_of(Origin.DIGITAL, read(values, MODEL), read(values, OCR2)),
        cell("granted", "other"),
        {"3(d) ocr": drop("3(d) engines", status.OCR), "3(a) of rules": drop("3(c) number", status.OF_RULES)},
    )


def invention_for_a_lost_cell() -> Case:
    """The rules reader says lost, the model 0, and every sum supports the 0."""
    values = books({("granted", "business"): 2})
    first, second = read(values), read(values, MODEL)
    path = cell("partially_granted", "research")
    lose(first, path)
    return Case(evidence_of(Origin.DIGITAL, first, second), path, {"not lost": drop("1", status.NOT_LOST)})


def lost_neighbour() -> Case:
    """A sum that holds only with what a model put into a lost cell is no witness."""
    values = books({("granted", "business"): 2, ("granted", "other"): 1})
    first, second = read(values), read({cell("granted", "other"): 1}, MODEL)
    lose(first, cell("granted", "other"), cell("outcome_total", "business"))

    def lost_counts_nothing(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(evidence.CellReadings, "lost", property(lambda _: False))

    return Case(evidence_of(Origin.DIGITAL, first, second), cell("granted", "business"), {"lost": lost_counts_nothing})


def zero_for_blank() -> Case:
    """The model's commonest habit. The sums hold for both, so they choose neither."""
    values = books({("granted", "business"): 2})
    first, second = read(values), read(values, MODEL)
    path = cell("partially_granted", "research")
    put(first, path, None, State.BLANK, span=None)
    return Case(evidence_of(Origin.DIGITAL, first, second), path, {"told apart": drop("1", status.TELLS_APART)})


def faint_zero_dropped() -> Case:
    """Recognition drops a faint 0; what is left looks like an empty cell."""
    values = read(books({("granted", "business"): 2}))
    path = cell("partially_granted", "research")
    put(values, path, None, State.BLANK, span=None)
    return Case(
        evidence_of(Origin.OCR, values),
        path,
        {"3(c) origin": drop("3(c) blank", status.NOT_OCR, status.NO_STRAY_BLANK)},
    )


def faint_zero_dropped_from_text() -> Case:
    """The same where nothing tells that the text was recognised: one empty cell among nothing but printed zeros."""
    values = read(books({("granted", "business"): 2}))
    path = cell("partially_granted", "research")
    put(values, path, None, State.BLANK, span=None)
    return Case(evidence_of(Origin.UNKNOWN, values), path, {"3(c) stray": drop("3(c) blank", status.NO_STRAY_BLANK)})


def mark_lost() -> Case:
    """A dash is gone from a table that prints one for every zero."""
    readings = read(books({("granted", "business"): 2}))
    for path, reading in list(readings.items()):
        if reading.value == 0:
            put(readings, path, None, State.MARK, printed="/")
    path = cell("denied.internal_affairs", "research")
    put(readings, path, None, State.BLANK, printed="", span=None)
    return Case(evidence_of(Origin.UNKNOWN, readings), path, {"3(c) stray": drop("3(c) blank", status.NO_STRAY_BLANK)})


def faint_zero_among_totals() -> Case:
    """Blanks are what the agency prints for zero but in its totals: two empty totals say that print is lost."""
    readings = read(books({("granted", "business"): 2}))
    for path, reading in list(readings.items()):
        if reading.value == 0 and (not path.endswith(".total") or "denied.internal_affairs" in path):
            put(readings, path, None, State.BLANK, span=None)
    path = cell("denied.internal_affairs", "research")
    return Case(evidence_of(Origin.UNKNOWN, readings), path, {"3(c) stray": drop("3(c) blank", status.NO_STRAY_BLANK)})


def blank_in_a_table_without_numbers() -> Case:
    """Pictures, scripts and lost characters empty whole tables alike: then no cell of the grid shows a blank."""
    values = read({LICENSING: 0, FEES: 0})
    for path in (LICENSING, FEES):
        put(values, path, None, State.BLANK, span=None)
    return Case(
        evidence_of(Origin.DIGITAL, values), LICENSING, {"3(c) empty": drop("3(c) blank", status.NOT_NUMBERLESS)}
    )


def blank_without_a_cell() -> Case:
    """A place that nobody saw; the sums hold without it, which proves nothing of a blank."""
    values = read(books({("granted", "business"): 2}))
    path = cell("partially_granted", "research")
    put(values, path, None, State.BLANK, span=None, grid=False)

    def sums_take_blanks(claim: Claim, path: str, known: Survey) -> frozenset[int]:
        return frozenset(n for n, value in known.demands[path].items() if value == claim.amount)

    return Case(
        evidence_of(Origin.DIGITAL, values),
        path,
        {
            "3(c) grid": drop("3(c) blank", status.GRID, status.NO_STRAY_BLANK),
            "no identity witnesses a blank": both(
                drop("3(c) number", status.NUMBER),
                lambda patch: patch.setattr(cell_facts, "supporting_sums", sums_take_blanks),
            ),
        },
    )


def mark_in_a_cell() -> Case:
    """A printed mark is read by one reader like a number without an identity."""
    values = read({LICENSING: 0})
    put(values, LICENSING, None, State.MARK, printed="/")
    return Case(evidence_of(Origin.DIGITAL, values), LICENSING, {"3(c) blank": drop("3(c) blank", status.BLANK)})


def blank_of_a_loose_place() -> Case:
    values = read({LICENSING: 0, FEES: 0})
    put(values, LICENSING, None, State.BLANK, span=None, anchored=False)
    return Case(evidence_of(Origin.DIGITAL, values), LICENSING, {"anchored": drop("3(c) blank", status.ANCHORED)})
