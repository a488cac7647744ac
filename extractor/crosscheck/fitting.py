"""Choices as the sums see them: what each arrangement adds to each identity that can be used.

An identity can be used where each side can hold a number and every cell of it is read, or belongs to a row that
every arrangement of a choice fills. Source: WITNESSES.md, "Words" (tested).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck.books import Plan
from extractor.crosscheck.evidence import CellReadings, has_token
from extractor.crosscheck.search import Option
from schemas import CellDefinition, Number, Reading, cell_definitions
from schemas.enums import State, Witness
from schemas.reading import Choice

__all__ = ["MOST_ARRANGEMENTS", "Fitting", "fittings"]

MOST_ARRANGEMENTS = 512
"""A choice with more of them is not looked at."""

_ANYTHING = 10**30
"""More than any form counts: a cell that nobody knows makes its sums come out whatever else stands in them."""

_Span = tuple[Number, Number]


@dataclass(frozen=True, slots=True)
class Fitting:
    """One choice, its arrangements that can be, and what they add to the sums."""

    arrangements: tuple[tuple[Reading, ...], ...]
    """The empty one stands for a stray number that belongs to no cell."""
    fixed: Mapping[int, _Span]
    """By number of the sum that the choice enters: what stands in it without any choice, at least and at most."""
    options: tuple[Option, ...]
    """By arrangement; amounts in the order of ``fixed``."""
    confirming: frozenset[int]
    """Identities to which the choice adds a known amount in every arrangement, and not 0 in all."""

    @property
    def sums(self) -> frozenset[int]:
        """Every sum that the choice enters."""
        return frozenset(self.fixed)


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands in each cell before anything is chosen."""

    plan: Plan
    amounts: Mapping[str, Number]
    """Of the cells that are read, and of those of covered rows that hold nothing unless a choice fills them."""
    numbers: frozenset[str]
    """Cells that are read as a number: no token can be put there."""
    fillable: frozenset[str]
    usable: frozenset[int]


def fittings(choices: Sequence[Choice], plan: Plan, cells: Mapping[str, CellReadings]) -> tuple[Fitting, ...]:
    """Return the choices that have an arrangement left, each with what it adds to the sums.

    A choice that no arrangement fits by the sums of its own alone is left out, and what its cells hold is unknown.
    """
    candidates = [choice for choice in choices if 0 < len(choice.arrangements) <= MOST_ARRANGEMENTS]
    while True:
        known = _known(candidates, plan, cells)
        admitted = [_admitted(choice, known) for choice in candidates]
        left = [choice for choice, kept in zip(candidates, admitted, strict=True) if _real(kept)]
        if len(left) == len(candidates):
            break
        candidates = left
    crowded = _crowded(admitted)
    return tuple(_fitting(kept, _row_choice(choice), known, crowded) for choice, kept in zip(candidates, admitted))


def _real(arrangements: Collection[tuple[Reading, ...]]) -> bool:
    return any(arrangements)
