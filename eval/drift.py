"""Drift: which wrong numbers are right numbers that stand one or two places away.

A number is misplaced if it is wrong where it stands and is exactly what the label has one or two places away in the
same column (row drift) or in the same row (column drift), and is no coincidence. Most cells of a form are 0 and most
others small, so an equal neighbour alone proves nothing. A *stray* is a wrong cell that equals the label's cell
``shift`` places along one axis. A stray that holds a number other than 0 has drifted if

1. a cell next to it, in its row or column, is a stray of the same shift; or
2. another such stray of the same shift stands in its row or column, and all cells between them fit the shift; or
3. the cell that it came from has lost its number: the prediction has something else there; or
4. its value has two digits or more.

A stray 0 has drifted only beside a number other than 0 that has, or where its own number has moved by the same
shift. So zeros alone never drift. A blank is never misplaced, but a blank that fits the shift belongs to its run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from schemas.enums import State, TableKind
from schemas.reading import Number
from schemas.vocabulary import cell_definitions, union_table

__all__ = ["MAX_SHIFT", "Axis", "Drift", "Held", "drifts"]

MAX_SHIFT = 2
"""Farthest number of places that a drift is looked for."""

_DISTINCTIVE = 10

Held = tuple[State, Number | None]
"""What a cell holds: state and value."""


class Axis(StrEnum):
    """Along what a number moved."""

    ROW = "row"
    """To another row of its column."""
    COLUMN = "column"
    """To another column of its row."""


@dataclass(frozen=True, slots=True)
class Drift:
    """Where a misplaced number belongs."""

    axis: Axis
    shift: int
    """How many places it stands too far down or right; negative is up or left."""
    origin: str
    """Path of the label's cell that holds the number."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one table along both axes, each a sequence of paths in printed order."""

    along: Mapping[Axis, tuple[tuple[str, ...], ...]]

    def all(self) -> Iterator[tuple[str, ...]]:
        for lines in self.along.values():
            yield from lines


def drifts(label: Mapping[str, Held], predicted: Mapping[str, Held]) -> dict[str, Drift]:
    """Return the misplaced numbers of one report by path.

    Args:
        label: the report's cells that are certain. Their rows and columns are those that count as printed.
        predicted: what was given for them.

    Returns:
        A drift for each wrong number that is explained by one. Where several shifts explain it, the one that explains
        most cells of its table is taken; of equals the nearest, row drift before column drift.
    """
    found: dict[str, Drift] = {}
    for kind in TableKind:
        lines = _lines(kind, label)
        shifts = [
            (axis, shift, _drifted(lines, axis, shift, label, predicted))
            for size in range(1, MAX_SHIFT + 1)
            for axis in Axis
            for shift in (size, -size)
        ]
        for axis, shift, origins in sorted(shifts, key=lambda item: -len(item[2])):
            for path, origin in origins.items():
                found.setdefault(path, Drift(axis, shift, origin))
    return found


def _lines(kind: TableKind, paths: Collection[str]) -> _Lines:
    """Columns run through all blocks that have them; a table printed in one line is one row."""
    one_line = union_table(kind).one_line
    rows: dict[tuple[str, str], list[str]] = {}
    columns: dict[str, list[str]] = {}
    for path, cell in cell_definitions().items():
        if cell.table is kind and path in paths:
            rows.setdefault(("", "") if one_line else (cell.block.key, cell.row.key), []).append(path)
            columns.setdefault(cell.column.key, []).append(path)
    return _Lines(
        {
            Axis.ROW: tuple(tuple(line) for line in columns.values()),
            Axis.COLUMN: tuple(tuple(line) for line in rows.values()),
        }
    )


def _drifted(
    lines: _Lines, axis: Axis, shift: int, label: Mapping[str, Held], predicted: Mapping[str, Held]
) -> dict[str, str]:
    """Misplaced cell -> origin, for one shift along one axis."""
    origin = {
        path: line[place - shift]
        for line in lines.along[axis]
        for place, path in enumerate(line)
        if 0 <= place - shift < len(line)
    }
    fits = {path for path, there in origin.items() if _fits(predicted.get(path), label[there])}
    strays = {path for path in fits if predicted[path] != label[path]}
    numbers = {path for path in strays if predicted[path][1]}
    moved = {path for line in lines.all() for path in _in_runs(line, fits, strays, numbers)} | {
        path for path in numbers if _alone(predicted[path], label[origin[path]], predicted.get(origin[path]))
    }
    # Only now the zeros: they need a number that moved, and give none.
    beside = {path for line in lines.all() for pair in pairwise(line) if moved.intersection(pair) for path in pair}
    own = {origin[path] for path in moved}
    zeros = {path for path in strays - numbers if predicted[path][0] is State.NUMBER and path in beside | own}
    return {path: origin[path] for path in moved | zeros}


def _fits(given: Held | None, there: Held) -> bool:
    """Lost and unreadable cells are no readings: they fit no shift."""
    return given == there and there[0] in (State.NUMBER, State.BLANK, State.MARK)


def _in_runs(
    line: Sequence[str], fits: Collection[str], strays: Collection[str], numbers: Collection[str]
) -> Iterator[str]:
    """Numbers of rules 1 and 2: beside another stray, or with a second number in one run that fits the shift."""
    for first, second in pairwise(line):
        if first in strays and second in strays:
            yield from (path for path in (first, second) if path in numbers)
    run: list[str] = []
    for path in (*line, ""):
        if path in fits:
            run.append(path)
            continue
        together = [one for one in run if one in numbers]
        if len(together) >= 2:
            yield from together
        run = []


def _alone(given: Held, there: Held, now_there: Held | None) -> bool:
    """Rules 3 and 4: its origin lost it, or it has two digits or more."""
    value = given[1]
    return now_there != there or (value is not None and not -_DISTINCTIVE < value < _DISTINCTIVE)
