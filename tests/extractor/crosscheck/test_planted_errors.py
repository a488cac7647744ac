"""Errors planted into forms whose sums all hold: none may come out verified, and a single one is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest
from crosscheck_cases import COLUMNS, MODEL, OCR2, OUTCOMES, PATHS, RULES, cell, evidence_of, lose, put, read
from random_evidence import consistent

from extractor.crosscheck import Outcome, crosscheck
from schemas import Reading
from schemas.enums import Origin, Status, Witness

REQUESTS = [path for path in PATHS if path.startswith("requests.")]
BELIEVED = (Status.VERIFIED, Status.REPAIRED)
SEEDS = 16
Corrupt = Callable[[Random, int], int]

_LIKE = dict(zip("0123456789", "8778965134", strict=True))


def by_shape(random: Random, value: int) -> int:
    """One digit becomes one that looks like it."""
    digits = list(str(value))
    place = random.randrange(len(digits))
    digits[place] = _LIKE[digits[place]]
    return int("".join(digits))


def by_one(random: Random, value: int) -> int:
    return max(0, value + random.choice((-1, 1))) if value else 1


def plant(
    seed: int,
    corrupt: Corrupt,
    errors: int,
    lost: int,
    origin: Origin,
    wrong: Sequence[Witness],
    right: Sequence[Witness],
) -> tuple[dict[str, int], list[str], Outcome]:
    """Return the truth, the cells that ``wrong`` readers misread alike, and what comes of it."""
    random = Random(seed)
    truth = consistent(random)
    misread = random.sample(REQUESTS, errors)
    seen = truth | {path: corrupt(random, truth[path]) for path in misread}
    gone = random.sample(REQUESTS, lost)
    readers: list[dict[str, Reading]] = [read(seen, reader) for reader in wrong] + [read(truth, r) for r in right]
    for readings in readers:
        lose(readings, *gone)
    return truth, misread, crosscheck(evidence_of(origin, *readers))


def false_beliefs(truth: dict[str, int], outcome: Outcome) -> list[str]:
    return [
        f"{path}: {found.value} for {truth[path]}, {found.rule}"
        for path, found in outcome.verdicts.items()
        if found.status in BELIEVED and found.value != truth[path]
    ]


@pytest.mark.parametrize("corrupt", [by_shape, by_one])
@pytest.mark.parametrize("origin", list(Origin))
def test_one_error_is_placed_and_never_believed(origin: Origin, corrupt: Corrupt) -> None:
    placed = 0
    for seed in range(SEEDS):
        truth, (misread,), outcome = plant(seed, corrupt, 1, 0, origin, [RULES], [])
        assert false_beliefs(truth, outcome) == []
        found = outcome.verdicts[misread]
        suspects = {broken.suspect for broken in outcome.breaks}
        placed += suspects == {misread} or (found.status is Status.REPAIRED and found.value == truth[misread])
    assert placed >= 0.95 * SEEDS


@pytest.mark.parametrize(("errors", "lost"), [(2, 0), (5, 0), (2, 3), (6, 8)])
def test_errors_of_one_recognition_are_never_believed(errors: int, lost: int) -> None:
    for seed in range(SEEDS):
        truth, _, outcome = plant(seed, by_shape, errors, lost, Origin.OCR, [RULES, MODEL], [])
        assert false_beliefs(truth, outcome) == []


@pytest.mark.parametrize("origin", list(Origin))
@pytest.mark.parametrize("wrong", [RULES, MODEL, OCR2])
def test_errors_of_one_reader_of_two_are_never_believed(wrong: Witness, origin: Origin) -> None:
    right = OCR2 if wrong is RULES else RULES
    for seed in range(SEEDS // 2):
        truth, misread, outcome = plant(seed, by_one, 6, 3, origin, [wrong], [right])
        assert false_beliefs(truth, outcome) == []
        assert {outcome.verdicts[path].status for path in misread} <= {
            Status.DISPUTED,
            Status.UNREAD,
            Status.REPAIRED,
        }


@pytest.mark.parametrize("errors", [1, 2])
def test_errors_of_the_rules_reader_alone_are_never_believed(errors: int) -> None:
    for seed in range(SEEDS):
        truth, _, outcome = plant(seed, by_one, errors, 0, Origin.DIGITAL, [RULES], [])
        assert false_beliefs(truth, outcome) == []


def test_a_row_lost_and_another_repeated_leaves_nothing_false() -> None:
    """Rows without labels, placed by their order alone: one is missing, one stands twice, all between moved by one."""
    verified = 0
    for seed in range(SEEDS):
        random = Random(seed)
        truth = consistent(random, most=3)
        rows = OUTCOMES
        missing, repeated = random.sample(range(len(rows)), 2)
        order = [n for n in range(len(rows)) if n != missing]
        order.insert(order.index(repeated), repeated)
        readings = read(truth)
        for place, source in enumerate(order):
            for column in COLUMNS:
                path = cell(rows[place], column)
                put(readings, path, truth[cell(rows[source], column)], anchored=False, loose_run="run")
        outcome = crosscheck(evidence_of(Origin.DIGITAL, readings))
        assert false_beliefs(truth, outcome) == []
        loose = [cell(name, column) for name in rows for column in COLUMNS]
        verified += sum(outcome.verdicts[path].status is Status.VERIFIED for path in loose)
    assert verified > 0
