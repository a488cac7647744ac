"""Broken sums, each with the slip that broke it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from eval.plant.arithmetic import broken_sums, sums_of
from eval.plant.case import Mending, Planted
from eval.plant.chain import with_numbers
from eval.plant.clean import Clean
from eval.plant.field import Field, Planter
from eval.plant.figures import falsified
from eval.truth import TruthCell
from eval.truth.wording import REQUEST_COLUMNS
from schemas.enums import Blame, ExplanationKind, FindingKind, Severity, State

__all__ = ["PLANTERS", "SUMS"]

SUMS = frozenset(
    {
        FindingKind.ROW_SUM,
        FindingKind.BALANCE,
        FindingKind.OUTCOME_SUM,
        FindingKind.REVIEW_SUM,
        FindingKind.ANNEX_SUM,
    }
)
_TRUE_PROSE = frozenset({FindingKind.PROSE_TABLE, FindingKind.CONTRADICTION, FindingKind.BLANK_ZERO})
"""The prose goes on stating the right number, so it is at odds with the wrong one."""

Cells = Mapping[str, TruthCell]
Slip = Callable[[Random, Cells, list[str]], dict[str, TruthCell] | None]
"""From the cells, and the paths of the sums of the kind, to the changed cells; None where it cannot be made."""


def _number(cell: TruthCell) -> int:
    return int(cell.amount)


def _single(random: Random, cells: Cells, paths: list[str]) -> dict[str, TruthCell] | None:
    path = random.choice(paths)
    right = _number(cells[path])
    return with_numbers(cells, {path: falsified(random, right, set())})


def _total(random: Random, cells: Cells, paths: list[str]) -> dict[str, TruthCell] | None:
    totals = [path for path in paths if path.endswith(".total") and _number(cells[path])]
    if not totals:
        return None
    path = random.choice(totals)
    return with_numbers(cells, {path: random.choice((0, falsified(random, _number(cells[path]), set())))})


def _split(random: Random, cells: Cells, paths: list[str]) -> dict[str, TruthCell] | None:
    """``37 | 0`` printed as ``3 | 7``."""
    places = []
    for path in paths:
        row, _, column = path.rpartition(".")
        columns = [p.rpartition(".")[2] for p in cells if p.rpartition(".")[0] == row][:-1]
        if column in columns[:-1] and len(str(_number(cells[path]))) == 2 and _number(cells[path]) % 10:
            beside = f"{row}.{columns[columns.index(column) + 1]}"
            if _number(cells[beside]) == 0:
                places.append((path, beside))
    if not places:
        return None
    path, beside = random.choice(places)
    tens, ones = divmod(_number(cells[path]), 10)
    return with_numbers(cells, {path: tens, beside: ones})


def _swapped_in_row(random: Random, cells: Cells, paths: list[str]) -> dict[str, TruthCell] | None:
    pairs = []
    for path in paths:
        row, _, column = path.rpartition(".")
        if column in REQUEST_COLUMNS[:-2]:
            beside = f"{row}.{REQUEST_COLUMNS[REQUEST_COLUMNS.index(column) + 1]}"
            pairs += [(path, beside)] if cells[path].value != cells[beside].value else []
    return _exchanged(cells, random.choice(pairs)) if pairs else None


def _swapped_in_column(random: Random, cells: Cells, paths: list[str]) -> dict[str, TruthCell] | None:
    path = random.choice(paths)
    column = "." + path.rpartition(".")[2] if not path.startswith("statistics.") else ""
    others = [p for p in paths if p.endswith(column) and _number(cells[p]) != _number(cells[path])]
    return _exchanged(cells, (path, random.choice(others))) if others else None


def _exchanged(cells: Cells, pair: tuple[str, str]) -> dict[str, TruthCell]:
    one, other = pair
    return with_numbers(cells, {one: _number(cells[other]), other: _number(cells[one])})


def _blanked(random: Random, cells: Cells, paths: list[str]) -> dict[str, TruthCell] | None:
    places = [path for path in paths if _number(cells[path])]
    return {**cells, random.choice(places): TruthCell("", None, State.BLANK)} if places else None


_SLIPS: dict[str, tuple[Slip, ExplanationKind]] = {
    "single": (_single, ExplanationKind.SINGLE_CELL),
    "total": (_total, ExplanationKind.SINGLE_CELL),
    "split": (_split, ExplanationKind.SPLIT_DIGITS),
    "row": (_swapped_in_row, ExplanationKind.SWAPPED_COLUMNS),
    "column": (_swapped_in_column, ExplanationKind.SWAPPED_COLUMNS),
    "blank": (_blanked, ExplanationKind.BLANK_CELL),
}


def _planter(kind: FindingKind, *ways: str) -> Planter:
    severity = Severity.WARNING if kind is FindingKind.ANNEX_SUM else Severity.ERROR

    def plant(field: Field) -> Planted:
        slip, explanation = _SLIPS[field.turn(ways)]
        form = "statistics" if kind is FindingKind.ANNEX_SUM else field.random.choice(("2021", "2021", "2019"))
        while True:
            clean = field.clean(form, _wanted(kind), busy=kind is not FindingKind.REVIEW_SUM)
            cells = clean.truth.cells
            paths = sorted({path for one in sums_of(cells) if one.kind is kind for path in one.paths})
            changed = slip(field.random, cells, paths)
            if changed and any(one.kind is kind for one in broken_sums(changed)):
                break
        different = frozenset(path for path in cells if cells[path] != changed[path])
        mending = Mending(explanation, frozenset((path, cells[path].amount) for path in different))
        # A blank where the sums ask for a number may have lost it on the way to the reader, who cannot tell.
        blames = field.blames_of_sums() | ({Blame.UNKNOWN} if explanation is ExplanationKind.BLANK_CELL else set())
        expected = field.expect(severity, paths=different, mending=mending, blames=blames)
        shown = ", ".join(f"{p}: {changed[p].printed or '(blank)'} for {cells[p].printed}" for p in sorted(different))
        truth = replace(clean.truth, cells=changed)
        return field.planted(expected, clean, truth, shown, allowed=SUMS | _TRUE_PROSE)

    return plant


def _wanted(kind: FindingKind) -> Callable[[Clean], bool]:
    if kind is not FindingKind.REVIEW_SUM:
        return lambda _: True

    def lively(clean: Clean) -> bool:
        numbers = [c.amount for p, c in clean.truth.cells.items() if p.startswith("review_and_litigation.")]
        return sum(number > 0 for number in numbers) > 4 and max(numbers) > 10

    return lively


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.ROW_SUM: _planter(FindingKind.ROW_SUM, "single", "total", "split", "column", "blank"),
    FindingKind.BALANCE: _planter(FindingKind.BALANCE, "single", "total", "row", "split", "blank"),
    FindingKind.OUTCOME_SUM: _planter(FindingKind.OUTCOME_SUM, "single", "row", "total", "split", "blank"),
    FindingKind.REVIEW_SUM: _planter(FindingKind.REVIEW_SUM, "single", "total", "split", "column", "blank"),
    FindingKind.ANNEX_SUM: _planter(FindingKind.ANNEX_SUM, "single", "blank", "column"),
}
