"""Runs to the form's rows: the cheapest order-preserving alignment, and how sure each place is.

What a place costs stands in ``costs.py``. It is *sure* when every alignment that puts its run elsewhere costs at least
``_SURE`` more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.rules.cheapest import CheapestOrder
from extractor.rules.costs import CanonicalRow, costs_of, misfit
from extractor.rules.label_evidence import LabelEvidence, own_labels, with_other_labels
from extractor.rules.run import FreeText, Run
from extractor.sections.labels import EXACT
from schemas.enums import TableKind

__all__ = ["CanonicalRow", "Placed", "align"]

_SURE = 0.5


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
    cost, placed = _align(runs, rows, texts, kind, doubtful=doubtful)
    if all(run.layout is None for run in runs) and any(run.following for run in runs):
        behind = [replace(run, labels=run.following, stacked=()) for run in runs]
        other_cost, others = _align(behind, rows, texts, kind, doubtful=False)
        if other_cost < cost - _SURE and _labelled(others) >= _labelled(placed):
            return tuple(replace(item, own_label=False) for item in others)
    return placed


def _labelled(placed: Sequence[Placed]) -> int:
    return sum(item.score >= EXACT for item in placed)


def _align(
    runs: Sequence[Run], rows: Sequence[CanonicalRow], texts: Sequence[FreeText], kind: TableKind, *, doubtful: bool
) -> tuple[float, tuple[Placed, ...]]:
    own = own_labels(runs, kind)
    plain = _plain(runs, rows, own)
    if plain is not None:
        return 0.0, plain
    evidence = with_other_labels(own, runs, texts, kind, behind=doubtful)
    order = CheapestOrder(costs_of(runs, rows, evidence))
    chosen = order.cheapest()
    in_order = [
        Placed(
            run=run,
            row=row,
            score=evidence[run].likeness.get(rows[row].key, 0.0),
            own_label=(named := evidence[run].names(rows[row].key) and not evidence[run].stack),
            sure=order.margin(run, row) >= _SURE - 1e-9,
            between=not named
            and evidence[run].leaves_open(rows[row].key)
            and _between(run, row, chosen, evidence, rows),
        )
        for run, row in chosen.items()
    ]
    by_label = [_by_label(run, row, rows, evidence[run]) for run, row in _out_of_order(evidence, rows, chosen).items()]
    return order.cost, tuple(sorted(in_order + by_label, key=lambda item: item.run))


def _by_label(run: int, row: int, rows: Sequence[CanonicalRow], said: LabelEvidence) -> Placed:
    return Placed(run, row, said.likeness[rows[row].key], own_label=True, sure=True, between=False)


def _plain(
    runs: Sequence[Run], rows: Sequence[CanonicalRow], evidence: Sequence[LabelEvidence]
) -> tuple[Placed, ...] | None:
    """The alignment that costs nothing, if there is one: every row has its run, in order, by its exact label."""
    due = [n for n, row in enumerate(rows) if not row.optional or any(row.key in said.likeness for said in evidence)]
    if len(due) != len(runs):
        return None
    for run, said, number in zip(runs, evidence, due, strict=True):
        if said.stack or not said.names_exactly(rows[number].key) or misfit(run, rows[number]):
            return None
    return tuple(
        _by_label(place, number, rows, said) for place, (said, number) in enumerate(zip(evidence, due, strict=True))
    )


def _out_of_order(
    evidence: Sequence[LabelEvidence], rows: Sequence[CanonicalRow], chosen: Mapping[int, int]
) -> dict[int, int]:
    """Rows for the runs that the order left over, where a run's exact label is that of a row without a run.

    Parts of a table move (captions first, numbers later); a label that names one row needs no order.
    """
    free = {row.key: number for number, row in enumerate(rows) if number not in chosen.values()}
    left = [number for number in range(len(evidence)) if number not in chosen]
    moved: dict[int, int] = {}
    for run in left:
        keys = [key for key in free if evidence[run].names_exactly(key)]
        if keys:
            moved[run] = free.pop(keys[0])
    return moved


def _between(
    run: int,
    row: int,
    chosen: Mapping[int, int],
    evidence: Sequence[LabelEvidence],
    rows: Sequence[CanonicalRow],
) -> bool:
    """True where the runs directly before and after are identified and take the rows directly before and after."""

    def identified(k: int, i: int) -> bool:
        edge = (k < 0 and i < 0) or (k == len(evidence) and i == len(rows))
        return edge or (chosen.get(k) == i and bool(evidence[k].likeness.get(rows[i].key)))

    return identified(run - 1, row - 1) and identified(run + 1, row + 1)
