"""One table of a report: its blocks to readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.rules.align import CanonicalRow, Placed, align
from extractor.rules.canonical import canonical_rows
from extractor.rules.choices import choices_of
from extractor.rules.geometry import find_columns
from extractor.rules.headers import Header, named_columns, without_subtotal
from extractor.rules.line_tables import cut_line, line_widths, names_row, with_caption
from extractor.rules.numerals import counts_in_more
from extractor.rules.over_columns import in_doubt
from extractor.rules.places import Places, in_header_order, place
from extractor.rules.readings import PlacedRun, loose_runs, readings_of
from extractor.rules.regular import regular
from extractor.rules.run import FreeText, Run
from extractor.rules.runs import runs_of
from extractor.rules.tokens import Token, token_rows
from extractor.rules.torn import labels_doubtful, unsettled, without_torn_labels
from extractor.rules.variants import printed_blocks
from extractor.rules.year_columns import of_the_year
from extractor.sections.labels import EXACT, matches
from extractor.sources.document import Block as SourceBlock
from extractor.sources.document import Layout, Source
from schemas import cell_definitions, union_table
from schemas.enums import TableKind
from schemas.form import Block, Row, Table
from schemas.reading import Choice, Reading

__all__ = ["PlacedRun", "TableReading", "read_table"]

_FEWEST_ROWS = 2
"""Rows left over with labels of their own that make a second table."""
_ROW_OF_MARKS = 3
"""Marks side by side that are a row of the form, not a dash in a text."""


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
    choices: tuple[Choice, ...]
    """What could not be placed, with the ways it may be."""
    texts: tuple[str, ...]
    """Every text of it, normalised."""
    repeated: bool
    """A row label stands there more than once: perhaps two tables of the kind."""
    order: tuple[str, ...] = ()
    """Keys of a block's columns as the header orders them; empty where that is the form's order, or not told."""


def read_table(source: Source, blocks: Sequence[SourceBlock], kind: TableKind, year: int | None = None) -> TableReading:
    """Return the readings of one table.

    Args:
        source: what the blocks are part of.
        blocks: the table's blocks in reading order; nothing else stands in them.
        kind: which table it is.
        year: the report's year, for a table that has a column for each of several.
    """
    table = union_table(kind)
    runs, texts, doubtful = _runs(source, blocks, kind, year)
    canonical, owners = canonical_rows(table, texts, runs)
    placed = align(runs, canonical, texts, kind, doubtful=doubtful)
    placed = unsettled(placed, runs) if doubtful else placed
    again = _second_table(runs, placed, canonical, texts, kind)
    printed = printed_blocks(table, runs, placed, owners, texts, kind)
    placed = tuple(item for item in placed if _has_cells(item, owners, printed, table))
    again = tuple(item for item in again if _has_cells(item, owners, printed, table))
    fitted = tuple(_fit(runs, item, placed, owners, printed, texts, kind) for item in placed)
    seconds = tuple(_fit(runs, item, again, owners, printed, texts, kind) for item in again)
    taken = {item.run for item in (*placed, *again)}
    unplaced = [run for number, run in enumerate(runs) if number not in taken]
    repeated = bool(again) or any(names_row(run, kind) for run in unplaced)
    unassigned = _unassigned(unplaced, fitted, kind)
    clean = not unassigned and not repeated
    labelled = _labelled(texts, kind)
    in_more = any(counts_in_more(text.token.text) for text in texts)
    loose = loose_runs(placed, canonical, kind, labelled)
    readings = tuple(
        reading
        for item in (*fitted, *seconds)
        for reading in readings_of(source, table, item, clean, loose.get(item.placed.run), in_more=in_more)
    )
    known = {row.key for row in canonical}
    seen = {canonical[item.row].key for item in placed} | (labelled & known)
    return TableReading(
        kind,
        readings,
        frozenset(seen),
        tuple(block for block, _ in printed.values()),
        fitted,
        unassigned,
        choices_of(source, table, fitted, unplaced, readings) if table.sums else (),
        tuple(text.token.text for text in texts),
        repeated,
        _order(runs, printed, texts, kind),
    )


def _order(
    runs: Sequence[Run], printed: dict[str, tuple[Block, Header]], texts: Sequence[FreeText], kind: TableKind
) -> tuple[str, ...]:
    """The columns of the first block whose header names them all, each once, in another order than the form's."""
    for block, header in printed.values():
        due = tuple(column.key for column in block.columns)
        for table in sorted({run.table for run in runs if run.layout is not None}):
            named = named_columns(texts, block, kind, table)
            if named is not None and len(due) > 1:
                order = tuple(key for _, key in sorted(zip(named, due, strict=True)))
                if order != due:
                    return order
        repeated = header.columns[: len(due)]
        if not header.consistent and sorted(repeated) == sorted(due) and _goes_on(header.columns, repeated):
            return repeated if union_table(kind).one_line and repeated != due else ()
    return ()


def _goes_on(columns: Sequence[str], first: Sequence[str]) -> bool:
    """True where a header of a line repeats its first labels in the same order."""
    return all(key == first[place % len(first)] for place, key in enumerate(columns))


def _runs(
    source: Source, blocks: Sequence[SourceBlock], kind: TableKind, year: int | None
) -> tuple[tuple[Run, ...], tuple[FreeText, ...], bool]:
    """The runs of a table, each as wide as a row of the form, every text of it, and whether its labels are doubtful."""
    table = union_table(kind)
    widths = {len(block.columns) for block in table.blocks}
    runs, texts = runs_of(token_rows(source, blocks, kind), kind, line_widths(table))
    runs = cut_line(runs, texts, table) if table.one_line else runs
    if not table.one_line and len(widths) == 1 and widths != {1}:
        runs = regular(runs, *widths)
        runs = tuple(without_subtotal(run, texts, table.blocks[0], kind) for run in runs)
    doubtful = labels_doubtful(runs, min(widths))
    runs = runs if table.one_line else without_torn_labels(runs, min(widths))
    if widths == {1}:
        runs = of_the_year(runs, texts, year)
    return tuple(with_caption(run, number, runs, texts, kind) for number, run in enumerate(runs)), texts, doubtful


def _second_table(
    runs: Sequence[Run],
    placed: Sequence[Placed],
    canonical: Sequence[CanonicalRow],
    texts: Sequence[FreeText],
    kind: TableKind,
) -> tuple[Placed, ...]:
    """Rows of a second table of the kind: runs left over with the labels of rows that have runs already.

    Both tables are read; where they differ the cell is disputed, and neither is anchored.
    """
    taken = {item.run for item in placed}
    left = [number for number, run in enumerate(runs) if number not in taken]
    if sum(names_row(runs[number], kind) for number in left) < _FEWEST_ROWS:
        return ()
    again = align([runs[number] for number in left], canonical, texts, kind)
    known = {canonical[item.row].key for item in placed}
    return tuple(replace(item, run=left[item.run]) for item in again if canonical[item.row].key in known)


def _has_cells(
    item: Placed, owners: Sequence[tuple[str, Row]], printed: dict[str, tuple[Block, Header]], table: Table
) -> bool:
    """False where no form has a row under the columns that stand above it: its numbers belong to no cell."""
    key, row = owners[item.row]
    block, _ = printed[key]
    return any(table.path(block, row, column) in cell_definitions() for column in block.columns)


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
    beside = [other for other in placed if runs[other.run].table == run.table]
    mates = [runs[other.run] for other in beside if owners[other.row][0] == key]
    places = _places(run, block, header, mates, [runs[other.run] for other in beside], texts, table_kind)
    exact = places is not None and places.exact and None not in places.tokens and not run.reduced
    doubtful = in_doubt(run, places.tokens, header.texts, block, table_kind) if places else frozenset[str]()
    return PlacedRun(run, item, block, row, places.tokens if places else None, exact, header, doubtful)


def _places(
    run: Run,
    block: Block,
    header: Header,
    mates: Sequence[Run],
    table: Sequence[Run],
    texts: Sequence[FreeText],
    kind: TableKind,
) -> Places | None:
    """The tokens in the places of a row, by the columns that the header names, those of other rows, or set columns."""
    due = len(block.columns)
    gridded = run.layout in (Layout.GRID, Layout.PIPES, Layout.TABS)
    asked = gridded and (len(run.tokens) > due or not header.consistent)
    named = named_columns(texts, block, kind, run.table) if asked else None
    ordered = named is not None and list(named) == sorted(named)
    if named is not None and not ordered and not header.consistent:
        return in_header_order(run, named)
    # A header of levels that stand apart names columns out of order, too: then it says nothing of the order.
    places = place(run, due, mates, table, named if ordered else None)
    if places is None and run.layout is None and len(run.numbers) < due:
        columns = find_columns(mates, texts, block)
        tokens = columns.place(run.tokens) if columns else None
        places = Places(tokens, columns.from_rows) if columns and tokens else None
    return places


def _unassigned(unplaced: Sequence[Run], fitted: Sequence[PlacedRun], kind: TableKind) -> tuple[Token, ...]:
    """Numbers, and whole rows of marks, that belong to no cell; the subtotals of a group named beside them are none."""
    left = [run for run in unplaced if not _names_group(run, kind)]
    left += [item.run for item in fitted if item.tokens is None]
    return tuple(
        token
        for run in left
        for token in run.numbers
        if len(run.numbers) >= _ROW_OF_MARKS or any(character.isdigit() for character in token.text)
    )


def _names_group(run: Run, kind: TableKind) -> bool:
    return any(
        match.label.role == "group" and match.score >= EXACT for text in run.labels[:1] for match in matches(text, kind)
    )


def _labelled(texts: Sequence[FreeText], kind: TableKind) -> frozenset[str]:
    """Row labels that stand in the table, with or without values."""
    found: set[str] = set()
    for text in texts:
        best = matches(text.token.text, kind)[:1]
        found |= {match.label.key for match in best if match.label.role == "row" and match.exact}
    return frozenset(found)
