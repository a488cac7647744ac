"""Foreign matter inside tables: page numbers, row ordinals, repeated headers, labels one character a line."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Cell, Paragraph, Row, Table
from eval.mangle.draft import ReportDraft, map_tables, on_reports
from eval.mangle.mode import Mode, Stage
from eval.mangle.surgery import cut_table, replace_rows
from schemas.enums import TableKind

__all__ = ["MODES"]

_LONG = (TableKind.REQUESTS, TableKind.STATISTICS)
_PAGE = ("-{}-", "— {} —", "- {} -")


def _page_breaks(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    mark = random.choice(_PAGE)
    repeat_labels, repeat_heads = random.random() < 0.5, random.random() < 0.5

    def split(table: Table) -> list[Block]:
        body = [i for i, row in enumerate(table.rows) if row.kind != "head"]
        cuts = sorted(random.sample(body[1:], min(len(body) - 1, max(1, round(strength)))), reverse=True)
        heads = tuple(row for row in table.rows if row.kind == "head") if repeat_heads else ()
        blocks: list[Block] = []
        for page, cut in zip(range(2 + len(cuts), 2, -1), cuts, strict=True):
            table, rest = cut_table(table, cut, repeat_labels=repeat_labels, heads=heads)
            blocks = [Paragraph(mark.format(page), "page"), rest, *blocks]
        return [table, *blocks]

    return map_tables(report, _LONG, split)


def _ordinals(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    mark = random.choice(("{}", "{}."))

    def number(table: Table) -> list[Block]:
        rows: list[Row] = []
        heads = sum(row.kind == "head" for row in table.rows)
        count = 0
        for i, row in enumerate(table.rows):
            first: tuple[Cell, ...] = ()
            if i == 0 and heads:
                first = (Cell("序号", kind="head", rowspan=heads),)
            elif row.kind != "head":
                count += row.kind == "data"
                first = (Cell(mark.format(count) if row.kind == "data" else "", kind="ordinal"),)
            rows.append(replace(row, cells=(*first, *row.cells)))
        return [replace_rows(replace(table, width=table.width + 1), tuple(rows))]

    return map_tables(report, _LONG, number)


def _vertical(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    def upright(table: Table) -> list[Block]:
        rows = tuple(
            replace(
                row,
                cells=tuple(
                    replace(cell, text="\n".join(cell.text)) if cell.rowspan > 10 and cell.kind == "label" else cell
                    for cell in row.cells
                ),
            )
            for row in table.rows
        )
        return [replace(table, rows=rows)]

    return map_tables(report, [TableKind.REQUESTS], upright)


MODES = (
    Mode("page_breaks", Stage.STRUCTURE, on_reports(_page_breaks), "page numbers inside long tables; how many"),
    Mode("row_ordinals", Stage.STRUCTURE, on_reports(_ordinals), "a running number before each row of long tables"),
    Mode(
        "vertical_labels",
        Stage.STRUCTURE,
        on_reports(_vertical),
        "the label of the outcomes one character a line",
        forms=("2021", "2019"),
    ),
)
