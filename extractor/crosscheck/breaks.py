"""The identities that do not hold, and whose error each is.

Source: WITNESSES.md, "Status" 3(b) and "Placing".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from extractor.crosscheck.books import Check, balance
from extractor.crosscheck.cell_facts import CellFacts
from extractor.crosscheck.evidence import Claim
from extractor.crosscheck.explain import Explained, explain
from extractor.crosscheck.placing import Suspect
from extractor.crosscheck.survey import Survey
from schemas import Identity, Number
from schemas.enums import Blame, Origin, PlacedBy, State

__all__ = ["Break", "breaks", "subtotal_breaks", "well_read"]


@dataclass(frozen=True, slots=True)
class Break:
    """One identity that is tested and does not hold."""

    identity: Identity
    left: Number
    right: Number
    """The two sums, as printed."""
    terms: tuple[tuple[str, Number | None], ...]
    """Every cell of it with its number; None for a blank or mark."""
    suspect: str | None
    """The one cell whose change would mend every broken identity of the table."""
    blame: Blame
    explanations: tuple[Explained, ...] = ()
    """Changes of few cells that would mend every broken identity of the table; they change nothing."""


def breaks(known: Survey, facts: Mapping[str, CellFacts], repaired: Collection[str]) -> tuple[Break, ...]:
    """Return the broken identities in the forms' order, without those that a repair mended."""
    broken = [
        number
        for number, check in enumerate(known.books.checks)
        if check.broken and not _is_mended(number, known.suspects.get(check.identity.table.value), repaired)
    ]
    explained = explain(known.books, broken)
    found = []
    for number in broken:
        check = known.books.checks[number]
        suspect = known.suspects.get(check.identity.table.value)
        found.append(_break(check, suspect.path if suspect else None, known, facts, explained.get(number, ())))
    return tuple(found)


def _is_mended(number: int, suspect: Suspect | None, repaired: Collection[str]) -> bool:
    return suspect is not None and number in suspect.broken and suspect.path in repaired


def subtotal_breaks(known: Survey, facts: Mapping[str, CellFacts]) -> tuple[Break, ...]:
    """Return the printed parents that differ from the children beside them; they oppose nothing."""
    checks = (balance(identity, known.books.settled) for identity in known.books.plan.subtotals)
    return tuple(_break(check, None, known, facts) for check in checks if check.broken)


def _break(
    check: Check,
    suspect: str | None,
    known: Survey,
    facts: Mapping[str, CellFacts],
    explanations: tuple[Explained, ...] = (),
) -> Break:
    terms = tuple((path, known.books.settled[path].value) for path in check.identity.paths)
    return Break(
        check.identity, check.left, check.right, terms, suspect, blame(check, suspect, known, facts), explanations
    )


def blame(check: Check, suspect: str | None, known: Survey, facts: Mapping[str, CellFacts]) -> Blame:
    """Return whose error a broken identity is.

    The source's, only where every cell is anchored in digital text and each number stands in its own structure or
    was seen by both readers. A blank exactly where the sums ask for a number may have lost it on the way to us.
    """
    cells = [facts[path] for path in check.identity.paths]
    if known.origin is Origin.OCR or not all(cell.anchored and not cell.table_disputed for cell in cells):
        return Blame.EXTRACTION
    if known.origin is not Origin.DIGITAL or (suspect is not None and facts[suspect].emptied):
        return Blame.UNKNOWN
    numbers = [path for path in check.identity.paths if known.books.settled[path].state is State.NUMBER]
    return (
        Blame.SOURCE if all(_is_placed(known.books.settled[path], facts[path]) for path in numbers) else Blame.UNKNOWN
    )


def well_read(known: Survey, facts: Mapping[str, CellFacts]) -> frozenset[str]:
    """Return the cells whose place and print leave no doubt of the reading, whatever the sums say of them.

    Digital text, anchored, one answer of all readers, and seen in the table's own structure or by both readers.
    """
    if known.origin is not Origin.DIGITAL:
        return frozenset()
    return frozenset(
        path
        for path, cell in facts.items()
        if cell.anchored
        and not cell.table_disputed
        and not cell.differ
        and _is_placed(known.cells[path].claims[0], cell)
    )


def _is_placed(claim: Claim, cell: CellFacts) -> bool:
    by_structure = any(reading.placed_by is PlacedBy.STRUCTURE for reading in claim.firm)
    return by_structure or cell.recognitions > 1
