"""Errors that the agency itself makes: what it prints differs from what would be right (MESS.md 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from eval.truth.model import TruthCell, TruthError
from schemas.enums import State

__all__ = ["make_errors"]


def make_errors(
    random: Random, cells: Mapping[str, TruthCell], count: int
) -> tuple[dict[str, TruthCell], tuple[TruthError, ...]]:
    """Return the cells with ``count`` numbers misprinted, and the errors made.

    Errors stand in ``requests`` and ``review_and_litigation``, each in a cell of its own; fewer are made where the
    report has fewer printed numbers there.
    """
    changed = dict(cells)
    places = [
        path
        for path, cell in cells.items()
        if path.startswith(("requests.", "review_and_litigation.")) and cell.state is State.NUMBER
    ]
    errors: list[TruthError] = []
    for path in random.sample(places, min(count, len(places))):
        cell = changed[path]
        correct = int(cell.amount)
        kind, wrong = _misprint(random, path, correct)
        # The look of the number stays: a report that separates thousands separates them here too.
        printed = f"{wrong:,}" if "," in cell.printed else str(wrong)
        changed[path] = replace(cell, printed=printed, value=wrong)
        errors.append(TruthError(path, correct, wrong, kind))
    return changed, tuple(errors)


def _misprint(random: Random, path: str, correct: int) -> tuple[str, int]:
    digits = str(correct)
    kinds = ["offset", "digit"]
    if path.endswith(".total") and correct:
        kinds += ["zero_total"] * 2
    swaps = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and not (i == 0 and digits[1] == "0")]
    if swaps:
        kinds.append("swap")
    kind = random.choice(kinds)
    if kind == "zero_total":
        return kind, 0
    if kind == "swap":
        i = random.choice(swaps)
        return kind, int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])
    if kind == "digit":
        i = random.randrange(len(digits))
        others = [d for d in "0123456789" if d != digits[i] and not (i == 0 and len(digits) > 1 and d == "0")]
        return kind, int(digits[:i] + random.choice(others) + digits[i + 1 :])
    return kind, correct + 1 if correct == 0 or random.random() < 0.5 else correct - 1
