"""Which of the places that tokens fit the form's sums choose.

A cell is placed only where every combination of arrangements that satisfies the sums puts the same into it. What is
placed so is read and proves nothing: WITNESSES.md, "Words" (an identity witnesses a number, not its place).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.crosscheck.books import Plan, plan_for
from extractor.crosscheck.evidence import CellReadings, Evidence
from extractor.crosscheck.fitting import Fitting, fittings
from extractor.crosscheck.search import Combination, Domains, Puzzle, Steps, find
from schemas import Number, Reading
from schemas.enums import State

__all__ = ["MOST_STEPS", "arrange"]

MOST_STEPS = 30_000
"""Options looked at in one report; beyond it nothing more is placed. About 100 ms."""

_Answer = tuple[State, Number | None]


def arrange(evidence: Evidence, cells: Mapping[str, CellReadings]) -> tuple[Reading, ...]:
    """Return the readings that the sums place, of the evidence's choices, in the order of their paths.

    Args:
        evidence: the choices, and the readings that they come beside.
        cells: the claims of those readings.
    """
    filled = {r.path for choice in evidence.choices for arrangement in choice.arrangements for r in arrangement}
    plan = plan_for(frozenset((*cells, *filled)))
    steps = Steps(MOST_STEPS)
    placed: dict[str, Reading] = {}
    for together in _connected(fittings(evidence.choices, plan, cells)):
        placed |= _placed(together, plan, steps)
    return tuple(placed[path] for path in sorted(placed))


def _connected(choices: Sequence[Fitting]) -> Iterator[tuple[Fitting, ...]]:
    """Yield the choices that share a sum, directly or through others; in the order of the first of each."""
    left = list(choices)
    while left:
        together, sums = [left.pop(0)], set[int]()
        sums |= together[0].sums
        found = True
        while found:
            near = [choice for choice in left if choice.sums & sums]
            found = bool(near)
            for choice in near:
                left.remove(choice)
                together.append(choice)
                sums |= choice.sums
        yield tuple(together)


def _placed(choices: tuple[Fitting, ...], plan: Plan, steps: Steps) -> dict[str, Reading]:
    """Return what all fitting combinations of these choices agree on, by path."""
    puzzle = _puzzle(choices)
    everything: Domains = tuple(tuple(range(len(choice.options))) for choice in choices)
    first = find(puzzle, everything, steps)
    last = find(puzzle, everything, steps, last_first=True) if first else None
    if first is None or last is None:
        return {}
    shown = {path: r for path, (r, choice) in _filled(choices, first).items() if _confirmed(path, choice, plan)}
    agreed = _both(shown, choices, last)
    for path in sorted(agreed):
        if path not in agreed:
            continue
        others = _without(path, _answer(agreed[path]), choices, everything)
        other = find(puzzle, others, steps)
        if other is not None:
            agreed = _both(agreed, choices, other)
        elif steps.left < 0:
            return {}
    return agreed


def _puzzle(choices: Sequence[Fitting]) -> Puzzle:
    fixed = {number: span for choice in choices for number, span in choice.fixed.items()}
    numbers = {number: place for place, number in enumerate(sorted(fixed))}
    return Puzzle(
        tuple(fixed[number] for number in numbers),
        tuple(tuple(numbers[number] for number in choice.fixed) for choice in choices),
        tuple(choice.options for choice in choices),
    )


def _filled(choices: Sequence[Fitting], taken: Combination) -> dict[str, tuple[Reading, Fitting]]:
    return {
        reading.path: (reading, choice)
        for choice, option in zip(choices, taken, strict=True)
        for reading in choice.arrangements[option]
    }


def _both(agreed: Mapping[str, Reading], choices: Sequence[Fitting], taken: Combination) -> dict[str, Reading]:
    """Return those that another combination fills with the same."""
    other = {path: _answer(reading) for path, (reading, _) in _filled(choices, taken).items()}
    return {path: reading for path, reading in agreed.items() if other.get(path) == _answer(reading)}


def _without(path: str, answer: _Answer, choices: Sequence[Fitting], domains: Domains) -> Domains:
    """Return the options that do not put this answer into this cell."""
    return tuple(
        tuple(
            option
            for option in domain
            if not any(r.path == path and _answer(r) == answer for r in choice.arrangements[option])
        )
        for choice, domain in zip(choices, domains, strict=True)
    )


def _confirmed(path: str, choice: Fitting, plan: Plan) -> bool:
    """True where a sum that can be tested speaks of the cell."""
    return any(number in choice.confirming for number, _ in plan.stands_in.get(path, ()))


def _answer(reading: Reading) -> _Answer:
    return reading.state, reading.value
