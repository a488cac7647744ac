"""Labels torn from their numbers: on the line before, on the line after, or two above one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Cell, Row, Table
from eval.mangle.draft import Apply, ReportDraft, map_tables, on_reports
from eval.mangle.mode import Mode, Stage
from eval.mangle.surgery import flat_labels
from schemas.enums import TableKind

__all__ = ["MODES"]

_FORMS = ("2021", "2019")


def _parts(row: Row) -> tuple[Row, Row]:
    """The row's labels and its numbers as rows of their own."""
    return Row(row.labels, "label", row.key), Row((Cell("", kind="filler", colspan=3), *row.values), "data", row.key)


def _torn(arrange: Callable[[Row, Row], tuple[Row, Row]]) -> Apply:
    def change(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
        away: list[str] = []

        def tear(table: Table) -> list[Block]:
            rows: list[Row] = []
            for row in flat_labels(table).rows:
                torn = row.kind == "data" and random.random() < strength
                rows += arrange(*_parts(row)) if torn else (row,)
                away.extend(row.paths if torn else ())
            return [replace(table, rows=tuple(rows))]

        return map_tables(report, [TableKind.REQUESTS], tear).displace(away)

    return on_reports(change)


def _shared(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    unsure: list[str] = []

    def tear(table: Table) -> list[Block]:
        rows: list[Row] = []
        waiting: Row | None = None
        for row in flat_labels(table).rows:
            if row.kind != "data":
                rows.append(row)
            elif waiting is not None:
                (first, one), (second, other) = _parts(waiting), _parts(row)
                rows += [first, second, random.choice((one, other))]
                unsure.extend((*waiting.paths, *row.paths))
                waiting = None
            elif random.random() < strength:
                waiting = row
            else:
                rows.append(row)
        rows += [waiting] if waiting is not None else []
        return [replace(table, rows=tuple(rows))]

    return map_tables(report, [TableKind.REQUESTS], tear).uncertain(unsure)


MODES = (
    Mode(
        "torn_before",
        Stage.STRUCTURE,
        _torn(lambda labels, numbers: (labels, numbers)),
        "labels on a line of their own before their numbers; share of the rows",
        strength=0.4,
        forms=_FORMS,
    ),
    Mode(
        "torn_after",
        Stage.STRUCTURE,
        _torn(lambda labels, numbers: (numbers, labels)),
        "labels on a line of their own after their numbers; share of the rows",
        strength=0.4,
        forms=_FORMS,
    ),
    Mode(
        "torn_shared",
        Stage.STRUCTURE,
        on_reports(_shared),
        "two labels above one run of numbers, the other run lost; share of the rows",
        lossless=False,
        strength=0.15,
        forms=_FORMS,
    ),
)
