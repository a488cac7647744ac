"""Holes that arithmetic makes or leaves open. Each case names the clause that stops it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from crosscheck_cases import (
    FEES,
    HUMAN,
    LICENSING,
    MODEL,
    OCR2,
    ROWS,
    RULES,
    Case,
    books,
    broken_review,
    cell,
    drop,
    evidence_of,
    loosen,
    lose,
    put,
    read,
    row,
    say,
    skip,
    span_of,
)

from extractor.crosscheck import Evidence, evidence, placing, repair, status, survey
from extractor.crosscheck import books as sum_books
from extractor.crosscheck.status import Clause
from schemas import Reading
from schemas.enums import Origin, State, TableKind, Witness

# Fallen out


def emptied(*, anchored: bool, crossing: bool) -> Evidence:
    """Row and column ask for 5 where both readers find an empty cell; or only the row, the column's total being lost."""
    values = books({("granted", "business"): 5})
    first, second = read(values), read(values, MODEL)
    for readings in (first, second):
        put(readings, cell("granted", "business"), None, State.BLANK, span=None)
        if not crossing:
            lose(readings, cell("outcome_total", "business"))
    if not anchored:
        loosen(first, [path for name in ROWS for path in row(name)])
    return evidence_of(Origin.DIGITAL, first, second)


def fallen_out() -> Case:
    """A lone `5` below the table belongs to an emptied cell; both read the empty cell and would blame the agency."""
    return Case(
        emptied(anchored=False, crossing=False),
        cell("granted", "business"),
        {"3(b) anchored": drop("3(b)", status.ANCHORED)},
    )


def fallen_out_of_sight() -> Case:
    """The same, where the lone number stands so far off that nobody missed it."""
    return Case(
        emptied(anchored=True, crossing=True),
        cell("granted", "business"),
        {"3(b) emptied": drop("3(b)", status.NOT_EMPTIED)},
    )


def total_fallen_out(*readers: Witness) -> Evidence:
    """Both totals of what came in are empty cells, so neither sum can be tested; both would ask for 5 in the first."""
    values = books({("granted", "business"): 5})
    found = [read(values, reader) for reader in readers]
    for readings in found:
        for name in ("received", "carried_in"):
            put(readings, cell(name, "total"), None, State.BLANK, span=None)
    return evidence_of(Origin.DIGITAL, *found)


def fallen_out_total() -> Case:
    """A total that stands far below the table, among the numbers of another one."""
    return Case(
        total_fallen_out(RULES),
        cell("received", "total"),
        {"3(c) emptied": drop("3(c) blank", status.NOT_EMPTIED, status.NOT_OWED, status.NO_STRAY_BLANK)},
    )


def fallen_out_total_for_both() -> Case:
    """The same where the model finds the cell empty as well."""
    return Case(
        total_fallen_out(RULES, MODEL),
        cell("received", "total"),
        {
            "3(a) emptied": drop("3(a)", status.NOT_EMPTIED),
            "3(c) emptied": drop("3(c) blank", status.NOT_EMPTIED, status.NOT_OWED, status.NO_STRAY_BLANK),
        },
    )


def zeros_left_blank(outcomes: dict[tuple[str, str], int], *emptied: str) -> dict[str, Reading]:
    """A report that prints no zero, and lost what stood in some more cells."""
    values = books(outcomes)
    readings = read(values)
    for path in (*(path for path, value in values.items() if value == 0), *emptied):
        put(readings, path, None, State.BLANK, span=None)
    return readings


def faint_total() -> Case:
    """A thin digit is gone from a total. An outcome was lost as well, so only the row shows that something is owed."""
    path = cell("partially_granted", "total")
    readings = zeros_left_blank({("granted", "business"): 2, ("partially_granted", "business"): 1}, path)
    lose(readings, *row("denied.state_secret"))
    return Case(evidence_of(Origin.UNKNOWN, readings), path, {"3(c) owed": drop("3(c) blank", status.NOT_OWED)})


def faint_part() -> Case:
    """A thin digit is gone from the only outcome of a column, and from its total: the column above owes one."""
    path = cell("granted", "business")
    readings = zeros_left_blank({("granted", "business"): 1}, path, cell("granted", "total"))
    return Case(evidence_of(Origin.UNKNOWN, readings), path, {"3(c) owed": drop("3(c) blank", status.NOT_OWED)})


def dot_of_thousands(origin: Origin, rule: str, *readers: Witness) -> Case:
    """`1.113` with a full stop between the thousands, in a cell and in its totals: every sum of it holds."""
    values = books({("granted", "business"): 0})
    found = [read(values, reader) for reader in readers]
    for readings in found:
        for name in ("granted", "outcome_total", "received"):
            for column in ("business", "total"):
                put(readings, cell(name, column), Decimal("1.113"))
    path = cell("granted", "business")
    return Case(evidence_of(origin, *found), path, {f"{rule} whole": drop(rule, status.WHOLE)})


def dot_in_a_broken_row() -> Case:
    """The same where the total beside it is printed without the full stop, and both readers agree."""
    values = books({("granted", "business"): 0})
    found = [read(values, reader) for reader in (RULES, MODEL)]
    path = "review_and_litigation.review.upheld"
    for readings in found:
        put(readings, path, Decimal("1.113"))
        put(readings, "review_and_litigation.review.total", 1113)
    return Case(evidence_of(Origin.DIGITAL, *found), path, {"3(b) whole": drop("3(b)", status.WHOLE)})


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
    return Case(replace(found, readings=(*found.readings, other)), LICENSING, {"2 readings": skip("2 readings")})


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


def broken_read_once() -> Case:
    """As printed, but who says that it is printed so? One reader."""
    return Case(
        broken_review(Origin.DIGITAL, RULES),
        "review_and_litigation.review.total",
        {"3(b) both readers": drop("3(b)", status.BOTH_READERS)},
    )


def broken_in_markdown() -> Case:
    """Plain text may have lost a digit on its way; only drawn text is verified as printed."""
    return Case(
        broken_review(Origin.UNKNOWN, RULES, MODEL),
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


def sum_that_chooses_its_own_term() -> Case:
    """A misread 2 beside a disputed cell: the one sum there is holds with the model's 0, which it would choose itself."""
    values = books({})
    values["review_and_litigation.review.upheld"] = 2
    values["review_and_litigation.review.other"] = 1
    values["review_and_litigation.review.total"] = 2
    lie = read({"review_and_litigation.review.other": 0}, MODEL)
    return Case(
        evidence_of(Origin.DIGITAL, read(values), lie),
        "review_and_litigation.review.upheld",
        {"chosen by others": say(sum_books, "chosen_by_others", True)},
    )


def slipped_along_the_row() -> Case:
    """A 2 slipped one column on: the row holds, its old column is broken, its new one was not read."""
    values = read(books({("granted", "business"): 2}))
    put(values, cell("granted", "business"), 0)
    put(values, cell("granted", "research"), 2)
    for path in (cell("outcome_total", "research"), cell("outcome_total", "total"), cell("received", "research")):
        lose(values, path)
    return Case(
        evidence_of(Origin.DIGITAL, values),
        cell("granted", "research"),
        {"stands alone": say(survey, "stands_alone", False)},
    )


# Unit; obedient or lying model


def unit_lost(origin: Origin, second: Witness, rule: str) -> Case:
    """The header with 万元 is lost: both read the same print, wrong by 10,000."""
    values = {FEES: 61}
    first, other = read(values), read(values, second)
    put(first, FEES, 61, unit_known=False)
    return Case(evidence_of(origin, first, other), FEES, {rule: drop(rule, status.UNIT_KNOWN)})


def unit_lost_where_sums_speak(
    origin: Origin, path: str, rule: str, state: State = State.NUMBER, *more: Clause
) -> Case:
    values = read(books({("granted", "business"): 2}))
    values[path] = replace(values[path], unit_known=False)
    if state is State.BLANK:
        put(values, path, None, state)
    return Case(evidence_of(origin, values), path, {rule: drop(rule, status.UNIT_KNOWN, *more)})


def unit_lost_in_a_broken_row() -> Case:
    path = "review_and_litigation.review.total"
    found = broken_review(Origin.DIGITAL, RULES, MODEL)
    unsure = tuple(replace(r, unit_known=r.path != path) for r in found.readings)
    return Case(replace(found, readings=unsure), path, {"3(b)": drop("3(b)", status.UNIT_KNOWN)})


def unit_lost_for_a_person() -> Case:
    said = {FEES: replace(read({FEES: 61}, HUMAN)[FEES], unit_known=False)}
    return Case(evidence_of(Origin.DIGITAL, said), FEES, {"3(e)": drop("3(e)", status.UNIT_KNOWN)})


def unspoken_by_a_person() -> Case:
    return Case(evidence_of(Origin.OCR, read({LICENSING: 4})), LICENSING, {"3(e)": drop("3(e)", status.PERSON)})


def obedient_model() -> Case:
    """A model that balances the books: 3 is printed, the sums ask for 4, and the only 4 about is the row's total."""
    values = books({("granted", "business"): 4})
    path = cell("granted", "business")
    first, second = read(values), read(values, MODEL)
    put(first, path, 3)
    put(second, path, 4, span=span_of(cell("granted", "total")))
    del second[cell("granted", "total")]
    return Case(evidence_of(Origin.DIGITAL, first, second), path, {"a token of its own": say(repair, "_own", True)})


def obedient_model_on_the_same_token() -> Case:
    """The same, where the model points at the printed 3 itself."""
    values = books({("granted", "business"): 4})
    path = cell("granted", "business")
    first, second = read(values), read(values, MODEL)
    put(first, path, 3)
    put(second, path, 4, printed="3")
    return Case(evidence_of(Origin.DIGITAL, first, second), path, {"reads as": say(repair, "reads_as", True)})
