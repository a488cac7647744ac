"""What speaks for and against putting the value of the sums in place of a print.

Source: WITNESSES.md, "Status" 1. A repair needs two sums across each other, a print that can be read so, and terms
that are themselves beyond doubt; the print is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.crosscheck.evidence import CellReadings, Claim, recognition
from extractor.crosscheck.glyphs import joined_split, one_confusion, reads_as
from extractor.crosscheck.survey import Survey, is_contested
from schemas import Number, Reading
from schemas.enums import Origin, State, Witness

__all__ = ["RepairFacts", "repair_facts"]

_SEES_PLACES = frozenset({Witness.RULES, Witness.OCR2})


@dataclass(frozen=True, slots=True)
class RepairFacts:
    """The facts that the clauses of ``repaired`` ask for."""

    value: int | None
    """What every identity of the cell that can be tested without it asks for, if they ask the same, and 0 or more."""
    both_axes: bool
    """One of them runs along the row and one along the column."""
    place_anchored: bool
    lost: bool
    """A reader says that the source lost the cell."""
    placed_by_sums: bool
    """The sums put a token here, and would confirm themselves."""
    print_is_no_number: bool
    readers_differ: bool
    """Two readers, not two tokens of one."""
    terms_sound: bool
    """Every other cell of these identities is in no other broken one, and every number in another that holds."""
    tells_apart: bool
    """No other claim counts the same in a sum: arithmetic cannot choose between blank, mark and 0."""
    outnumbered: bool
    """Two recognitions agree on something else."""
    near_print: bool
    """The value is a candidate of a reader, or one confusion or one joined split away from a print."""


def repair_facts(path: str, known: Survey) -> RepairFacts | None:
    """Return what speaks for a repair of the cell; None where nothing calls for one."""
    cell = known.cells[path]
    unreadable = any(claim.state is State.UNREADABLE for claim in cell.claims)
    if not (unreadable or len(cell.claims) > 1 or known.suspect(path)):
        return None
    demands = known.demands[path]
    values = set(demands.values())
    value = _count(values.pop()) if len(values) == 1 else None
    others = [claim for claim in cell.claims if claim.value != value or claim.state is not State.NUMBER]
    readings = [reading for claim in cell.claims for reading in claim.firm]
    return RepairFacts(
        value=value,
        both_axes=len({known.books.checks[number].identity.axis for number in demands}) == 2,
        place_anchored=not is_contested(path, known)
        and any(reading.anchored and reading.reader in _SEES_PLACES for reading in readings),
        lost=cell.lost,
        placed_by_sums=cell.placed_by_sums,
        print_is_no_number=unreadable,
        readers_differ=len(cell.claims) > 1 and len({r.reader for c in cell.claims for r in c.readings}) > 1,
        terms_sound=_terms_sound(path, frozenset(demands), known),
        tells_apart=not any(claim.answers and claim.amount == value for claim in others),
        outnumbered=any(_recognitions(claim, known.origin) > 1 for claim in others if claim.answers),
        near_print=value is not None and _near_print(cell, value, known),
    )


def _count(value: Number) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None


def _recognitions(claim: Claim, origin: Origin) -> int:
    return len({recognition(reading.reader, origin) for reading in claim.firm})


def _terms_sound(path: str, used: frozenset[int], known: Survey) -> bool:
    """True where each term has a witness of its own.

    Two equal errors elsewhere in the row and in the column would frame the innocent cell where they cross.
    """
    books = known.books
    terms = {term for number in used for term in books.checks[number].identity.paths} - {path}
    for term in terms:
        others = [books.checks[number] for number in books.touching(term) if number not in used]
        claim = books.settled.get(term)
        is_number = claim is not None and claim.state is State.NUMBER
        if any(check.broken for check in others) or (is_number and not any(check.holds for check in others)):
            return False
    return True


def _near_print(cell: CellReadings, value: int, known: Survey) -> bool:
    recognised = known.origin is Origin.OCR
    for claim in cell.claims:
        if claim.state is State.NUMBER and claim.value == value and any(_own(r, value, known) for r in claim.firm):
            return True
        if not recognised and claim.state is not State.UNREADABLE:
            continue
        for reading in claim.firm:
            if one_confusion(reading.printed, value, recognised=recognised) or joined_split(reading.printed, value):
                return True
    return False


def _own(reading: Reading, value: int, known: Survey) -> bool:
    """True where the token says the value and no other reader put it into another cell.

    A model that balances the books against a legible print has no such token. Recognised text is judged by its
    sums alone: its tokens are what is in doubt.
    """
    if known.origin is Origin.OCR:
        return True
    if not reads_as(reading.printed, value):
        return False
    span = reading.span
    return span is None or not any(
        other.span is not None
        and other.path != reading.path
        and other.reader is not reading.reader
        and other.span[0] < span[1]
        and span[0] < other.span[1]
        for other in known.evidence.readings
    )
