"""Runs to the form's rows: the cheapest order-preserving alignment, and how sure each place is.

Cost model (units are arbitrary, only differences count):

========================================  =====================================================
a run takes a row, its label exact        0
a run takes a row, its label near         ``NEAR_LABEL`` for each point of likeness missing
a run takes a row, without a label        ``NO_LABEL``, less if the row's label stands near it
a run takes a row, label names another    ``WRONG_LABEL``; ``NEARBY_LABEL`` if the row's label stands behind it, where
                                          labels may do so
labels stacked above one run              the nearest 0, the others ``STACKED``, any other row ``NO_LABEL``
too few or too many places                ``PLACE`` for each, at most ``PLACES``; empty ones at an end are no surplus
a run takes no row                        ``SKIP_FULL`` if it has a row's label or as many places, else ``SKIP_SHORT``
a row gets no run                         ``MISSING_ROW``, or ``OPTIONAL_ROW``
========================================  =====================================================

A run's place is *sure* when every alignment that puts it elsewhere costs at least ``SURE`` more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from rapidfuzz import fuzz

from extractor.rules.run import FreeText, Run
from extractor.rules.tokens import TokenKind
from extractor.sections.labels import EXACT, NEAR, core, matches, row_with_piece, rows_named_in
from schemas.enums import TableKind

__all__ = ["CanonicalRow", "Placed", "align"]

NEAR_LABEL = 3.0
NO_LABEL = 1.0
NEARBY_LABEL = 0.4
STACKED = 0.6
WRONG_LABEL = 5.0
PLACE = 0.6
PLACES = 3.0
SKIP_FULL = 2.6
SKIP_SHORT = 0.9
MISSING_ROW = 1.2
OPTIONAL_ROW = 0.1
SURE = 0.5
PIECE = 0.9
"""Likeness of a piece of a label that no other label has."""
PART = 80
"""Per cent of a text that must stand in a label for the text to be part of it."""


@dataclass(frozen=True, slots=True)
class CanonicalRow:
    """One row of the form, as the aligner sees it."""

    key: str
    """``block/row``."""
    places: frozenset[int]
    """How many numbers the form prints in it; several where the forms differ."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A run in its row, and why it is there."""

    run: int
    row: int
    score: float
    """How well the run's own label matches the row's, 0 to 1; 0 where it has none."""
    own_label: bool
    """The run's own label names the row and no other row of the form as well."""
    sure: bool
    between: bool
    """Without a label of its own, but the only run and the only row missing between two identified neighbours."""


@dataclass(frozen=True, slots=True)
class _Costs:
    take: tuple[tuple[float, ...], ...]
    skip: tuple[float, ...]
    missing: tuple[float, ...]


def align(
    runs: Sequence[Run],
    rows: Sequence[CanonicalRow],
    texts: Sequence[FreeText],
    kind: TableKind,
    *,
    doubtful: bool = False,
) -> tuple[Placed, ...]:
    """Return the runs that take a row, in order.

    Labels stand in front of their runs; where bare lines fit better with all of them behind, they are read so.

    Args:
        runs: runs of values in reading order.
        rows: the form's rows in printed order.
        texts: every text of the table, for labels torn from their runs.
        kind: the table whose labels the runs' labels are compared with.
        doubtful: some labels stand behind their runs, others in front of them.
    """
    if not runs or not rows:
        return ()
    cost, placed = _align(runs, rows, texts, kind, doubtful)
    if all(run.layout is None for run in runs) and any(run.following for run in runs):
        behind = [replace(run, labels=run.following, stacked=()) for run in runs]
        other_cost, others = _align(behind, rows, texts, kind, False)
        if other_cost < cost - SURE and _labelled(others) >= _labelled(placed):
            return tuple(replace(item, own_label=False) for item in others)
    return placed


def _labelled(placed: Sequence[Placed]) -> int:
    return sum(item.score >= EXACT for item in placed)


def _align(
    runs: Sequence[Run], rows: Sequence[CanonicalRow], texts: Sequence[FreeText], kind: TableKind, doubtful: bool
) -> tuple[float, tuple[Placed, ...]]:
    scores = [_row_scores(run, kind) for run in runs]
    stacks = [_stack(run, kind) for run in runs]
    plain = None if any(stacks) else _plain(runs, rows, scores)
    if plain is not None:
        return 0.0, plain
    near = _torn_labels(runs, texts, kind)
    behind = [_behind(run, kind) if doubtful and run.apart else frozenset() for run in runs]
    table = _Table(_costs(runs, rows, scores, stacks, near, behind))
    chosen = table.cheapest()
    moved = _out_of_order(scores, rows, chosen)
    in_order = [
        Placed(
            run=run,
            row=row,
            score=scores[run].get(rows[row].key, 0.0),
            own_label=(named := _named(scores[run], rows[row].key) and not stacks[run]),
            sure=table.margin(run, row) >= SURE - 1e-9,
            between=not named and _undecided(scores[run], rows[row].key) and _between(run, row, chosen, scores, rows),
        )
        for run, row in chosen.items()
    ]
    by_label = [Placed(run, row, scores[run][rows[row].key], True, True, False) for run, row in moved.items()]
    return table.cost, tuple(sorted(in_order + by_label, key=lambda item: item.run))


def _plain(
    runs: Sequence[Run], rows: Sequence[CanonicalRow], scores: list[dict[str, float]]
) -> tuple[Placed, ...] | None:
    """The alignment that costs nothing, if there is one: every row has its run, in order, by its exact label."""
    due = [number for number, row in enumerate(rows) if not row.optional or any(row.key in score for score in scores)]
    if len(due) != len(runs):
        return None
    for run, score, number in zip(runs, scores, due, strict=True):
        exact = score.get(rows[number].key, 0.0) >= EXACT and _named(score, rows[number].key)
        if not exact or min(_off(run, places) for places in rows[number].places):
            return None
    return tuple(
        Placed(place, number, score[rows[number].key], True, True, False)
        for place, (score, number) in enumerate(zip(scores, due, strict=True))
    )


def _stack(run: Run, kind: TableKind) -> frozenset[str]:
    """Rows whose labels stand directly above the run's own label, or are glued to it."""
    above = {
        match.label.key
        for text in run.stacked
        for match in matches(text, kind)[:2]
        if match.exact and match.label.role == "row"
    }
    glued = rows_named_in(run.labels[0], kind) if run.labels else frozenset()
    return frozenset(above) | (glued if len(glued) > 1 else frozenset())


def _out_of_order(
    scores: list[dict[str, float]], rows: Sequence[CanonicalRow], chosen: dict[int, int]
) -> dict[int, int]:
    """Rows for the runs that the order left over, where a run's exact label is that of a row without a run.

    Parts of a table move (captions first, numbers later); a label that names one row needs no order.
    """
    free = {row.key: number for number, row in enumerate(rows) if number not in chosen.values()}
    left = [number for number in range(len(scores)) if number not in chosen]
    moved: dict[int, int] = {}
    for run in left:
        keys = [key for key in free if scores[run].get(key, 0.0) >= EXACT and _named(scores[run], key)]
        if keys:
            moved[run] = free.pop(keys[0])
    return moved


def _undecided(scores: dict[str, float], key: str) -> bool:
    """True where a label does not speak for another row: there is none, or it is as near this one as any."""
    return not scores or scores.get(key, 0.0) >= max(scores.values()) - 1e-9


def _named(scores: dict[str, float], key: str) -> bool:
    """True where a label names this row, and no other row as well."""
    own = scores.get(key, 0.0)
    return own > 0 and all(own > score for other, score in scores.items() if other != key)


def _row_scores(run: Run, kind: TableKind) -> dict[str, float]:
    """The best likeness of the run's label to each row, over the ways its texts can be joined.

    In a join the text nearest to the run must be part of the label: what stands before it may be another row's.
    """
    found: dict[str, float] = {}
    nearest = core(run.labels[0]) if run.labels else ""
    for number, text in enumerate(run.labels):
        for match in matches(text, kind):
            whole = match.label.role == "row" and match.score >= NEAR and match.score > found.get(match.label.key, 0.0)
            if whole and (not number or _is_part(nearest, match.label.core)):
                found[match.label.key] = match.score
        if any(score >= EXACT for score in found.values()):
            return found
    piece = row_with_piece(run.labels[0], kind) if run.labels else None
    if piece is not None and found.get(piece, 0.0) < PIECE:
        found[piece] = PIECE
    return found


def _is_part(piece: str, label: str) -> bool:
    return piece in label or fuzz.partial_ratio(piece, label) >= PART


def _torn_labels(runs: Sequence[Run], texts: Sequence[FreeText], kind: TableKind) -> list[set[str]]:
    """For each run the row labels that stand between its neighbours, beside no run."""
    own = {text for run in runs for text in run.labels[:1]}
    found: list[set[str]] = []
    for number in range(len(runs)):
        low = runs[number - 1].row if number else -1
        high = runs[number + 1].row if number + 1 < len(runs) else inf
        near = [t.token.text for t in texts if low < t.row < high and t.token.text not in own]
        found.append({m.label.key for text in near for m in matches(text, kind)[:2] if m.score >= NEAR})
    return found


def _behind(run: Run, kind: TableKind) -> frozenset[str]:
    """Rows whose labels stand directly behind a run."""
    found = (match for text in run.following for match in matches(text, kind)[:2])
    return frozenset(match.label.key for match in found if match.exact and match.label.role == "row")


def _costs(
    runs: Sequence[Run],
    rows: Sequence[CanonicalRow],
    scores: list[dict[str, float]],
    stacks: list[frozenset[str]],
    torn: list[set[str]],
    behind: list[frozenset[str]],
) -> _Costs:
    widths = {width for row in rows for width in row.places}
    take = tuple(
        tuple(_take(run, row, score, stack, near, after) for row in rows)
        for run, score, stack, near, after in zip(runs, scores, stacks, torn, behind, strict=True)
    )
    skip = tuple(
        SKIP_FULL if score or (len(run.tokens) in widths and len(run.tokens) > 1) else SKIP_SHORT
        for run, score in zip(runs, scores, strict=True)
    )
    return _Costs(take, skip, tuple(OPTIONAL_ROW if row.optional else MISSING_ROW for row in rows))


def _take(
    run: Run,
    row: CanonicalRow,
    scores: dict[str, float],
    stack: frozenset[str],
    torn: set[str],
    behind: frozenset[str],
) -> float:
    if row.key in scores:
        label = 0.0 if scores[row.key] >= EXACT else (1.0 - scores[row.key]) * NEAR_LABEL
        best = max(scores.values())
        if scores[row.key] < best:
            label += (best - scores[row.key]) * NEAR_LABEL + (NO_LABEL if best >= EXACT else 0.0)
    elif row.key in behind:
        label = NEARBY_LABEL
    elif scores:
        label = STACKED if row.key in stack else (NO_LABEL if stack else WRONG_LABEL)
    else:
        label = NEARBY_LABEL if row.key in torn else NO_LABEL
    return label + min(min(_off(run, places) for places in row.places) * PLACE, PLACES)


def _off(run: Run, places: int) -> int:
    """How many places too few or too many a run has; empty cells beyond the due ones are pads, not places."""
    surplus = len(run.tokens) - places
    if surplus <= 0:
        return -surplus
    filled = [number for number, token in enumerate(run.tokens) if token.kind is not TokenKind.BLANK]
    return 0 if not filled or filled[-1] - filled[0] < places else surplus


class _Table:
    """The dynamic programme: cheapest costs of passing runs and rows from either end."""

    def __init__(self, costs: _Costs) -> None:
        self._costs = costs
        self._runs = len(costs.skip)
        self._rows = len(costs.missing)
        self._before = self._forward()
        self._after = self._backward()

    @property
    def cost(self) -> float:
        """Cost of a cheapest alignment."""
        return self._after[0][0]

    def cheapest(self) -> dict[int, int]:
        """Return the rows that runs take in a cheapest alignment."""
        chosen: dict[int, int] = {}
        k = i = 0
        while k < self._runs and i < self._rows:
            here = self._after[k][i]
            if abs(self._after[k + 1][i + 1] + self._costs.take[k][i] - here) < 1e-9:
                chosen[k] = i
                k, i = k + 1, i + 1
            elif abs(self._after[k][i + 1] + self._costs.missing[i] - here) < 1e-9:
                i += 1
            else:
                k += 1
        return chosen

    def margin(self, run: int, row: int) -> float:
        """Return how much more the cheapest alignment costs that does not put the run into the row."""
        elsewhere = [
            self._before[run][i] + self._costs.take[run][i] + self._after[run + 1][i + 1]
            for i in range(self._rows)
            if i != row
        ]
        nowhere = [
            self._before[run][i] + self._costs.skip[run] + self._after[run + 1][i] for i in range(self._rows + 1)
        ]
        return min(elsewhere + nowhere) - self._after[0][0]

    def _forward(self) -> list[list[float]]:
        """Cheapest cost of having passed the first ``k`` runs and the first ``i`` rows."""
        table = [[inf] * (self._rows + 1) for _ in range(self._runs + 1)]
        table[0][0] = 0.0
        for k in range(self._runs + 1):
            for i in range(self._rows + 1):
                options = [table[k][i]]
                if k:
                    options.append(table[k - 1][i] + self._costs.skip[k - 1])
                if i:
                    options.append(table[k][i - 1] + self._costs.missing[i - 1])
                if k and i:
                    options.append(table[k - 1][i - 1] + self._costs.take[k - 1][i - 1])
                table[k][i] = min(options)
        return table

    def _backward(self) -> list[list[float]]:
        """Cheapest cost of passing the runs from ``k`` and the rows from ``i`` on."""
        table = [[inf] * (self._rows + 1) for _ in range(self._runs + 1)]
        table[self._runs][self._rows] = 0.0
        for k in range(self._runs, -1, -1):
            for i in range(self._rows, -1, -1):
                options = [table[k][i]]
                if k < self._runs:
                    options.append(table[k + 1][i] + self._costs.skip[k])
                if i < self._rows:
                    options.append(table[k][i + 1] + self._costs.missing[i])
                if k < self._runs and i < self._rows:
                    options.append(table[k + 1][i + 1] + self._costs.take[k][i])
                table[k][i] = min(options)
        return table


def _between(
    run: int, row: int, chosen: dict[int, int], scores: list[dict[str, float]], rows: Sequence[CanonicalRow]
) -> bool:
    """True where the runs directly before and after are identified and take the rows directly before and after."""

    def identified(k: int, i: int) -> bool:
        edge = (k < 0 and i < 0) or (k == len(scores) and i == len(rows))
        return edge or (chosen.get(k) == i and bool(scores[k].get(rows[i].key)))

    return identified(run - 1, row - 1) and identified(run + 1, row + 1)
