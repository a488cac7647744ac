"""Combinations in which every sum comes out, found by narrowing and trying, within a count of steps.

Each choice takes one of its options; an option adds something to some of the sums. A combination fits where every
sum can come to 0. Nothing here knows what the sums are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import ge, le

from schemas import Number

__all__ = ["Combination", "Domains", "Option", "Puzzle", "Steps", "find", "narrow"]

Domains = tuple[tuple[int, ...], ...]
"""By choice: the numbers of the options that it may still take."""

Combination = tuple[int, ...]
"""By choice: the number of the option taken."""


@dataclass(frozen=True, slots=True)
class Option:
    """What one option adds to each sum that its choice enters, at least and at most."""

    least: tuple[Number, ...]
    most: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Sums, and choices that enter them; each sum is entered by one at least."""

    fixed: tuple[tuple[Number, Number], ...]
    """By sum: what stands in it whatever is chosen, at least and at most."""
    entered: tuple[tuple[int, ...], ...]
    """By choice: the sums that it enters."""
    options: tuple[tuple[Option, ...], ...]
    """By choice; an option's amounts are in the order of ``entered``."""


@dataclass(slots=True)
class Steps:
    """What is left of the work allowed, in options and sums looked at; below 0 nothing is proved any more."""

    left: int


class _State:
    """Options left, and how far each sum can go with them."""

    __slots__ = ("domains", "high", "least", "low", "most")

    def __init__(self, domains: list[tuple[int, ...]], puzzle: Puzzle) -> None:
        self.domains = domains
        self.least: list[tuple[Number, ...]] = []
        self.most: list[tuple[Number, ...]] = []
        self.low = [low for low, _ in puzzle.fixed]
        self.high = [high for _, high in puzzle.fixed]
        for choice, domain in enumerate(domains):
            least, most = _reach(puzzle.options[choice], domain)
            self.least.append(least)
            self.most.append(most)
            for place, number in enumerate(puzzle.entered[choice]):
                self.low[number] += least[place]
                self.high[number] += most[place]

    def copy(self) -> _State:
        twin = object.__new__(_State)
        twin.domains, twin.least, twin.most = self.domains[:], self.least[:], self.most[:]
        twin.low, twin.high = self.low[:], self.high[:]
        return twin


def narrow(puzzle: Puzzle, domains: Domains, steps: Steps) -> Domains | None:
    """Return the domains without options that each sum alone rules out; None where nothing fits or no step is left."""
    if not all(domains):
        return None
    state = _State(list(domains), puzzle)
    return tuple(state.domains) if _narrow(puzzle, state, _neighbours(puzzle), range(len(domains)), steps) else None


def find(puzzle: Puzzle, domains: Domains, steps: Steps, *, last_first: bool = False) -> Combination | None:
    """Return a combination within the domains that fits, the first found.

    None with steps left is a proof that there is no such combination; with none left it says nothing.

    Args:
        puzzle: the sums and choices.
        domains: the options that each choice may take.
        steps: the work allowed; what is done is taken off.
        last_first: try each choice's options from the last one.
    """
    if not all(domains):
        return None
    neighbours = _neighbours(puzzle)
    state = _State(list(domains), puzzle)
    if not _narrow(puzzle, state, neighbours, range(len(domains)), steps):
        return None
    return _try(puzzle, state, neighbours, steps, last_first=last_first)


def _try(
    puzzle: Puzzle, state: _State, neighbours: Sequence[Sequence[int]], steps: Steps, *, last_first: bool
) -> Combination | None:
    undecided = [(len(domain), choice) for choice, domain in enumerate(state.domains) if len(domain) > 1]
    if not undecided:
        return tuple(domain[0] for domain in state.domains)
    _, choice = min(undecided)
    domain = state.domains[choice]
    for option in reversed(domain) if last_first else domain:
        branch = state.copy()
        _decide(puzzle, branch, choice, (option,))
        if _narrow(puzzle, branch, neighbours, neighbours[choice], steps):
            found = _try(puzzle, branch, neighbours, steps, last_first=last_first)
            if found is not None:
                return found
        if steps.left < 0:
            return None
    return None


def _narrow(
    puzzle: Puzzle, state: _State, neighbours: Sequence[Sequence[int]], changed: Iterable[int], steps: Steps
) -> bool:
    """Take out options with which some sum cannot come to 0, until all fit; False where a choice has none left."""
    waiting = dict.fromkeys(changed)
    while waiting:
        choice = next(iter(waiting))
        del waiting[choice]
        domain, options = state.domains[choice], puzzle.options[choice]
        entered = puzzle.entered[choice]
        steps.left -= len(domain) + len(entered)
        if steps.left < 0:
            return False
        tops = [least - state.low[n] for n, least in zip(entered, state.least[choice], strict=True)]
        bottoms = [most - state.high[n] for n, most in zip(entered, state.most[choice], strict=True)]
        kept = tuple(
            o for o in domain if all(map(le, options[o].least, tops)) and all(map(ge, options[o].most, bottoms))
        )
        if not kept:
            return False
        if len(kept) < len(domain):
            _decide(puzzle, state, choice, kept)
            waiting.update(dict.fromkeys(neighbours[choice]))
    return True


def _decide(puzzle: Puzzle, state: _State, choice: int, kept: tuple[int, ...]) -> None:
    least, most = _reach(puzzle.options[choice], kept)
    before, after = state.least[choice], state.most[choice]
    for place, number in enumerate(puzzle.entered[choice]):
        state.low[number] += least[place] - before[place]
        state.high[number] += most[place] - after[place]
    state.domains[choice], state.least[choice], state.most[choice] = kept, least, most


def _reach(options: Sequence[Option], domain: tuple[int, ...]) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    if len(domain) == 1:
        return options[domain[0]].least, options[domain[0]].most
    least = tuple(map(min, zip(*(options[o].least for o in domain), strict=True)))
    return least, tuple(map(max, zip(*(options[o].most for o in domain), strict=True)))


def _neighbours(puzzle: Puzzle) -> list[tuple[int, ...]]:
    """By choice: the others that enter one of its sums."""
    enters = [frozenset(entered) for entered in puzzle.entered]
    return [
        tuple(other for other, theirs in enumerate(enters) if other != choice and ours & theirs)
        for choice, ours in enumerate(enters)
    ]
