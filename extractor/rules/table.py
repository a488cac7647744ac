"""One table of a report: its blocks to readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.rules.align import CanonicalRow, Placed, align
from extractor.rules.canonical import canonical_rows
from extractor.rules.geometry import find_columns, find_line_columns
from extractor.rules.headers import Header, named_columns
from extractor.rules.numerals import read_print, unit_in
from extractor.rules.places import Places, place
from extractor.rules.runs import FreeText, Run, runs_of
from extractor.rules.tokens import Token, TokenKind, token_rows
from extractor.rules.variants import printed_blocks
from extractor.sections.labels import EXACT, NEAR, matches
from extractor.sources.document import Block as SourceBlock
from extractor.sources.document import Source
from schemas import union_table
from schemas.enums import PlacedBy, State, TableKind, Witness
from schemas.form import Block, Column, Row, Table
from schemas.reading import Reading

__all__ = ["PlacedRun", "TableReading", "read_table"]


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


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the rules reader saw in one table."""

    kind: TableKind
    readings: tuple[Reading, ...]
    rows: frozenset[str]
    """``block/row`` keys of the rows whose label or run stands there."""
    blocks: tuple[Block, ...]
    """The blocks as printed: for each article the variant whose columns the header names."""
    runs: tuple[PlacedRun, ...]
    unassigned: tuple[Token, ...]
    """Numbers in the table that belong to no cell."""
    texts: tuple[str, ...]
    """Every text of it, normalised."""
    repeated: bool
    """A row label stands there more than once: perhaps two tables of the kind."""


def read_table(source: Source, blocks: Sequence[SourceBlock], kind: TableKind) -> TableReading:
    """Return the readings of one table.

    Args:
        source: what the blocks are part of.
        blocks: the table's blocks in reading order; nothing else stands in them.
        kind: which table it is.
    """
    rows = token_rows(source, blocks, kind)
    table = union_table(kind)
    runs, texts = runs_of(rows, kind, _line_widths(table))
    runs = _one_line(runs, texts, table) if table.one_line else runs
    runs = tuple(_with_caption(run, number, runs, texts, kind) for number, run in enumerate(runs))
    canonical, owners = canonical_rows(table, texts, runs)
    placed = align(runs, canonical, texts, kind)
    printed = printed_blocks(table, runs, placed, owners, texts, kind)
    fitted = tuple(_fit(runs, item, placed, owners, printed, texts, kind) for item in placed)
    unplaced = [run for number, run in enumerate(runs) if number not in {item.run for item in placed}]
    repeated = any(_names_row(run, kind) for run in unplaced)
    unassigned = _unassigned(unplaced, fitted, kind)
    clean = not unassigned and not repeated
    loose = _loose_runs(placed, canonical, kind)
    readings = tuple(
        reading for item in fitted for reading in _readings(source, table, item, clean, loose.get(item.placed.run))
    )
    known = {row.key for row in canonical}
    seen = {canonical[item.row].key for item in placed} | (_labelled(texts, kind) & known)
    return TableReading(
        kind,
        readings,
        frozenset(seen),
        tuple(block for block, _ in printed.values()),
        fitted,
        unassigned,
        tuple(text.token.text for text in texts),
        repeated,
    )


def _line_widths(table: Table) -> tuple[int, int] | None:
    """How many numbers a row has and the one line that the form prints, for a table of one line."""
    block = table.blocks[0]
    return (len(block.columns), len(block.columns) * len(block.rows)) if table.one_line else None


def _one_line(runs: tuple[Run, ...], texts: Sequence[FreeText], table: Table) -> tuple[Run, ...]:
    """Runs with a line of all numbers cut into the rows that the form prints one after another."""
    block = table.blocks[0]
    width, rows = len(block.columns), len(block.rows)
    columns = find_line_columns(texts, block, rows)
    sound = _rows_in_order(texts, table.kind, block)
    cut: list[Run] = []
    for run in runs:
        tokens = run.tokens
        short = len(run.numbers) < width * rows and run.layout is None and len(tokens) > 1
        if columns and short:
            tokens = columns.place(tokens) or tokens
        if len(tokens) < width * rows or any(token.kind is not TokenKind.BLANK for token in tokens[width * rows :]):
            cut.append(run)
            continue
        cut += [
            replace(
                run,
                tokens=tokens[n * width : (n + 1) * width],
                labels=(row.label,),
                beside=sound and not short and _under_labels(tokens[: width * rows], texts),
            )
            for n, row in enumerate(block.rows)
        ]
    return tuple(cut)


def _rows_in_order(texts: Sequence[FreeText], kind: TableKind, block: Block) -> bool:
    """True where the header names the rows of the line, as far as it does, in the form's order."""
    order = [f"{block.key}/{row.key}" for row in block.rows]
    named = [
        order.index(found[0].label.key)
        for text in texts
        if (found := matches(text.token.text, kind)[:1]) and found[0].exact and found[0].label.key in order
    ]
    return named == sorted(named)


def _under_labels(tokens: Sequence[Token], texts: Sequence[FreeText]) -> bool:
    """True unless a blank stands in a column without a label while its neighbours have one: it may be a pad."""
    headed = {text.token.column for text in texts if text.token.at and text.token.at.table == _table_of(tokens)}
    blanks = [token.column for token in tokens if token.kind is TokenKind.BLANK and token.cell]
    labelled = sum(token.column in headed for token in tokens)
    return labelled * 2 < len(tokens) or all(column in headed for column in blanks)


def _table_of(tokens: Sequence[Token]) -> int | None:
    return tokens[0].at.table if tokens and tokens[0].at else None


def _with_caption(run: Run, number: int, runs: Sequence[Run], texts: Sequence[FreeText], kind: TableKind) -> Run:
    """The run with the one row label that stands above its header as its label, if it has none beside it."""
    if _names_row(run, kind):
        return run
    low = runs[number - 1].row if number else -1
    names = [
        text.token.text
        for text in texts
        if low < text.row <= run.row
        and any(m.exact and m.label.role == "row" for m in matches(text.token.text, kind)[:1])
    ]
    captions = list(dict.fromkeys(names))
    if kind is not TableKind.REVIEW_AND_LITIGATION or len(captions) != 1:
        return run
    return replace(run, labels=(captions[0],), beside=True)


def _names_row(run: Run, kind: TableKind) -> bool:
    return any(
        match.label.role == "row" and match.score >= NEAR
        for text in run.labels[:2]
        for match in matches(text, kind)[:1]
    )


def _fit(
    runs: Sequence[Run],
    item: Placed,
    placed: Sequence[Placed],
    owners: Sequence[tuple[str, Row]],
    printed: dict[str, tuple[Block, Header]],
    texts: Sequence[FreeText],
    table_kind: TableKind,
) -> PlacedRun:
    key, row = owners[item.row]
    block, header = printed[key]
    row = next((r for r in block.rows if r.key == row.key), row)
    run = runs[item.run]
    mates = [runs[other.run] for other in placed if owners[other.row][0] == key and runs[other.run].table == run.table]
    due = len(block.columns)
    whole = [runs[other.run] for other in placed if runs[other.run].table == run.table]
    places = place(run, due, mates, whole, named_columns(texts, block, table_kind, run.table))
    if places is None and run.layout is None and len(run.numbers) < due:
        columns = find_columns(mates, texts, block)
        tokens = columns.place(run.tokens) if columns else None
        places = Places(tokens, columns.from_rows) if columns and tokens else None
    exact = places is not None and places.exact and None not in places.tokens
    return PlacedRun(run, item, block, row, places.tokens if places else None, exact, header)


def _unassigned(unplaced: Sequence[Run], fitted: Sequence[PlacedRun], kind: TableKind) -> tuple[Token, ...]:
    """Numbers that belong to no cell; the subtotals of a group that is named beside them are no such numbers."""
    stray = [token for run in unplaced if not _names_group(run, kind) for token in run.numbers]
    stray += [token for item in fitted if item.tokens is None for token in item.run.numbers]
    return tuple(token for token in stray if any(character.isdigit() for character in token.text))


def _names_group(run: Run, kind: TableKind) -> bool:
    return any(
        match.label.role == "group" and match.score >= EXACT for text in run.labels[:1] for match in matches(text, kind)
    )


def _labelled(texts: Sequence[FreeText], kind: TableKind) -> set[str]:
    """Row labels that stand in the table, with or without values."""
    found: set[str] = set()
    for text in texts:
        best = matches(text.token.text, kind)[:1]
        found |= {match.label.key for match in best if match.label.role == "row" and match.exact}
    return found


def _loose_runs(placed: Sequence[Placed], canonical: Sequence[CanonicalRow], kind: TableKind) -> dict[int, str]:
    """Names of the runs of neighbouring rows without labels of their own, where no row among them is missing."""
    names: dict[int, str] = {}
    group: list[Placed] = []
    ordered = sorted(placed, key=lambda item: item.run)

    def close(after: Placed | None, before: Placed | None) -> None:
        low = before.row if before else -1
        high = after.row if after else len(canonical)
        due = sum(not canonical[i].optional for i in range(low + 1, high))
        if group and len(group) >= due:
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


def _readings(source: Source, table: Table, item: PlacedRun, clean: bool, loose: str | None) -> list[Reading]:
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
        column_known = free_order or column.key in named
        anchored = sound and labelled and column_known
        run = loose if sound and column_known and not anchored else None
        found.append(_reading(source, table, item, column, token, anchored, run))
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
