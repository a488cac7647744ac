"""The figures of a run by table, form, kind of mess, kind of source, status and document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eval.figures.format import CellScores, Dimension, Scores
from eval.outcomes import ERRORS, Outcome
from eval.page.score_values import believed, estimate, ordered
from eval.page.view import Block, Column, Grid, Section, Text, Value
from eval.page.wording import OUTCOMES, READERS, STATUSES, TABLES
from eval.runs.format import Reader

__all__ = ["slice_section"]

_CAPTIONS: dict[Dimension, str] = {
    "table": "By table",
    "form": "By form",
    "mess": "By kind of mess",
    "source_kind": "By kind of source",
    "split": "By split",
    "gold": "By gold set",
    "status": "By status",
    "document": "By document",
}
_OPEN = frozenset({"table", "form"})
_NAMES: dict[str, Mapping[str, str]] = {"table": TABLES, "status": STATUSES}


def slice_section(scores: Scores) -> Section:
    """Return one table for each dimension that has more than nothing to tell."""
    blocks: list[Block] = [_outcomes(scores)]
    for dimension, caption in _CAPTIONS.items():
        rows = tuple(_rows(scores, dimension))
        if rows:
            blocks.append(Grid(_columns(dimension), rows, caption, folded=dimension not in _OPEN))
        else:
            blocks.append(Text(f"{caption}: the gold set does not say.", "note"))
    return Section("parts", "By table, form and kind", "Parts", tuple(blocks))


def _columns(dimension: Dimension) -> tuple[Column, ...]:
    verified = () if dimension == "status" else (Column("numbers verified"),)
    exact = () if dimension == "status" else (Column("tables wholly right"),)
    return (
        Column(_CAPTIONS[dimension].removeprefix("By ")),
        Column("reader", "name"),
        Column("silent, of believed"),
        *verified,
        Column("right, of non-zero"),
        Column("", "strip"),
        *exact,
        Column("errors"),
    )


def _rows(scores: Scores, dimension: Dimension) -> Iterable[tuple[Value, ...]]:
    readers = ordered(scores)
    names = dict.fromkeys(name for _, one in readers for name in one.slices.get(dimension, {}))
    for name in names:
        for reader, one in readers:
            cells = one.slices.get(dimension, {}).get(name)
            if cells is not None:
                shown = _NAMES.get(dimension, {}).get(name, name)
                yield (shown, READERS[reader], *_values(reader, cells, dimension))


def _values(reader: Reader, cells: CellScores, dimension: Dimension) -> Iterable[Value]:
    whole = dimension != "status"
    nonzero = estimate(cells.right_nonzero)
    yield f"{cells.silent.count} of {cells.silent.n}" if cells.silent.n else believed(reader, cells.silent)
    if whole:
        yield believed(reader, cells.verified)
    yield nonzero
    yield nonzero
    if whole:
        yield estimate(cells.tables_exact)
    errors = [f"{cells.outcomes[one]} {OUTCOMES[one]}" for one in Outcome if one in ERRORS and cells.outcomes[one]]
    yield ", ".join(errors) or ("no error" if cells.right.n else "undefined")


def _outcomes(scores: Scores) -> Block:
    readers = ordered(scores)
    columns = (Column("outcome"), *(Column(READERS[reader], "number") for reader, _ in readers))
    rows: list[tuple[Value, ...]] = [
        (OUTCOMES[outcome], *(one.cells.outcomes[outcome] for _, one in readers)) for outcome in Outcome
    ]
    rows.append(("misplaced by rows", *(one.cells.row_drift.count for _, one in readers)))
    rows.append(("misplaced by columns", *(one.cells.column_drift.count for _, one in readers)))
    return Grid(columns, tuple(rows), "What became of every cell")
