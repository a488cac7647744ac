"""Each hole of WITNESSES.md: a wrong or unproved number that must not be believed, and the clause that stops it.

Every case is run twice: with the rule as it is, where the number must be neither verified nor repaired, and with the
clause that closes the hole taken out, where it must be. So a clause that does nothing fails here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import pytest

from extractor.crosscheck import Evidence, cell_facts, crosscheck, evidence, loose, placing, repair, status, survey
from extractor.crosscheck.evidence import Claim
from extractor.crosscheck.status import Clause
from extractor.crosscheck.survey import Survey
from schemas import Reading, Span, form
from schemas.enums import Origin, PlacedBy, State, Status, TableKind, Witness

FORM = form("2021")
PATHS = FORM.paths()
TABLE = FORM.table(TableKind.REQUESTS)
assert TABLE is not None
ROWS = [row.key for row in TABLE.blocks[0].rows]
COLUMNS = [column.key for column in TABLE.blocks[0].columns]
OUTCOMES = ROWS[2:-2]
LICENSING = "proactive_disclosure.article_20_5.licensing.decisions"
FEES = "proactive_disclosure.article_20_8.fees.amount"
RULES, MODEL, OCR2, HUMAN = Witness.RULES, Witness.MODEL, Witness.OCR2, Witness.HUMAN

Change = Callable[[pytest.MonkeyPatch], None]


def cell(row: str, column: str) -> str:
    return f"requests.{row}.{column}"


def span_of(path: str) -> Span:
    place = 10 * PATHS.index(path)
    return place, place + 4


def books(outcomes: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """A full form in which every sum holds: all that was received is done with, each in its column."""
    values = dict.fromkeys(PATHS, 0)
    for (row, column), count in outcomes.items():
        for to_row in (row, "outcome_total", "received"):
            for to_column in (column, "total"):
                values[cell(to_row, to_column)] += count
    return values


def read(values: Mapping[str, int], reader: Witness = RULES) -> dict[str, Reading]:
    """One reader's answers to a whole form; the places are sure, unless the reader is the model."""
    return {
        path: Reading(
            path,
            reader,
            State.NUMBER,
            value,
            str(value),
            span_of(path),
            placed_by=PlacedBy.STRUCTURE,
            anchored=reader is not MODEL,
            grid=reader is RULES,
        )
        for path, value in values.items()
    }


def put(readings: dict[str, Reading], path: str, value: int | None, state: State = State.NUMBER, **more: object) -> None:
    printed = more.pop("printed", "" if value is None else str(value))
    readings[path] = replace(readings[path], value=value, state=state, printed=printed, **more)  # type: ignore[arg-type]


def loosen(readings: dict[str, Reading], paths: Iterable[str], **more: object) -> None:
    for path in paths:
        readings[path] = replace(readings[path], anchored=False, **more)  # type: ignore[arg-type]


def lose(readings: dict[str, Reading], *paths: str) -> None:
    for path in paths:
        put(readings, path, None, State.LOST, span=None)


def column(name: str) -> list[str]:
    return [cell(row, name) for row in ROWS]


def row(name: str) -> list[str]:
    return [cell(name, column) for column in COLUMNS]


def evidence_of(origin: Origin, *readers: Mapping[str, Reading], disputed: Iterable[TableKind] = ()) -> Evidence:
    given = tuple(reading for readings in readers for reading in readings.values())
    return Evidence(given, PATHS, origin, frozenset(disputed))


def drop(rule: str, *clauses: Clause) -> Change:
    """Take clauses out of one row of the decision table."""

    def change(patch: pytest.MonkeyPatch) -> None:
        rows = tuple(
            replace(found, clauses=tuple(c for c in found.clauses if c not in clauses)) if found.rule == rule else found
            for found in status.DECISIONS
        )
        assert rows != status.DECISIONS, f"{rule} has no such clause"
        patch.setattr(status, "DECISIONS", rows)

    return change


def skip(*rules: str) -> Change:
    """Take whole rows out of the decision table."""

    def change(patch: pytest.MonkeyPatch) -> None:
        rows = tuple(found for found in status.DECISIONS if found.rule not in rules)
        assert len(rows) == len(status.DECISIONS) - len(rules)
        patch.setattr(status, "DECISIONS", rows)

    return change


def say(module: object, name: str, answer: object) -> Change:
    """Make a predicate give one answer whatever it is asked."""
    return lambda patch: patch.setattr(module, name, lambda *_, **__: answer)


def both(*changes: Change) -> Change:
    def change(patch: pytest.MonkeyPatch) -> None:
        for single in changes:
            single(patch)

    return change


@dataclass(frozen=True)
class Case:
    """A cell that must not be believed, and the changes each of which makes it believed."""

    evidence: Evidence
    path: str
    without: Mapping[str, Change]


def believed(case: Case) -> bool:
    return crosscheck(case.evidence).verdicts[case.path].status in (Status.VERIFIED, Status.REPAIRED)


# Shared OCR, and other words of one reader


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
            "two identities": drop("3(d) zero", status.TWO_IDENTITIES),
            "derived": both(drop("3(d) zero", status.TWO_IDENTITIES), say(survey, "counts_as_witness", True)),
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
        {"not by the sums": say(evidence, "is_firm", True)},
    )


# Invention, and zero for blank


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
    lose(first, cell("granted", "other"), cell("outcome_total", "business"), cell("carried_in", "other"))
    put(first, cell("granted", "other"), None, State.LOST, span=None, anchored=True)
    first[cell("carried_in", "other")] = read({cell("carried_in", "other"): 0})[cell("carried_in", "other")]

    def lost_counts_nothing(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(evidence.CellReadings, "lost", property(lambda _: False))

    return Case(
        evidence_of(Origin.DIGITAL, first, second), cell("granted", "business"), {"lost": lost_counts_nothing}
    )


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
    return Case(evidence_of(Origin.OCR, values), path, {"3(c) origin": drop("3(c) blank", status.NOT_OCR)})


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
            "3(c) grid": drop("3(c) blank", status.GRID),
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
    values = read({LICENSING: 0})
    put(values, LICENSING, None, State.BLANK, span=None, anchored=False)
    return Case(evidence_of(Origin.DIGITAL, values), LICENSING, {"anchored": drop("3(c) blank", status.ANCHORED)})


# Fallen out


def emptied(*, anchored: bool) -> Evidence:
    values = books({("granted", "business"): 5, ("carried_out", "other"): 0})
    first, second = read(values), read(values, MODEL)
    for readings in (first, second):
        put(readings, cell("granted", "business"), None, State.BLANK, span=None)
    if not anchored:
        loosen(first, [cell(name, column) for name in ROWS for column in COLUMNS])
    return evidence_of(Origin.DIGITAL, first, second)


def fallen_out() -> Case:
    """A lone `5` below the table belongs to an emptied cell; both read the empty cell and would blame the agency."""
    return Case(
        emptied(anchored=False),
        cell("granted", "business"),
        {"3(b) anchored": both(drop("3(b)", status.ANCHORED), drop("3(b)", status.NOT_EMPTIED, status.ANCHORED))},
    )


def fallen_out_of_sight() -> Case:
    """The same, where the lone number stands so far off that nobody missed it."""
    return Case(
        emptied(anchored=True), cell("granted", "business"), {"3(b) emptied": drop("3(b)", status.NOT_EMPTIED)}
    )


# Wrong schema, swapped


def wrong_year() -> Case:
    """Title year against body year: the whole table is in doubt, however well it is read."""
    values = books({("granted", "business"): 2})
    return Case(
        evidence_of(Origin.DIGITAL, read(values), read(values, MODEL), disputed=[TableKind.REQUESTS]),
        cell("granted", "business"),
        {"2 upstream": skip("2 upstream")},
    )


def wrong_year_repaired() -> Case:
    values = read(books({("granted", "business"): 1}))
    put(values, cell("granted", "business"), None, State.UNREADABLE, printed="l")
    return Case(
        evidence_of(Origin.DIGITAL, values, disputed=[TableKind.REQUESTS]),
        cell("granted", "business"),
        {"repair of a disputed table": drop("1", status.TABLE_UNDISPUTED)},
    )


def stacked_years() -> Case:
    """Two years' tables without headings: two tokens fit, and the model took last year's."""
    first, second = read({LICENSING: 40}), read({LICENSING: 40}, MODEL)
    other = replace(read({LICENSING: 52})[LICENSING], span=(5000, 5002))
    found = evidence_of(Origin.DIGITAL, first, second)
    return Case(
        replace(found, readings=(*found.readings, other)), LICENSING, {"2 readings": skip("2 readings")}
    )


def swapped_rows() -> Case:
    """`2.其他` against `2.其他法律…`: two rows swapped break no sum, and both readers follow the same torn label."""
    values = books({("denied.prohibited_by_law", "business"): 2})
    first, second = read(values), read(values, OCR2)
    loosen(first, row("denied.prohibited_by_law") + row("other_handling.other"))
    loosen(second, row("denied.prohibited_by_law") + row("other_handling.other"))
    return Case(
        evidence_of(Origin.OCR, first, second),
        cell("denied.prohibited_by_law", "business"),
        {"3(d) anchored": drop("3(d) engines", status.ANCHORED)},
    )


def swapped_zero() -> Case:
    values = read(books({("denied.prohibited_by_law", "business"): 2}))
    loosen(values, row("denied.prohibited_by_law") + row("other_handling.other"))
    return Case(
        evidence_of(Origin.OCR, values),
        cell("other_handling.other", "business"),
        {"3(d) anchored": drop("3(d) zero", status.ANCHORED)},
    )


# Own quote


def own_quote() -> Case:
    """`历年累计877条`: the model answers the same number, from nowhere in the table."""
    second = read({LICENSING: 877}, MODEL)
    put(second, LICENSING, 877, span=None)
    return Case(
        evidence_of(Origin.DIGITAL, read({LICENSING: 877}), second),
        LICENSING,
        {"a token of its own": say(evidence, "has_token", True)},
    )


# Broken identities


def broken_beside_a_holding_one() -> Case:
    """One sum holds, another does not, and nothing crosses."""
    values = read(books({("granted", "business"): 2}))
    put(values, cell("carried_in", "business"), 1)
    put(values, cell("carried_in", "other"), 1)
    return Case(
        evidence_of(Origin.DIGITAL, values),
        cell("outcome_total", "business"),
        {"2 identity": skip("2 identity")},
    )


def broken_with(origin: Origin, *readers: Witness) -> Evidence:
    values = books({("granted", "business"): 2})
    values["review_and_litigation.review.total"] = 7
    return evidence_of(origin, *(read(values, reader) for reader in readers))


def broken_read_once() -> Case:
    """As printed, but who says that it is printed so? One reader."""
    return Case(
        broken_with(Origin.DIGITAL, RULES),
        "review_and_litigation.review.total",
        {"3(b) both readers": drop("3(b)", status.BOTH_READERS)},
    )


def broken_in_markdown() -> Case:
    """Plain text may have lost a digit on its way; only drawn text is verified as printed."""
    return Case(
        broken_with(Origin.UNKNOWN, RULES, MODEL),
        "review_and_litigation.review.total",
        {"3(b) digital": drop("3(b)", status.DIGITAL)},
    )


def framed_neighbour() -> Case:
    """Two equal errors frame the cell where they cross; the guilty one has no other sum to speak for it."""
    values = books({("granted", "business"): 6, ("granted", "research"): 3, ("partially_granted", "business"): 3})
    first, second = read(values), read(values, MODEL)
    for readings in (first, second):
        put(readings, cell("granted", "research"), 4)
        put(readings, cell("partially_granted", "business"), 4)
    lose(first, cell("outcome_total", "research"), cell("partially_granted", "other"))
    lose(second, cell("outcome_total", "research"), cell("partially_granted", "other"))
    return Case(
        evidence_of(Origin.UNKNOWN, first, second),
        cell("granted", "research"),
        {"spared only with support": say(placing, "supported", True)},
    )


# Cheap repair


def one_identity() -> Case:
    """With one identity every repair is unique."""
    path = "review_and_litigation.review.other"
    values = read(books({}))
    put(values, "review_and_litigation.review.total", 1)
    put(values, path, None, State.UNREADABLE, printed="l")
    return Case(
        evidence_of(Origin.DIGITAL, values),
        path,
        {"both axes": both(drop("1", status.BOTH_AXES, status.TERMS_SOUND))},
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
    """Two equal errors frame an innocent crossing cell, and the value is one glyph away."""
    values = read(books({("granted", "business"): 5, ("granted", "research"): 3, ("partially_granted", "business"): 3}))
    put(values, cell("granted", "research"), 2)
    put(values, cell("partially_granted", "business"), 2)
    lose(values, cell("outcome_total", "research"), cell("partially_granted", "other"))
    return Case(
        evidence_of(Origin.OCR, values),
        cell("granted", "business"),
        {"terms sound": drop("1", status.TERMS_SOUND)},
    )


def far_from_the_print() -> Case:
    """The agency's own error in a scan: the print is no slip of what the sums ask for."""
    values = read(books({("granted", "business"): 12}))
    put(values, cell("granted", "business"), 7)
    return Case(
        evidence_of(Origin.OCR, values), cell("granted", "business"), {"near print": drop("1", status.NEAR_PRINT)}
    )


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
    """Two recognitions read 3 where the sums ask for 8: then 3 is printed."""
    values = books({("granted", "business"): 8})
    first, second = read(values), read(values, OCR2)
    put(first, cell("granted", "business"), 3)
    put(second, cell("granted", "business"), 3)
    return Case(
        evidence_of(Origin.OCR, first, second),
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


# Unit; obedient or lying model


def unit_lost(origin: Origin, second: Witness, rule: str) -> Case:
    """The header with 万元 is lost: both read the same print, wrong by 10,000."""
    values = {FEES: 61}
    first, other = read(values), read(values, second)
    put(first, FEES, 61, unit_known=False)
    return Case(evidence_of(origin, first, other), FEES, {rule: drop(rule, status.UNIT_KNOWN)})


def unit_lost_where_sums_speak(origin: Origin, path: str, rule: str, state: State = State.NUMBER) -> Case:
    values = read(books({("granted", "business"): 2}))
    put(values, path, values[path].value if state is State.NUMBER else None, state, unit_known=False)
    return Case(evidence_of(origin, values), path, {rule: drop(rule, status.UNIT_KNOWN)})


def unit_lost_in_a_broken_row() -> Case:
    path = "review_and_litigation.review.total"
    found = broken_with(Origin.DIGITAL, RULES, MODEL)
    unsure = tuple(replace(r, unit_known=r.path != path) for r in found.readings)
    return Case(replace(found, readings=unsure), path, {"3(b)": drop("3(b)", status.UNIT_KNOWN)})


def unit_lost_for_a_person() -> Case:
    said = {FEES: replace(read({FEES: 61}, HUMAN)[FEES], unit_known=False)}
    return Case(evidence_of(Origin.DIGITAL, said), FEES, {"3(e)": drop("3(e)", status.UNIT_KNOWN)})


def unspoken_by_a_person() -> Case:
    return Case(
        evidence_of(Origin.OCR, read({LICENSING: 4})), LICENSING, {"3(e)": drop("3(e)", status.PERSON)}
    )


def obedient_model() -> Case:
    """A model that balances the books: 3 is printed, the sums ask for 4, and the only 4 about is the row's total."""
    values = books({("granted", "business"): 4})
    path = cell("granted", "business")
    first, second = read(values), read(values, MODEL)
    put(first, path, 3)
    put(second, path, 4, span=span_of(cell("granted", "total")))
    del second[cell("granted", "total")]
    return Case(
        evidence_of(Origin.DIGITAL, first, second), path, {"a token of its own": say(repair, "_own", True)}
    )


def obedient_model_on_the_same_token() -> Case:
    """The same, where the model points at the printed 3 itself."""
    values = books({("granted", "business"): 4})
    path = cell("granted", "business")
    first, second = read(values), read(values, MODEL)
    put(first, path, 3)
    put(second, path, 4, printed="3")
    return Case(
        evidence_of(Origin.DIGITAL, first, second), path, {"reads as": say(repair, "reads_as", True)}
    )


HOLES: dict[str, tuple[Callable[[], Case], ...]] = {
    "shared_ocr": (shared_ocr, one_recognition, rules_alone, both_read_nothing, both_engines_read_nothing),
    "echo": (
        echo,
        echo_of_a_glyph,
        zero_in_one_identity,
        zero_in_a_derived_identity,
        zero_with_an_identity_untested,
        zero_seen_by_the_picture_model_alone,
        token_in_two_cells,
    ),
    "shared_guess": (
        blanks_lost,
        model_vouches_for_a_place,
        loose_row_without_its_places,
        two_torn_labels_above_one_row,
        rows_without_labels,
        loose_zeros_whose_sum_is_not_tested,
        placed_by_the_sums,
    ),
    "invention": (invention, invention_by_two_models, invention_for_a_lost_cell, lost_neighbour),
    "zero_for_blank": (
        zero_for_blank,
        faint_zero_dropped,
        blank_without_a_cell,
        mark_in_a_cell,
        blank_of_a_loose_place,
    ),
    "fallen_out": (fallen_out, fallen_out_of_sight),
    "wrong_schema": (wrong_year, wrong_year_repaired, stacked_years),
    "swapped": (swapped_rows, swapped_zero),
    "own_quote": (own_quote,),
    "broken_identity": (broken_beside_a_holding_one, broken_read_once, broken_in_markdown, framed_neighbour),
    "cheap_repair": (
        one_identity,
        row_alone,
        innocent_crossing,
        far_from_the_print,
        agency_error_with_two_tokens,
        two_engines_against_the_sums,
        unreadable_in_a_loose_place,
        sums_that_ask_for_different_values,
    ),
    "unit": (
        lambda: unit_lost(Origin.DIGITAL, MODEL, "3(a)"),
        lambda: unit_lost(Origin.OCR, OCR2, "3(d) engines"),
        lambda: unit_lost_where_sums_speak(Origin.DIGITAL, cell("granted", "business"), "3(c) number"),
        lambda: unit_lost_where_sums_speak(Origin.DIGITAL, LICENSING, "3(c) blank", State.BLANK),
        lambda: unit_lost_where_sums_speak(Origin.OCR, cell("granted", "research"), "3(d) zero"),
        unit_lost_in_a_broken_row,
        unit_lost_for_a_person,
        unspoken_by_a_person,
    ),
    "obedient_model": (obedient_model, obedient_model_on_the_same_token),
}
