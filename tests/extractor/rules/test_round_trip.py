"""Invented tables of both forms, printed by this file's own code in every layout, give every value back at its path."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest

from extractor.rules.table import TableReading, read_table
from extractor.sources.document import Source
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import PlacedBy, Quantity, State, TableKind
from schemas.form import Block, Column, Row, Table
from schemas.reading import Number

FORMS = ("2019", "2021")
DISCLOSURE, REQUESTS, REVIEW, ANNEX = TableKind


@dataclass(frozen=True)
class _Cell:
    printed: str
    state: State
    value: Number | None


ALL = frozenset({State.NUMBER, State.BLANK, State.MARK})
FILLED = ALL - {State.BLANK}
NUMBERS = frozenset({State.NUMBER})
SHARED_LABELS = {
    "statistics.review.corrected",
    "statistics.review.other",
    "statistics.litigation.corrected",
    "statistics.litigation.other",
}
"""Cells whose label another row of the annex prints as well: only their order tells them apart."""
Grid = list[list[str]]
Truth = dict[str, _Cell]
Printer = Callable[[Grid], str]


def _number(rng: random.Random, quantity: Quantity, unit: str | None) -> _Cell:
    count = rng.choice((0, 0, rng.randint(1, 9), rng.randint(10, 999), rng.randint(1000, 10**6)))
    if quantity is Quantity.CHANGE:
        return rng.choice(
            (
                _Cell(f"减{count}", State.NUMBER, -count),
                _Cell(f"增{count}", State.NUMBER, count),
                _Cell(f"-{count}", State.NUMBER, -count),
                _Cell(f"+{count}", State.NUMBER, count),
            )
        )
    if quantity is Quantity.MONEY:
        amount = Decimal(count) / 100
        if unit == "万元":
            return _Cell(f"{amount}", State.NUMBER, amount * 10_000)
        return _Cell(f"{amount}万元", State.NUMBER, amount * 10_000)
    return rng.choice(
        (
            _Cell(str(count), State.NUMBER, count),
            _Cell(f"{count:,}", State.NUMBER, count),
            _Cell("".join(chr(ord(c) + 0xFEE0) for c in str(count)), State.NUMBER, count),
        )
    )


def _cell(rng: random.Random, quantity: Quantity, unit: str | None, states: frozenset[State]) -> _Cell:
    kind = rng.random()
    if State.BLANK in states and kind < 0.15:
        return _Cell("", State.BLANK, None)
    if State.MARK in states and kind < 0.25:
        return _Cell(rng.choice(("/", "—", "-", "无")), State.MARK, None)
    return _number(rng, quantity, unit)


def _table(form_id: str, kind: TableKind) -> Table:
    table = form(form_id).table(kind)
    assert table is not None
    return table


def _values(
    rng: random.Random, table: Table, block: Block, row: Row, states: frozenset[State], truth: Truth
) -> list[str]:
    """One row's prints; each is noted at its path."""
    prints = []
    for column in block.columns:
        cell = _cell(rng, row.quantity or column.quantity, _unit(row, column), states)
        truth[table.path(block, row, column)] = cell
        prints.append(cell.printed)
    return prints


def _unit(row: Row, column: Column) -> str | None:
    if row.quantity is Quantity.MONEY:
        return "万元"
    return "万元" if "万元" in column.label else None


def _rows(rng: random.Random, table: Table, states: frozenset[State]) -> tuple[Grid, Truth]:
    """The table as rows of cells, with what stands at each path."""
    truth: Truth = {}
    grid: Grid = []
    for block in table.blocks:
        rows = [row for row in block.rows if not row.optional]
        if block.label:
            grid.append([block.label])
        if table.one_line:
            grid += [[row.label for row in rows], [column.label for column in block.columns] * len(rows)]
            grid.append([value for row in rows for value in _values(rng, table, block, row, states, truth)])
            continue
        unit = ["单位"] if table.kind is ANNEX else []
        grid.append(["信息内容", *unit, *(column.label for column in block.columns)])
        for row in rows:
            unit = [("万元" if row.quantity else row.unit) or "件"] if table.kind is ANNEX else []
            grid.append([row.label, *unit, *_values(rng, table, block, row, states, truth)])
    return grid, truth


def _pipes(grid: Grid) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in grid)


def _bare_pipes(grid: Grid) -> str:
    """Pipes between cells alone: an empty cell at the end of a row could as well be its frame."""
    return "\n".join(" | ".join(row) for row in grid)


def _markdown(grid: Grid) -> str:
    rule = "|" + " --- |" * len(grid[0])
    return "\n".join([_pipes(grid[:1]), rule, _pipes(grid[1:])])


def _tabs(grid: Grid) -> str:
    return "\n".join("\t".join(_spread(row)) for row in grid)


def _spread(row: list[str]) -> list[str]:
    """A line that stands alone over its table, with the empty cells of its row."""
    return [*row, "", "", ""] if len(row) == 1 else row


def _html(grid: Grid) -> str:
    width = max(len(row) for row in grid)
    rows = []
    for row in grid:
        last = f' colspan="{width - len(row) + 1}"' if len(row) == 1 < width else ""
        cells = "".join(f"<td{last}><p>{cell or '&nbsp;'}</p></td>" for cell in row)
        rows.append(f"<tr>{cells}</tr>")
    return f"<!DOCTYPE html><html><body><table>{''.join(rows)}</table></body></html>"


def _spaces(grid: Grid) -> str:
    return "\n".join("  ".join(row) for row in grid)


def _one_space(grid: Grid) -> str:
    return "\n".join(" ".join(row) for row in grid)


def _one_a_line(grid: Grid) -> str:
    return "\n".join(cell for row in grid for cell in row)


def _one_a_line_apart(grid: Grid) -> str:
    return "\n\n".join(cell for row in grid for cell in row)


STRUCTURED = (_pipes, _bare_pipes, _markdown, _tabs, _html)
FLAT = (_spaces, _one_space, _one_a_line, _one_a_line_apart)


def _read(text: str, kind: TableKind) -> tuple[Source, TableReading]:
    source = read_source(text.encode(), "invented")
    return source, read_table(source, source.blocks, kind)


def _assert_given_back(source: Source, reading: TableReading, truth: Truth) -> None:
    found = {item.path: item for item in reading.readings}
    seen = {path: _Cell(item.printed, item.state, item.value) for path, item in found.items()}
    assert seen == truth
    assert len(reading.readings) == len(truth)
    assert not reading.unassigned
    assert not reading.repeated
    for item in reading.readings:
        assert item.span is not None
        assert source.slice(item.span) == item.printed
    assert {item.path for item in reading.readings if not item.anchored} <= SHARED_LABELS


CASES = [
    *((form_id, kind) for form_id in FORMS for kind in (DISCLOSURE, REQUESTS, REVIEW)),
    ("statistics", ANNEX),
]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("printer", STRUCTURED)
@pytest.mark.parametrize(("form_id", "kind"), CASES)
def test_a_table_with_cells_gives_every_cell_back(form_id: str, kind: TableKind, printer: Printer, seed: int) -> None:
    rng = random.Random(f"{form_id}/{kind}/{seed}")
    grid, truth = _rows(rng, _table(form_id, kind), FILLED if printer is _bare_pipes else ALL)
    source, reading = _read(printer(grid), kind)
    _assert_given_back(source, reading, truth)
    for item in reading.readings:
        assert item.grid
        assert item.at is not None
        assert item.placed_by is PlacedBy.STRUCTURE


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("printer", FLAT)
@pytest.mark.parametrize(("form_id", "kind"), CASES)
def test_a_flat_table_without_blanks_gives_every_cell_back(
    form_id: str, kind: TableKind, printer: Printer, seed: int
) -> None:
    rng = random.Random(f"{form_id}/{kind}/{seed}")
    grid, truth = _rows(rng, _table(form_id, kind), NUMBERS if printer is _one_space else FILLED)
    source, reading = _read(printer(grid), kind)
    _assert_given_back(source, reading, truth)
    for item in reading.readings:
        assert not item.grid
        assert item.at is None
        assert item.placed_by is PlacedBy.ORDER


@pytest.mark.parametrize("seed", range(6))
def test_a_value_of_a_flat_table_with_lost_blanks_is_never_anchored_in_a_wrong_place(seed: int) -> None:
    """Where blanks vanish without trace a row has too few values: it may be lost, it may not be shifted."""
    rng = random.Random(seed)
    grid, truth = _rows(rng, _table("2021", REQUESTS), ALL)
    for printer in (_spaces, _one_space):
        _, reading = _read(printer([[cell for cell in row if cell] for row in grid]), REQUESTS)
        wrong = [item.path for item in reading.readings if item.anchored and item.value != truth[item.path].value]
        assert not wrong


@pytest.mark.parametrize(
    ("line", "kind", "path"),
    [
        ("行政处罚 /", DISCLOSURE, "proactive_disclosure.article_20_6.penalties.decisions"),
        ("(七)总计 / / / / / / /", REQUESTS, "requests.outcome_total.total"),
        ("(一)维持具体行政行为或者驳回原告诉讼请求数 5", ANNEX, "statistics.litigation.upheld"),
    ],
)
def test_what_stands_one_space_behind_a_label_is_not_part_of_it(line: str, kind: TableKind, path: str) -> None:
    _, reading = _read(line, kind)
    assert {item.path: item.printed for item in reading.readings}[path] == line[-1]
