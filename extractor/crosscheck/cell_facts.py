"""What the decision table asks of a cell, put together once."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.crosscheck.evidence import Claim, recognition
from extractor.crosscheck.loose import anchors
from extractor.crosscheck.repair import RepairFacts, repair_facts
from extractor.crosscheck.survey import Survey, is_contested, standing, supporting_sums
from schemas import Number, cell_definitions
from schemas.enums import Origin, Quantity, State, Witness

__all__ = ["CellFacts", "cell_facts"]


@dataclass(frozen=True, slots=True)
class CellFacts:
    """One cell before its status is decided. All of it speaks of the claim that stands, unless it says otherwise."""

    origin: Origin
    state: State | None
    """None for a tie of different claims."""
    value: Number | None
    by_person: bool
    answered: bool
    """Some reader, not only the one that stands, gives a number, a blank or a mark."""
    differ: bool
    """Readers, or two tokens of one reader, say different things."""
    placed_by_sums: bool
    """The sums put a token here: whoever agrees, it is no more than read."""
    table_disputed: bool
    opposed: bool
    """A tested identity is broken, and not placed elsewhere."""
    readers: frozenset[Witness]
    """Who gives it from a token of its own that the sums did not place."""
    recognitions: int
    """How many independent pairs of eyes they used."""
    anchored: bool
    unit_known: bool
    whole: bool
    """It counts in whole numbers, where it counts; an amount of money may be broken."""
    holding: frozenset[Witness]
    """Tested identities that hold with it and count as witnesses."""
    independent: int
    """How many they are, without those that follow from others."""
    zeros_doubtful: bool
    """Another digit may have been taken for a zero all over the page."""
    all_hold: bool
    """Every identity of the cell is tested and holds."""
    overdrawn: bool
    """A sum that it stands in cannot hold, whatever its unread cells hold."""
    grid: bool
    """The rules reader found the empty cell in the source's own table."""
    emptied: bool
    """Nothing stands where row and column both ask for one and the same number."""
    owed: bool
    """Nothing stands on one whole side of a sum, this cell among it, and the other side comes to more than 0."""
    stray_blank: bool
    """Nothing stands in one of few cells of a table that prints its zeros."""
    repair: RepairFacts | None


def cell_facts(path: str, known: Survey) -> tuple[CellFacts, Claim | None]:
    """Return the facts of one cell, and the claim that stands in it."""
    cell = known.cells[path]
    claim = standing(path, known)
    firm = claim.firm if claim else ()
    sums = supporting_sums(claim, path, known) if claim else frozenset()
    state = claim.state if claim else None
    facts = CellFacts(
        origin=known.origin,
        state=state,
        value=claim.value if claim else None,
        by_person=cell.by_person,
        answered=cell.answered,
        differ=len(cell.claims) > 1 and cell.answered,
        placed_by_sums=cell.placed_by_sums,
        table_disputed=cell.table in known.evidence.disputed_tables,
        opposed=path in known.opposed,
        readers=frozenset(reading.reader for reading in firm),
        recognitions=len({recognition(reading.reader, known.origin) for reading in firm}),
        anchored=claim is not None and is_anchored(claim, known) and not is_contested(path, known),
        unit_known=all(reading.unit_known for reading in firm),
        whole=claim is None or _is_whole(path, claim),
        holding=frozenset(known.books.checks[number].identity.kind for number in sums),
        independent=sum(is_independent(number, known) for number in sums),
        zeros_doubtful=known.evidence.zeros_doubtful,
        all_hold=_all_hold(path, claim, known),
        overdrawn=path in known.overdrawn,
        grid=any(reading.grid and reading.reader is Witness.RULES for reading in firm),
        emptied=state in (State.BLANK, State.MARK) and _asks_for_a_number(path, known),
        owed=state is State.BLANK and _is_owed(path, known),
        stray_blank=state is State.BLANK and cell.table in known.few_blanks and not _heads_a_group(path, known),
        repair=repair_facts(path, known),
    )
    return facts, claim


def _is_whole(path: str, claim: Claim) -> bool:
    known = cell_definitions().get(path)
    money = known is not None and known.quantity is Quantity.MONEY
    return money or claim.value is None or claim.value == int(claim.value)


def _heads_a_group(path: str, known: Survey) -> bool:
    """True for a cell with parts of its own: the annex prints it in a heading, which many leave empty."""
    return any(other.startswith(f"{path}.") for other in known.cells)


def _asks_for_a_number(path: str, known: Survey) -> bool:
    """True where a sum along the row and one along the column ask for one and the same number above 0."""
    checks = known.books.checks
    asked: dict[str, set[Number]] = {"row": set(), "column": set()}
    for number, value in known.demands[path].items():
        asked[checks[number].identity.axis].add(value)
    return any(value > 0 for value in asked["row"] & asked["column"])


def _is_owed(path: str, known: Survey) -> bool:
    """True where a sum that cannot be tested, for want of a number on this side, asks for one above 0.

    Many agencies print the totals or the parts alone and have broken nothing; but what print lost looks the same.
    """
    checks = known.books.checks
    return any(value > 0 and not checks[number].tested for number, value in known.demands[path].items())


def is_anchored(claim: Claim, known: Survey) -> bool:
    """True where a reader that sees places vouches for this one, or its loose run may count as anchored.

    The model sees text in the same order as the rules reader, so its word about a place adds nothing; the second
    recognition has the page's geometry.
    """
    for reading in claim.firm:
        if reading.reader is Witness.HUMAN:
            return True
        if reading.reader is Witness.OCR2 and reading.anchored:
            return True
        if reading.reader is Witness.RULES:
            loose = known.loose.get(reading.loose_run or "")
            if reading.anchored or anchors(reading, loose, known.books):
                return True
    return False


def is_independent(number: int, known: Survey) -> bool:
    """False for a sum of the total column: it follows from the others and is never a second one beside them."""
    return not known.books.checks[number].identity.derived


def _all_hold(path: str, claim: Claim | None, known: Survey) -> bool:
    if claim is None or claim.state is not State.NUMBER:
        return False
    touching = known.books.touching(path)
    demands = known.demands[path]
    return bool(touching) and all(demands.get(number) == claim.value for number in touching)
