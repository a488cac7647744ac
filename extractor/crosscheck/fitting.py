"""Choices as the sums see them: what each arrangement adds to each identity that can be used.

An identity can be used where every cell of it is read, may be filled, or belongs to a row that every arrangement of a
choice fills. Source: WITNESSES.md, "Words" (tested).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck.evidence import has_token
from extractor.crosscheck.search import Option
from extractor.crosscheck.standing_cells import StandingCells
from schemas import Number, Reading
from schemas.reading import Choice

__all__ = ["Fitting", "fitting", "own_sums_fit"]

_ANYTHING = 10**30
"""More than any form counts: with a cell that nobody knows a sum may come out whatever else stands in it."""

_Arrangement = tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """One choice, its arrangements that can be, and what they add to the sums."""

    arrangements: tuple[_Arrangement, ...]
    """The empty one stands for a stray number that belongs to no cell."""
    fixed: Mapping[int, tuple[Number, Number]]
    """By number of the sum that the choice enters: what stands in it without any choice, at least and at most.

    Beside the plan's identities, one sum for each cell that several choices could fill: it has room for one token.
    """
    options: tuple[Option, ...]
    """By arrangement; amounts in the order of ``fixed``."""
    speaking: frozenset[int]
    """Identities into which some arrangement puts a number other than 0: these can tell arrangements apart."""


def fitting(choice: Choice, standing: StandingCells, rooms: Mapping[str, int]) -> Fitting:
    """Return a choice as the sums see it.

    Args:
        choice: the arrangements; those that cannot be, whatever the sums say, are left out.
        standing: what is known of the cells around.
        rooms: by path of a cell that several choices could fill, the number of its sum.
    """
    kept = [a for a in choice.arrangements if all(has_token(r) and r.path in standing.free for r in a)]
    kept = list(dict.fromkeys([*kept, ()] if choice.optional else kept))
    paths = sorted({reading.path for arrangement in kept for reading in arrangement})
    numbers = sorted({n for path in paths for n, _ in standing.plan.stands_in.get(path, ()) if n in standing.usable})
    fixed: dict[int, tuple[Number, Number]] = {n: (standing.rest[n], standing.rest[n]) for n in numbers}
    fixed |= {rooms[path]: (-1, 0) for path in paths if path in rooms}
    places = {number: place for place, number in enumerate(fixed)}
    unknown = [path for path in paths if path not in standing.amounts]
    options = tuple(_option(arrangement, unknown, places, standing, rooms) for arrangement in kept)
    speaking = {n for a in kept for r in a if r.value for n, _ in standing.plan.stands_in.get(r.path, ())}
    return Fitting(tuple(kept), fixed, options, frozenset(speaking & standing.usable))


def _option(
    arrangement: _Arrangement,
    unknown: Sequence[str],
    places: Mapping[int, int],
    standing: StandingCells,
    rooms: Mapping[str, int],
) -> Option:
    stands_in = standing.plan.stands_in
    added: list[Number] = [0] * len(places)
    for reading in arrangement:
        amount = reading.value or 0
        if reading.path in rooms:
            added[places[rooms[reading.path]]] += 1
        for number, on_left in stands_in.get(reading.path, ()):
            if number in places:
                added[places[number]] += amount if on_left else -amount
    filled = {reading.path for reading in arrangement}
    left = [path for path in unknown if path not in filled]
    loose = {places[number] for path in left for number, _ in stands_in.get(path, ()) if number in places}
    if not loose:
        return Option(tuple(added), tuple(added))
    least = tuple(-_ANYTHING if place in loose else amount for place, amount in enumerate(added))
    return Option(least, tuple(_ANYTHING if place in loose else amount for place, amount in enumerate(added)))


def own_sums_fit(choices: Sequence[Fitting]) -> list[Fitting]:
    """Return the choices with only those arrangements that satisfy the sums which no other choice enters."""
    shared = Counter(number for choice in choices for number in choice.fixed)
    return [_narrowed(choice, [n for n, many in shared.items() if many == 1]) for choice in choices]


def _narrowed(choice: Fitting, alone: Sequence[int]) -> Fitting:
    own = [(place, choice.fixed[n]) for place, n in enumerate(choice.fixed) if n in alone]
    kept = [
        place
        for place, option in enumerate(choice.options)
        if all(low + option.least[at] <= 0 <= high + option.most[at] for at, (low, high) in own)
    ]
    return Fitting(
        tuple(choice.arrangements[place] for place in kept),
        choice.fixed,
        tuple(choice.options[place] for place in kept),
        choice.speaking,
    )
