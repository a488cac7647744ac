"""Placed runs to readings: each cell with its state, its place in the source, and whether that place is anchored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.rules.align import CanonicalRow, Placed
from extractor.rules.headers import Header
from extractor.rules.numerals import Print, read_print, unit_in
from extractor.rules.run import Run
from extractor.rules.tokens import Token
from extractor.sources.document import Source
from schemas.enums import PlacedBy, Quantity, State, TableKind, Witness
from schemas.form import Block, Column, Row, Table
from schemas.reading import Reading

__all__ = ["PlacedRun", "loose_runs", "readings_of"]


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """A run, the row it takes, and the tokens in the row's places."""

    run: Run
    placed: Placed
    block: Block
    row: Row
    tokens: tuple[Token | None, ...] | None
    """None where it is not clear which token fills which place."""
    exact: bool
    """The places are exactly as due, blanks visible."""
    header: Header
    doubtful: frozenset[str] = frozenset()
    """Keys of the columns that the header contradicts, or over which it has other words."""


def loose_runs(
    placed: Sequence[Placed], canonical: Sequence[CanonicalRow], kind: TableKind, labelled: frozenset[str]
) -> dict[int, str]:
    """Return names of the runs of neighbouring rows without labels of their own.

    Only where no row among them is missing, and the labels of all of them stand somewhere in the table, or of none: a
    row whose label alone is gone may be lost, and another printed twice.

    Args:
        placed: the runs that have a row.
        canonical: the form's rows.
        kind: the table.
        labelled: keys of the rows whose labels stand in the table.
    """
    names: dict[int, str] = {}
    group: list[Placed] = []
    ordered = sorted(placed, key=lambda item: item.run)

    def close(after: Placed | None, before: Placed | None) -> None:
        low = before.row if before else -1
        high = after.row if after else len(canonical)
        due = sum(not canonical[i].optional for i in range(low + 1, high))
        named = sum(canonical[item.row].key in labelled for item in group)
        if group and len(group) >= due and named in (0, len(group)):
            names.update({item.run: f"{kind}/{canonical[group[0].row].key}" for item in group})
        group.clear()

    before: Placed | None = None
    for item in ordered:
        if item.own_label:
            close(item, before)
            before = item
        else:
            group.append(item)
    close(None, before)
    return names


def readings_of(
    source: Source, table: Table, item: PlacedRun, clean: bool, loose: str | None, *, in_more: bool = False
) -> list[Reading]:
    """Return the readings of one row, anchored where all five conditions of WITNESSES.md, "Anchored", hold.

    Args:
        source: what the tokens are part of.
        table: the union of the forms' tables of this kind.
        item: the row's run in its places.
        clean: no number of the table is left over, and no label repeats (the fifth condition).
        loose: the name of the run of rows without labels that this row belongs to.
        in_more: the table says that its counts are printed in hundreds or more: their unit is not the form's.
    """
    if item.tokens is None:
        return []
    named = set(item.header.columns)
    # Only 主动公开 has blocks whose columns differ from form to form, so only there must the header name the column.
    free_order = table.kind is not TableKind.PROACTIVE_DISCLOSURE
    sound = clean and item.exact and item.header.consistent
    labelled = item.run.beside and (item.placed.own_label or (item.placed.between and item.placed.score > 0))
    found = []
    for column, token in zip(item.block.columns, item.tokens, strict=True):
        if token is None:
            continue
        column_known = (free_order or column.key in named) and column.key not in item.doubtful
        anchored = sound and labelled and column_known
        run = loose if sound and column_known and not anchored else None
        reading = _reading(source, table, item, column, token, anchored, run)
        counted = (item.row.quantity or column.quantity) is not Quantity.MONEY
        found.append(replace(reading, unit_known=not reading.value) if in_more and counted else reading)
    return found


def _reading(
    source: Source,
    table: Table,
    item: PlacedRun,
    column: Column,
    token: Token,
    anchored: bool,
    loose: str | None,
) -> Reading:
    units = {unit for unit in (item.header.unit(column.key), unit_in(item.run.unit)) if unit}
    seen = read_print(token.text, item.row.quantity or column.quantity, units.pop() if len(units) == 1 else None)
    if token.unread:  # whatever the text is, it is not all that stands there
        seen = Print(State.UNREADABLE)
    structural = item.run.layout is not None and item.run.beside
    return Reading(
        path=table.path(item.block, item.row, column),
        reader=Witness.RULES,
        state=seen.state,
        value=seen.value,
        printed="" if seen.state is State.BLANK else source.slice(token.span),
        span=token.span,
        at=token.at,
        placed_by=PlacedBy.STRUCTURE if structural else PlacedBy.ORDER,
        anchored=anchored,
        grid=token.cell,
        unit_known=seen.unit_known,
        loose_run=loose,
    )
