"""The rule by which a number is believed: clauses with names, and the table that combines them.

Each row of ``DECISIONS`` is a sentence of WITNESSES.md, "Status"; the first row whose clauses all hold decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.crosscheck.cell_facts import CellFacts
from extractor.crosscheck.repair import RepairFacts
from schemas.enums import Origin, State, Status, Witness

__all__ = ["DECISIONS", "Clause", "Decision", "decide"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of WITNESSES.md."""

    name: str
    holds: Callable[[CellFacts], bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the table: where all clauses hold, the status is this."""

    status: Status
    rule: str
    """Where it stands in WITNESSES.md, "Status"."""
    clauses: tuple[Clause, ...]


def _for_repair(name: str, holds: Callable[[RepairFacts], bool]) -> Clause:
    return Clause(name, lambda facts: facts.repair is not None and holds(facts.repair))


PERSON = Clause("a person said so", lambda f: f.by_person and f.answered and not f.differ)
ANSWERED = Clause("a reader gives a number, a blank or a mark", lambda f: f.answered)
READINGS_DIFFER = Clause("readings differ, or two tokens fit", lambda f: f.differ)
TABLE_DISPUTED = Clause("year, columns or organization were seen differently", lambda f: f.table_disputed)
TABLE_UNDISPUTED = Clause("the table itself is undisputed", lambda f: not f.table_disputed)
PLACED_BY_SUMS = Clause("the sums put a token here", lambda f: f.placed_by_sums)
OPPOSED = Clause("a tested identity opposes", lambda f: f.opposed)

ANCHORED = Clause("anchored", lambda f: f.anchored)
UNIT_KNOWN = Clause("unit known", lambda f: f.unit_known)
WHOLE = Clause("a count is a whole number", lambda f: f.whole)
NUMBER = Clause("a number", lambda f: f.state is State.NUMBER)
BLANK = Clause("a blank", lambda f: f.state is State.BLANK)
ANSWER = Clause("a number, a blank or a mark", lambda f: f.state in (State.NUMBER, State.BLANK, State.MARK))
ZERO = Clause("a zero", lambda f: f.state is State.NUMBER and f.value == 0)
ZEROS_SOUND = Clause("no sign that another digit was taken for a zero", lambda f: not f.zeros_doubtful)
OF_RULES = Clause("the rules reader gives it", lambda f: Witness.RULES in f.readers)
BOTH_READERS = Clause("both readers agree", lambda f: Witness.RULES in f.readers and len(f.readers) > 1)
TWO_RECOGNITIONS = Clause("two recognitions by different engines agree", lambda f: f.recognitions > 1)
NOT_OCR = Clause("origin not ocr", lambda f: f.origin is not Origin.OCR)
OCR = Clause("origin ocr", lambda f: f.origin is Origin.OCR)
DIGITAL = Clause("origin digital", lambda f: f.origin is Origin.DIGITAL)
NOT_EMPTIED = Clause("not a blank where row and column ask for one number", lambda f: not f.emptied)
IDENTITY_HOLDS = Clause("a tested identity holds", lambda f: len(f.holding) > 0)
NOT_OVERDRAWN = Clause("every sum of it can hold, whatever its unread cells hold", lambda f: not f.overdrawn)
NOT_OWED = Clause("no sum without a number on this side comes to more than 0 on the other", lambda f: not f.owed)
NO_STRAY_BLANK = Clause("no blank among printed zeros alone", lambda f: not f.stray_blank)
NOT_NUMBERLESS = Clause("something is printed in its table", lambda f: not f.numberless)
GRID = Clause("the rules reader found the empty cell in the grid", lambda f: f.grid)
TWO_IDENTITIES = Clause("at least two identities", lambda f: f.independent > 1)
ALL_HOLD = Clause("all identities tested, all holding", lambda f: f.all_hold)

PLACE_ANCHORED = _for_repair("repair: anchored", lambda r: r.place_anchored)
NOT_BY_SUMS = _for_repair("repair: the sums put no token here", lambda r: not r.placed_by_sums)
NOT_LOST = _for_repair("repair: no reader calls the cell lost", lambda r: not r.lost)
CALLED_FOR = Clause(
    "repair: print is no number, or readers differ",
    lambda f: f.repair is not None and (f.repair.print_is_no_number or f.repair.readers_differ),
)
"""WITNESSES.md also allows it where the origin is ``ocr`` and the break is placed here. But an agency's own error in one
cell looks just so: a 6 for a 0 breaks its row and its column by the same difference, and is one glyph away.
"""
SUMS_AGREE = _for_repair("repair: all identities ask for one value >= 0", lambda r: r.value is not None)
BOTH_AXES = _for_repair("repair: one identity along the row, one along the column", lambda r: r.both_axes)
TERMS_SOUND = _for_repair("repair: no other single change mends it", lambda r: r.terms_sound)
TELLS_APART = _for_repair("repair: the sums tell the claims apart", lambda r: r.tells_apart)
NOT_OUTNUMBERED = _for_repair("repair: no two recognitions agree on another print", lambda r: not r.outnumbered)
NEAR_PRINT = _for_repair("repair: a candidate, one confusion or one joined split away", lambda r: r.near_print)

DECISIONS: tuple[Decision, ...] = (
    Decision(Status.VERIFIED, "3(e)", (PERSON, UNIT_KNOWN)),
    Decision(
        Status.REPAIRED,
        "1",
        (
            TABLE_UNDISPUTED,
            PLACE_ANCHORED,
            NOT_LOST,
            NOT_BY_SUMS,
            CALLED_FOR,
            SUMS_AGREE,
            BOTH_AXES,
            TERMS_SOUND,
            TELLS_APART,
            NOT_OUTNUMBERED,
            NEAR_PRINT,
        ),
    ),
    Decision(Status.DISPUTED, "2 readings", (READINGS_DIFFER,)),
    Decision(Status.DISPUTED, "2 upstream", (ANSWERED, TABLE_DISPUTED)),
    Decision(Status.READ, "4 placed by sums", (ANSWERED, PLACED_BY_SUMS)),
    Decision(
        Status.VERIFIED,
        "3(b)",
        (OPPOSED, DIGITAL, BOTH_READERS, WHOLE, ANCHORED, UNIT_KNOWN, NOT_EMPTIED),
    ),
    Decision(Status.DISPUTED, "2 identity", (ANSWERED, OPPOSED)),
    Decision(Status.VERIFIED, "3(a)", (NOT_OCR, BOTH_READERS, ANSWER, WHOLE, NOT_EMPTIED, ANCHORED, UNIT_KNOWN)),
    Decision(
        Status.VERIFIED,
        "3(c) number",
        (NOT_OCR, OF_RULES, NUMBER, WHOLE, IDENTITY_HOLDS, NOT_OVERDRAWN, ANCHORED, UNIT_KNOWN),
    ),
    Decision(
        Status.VERIFIED,
        "3(c) blank",
        (NOT_OCR, BLANK, GRID, NOT_EMPTIED, NOT_OWED, NO_STRAY_BLANK, NOT_NUMBERLESS, ANCHORED, UNIT_KNOWN),
    ),
    Decision(Status.VERIFIED, "3(d) engines", (OCR, TWO_RECOGNITIONS, ANSWER, WHOLE, ANCHORED, UNIT_KNOWN)),
    Decision(
        Status.VERIFIED,
        "3(d) zero",
        (OCR, OF_RULES, ZERO, ZEROS_SOUND, TWO_IDENTITIES, ALL_HOLD, ANCHORED, UNIT_KNOWN),
    ),
    Decision(Status.READ, "4", (ANSWERED,)),
    Decision(Status.UNREAD, "5", ()),
)


def decide(facts: CellFacts) -> Decision:
    """Return the first decision whose clauses all hold; the last one always does."""
    for row in DECISIONS:
        for clause in row.clauses:
            if not clause.holds(facts):
                break
        else:
            return row
    raise AssertionError("the last decision asks for nothing")
