"""Forms whose every sum holds, as a reader hands them over that lost the blanks of rows or a token of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from random import Random

from crosscheck_cases import RULES
from random_evidence import consistent

from extractor.crosscheck import Evidence
from schemas import Reading
from schemas.enums import Origin, PlacedBy, State
from schemas.reading import Choice

__all__ = ["fallen_out", "lossy", "token"]

Printed = dict[str, int | None]
"""By path; None for a blank."""


def token(path: str, value: int, place: int, *, placed_by: PlacedBy = PlacedBy.SUMS) -> Reading:
    sure = placed_by is PlacedBy.STRUCTURE
    return Reading(
        path,
        RULES,
        State.NUMBER,
        value,
        str(value),
        (10 * place, 10 * place + 4),
        placed_by=placed_by,
        anchored=sure,
        grid=sure,
    )


def blank(path: str) -> Reading:
    return Reading(path, RULES, State.BLANK, placed_by=PlacedBy.STRUCTURE, anchored=True, grid=True)


def row_choice(paths: Iterable[str], tokens: Iterable[tuple[int, int]]) -> Choice:
    """Every way to put values, with their places in the text, into the cells of a row in order."""
    given = list(tokens)
    return Choice(
        tuple(
            tuple(token(path, value, place) for path, (value, place) in zip(chosen, given, strict=True))
            for chosen in combinations(paths, len(given))
        )
    )


def printed_form(random: Random, zeros: float) -> Printed:
    """A form of which this share of the zeros is printed."""
    values = consistent(random, most=random.choice((2, 4, 40)))
    return {
        path: value if value or random.random() < zeros else None
        for path, value in values.items()
        if not path.startswith("proactive")
    }


def evidence_for(printed: Mapping[str, int | None], lossy_rows: Iterable[str], choices: Iterable[Choice]) -> Evidence:
    rows = set(lossy_rows)
    readings = [
        blank(path) if value is None else token(path, value, place, placed_by=PlacedBy.STRUCTURE)
        for place, (path, value) in enumerate(printed.items())
        if path.rpartition(".")[0] not in rows
    ]
    return Evidence(tuple(readings), tuple(printed), Origin.UNKNOWN, choices=tuple(choices))


def lossy(seed: int, share: float, zeros: float) -> tuple[Printed, Evidence]:
    """A printed form, and its evidence where this share of the rows lost its blanks."""
    random = Random(seed)
    printed = printed_form(random, zeros)
    rows: dict[str, list[tuple[str, int | None, int]]] = {}
    for place, (path, value) in enumerate(printed.items()):
        rows.setdefault(path.rpartition(".")[0], []).append((path, value, place))
    choices = {}
    for row, cells in rows.items():
        tokens = [(value, place) for _, value, place in cells if value is not None]
        if 0 < len(tokens) < len(cells) and random.random() < share:
            choices[row] = row_choice([path for path, _, _ in cells], tokens)
    return printed, evidence_for(printed, choices, choices.values())


def fallen_out(seed: int, *, optional: bool) -> tuple[Printed, Evidence, str]:
    """A printed form, its evidence with one number under the table instead of in its cell, and that cell."""
    random = Random(seed)
    printed = printed_form(random, 0.3)
    numbers = [path for path, value in printed.items() if value is not None and path.startswith("requests.")]
    gone = random.choice(numbers)
    value = printed[gone]
    assert value is not None
    seen: Printed = printed | {gone: None}
    free = [path for path, found in seen.items() if found is None and path.startswith("requests.")]
    place = list(printed).index(gone)
    choice = Choice(tuple((token(path, value, place),) for path in free), optional=optional)
    return printed, evidence_for(seen, (), (choice,)), gone
