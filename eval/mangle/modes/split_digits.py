"""A number of two or more digits falls into two columns of its row, so the row has too many numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

from eval.mangle.document import Block, Cell, Row, Table
from eval.mangle.draft import ReportDraft, map_tables, on_reports
from eval.mangle.mode import Mode, Stage
from eval.mangle.surgery import replace_rows
from schemas.enums import TableKind

__all__ = ["MODES", "joinings"]

_COLUMNS = 7


def joinings(tokens: Sequence[str], columns: int = _COLUMNS) -> list[tuple[str, ...]]:
    """Return every way to join neighbouring tokens into ``columns`` numbers whose last is the sum of the others.

    Args:
        tokens: digits as they stand in the row; empty for a blank, which joins nothing.
        columns: how many numbers the row should have.
    """
    found: list[tuple[str, ...]] = []
    spare = len(tokens) - columns
    for gaps in combinations(range(1, len(tokens)), spare):
        if any(not tokens[gap - 1] or not tokens[gap] for gap in gaps):
            continue
        joined: list[str] = []
        for i, token in enumerate(tokens):
            if i in gaps:
                joined[-1] += token
            else:
                joined.append(token)
        # A number does not begin with 0.
        if any(len(number) > 1 and number[0] == "0" for number in joined):
            continue
        if sum(int(number or 0) for number in joined[:-1]) == int(joined[-1] or 0):
            found.append(tuple(joined))
    return found


def _split(row: Row, random: Random) -> tuple[Row, bool]:
    """The row with one number in two cells, and whether its sum tells which."""
    places = [i for i, cell in enumerate(row.cells) if cell.path and re.fullmatch(r"\d{2,}", cell.text)]
    place = random.choice(places)
    cell = row.cells[place]
    at = random.randint(1, len(cell.text) - 1)
    parts = (replace(cell, text=cell.text[:at]), Cell(cell.text[at:], None, "value"))
    tokens = [c.text for c in (*row.cells[:place], *parts, *row.cells[place + 1 :]) if c.kind == "value"]
    truth = tuple(c.text for c in row.values)
    decided = all(re.fullmatch(r"\d*", token) for token in tokens) and joinings(tokens) == [truth]
    return replace(row, cells=(*row.cells[:place], *parts, *row.cells[place + 1 :])), decided


def _apply(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    unsure: list[str] = []
    away: list[str] = []

    def change(table: Table) -> list[Block]:
        rows: list[Row] = []
        for row in table.rows:
            splittable = any(cell.path and re.fullmatch(r"\d{2,}", cell.text) for cell in row.cells)
            if splittable and len(row.values) == _COLUMNS and random.random() < strength:
                changed, decided = _split(row, random)
                rows.append(changed)
                unsure.extend(() if decided else row.paths)
                away.extend(row.paths)
            else:
                rows.append(row)
        return [replace_rows(table, tuple(rows))]

    return map_tables(report, [TableKind.REQUESTS], change).uncertain(unsure).displace(away)


MODES = (
    Mode(
        "split_digits",
        Stage.STRUCTURE,
        on_reports(_apply),
        "a number split over two cells of its row; share of the rows that hold one",
        lossless=False,
        strength=0.3,
        forms=("2021", "2019"),
    ),
)
