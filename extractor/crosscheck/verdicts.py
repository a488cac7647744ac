"""One cell's verdict: what stands, how far it may be believed, who vouches, and what else it might be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.crosscheck.cell_facts import CellFacts
from extractor.crosscheck.evidence import WITNESS_ORDER, Claim
from extractor.crosscheck.status import Decision
from extractor.crosscheck.survey import Survey
from schemas import Address, Number, Reading, Span
from schemas.enums import PlacedBy, State, Status, Witness

__all__ = ["Candidate", "Verdict", "verdict"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that was given for a cell, or that its sums ask for, and does not stand."""

    value: Number | None
    """None for a blank, a mark, and a print that is no number."""
    printed: str
    by: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One cell, decided."""

    path: str
    state: State
    value: Number | None
    """Given by a reader, unless the status is ``repaired``; None for a tie."""
    printed: str
    status: Status
    witnesses: tuple[Witness, ...]
    """Who vouches for what stands, in the closed order. Two readers of one recognised text are both named."""
    span: Span | None
    at: Address | None
    candidates: tuple[Candidate, ...]
    """The others: readers' in the closed order of readers, then those that only the sums ask for, smallest first."""
    placed_by: PlacedBy | None
    rule: str
    """The row of the decision table: ``3(c) number``."""


def verdict(path: str, facts: CellFacts, claim: Claim | None, decision: Decision, known: Survey) -> Verdict:
    """Return the verdict on one cell."""
    if decision.status is Status.REPAIRED and facts.repair is not None and facts.repair.value is not None:
        return _repaired(path, facts.repair.value, decision, known)
    cell = known.cells[path]
    doubtful = decision.status in (Status.DISPUTED, Status.UNREAD)
    others = tuple(other for other in (*cell.claims, *cell.overruled) if other is not claim)
    candidates = _candidates(path, others, claim.value if claim else None, known, with_sums=doubtful)
    if claim is None:
        state = State.UNREADABLE if cell.claims else State.LOST
        return Verdict(path, state, None, "", decision.status, (), None, None, candidates, None, decision.rule)
    shown = claim.readings[0]
    return Verdict(
        path,
        claim.state,
        claim.value,
        shown.printed,
        decision.status,
        _witnesses(claim, facts),
        shown.span,
        shown.at,
        candidates,
        shown.placed_by if claim.answers else None,
        decision.rule,
    )


def _repaired(path: str, value: int, decision: Decision, known: Survey) -> Verdict:
    """Keep the print of whoever read the value, or else of the reader whose print is one slip away."""
    cell = known.cells[path]
    given = next((c for c in cell.claims if c.state is State.NUMBER and c.value == value and c.firm), None)
    kept = given or next((claim for claim in cell.claims if claim.readings[0].printed), cell.claims[0])
    others = tuple(claim for claim in cell.claims if claim is not kept)
    readers = {reading.reader for reading in given.readings} if given else set()
    sums = {known.books.checks[number].identity.kind for number in known.demands[path]}
    shown: Reading = kept.readings[0]
    return Verdict(
        path,
        kept.state,
        value,
        shown.printed,
        decision.status,
        _ordered(readers | sums),
        shown.span,
        shown.at,
        _candidates(path, others if given else cell.claims, value, known, with_sums=False),
        shown.placed_by,
        decision.rule,
    )


def _witnesses(claim: Claim, facts: CellFacts) -> tuple[Witness, ...]:
    if not claim.answers:
        return ()
    found = {reading.reader for reading in claim.readings}
    found |= facts.holding
    if facts.grid and claim.state is State.BLANK:
        found.add(Witness.GRID)
    return _ordered(found)


def _candidates(
    path: str, claims: tuple[Claim, ...], stands: Number | None, known: Survey, *, with_sums: bool
) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    asked: dict[Number, set[Witness]] = {}
    if with_sums:
        for number, value in known.demands[path].items():
            if value >= 0 and value != stands:
                asked.setdefault(value, set()).add(known.books.checks[number].identity.kind)
    for claim in claims:
        if claim.state is State.LOST:
            continue
        by = {reading.reader for reading in claim.readings}
        if claim.value is not None:
            by |= asked.pop(claim.value, set())
        found.append(Candidate(claim.value, claim.readings[0].printed, _ordered(by)))
    found += [Candidate(value, "", _ordered(by)) for value, by in sorted(asked.items())]
    return tuple(found)


def _ordered(witnesses: Iterable[Witness]) -> tuple[Witness, ...]:
    return tuple(sorted(set(witnesses), key=WITNESS_ORDER.__getitem__))
