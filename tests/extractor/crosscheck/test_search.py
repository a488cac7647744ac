"""Combinations in which every sum comes out, against all combinations tried one by one."""

from __future__ import annotations

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.crosscheck.search import Combination, Option, Puzzle, Steps, find, narrow


def puzzle_of(random: Random) -> Puzzle:
    sums = random.randint(1, 4)
    fixed = []
    for _ in range(sums):
        low = random.randint(-3, 3)
        fixed.append((low, low + random.choice((0, 0, 1))))
    entered = [tuple(range(sums))]
    for _ in range(random.randint(0, 3)):
        entered.append(tuple(sorted(random.sample(range(sums), random.randint(0, sums)))))
    return Puzzle(tuple(fixed), tuple(entered), tuple(_options(random, len(numbers)) for numbers in entered))


def _options(random: Random, many: int) -> tuple[Option, ...]:
    found = []
    for _ in range(random.randint(1, 4)):
        least = tuple(random.randint(-2, 2) for _ in range(many))
        found.append(Option(least, tuple(amount + random.choice((0, 0, 0, 9)) for amount in least)))
    return tuple(found)


def fits(puzzle: Puzzle, taken: Combination) -> bool:
    low, high = ([bounds[side] for bounds in puzzle.fixed] for side in (0, 1))
    for choice, option in enumerate(taken):
        for place, number in enumerate(puzzle.entered[choice]):
            low[number] += puzzle.options[choice][option].least[place]
            high[number] += puzzle.options[choice][option].most[place]
    return all(a <= 0 <= b for a, b in zip(low, high, strict=True))


@given(st.integers(min_value=0))
@settings(max_examples=200)
def test_finds_a_combination_exactly_where_there_is_one(seed: int) -> None:
    puzzle = puzzle_of(Random(seed))
    domains = tuple(tuple(range(len(options))) for options in puzzle.options)
    solutions = [taken for taken in product(*domains) if fits(puzzle, taken)]
    for last_first in (False, True):
        found = find(puzzle, domains, Steps(10_000), last_first=last_first)
        assert found in solutions if solutions else found is None
    narrowed = narrow(puzzle, domains, Steps(10_000))
    assert narrowed is not None or not solutions
    for taken in solutions:
        assert narrowed is not None
        assert all(option in domain for option, domain in zip(taken, narrowed, strict=True))


def test_without_steps_nothing_is_found() -> None:
    puzzle = Puzzle(((0, 0),), ((0,),), ((Option((0,), (0,)),),))
    steps = Steps(0)
    assert find(puzzle, ((0,),), steps) is None
    assert steps.left < 0
    assert find(puzzle, ((0,),), Steps(2)) == (0,)
