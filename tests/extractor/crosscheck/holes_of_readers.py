"""Holes that readers make: shared eyes, shared guesses, inventions. Each case names the clause that stops it."""

from __future__ import annotations

from dataclasses import replace

from crosscheck_cases import (
    LICENSING,
    MODEL,
    OCR2,
    OUTCOMES,
    Case,
    books,
    both,
    cell,
    column,
    drop,
    evidence_of,
    loosen,
    lose,
    put,
    read,
    row,
    say,
    span_of,
)

from extractor.crosscheck import cell_facts, evidence, loose, status, survey
from extractor.crosscheck.evidence import Claim
from extractor.crosscheck.survey import Survey
from schemas.enums import Origin, PlacedBy, State


def shared_ocr() -> Case:
    """9487 scanned as 9437, read so by both readers; no identity."""
    seen = {LICENSING: 9437}
    return Case(
        evidence_of(Origin.OCR, read(seen), read(seen, MODEL)),
        LICENSING,
        {
            "3(a) origin": drop("3(a)", status.NOT_OCR),
            "one recognition": lambda patch: patch.setattr(cell_facts, "recognition", lambda reader, _: reader),
        },
    )


def one_recognition() -> Case:
    return Case(
        evidence_of(Origin.OCR, read({LICENSING: 9437})),
        LICENSING,
        {"3(d) engines": drop("3(d) engines", status.TWO_RECOGNITIONS)},
    )


def rules_alone() -> Case:
    """One reader, and no identity to ask."""
    return Case(
        evidence_of(Origin.DIGITAL, read({LICENSING: 97})),
        LICENSING,
        {
            "3(a) both readers": drop("3(a)", status.BOTH_READERS),
            "3(c) identity": drop("3(c) number", status.IDENTITY_HOLDS),
        },
    )


def both_read_nothing() -> Case:
    """Two readers who agree that nothing can be read have read nothing."""
    first, second = read({LICENSING: 0}), read({LICENSING: 0}, OCR2)
    for readings in (first, second):
        put(readings, LICENSING, None, State.UNREADABLE, printed="■")
    return Case(
        evidence_of(Origin.DIGITAL, first, second),
        LICENSING,
        {"3(a) answer": drop("3(a)", status.ANSWER)},
    )


def both_engines_read_nothing() -> Case:
    case = both_read_nothing()
    return Case(
        replace(case.evidence, origin=Origin.OCR), LICENSING, {"3(d) answer": drop("3(d) engines", status.ANSWER)}
    )


# Echo


def echo() -> Case:
    """Received 3, granted 3, total 3 all become 8: every sum holds."""
    values = books({("granted", "natural_person"): 8})
    return Case(
        evidence_of(Origin.OCR, read(values), read(values, MODEL)),
        cell("granted", "natural_person"),
        {
            "3(c) origin": drop("3(c) number", status.NOT_OCR),
            "3(d) zero": drop("3(d) zero", status.ZERO),
        },
    )


def echo_of_a_glyph() -> Case:
    """One glyph confused over a whole page: 10 + 1 = 11 becomes 20 + 2 = 22."""
    values = books({("granted", "business"): 20, ("partially_granted", "business"): 2})
    return Case(
        evidence_of(Origin.OCR, read(values), read(values, MODEL)),
        cell("outcome_total", "business"),
        {"3(c) origin": drop("3(c) number", status.NOT_OCR), "3(a) origin": drop("3(a)", status.NOT_OCR)},
    )


def echo_of_a_digit_in_a_zero() -> Case:
    """An eight taken for a zero all over the page: every sum of the zeros holds, and an ordinal or a lost digit tells."""
    return Case(
        replace(evidence_of(Origin.OCR, read(books({}))), zeros_doubtful=True),
        cell("granted", "natural_person"),
        {"3(d) zero": drop("3(d) zero", status.ZEROS_SOUND)},
    )


def more_outcomes_than_requests() -> Case:
    """Two misreads in one row keep its sum; its column has unread cells, but it gives out more than it received."""
    values = books({})
    values[cell("granted", "business")] = values[cell("granted", "total")] = 6
    for path in (cell(r, c) for r in ("partially_granted", "outcome_total") for c in ("business", "total")):
        del values[path]
    return Case(
        evidence_of(Origin.UNKNOWN, read(values)),
        cell("granted", "business"),
        {"3(c) overdrawn": drop("3(c) number", status.NOT_OVERDRAWN)},
    )


def zero_in_one_identity() -> Case:
    """A scanned zero of 复议 stands in one sum only; so does its echo in the total."""
    path = "review_and_litigation.review.upheld"
    return Case(
        evidence_of(Origin.OCR, read(books({}))), path, {"two identities": drop("3(d) zero", status.TWO_IDENTITIES)}
    )


def zero_in_a_derived_identity() -> Case:
    """The sum of the total column follows from the others: it is no second identity."""
    return Case(
        evidence_of(Origin.OCR, read(books({}))),
        cell("granted", "total"),
        {
            "derived": both(say(survey, "counts_as_witness", True), say(cell_facts, "is_independent", True)),
        },
    )


def zero_with_an_identity_untested() -> Case:
    """Two sums hold, and the third cannot be asked."""
    values = read(books({("granted", "business"): 2}))
    lose(values, cell("carried_out", "research"))
    return Case(
        evidence_of(Origin.OCR, values),
        cell("outcome_total", "research"),
        {"all tested": drop("3(d) zero", status.ALL_HOLD)},
    )


def zero_seen_by_the_picture_model_alone() -> Case:
    return Case(
        evidence_of(Origin.OCR, read(books({}), OCR2)),
        cell("granted", "business"),
        {"of rules": drop("3(d) zero", status.OF_RULES)},
    )


def token_in_two_cells() -> Case:
    """One printed 3 put under 自然人 and under 总计: the row holds because the token is its own echo."""
    values = read(books({("granted", "natural_person"): 3}))
    lose(values, cell("carried_in", "natural_person"))
    put(values, cell("received", "natural_person"), 3, span=span_of(cell("received", "total")))
    return Case(
        evidence_of(Origin.DIGITAL, values),
        cell("received", "natural_person"),
        {"a token of its own": say(evidence, "shared_tokens", frozenset())},
    )


# Shared guess


def blanks_lost() -> Case:
    """`一、本年新收 … 3 3` with its blanks lost: both readers put it under 自然人."""
    values = books({("granted", "natural_person"): 3})
    first, second = read(values), read(values, MODEL)
    loosen(first, row("received"), placed_by=PlacedBy.ORDER)
    return Case(
        evidence_of(Origin.UNKNOWN, first, second),
        cell("received", "natural_person"),
        {
            "3(a) anchored": drop("3(a)", status.ANCHORED),
            "3(c) anchored": drop("3(c) number", status.ANCHORED),
        },
    )


def model_vouches_for_a_place() -> Case:
    """The model calls its own guess anchored; it saw the same text in the same order."""
    case = blanks_lost()
    sure = tuple(replace(r, anchored=True) if r.reader is MODEL else r for r in case.evidence.readings)

    def any_anchor(claim: Claim, _: Survey) -> bool:
        return any(reading.anchored for reading in claim.firm)

    return Case(
        replace(case.evidence, readings=sure),
        case.path,
        {"the model anchors nothing": lambda patch: patch.setattr(cell_facts, "is_anchored", any_anchor)},
    )


def loose_row_without_its_places() -> Case:
    """Two loose rows `3 3` with blanks lost: the same in every row, all sums hold, the column is a guess."""
    values = read(books({("granted", "natural_person"): 3, ("partially_granted", "natural_person"): 3}))
    for name in ("granted", "partially_granted"):
        loosen(values, row(name), loose_run="run")
        for path in row(name)[1:-1]:
            put(values, path, None, State.BLANK, span=None, grid=False)
    return Case(
        evidence_of(Origin.UNKNOWN, values),
        cell("granted", "natural_person"),
        {"every place visible": say(loose, "every_place_visible", True)},
    )


def two_torn_labels_above_one_row() -> Case:
    """One loose row under two missing labels; the other label's cells were taken for blanks."""
    values = read(books({("denied.internal_affairs", "business"): 2}))
    loosen(values, row("denied.internal_affairs"), loose_run="run")
    for path in row("denied.deliberative_process"):
        put(values, path, None, State.BLANK, span=None, grid=False, anchored=False)
    return Case(
        evidence_of(Origin.DIGITAL, values),
        cell("denied.internal_affairs", "business"),
        {"several rows": say(loose, "several_rows", True)},
    )


def rows_without_labels() -> Case:
    """Rows without labels, one zero row lost and another repeated: count and sums are right, the places are not."""
    values = read(books({("partially_granted", "business"): 4}))
    loosen(values, [path for name in OUTCOMES for path in row(name)], loose_run="run")
    return Case(
        evidence_of(Origin.DIGITAL, values),
        cell("partially_granted", "business"),
        {"same in every row": say(loose, "same_in_every_row", True)},
    )


def loose_zeros_whose_sum_is_not_tested() -> Case:
    """The one row that is not zero was lost and a zero row repeated; the column's total is lost too."""
    values = read(books({}))
    loosen(values, [path for name in OUTCOMES for path in row(name)], loose_run="run")
    lose(values, cell("outcome_total", "business"))
    return Case(
        evidence_of(Origin.DIGITAL, values),
        cell("granted", "business"),
        {"all sums hold": say(loose, "all_sums_hold", True)},
    )


def placed_by_the_sums() -> Case:
    """Several placements fitted and the sums chose one: it cannot be proved by the same sums."""
    values = read(books({("granted", "natural_person"): 3}))
    for path in column("natural_person") + column("total"):
        values[path] = replace(values[path], placed_by=PlacedBy.SUMS)
    return Case(
        evidence_of(Origin.UNKNOWN, values),
        cell("granted", "natural_person"),
        {"not by the sums": both(say(evidence, "is_firm", True), say(evidence, "is_placed", False))},
    )
