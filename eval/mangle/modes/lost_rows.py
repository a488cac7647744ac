"""Rows lost and repeated, with their labels or slipped against them (WITNESSES.md, "Shared guess")."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Cell, Row, Table
from eval.mangle.draft import ReportDraft, map_tables, on_reports
from eval.mangle.mode import Mode, Stage
from eval.mangle.surgery import drop_row, flat_labels, insert_row
from schemas.enums import TableKind

__all__ = ["MODES"]

_FORMS = ("2021", "2019")


def _outcomes(table: Table) -> list[int]:
    """Indices of rows inside the outcomes that hold nothing but zeros and blanks."""
    return [
        i
        for i, row in enumerate(table.rows)
        if row.kind == "data"
        and row.key not in ("received", "carried_in", "outcome_total", "carried_out")
        and all(cell.text.strip("0０ ") == "" for cell in row.values)
    ]


def _lost_repeated(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    lost: list[str] = []

    def change(table: Table) -> list[Block]:
        body = [i for i, row in enumerate(table.rows) if row.kind == "data"]
        again = random.choice(body)
        row = table.rows[again]
        # The copy brings its own label; a group label beside it stands once.
        copy = replace(row, cells=(row.labels[-1], *row.values))
        table = insert_row(table, again + 1, copy)
        zero = [i for i in _outcomes(table) if table.rows[i].key != row.key]
        if zero:
            gone = random.choice(zero)
            lost.extend(table.rows[gone].paths)
            table = drop_row(table, gone)
        return [table]

    changed = map_tables(report, [TableKind.REQUESTS], change)
    away = report.paths_of(TableKind.REQUESTS)
    # Where labels are torn from their rows, the lost row's label stays, and nobody can tell which row is lost.
    changed = changed.uncertain(away) if report.displaced.intersection(lost) else changed.lost(lost)
    return changed.displace(away)  # a label stands there twice


def _bare(table: Table, numbers: list[Row]) -> Table:
    """All labels first, then all numbers."""
    heads = tuple(row for row in table.rows if row.kind == "head")
    labels = tuple(Row(row.labels, "label", row.key) for row in flat_labels(table).rows if row.kind == "data")
    return replace(table, rows=(*heads, *labels, *numbers))


def _numbers(table: Table) -> list[Row]:
    left = Cell("", kind="filler", colspan=3)
    return [Row((left, *row.values), "data", row.key) for row in table.rows if row.kind == "data"]


def _bare_rows(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    bare = map_tables(report, [TableKind.REQUESTS], lambda table: [_bare(table, _numbers(table))])
    return bare.displace(report.paths_of(TableKind.REQUESTS))


def _slipped(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    unsure: list[str] = []

    def change(table: Table) -> list[Block]:
        numbers = _numbers(table)
        data = [i for i, row in enumerate(table.rows) if row.kind == "data"]
        zero = [data.index(i) for i in _outcomes(table)]
        if not zero:
            return [_bare(table, numbers)]
        gone = random.choice(zero)
        again = random.choice([i for i in range(len(numbers)) if i != gone])
        copy = replace(numbers[again], cells=tuple(replace(cell, path=None) for cell in numbers[again].cells))
        order: list[Row] = []
        for i, row in enumerate(numbers):
            order += [] if i == gone else [row, copy] if i == again else [row]
        # Between the two every label faces its neighbour's numbers, and nothing in the source says so.
        for i in range(min(gone, again), max(gone, again) + 1):
            unsure.extend(numbers[i].paths)
        return [_bare(table, order)]

    return (
        map_tables(report, [TableKind.REQUESTS], change).uncertain(unsure).displace(report.paths_of(TableKind.REQUESTS))
    )


MODES = (
    Mode(
        "row_lost_repeated",
        Stage.STRUCTURE,
        on_reports(_lost_repeated),
        "a row of zeros lost with its label, another printed twice",
        lossless=False,
        forms=_FORMS,
    ),
    Mode(
        "bare_rows",
        Stage.STRUCTURE,
        on_reports(_bare_rows),
        "all labels of table three, then all its rows",
        forms=_FORMS,
    ),
    Mode(
        "bare_rows_slipped",
        Stage.STRUCTURE,
        on_reports(_slipped),
        "all labels, then all rows, of which one of zeros is lost and another repeated",
        lossless=False,
        forms=_FORMS,
    ),
)
