"""Lies about places: rows and columns that slip, change places or are left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from eval.lying.kind import Kind, Lie, Scene, Unit, chosen
from eval.lying.script import Block, Row, Script, Value

__all__ = ["KINDS"]

_Values = tuple[Value, ...]


def _on_rows(change: Callable[[_Values, Random], _Values]) -> Lie:
    """Each row's values changed by themselves."""

    def lie(script: Script, scene: Scene, rate: float, random: Random) -> Script:
        rows = chosen((row for block in script.blocks for row in block.rows if len(row.values) > 1), rate, random)
        return script.with_values(
            {path: value for row in rows for path, value in zip(row.paths, change(row.values, random), strict=True)}
        )

    return lie


def _shifted(values: _Values, random: Random) -> _Values:
    return (None, *values[:-1]) if random.random() < 0.5 else (*values[1:], None)


def _squeezed(values: _Values, random: Random) -> _Values:
    return tuple(sorted(values, key=lambda value: value is None))


def _on_blocks(change: Callable[[Block, float, Random], Block]) -> Lie:
    def lie(script: Script, scene: Scene, rate: float, random: Random) -> Script:
        return script.map_blocks(lambda block: change(block, rate, random))

    return lie


def _whole(change: Callable[[Block, Random], Block]) -> Lie:
    """Whole tables changed, each with that chance."""

    def lie(script: Script, scene: Scene, rate: float, random: Random) -> Script:
        tables = set(chosen(dict.fromkeys(block.table for block in script.blocks), rate, random))
        return script.map_blocks(lambda block: change(block, random) if block.table in tables else block)

    return lie


def _exchanged(block: Block, rate: float, random: Random) -> Block:
    """A row and the one below it have each other's values."""
    values = [row.values for row in block.rows]
    for at in chosen(range(len(values) - 1), rate, random):
        if len(values[at]) == len(values[at + 1]):
            values[at], values[at + 1] = values[at + 1], values[at]
    return _with_rows(block, values)


def _left_out(block: Block, rate: float, random: Random) -> Block:
    """A row's label is left out, and its values are those of the row above."""
    rows: list[Row] = list(block.rows[:1])
    gone = set(chosen(range(1, len(block.rows)), rate, random))
    for at, row in enumerate(block.rows[1:], start=1):
        if at in gone:
            rows[-1] = replace(rows[-1], values=row.values)
        else:
            rows.append(row)
    return replace(block, rows=tuple(rows))


def _slid(block: Block, random: Random) -> Block:
    """From some row on each has the values of the one above it: one is repeated, the last is lost."""
    if len(block.rows) < 2:
        return block
    start = random.randrange(1, len(block.rows))
    values = [row.values for row in block.rows]
    return _with_rows(block, [*values[:start], *values[start - 1 : -1]])


def _columns_exchanged(block: Block, random: Random) -> Block:
    """Two columns have each other's values in every row."""
    if len(block.columns) < 2:
        return block
    one, two = random.sample(range(len(block.columns)), 2)
    order = list(range(len(block.columns)))
    order[one], order[two] = two, one
    return _with_rows(block, [tuple(row.values[at] for at in order) for row in block.rows])


def _header_exchanged(block: Block, random: Random) -> Block:
    """Two column labels have changed places."""
    if len(block.columns) < 2:
        return block
    columns = list(block.columns)
    one, two = random.sample(range(len(columns)), 2)
    columns[one], columns[two] = columns[two], columns[one]
    return replace(block, columns=tuple(columns))


def _reversed(block: Block, random: Random) -> Block:
    """The rows stand in the order from last to first, labels with their values."""
    return replace(block, rows=block.rows[::-1])


def _with_rows(block: Block, values: Sequence[_Values]) -> Block:
    return replace(block, rows=tuple(replace(row, values=given) for row, given in zip(block.rows, values, strict=True)))


KINDS = (
    Kind("column_drift", Unit.ROW, _on_rows(_shifted), "the values of a row one place to the right or left"),
    Kind("squeezed", Unit.ROW, _on_rows(_squeezed), "the values of a row at its left end, the blanks behind them"),
    Kind(
        "backwards", Unit.ROW, _on_rows(lambda values, random: values[::-1]), "the values of a row from right to left"
    ),
    Kind("zero_row", Unit.ROW, _on_rows(lambda values, random: ("0",) * len(values)), "a row of zeros"),
    Kind("row_drift", Unit.ROW, _on_blocks(_exchanged), "a row and the one below it with each other's values"),
    Kind("label_left_out", Unit.ROW, _on_blocks(_left_out), "a row's values beside the label above it"),
    Kind("row_slide", Unit.SECTION, _whole(_slid), "from some row on every row with the values of the one above"),
    Kind("column_exchange", Unit.SECTION, _whole(_columns_exchanged), "two columns with each other's values"),
    Kind("header_exchange", Unit.SECTION, _whole(_header_exchanged), "two column labels in each other's place"),
    Kind("rows_reversed", Unit.SECTION, _whole(_reversed), "the rows from last to first"),
)
