"""Which of the places that tokens fit the form's sums choose.

A cell is placed only where every combination of arrangements that satisfies the sums puts the same into it. What is
placed so is read and proves nothing: WITNESSES.md, "Words" (an identity witnesses a number, not its place).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.crosscheck.books import Plan, plan_for
from extractor.crosscheck.evidence import CellReadings, Evidence
from extractor.crosscheck.fitting import Fitting, fitting, own_sums_fit
from extractor.crosscheck.search import Combination, Domains, Puzzle, Steps, find, narrow
from extractor.crosscheck.standing_cells import stand
from schemas import Number, Reading
from schemas.enums import State
from schemas.reading import Choice

__all__ = ["MOST_ARRANGEMENTS", "MOST_STEPS", "arrange"]

MOST_STEPS = 60_000
"""Options and sums looked at in one report; choices that share sums and need more of them are not placed."""

MOST_ARRANGEMENTS = 1_500
"""Of all choices of one report together; with more of them nothing is placed."""

_Answer = tuple[State, Number | None]


def arrange(evidence: Evidence, cells: Mapping[str, CellReadings]) -> tuple[Reading, ...]:
    """Return the readings that the sums place, of the evidence's choices, in the order of their paths.

    Args:
        evidence: the choices, and the readings that they come beside.
        cells: the claims of those readings.
    """
    if sum(len(choice.arrangements) for choice in evidence.choices) > MOST_ARRANGEMENTS:
        return ()
    choices = _in_order(evidence.choices)
    filled = {path for choice in choices for path in choice.paths}
    plan = plan_for(frozenset((*cells, *filled)))
    steps = Steps(MOST_STEPS)
    placed: dict[str, Reading] = {}
    for together in _connected(_possible(choices, plan, cells)):
        placed |= _placed(together, plan, steps)
    return tuple(placed[path] for path in sorted(placed))


def _in_order(choices: Sequence[Choice]) -> list[Choice]:
    """Return choices and arrangements in one order, however they were given: the steps allowed may end a search."""
    ordered = [
        replace(choice, arrangements=tuple(sorted(choice.arrangements, key=_arrangement_order))) for choice in choices
    ]
    return sorted(ordered, key=lambda choice: [_arrangement_order(a) for a in choice.arrangements[:1]])


def _arrangement_order(arrangement: Sequence[Reading]) -> list[tuple[str, str, str, str]]:
    return [(r.path, r.printed, str(r.value), str(r.span)) for r in arrangement]


def _possible(choices: Sequence[Choice], plan: Plan, cells: Mapping[str, CellReadings]) -> list[Fitting]:
    """Return the choices of which some arrangement satisfies the sums that it alone enters.

    The cells of the others are unknown from then on, which may leave fewer sums to test the rest by.
    """
    left = list(choices)
    doubtful: set[str] = set()
    while True:
        rooms = _rooms(left, len(plan.identities))
        standing = stand(left, doubtful, plan, cells)
        found = own_sums_fit([fitting(choice, standing, rooms) for choice in left])
        bad = [choice for choice, fits in zip(left, found, strict=True) if not any(fits.arrangements)]
        if not bad:
            return found
        doubtful |= {path for choice in bad for path in choice.paths}
        left = [choice for choice in left if choice not in bad]


def _rooms(choices: Sequence[Choice], first: int) -> dict[str, int]:
    """Return a number for each cell that several choices could fill, counted on from the first."""
    claimed = Counter(path for choice in choices for path in choice.paths)
    return {path: first + n for n, path in enumerate(sorted(path for path, many in claimed.items() if many > 1))}


def _connected(choices: Sequence[Fitting]) -> Iterator[tuple[Fitting, ...]]:
    """Yield the choices that share a sum, directly or through others; in the order of the first of each."""
    left = list(choices)
    while left:
        together = [left.pop(0)]
        sums = set(together[0].fixed)
        while near := [choice for choice in left if not sums.isdisjoint(choice.fixed)]:
            left = [choice for choice in left if sums.isdisjoint(choice.fixed)]
            together += near
            sums = sums.union(*(choice.fixed for choice in near))
        yield tuple(together)


def _placed(choices: tuple[Fitting, ...], plan: Plan, steps: Steps) -> dict[str, Reading]:
    """Return what all fitting combinations of these choices agree on, by path."""
    puzzle = _puzzle(choices)
    domains = narrow(puzzle, tuple(tuple(range(len(choice.options))) for choice in choices), steps)
    first = find(puzzle, domains, steps) if domains else None
    if domains is None or first is None:
        return {}
    speaking = _speaking(choices, domains)
    shown = {path: reading for path, reading in _filled(choices, first).items() if _spoken_of(path, speaking, plan)}
    last = find(puzzle, domains, steps, last_first=True)
    agreed = _both(shown, choices, last) if last else {}
    for path in sorted(agreed):
        if path not in agreed:
            continue
        other = find(puzzle, _without(agreed[path], choices, domains), steps)
        if other is not None:
            agreed = _both(agreed, choices, other)
    return _sure(agreed, choices, first, plan) if steps.left >= 0 else {}


def _sure(
    agreed: Mapping[str, Reading], choices: Sequence[Fitting], taken: Combination, plan: Plan
) -> dict[str, Reading]:
    """Return those with sums on both axes, and those of choices that are decided to the last token.

    Where a table has sums along its rows only, nothing but the row itself would say that no token of it is missing.
    """
    decided = {
        reading.path
        for choice, option in zip(choices, taken, strict=True)
        for reading in choice.arrangements[option]
        if all(other.path in agreed for other in choice.arrangements[option])
    }
    return {path: reading for path, reading in agreed.items() if path in decided or len(_axes(path, plan)) > 1}


def _axes(path: str, plan: Plan) -> frozenset[str]:
    return frozenset(plan.identities[number].axis for number, _ in plan.stands_in.get(path, ()))


def _spoken_of(path: str, speaking: frozenset[int], plan: Plan) -> bool:
    """True where a sum speaks of the cell along each axis that its table has sums on.

    A row alone makes a total of any last number that the others happen to add up to.
    """
    axes = _axes(path, plan)
    numbers = [number for number, _ in plan.stands_in.get(path, ()) if number in speaking]
    return bool(axes) and axes == {plan.identities[number].axis for number in numbers}


def _puzzle(choices: Sequence[Fitting]) -> Puzzle:
    fixed = {number: span for choice in choices for number, span in choice.fixed.items()}
    places = {number: place for place, number in enumerate(fixed)}
    return Puzzle(
        tuple(fixed.values()),
        tuple(tuple(places[number] for number in choice.fixed) for choice in choices),
        tuple(choice.options for choice in choices),
    )


def _speaking(choices: Sequence[Fitting], domains: Domains) -> frozenset[int]:
    """Return the identities that a number was put into and that no arrangement left makes come out by a lost cell."""
    open_sums = {
        number
        for choice, domain in zip(choices, domains, strict=True)
        for option in domain
        for number, least, most in zip(
            choice.fixed, choice.options[option].least, choice.options[option].most, strict=True
        )
        if least != most
    }
    return frozenset(number for choice in choices for number in choice.speaking) - open_sums


def _filled(choices: Sequence[Fitting], taken: Combination) -> dict[str, Reading]:
    return {
        reading.path: reading
        for choice, option in zip(choices, taken, strict=True)
        for reading in choice.arrangements[option]
    }


def _both(agreed: Mapping[str, Reading], choices: Sequence[Fitting], taken: Combination) -> dict[str, Reading]:
    """Return those that another combination fills with the same."""
    other = {path: _answer(reading) for path, reading in _filled(choices, taken).items()}
    return {path: reading for path, reading in agreed.items() if other.get(path) == _answer(reading)}


def _without(given: Reading, choices: Sequence[Fitting], domains: Domains) -> Domains:
    """Return the options that do not put the same into the same cell."""
    same = given.path, _answer(given)
    return tuple(
        tuple(option for option in domain if not any((r.path, _answer(r)) == same for r in choice.arrangements[option]))
        for choice, domain in zip(choices, domains, strict=True)
    )


def _answer(reading: Reading) -> _Answer:
    return reading.state, reading.value
