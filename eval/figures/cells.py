"""Cells: the questions of ``eval.questions`` over all of them and over slices, and the mean over paths."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from eval.figures.format import DIMENSIONS, CellScores, Dimension, Macro
from eval.figures.reading import Counter, Item
from eval.outcomes import CellOutcome, Outcome
from eval.questions import CELL_QUESTIONS, tables_exact
from eval.statistics import Resamples
from schemas.enums import Status, TableKind

__all__ = ["cell_scores", "macro", "slices"]

NOT_SAID = "not said"
"""The group of what has no mess or no status."""


@dataclass
class _Group:
    cells: list[tuple[Item, CellOutcome]] = field(default_factory=list)
    exact: list[tuple[int, bool | None]] = field(default_factory=list)


def cell_scores(items: Sequence[Item], counter: Counter) -> CellScores:
    """Return the figures of all cells."""
    return _scores(_grouped(items, lambda item, table: ("all",), ["all"])["all"], counter)


def slices(items: Sequence[Item], counter: Counter) -> dict[Dimension, dict[str, CellScores]]:
    """Return the figures by each dimension: the tables in the forms' order, statuses best first, the others by name."""
    return {
        dimension: {name: _scores(group, counter) for name, group in _groups(dimension, items).items()}
        for dimension in DIMENSIONS
    }


_KEYS: dict[Dimension, Callable[[Item, str], Iterable[str]]] = {
    "form": lambda item, table: (item.judged.form,),
    "table": lambda item, table: (table,),
    "mess": lambda item, table: item.document.mess or (NOT_SAID,),
    "source_kind": lambda item, table: (item.document.source_kind,),
    "split": lambda item, table: (item.document.split,),
    "gold": lambda item, table: (item.document.gold,),
    "document": lambda item, table: (item.document.id,),
}


def _groups(dimension: Dimension, items: Sequence[Item]) -> dict[str, _Group]:
    if dimension == "status":
        return _by_status(items)
    if dimension == "table":
        return _grouped(items, _KEYS[dimension], TableKind)
    key = _KEYS[dimension]
    return _grouped(items, key, sorted({name for item in items for name in key(item, "")}))


def _grouped(
    items: Sequence[Item], key: Callable[[Item, str], Iterable[str]], names: Iterable[str]
) -> dict[str, _Group]:
    groups = {str(name): _Group() for name in names}
    for item in items:
        for table, cells, exact in tables_exact(item.judged):
            for name in key(item, table):
                group = groups[name]
                group.cells += [(item, cell) for cell in cells]
                group.exact.append((item.cluster, exact))
    return groups


def _by_status(items: Sequence[Item]) -> dict[str, _Group]:
    groups = {name: _Group() for name in (*map(str, Status), NOT_SAID)}
    for item in items:
        for cell in item.cells:
            groups[cell.status or NOT_SAID].cells.append((item, cell))
    return groups


def _scores(group: _Group, counter: Counter) -> CellScores:
    counted = collections.Counter(cell.outcome for _, cell in group.cells)
    return CellScores(
        outcomes={outcome: counted[outcome] for outcome in Outcome},
        tables_exact=counter.score(group.exact),
        **{
            name: counter.score((item.cluster, question(item.judged, cell)) for item, cell in group.cells)
            for name, question in CELL_QUESTIONS.items()
        },
    )


def macro(items: Sequence[Item], counter: Counter, resamples: Resamples) -> Macro:
    """Return the mean over paths of the share of its labelled cells that is right."""
    paths: dict[str, list[tuple[int, bool]]] = {}
    for item in items:
        for cell in item.cells:
            if cell.labelled:
                paths.setdefault(cell.path, []).append((item.cluster, cell.right))
    shares = [sum(right for _, right in answers) / len(answers) for answers in paths.values()]
    return Macro(
        share=sum(shares) / len(shares) if shares else None,
        paths=len(shares),
        interval=resamples.mean(counter.sample(answers) for answers in paths.values()),
    )
