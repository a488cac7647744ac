"""What is known of the cells around the choices, before anything is chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck.books import Plan
from extractor.crosscheck.evidence import CellReadings, Claim
from schemas import Number, cell_definitions
from schemas.enums import State, Witness
from schemas.reading import Choice

__all__ = ["StandingCells", "stand"]

_Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class StandingCells:
    """The cells of the plan as they stand without the choices."""

    plan: Plan
    amounts: Mapping[str, Number]
    """What each known cell counts in a sum; 0 for the cells of a covered row that nobody reads."""
    free: frozenset[str]
    """Cells that a token may be put into: nothing is printed there as far as is known."""
    usable: frozenset[int]
    """Identities whose every cell is known or may be filled.

    A side without any number must come to 0 like any other: a token beside an empty total fits nowhere.
    """
    rest: Mapping[int, Number]
    """By usable identity: its left side less its right side, of the known cells."""


def stand(
    choices: Sequence[Choice], doubtful: Collection[str], plan: Plan, cells: Mapping[str, CellReadings]
) -> StandingCells:
    """Return what is known around these choices.

    Args:
        choices: the tokens to be placed.
        doubtful: cells of which nothing is known although they may be read: a token that belongs to one of them
            could not be placed.
        plan: the identities among the printed cells.
        cells: what the readers say of each cell.
    """
    fills = [{r.path: r for arrangement in choice.arrangements for r in arrangement} for choice in choices]
    wanted = dict.fromkeys(path for readings in fills for path in readings)
    covered = covered_rows(choices)
    amounts: dict[str, Number] = {}
    taken: set[str] = set()
    for path in dict.fromkeys((*plan.cells, *wanted)):
        claims = _claims(cells.get(path), covers=_row(path) in covered)
        if any(claim.state in (State.NUMBER, State.MARK) for claim in claims) or _by_person(cells.get(path)):
            taken.add(path)
        if path in doubtful or len(claims) > 1 or not all(claim.firm for claim in claims):
            continue
        if claims:
            amounts[path] = claims[0].amount
        elif _row(path) in covered:
            amounts[path] = 0
    free = frozenset(wanted.keys() - taken - set(doubtful))
    for path in shaky_cells(plan, amounts, free):
        del amounts[path]
    usable = _usable(plan, amounts.keys() | free)
    return StandingCells(plan, amounts, free, usable, {number: _rest(plan, number, amounts) for number in usable})


def shaky_cells(plan: Plan, amounts: Mapping[str, Number], free: frozenset[str]) -> frozenset[str]:
    """Return the known cells of sums that no token can mend.

    One of them is in error, and which tokens it would ask for elsewhere is its error's doing. A side without numbers
    is no excuse here: it may be what the error is.
    """
    return frozenset(
        path
        for number, identity in enumerate(plan.identities)
        if free.isdisjoint(identity.paths)
        and all(path in amounts for path in identity.paths)
        and _rest(plan, number, amounts) != 0
        for path in identity.paths
    )


def covered_rows(choices: Sequence[Choice]) -> frozenset[_Row]:
    """Return the rows that every arrangement of some choice fills: there an unfilled place holds nothing."""
    found: set[_Row] = set()
    for choice in choices:
        rows = [{_row(reading.path) for reading in arrangement} for arrangement in choice.arrangements]
        if rows and not choice.optional:
            found |= set.intersection(*rows)
    return frozenset(found)


def _claims(cell: CellReadings | None, *, covers: bool) -> list[Claim]:
    """Return what stands against a token: in a covered row not the model's word, which is one of the guesses."""
    if cell is None:
        return []
    eyes = [claim for claim in cell.claims if any(r.reader is not Witness.MODEL for r in claim.readings)]
    if covers:
        return [claim for claim in eyes if claim.answers]
    settled = cell.settled
    return [settled] if settled else [claim for claim in cell.claims if claim.answers]


def _by_person(cell: CellReadings | None) -> bool:
    return cell is not None and cell.by_person


def _row(path: str) -> _Row:
    definition = cell_definitions().get(path)
    return (definition.table, definition.block.key, definition.row.key) if definition else ("", "", path)


def _usable(plan: Plan, known: Collection[str]) -> frozenset[int]:
    return frozenset(
        number for number, identity in enumerate(plan.identities) if all(path in known for path in identity.paths)
    )


def _rest(plan: Plan, number: int, amounts: Mapping[str, Number]) -> Number:
    identity = plan.identities[number]
    left: Number = sum(amounts.get(path, 0) for path in identity.left)
    return left - sum(amounts.get(path, 0) for path in identity.right)
