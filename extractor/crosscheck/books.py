"""The form's arithmetic over what was read: which identities are tested, which hold, what each asks of a cell.

Sums are computed here alone. Source: WITNESSES.md, "Words" (tested); FORMS.md, "The identities".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from extractor.crosscheck.evidence import CellReadings, Claim
from schemas import Identity, Number, identities, subtotals
from schemas.enums import State

__all__ = ["Books", "Check", "Plan", "balance", "keep_books", "plan_for"]


@dataclass(frozen=True)
class Plan:
    """The identities among one set of printed cells, and where each cell stands in them."""

    identities: tuple[Identity, ...]
    subtotals: tuple[Identity, ...]
    stands_in: Mapping[str, tuple[tuple[int, bool], ...]]
    """By path: the number of each identity it stands in, and whether on its left side."""

    @cached_property
    def touching(self) -> Mapping[str, tuple[int, ...]]:
        """By path: the numbers of the identities that a cell stands in."""
        return {path: tuple(number for number, _ in places) for path, places in self.stands_in.items()}

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Paths that stand in an identity or a subtotal, each once, in the identities' order."""
        return tuple(dict.fromkeys(path for identity in (*self.identities, *self.subtotals) for path in identity.paths))


@lru_cache(maxsize=128)
def plan_for(paths: frozenset[str]) -> Plan:
    """Return the identities among these paths; reports print few different sets of cells."""
    found = identities(paths)
    stands_in: dict[str, list[tuple[int, bool]]] = {}
    for number, identity in enumerate(found):
        for path in identity.left:
            stands_in.setdefault(path, []).append((number, True))
        for path in identity.right:
            stands_in.setdefault(path, []).append((number, False))
    return Plan(found, subtotals(paths), {path: tuple(places) for path, places in stands_in.items()})


@dataclass(frozen=True, slots=True)
class Check:
    """One identity with the numbers that were read put in."""

    identity: Identity
    left: Number
    right: Number
    left_numbers: int
    right_numbers: int
    """How many of the cells on that side are numbers; the others are blanks and marks, which count 0."""
    open: tuple[str, ...]
    """Cells that are not read, or whose readers differ."""

    @property
    def tested(self) -> bool:
        """True where every cell is read and undisputed and each side holds at least one number."""
        return not self.open and self.left_numbers > 0 and self.right_numbers > 0

    @property
    def holds(self) -> bool:
        """True where it is tested and both sums are equal."""
        return self.tested and self.left == self.right

    @property
    def broken(self) -> bool:
        """True where it is tested and the sums differ."""
        return self.tested and self.left != self.right


def balance(identity: Identity, settled: Mapping[str, Claim]) -> Check:
    """Return an identity with the settled cells put in."""
    sums: list[Number] = [0, 0]
    numbers = [0, 0]
    unread: list[str] = []
    for side, paths in enumerate((identity.left, identity.right)):
        for path in paths:
            claim = settled.get(path)
            if claim is None:
                unread.append(path)
            elif claim.value is not None:
                sums[side] += claim.value
                numbers[side] += 1
    return Check(identity, sums[0], sums[1], numbers[0], numbers[1], tuple(unread))


@dataclass(frozen=True, slots=True)
class Books:
    """All checks of one report."""

    plan: Plan
    checks: tuple[Check, ...]
    """By the identity's number in the plan."""
    settled: Mapping[str, Claim]
    """What counts for each cell: the one undisputed claim, or the candidate that its other sums settle."""

    def touching(self, path: str) -> tuple[int, ...]:
        """Return the numbers of the identities that a cell stands in."""
        return self.plan.touching.get(path, ())

    def demands(self, path: str) -> dict[int, Number]:
        """Return what each identity asks of a cell, by identity; only those that can be tested without the cell.

        The cell itself counts as a number. Where it is one, the identity holds exactly if it asks for its value.
        """
        found: dict[int, Number] = {}
        own = self.settled.get(path)
        amount = own.amount if own else 0
        for number, on_left in self.plan.stands_in.get(path, ()):
            check = self.checks[number]
            if any(other != path for other in check.open):
                continue
            if on_left and check.right_numbers:
                found[number] = check.right - (check.left - amount)
            elif not on_left and check.left_numbers:
                found[number] = check.left - (check.right - amount)
        return found


def keep_books(plan: Plan, cells: Mapping[str, CellReadings]) -> Books:
    """Return every identity tested as far as the readings allow."""
    settled: dict[str, Claim] = {}
    for path in plan.cells:
        claim = cells[path].settled
        if claim is not None:
            settled[path] = claim
    books = Books(plan, tuple(balance(identity, settled) for identity in plan.identities), settled)
    resolved = {}
    for path in plan.cells:
        claim = settled_by_sums(cells[path], books) if path not in settled else None
        if claim is not None:
            resolved[path] = claim
    if not resolved:
        return books
    settled = {**settled, **resolved}
    again = {number for path in resolved for number in books.touching(path)}
    checks = tuple(
        balance(check.identity, settled) if number in again else check for number, check in enumerate(books.checks)
    )
    return replace(books, checks=checks, settled=settled)


def settled_by_sums(cell: CellReadings, books: Books) -> Claim | None:
    """Return the candidate of a disputed cell that makes all of its identities hold, for use in testing other cells.

    A cell that somebody calls lost is not read, whatever another reader puts there; nor does one count that the sums
    have filled before.
    """
    if cell.lost or cell.placed_by_sums or len(cell.claims) < 2:
        return None
    numbers = books.touching(cell.path)
    demanded = books.demands(cell.path)
    values = set(demanded.values())
    if not chosen_by_others(numbers) or len(demanded) < len(numbers) or len(values) != 1:
        return None
    value = values.pop()
    fitting = [claim for claim in cell.claims if claim.answers and claim.firm and claim.amount == value]
    # Blank against 0: whether a number stands there stays open, so it must not make an identity testable.
    nothing = next((claim for claim in fitting if claim.state is not State.NUMBER), None)
    return nothing or (fitting[0] if fitting else None)


def chosen_by_others(numbers: Collection[int]) -> bool:
    """True for two identities at least: with one alone, the identity under test would choose its own term."""
    return len(numbers) > 1
