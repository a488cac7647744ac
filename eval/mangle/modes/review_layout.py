"""Table four in other layouts: three tables of five, or fifteen numbers in one line without a header."""

from __future__ import annotations

from random import Random

from eval.mangle.document import Block, Cell, Paragraph, Row, Table
from eval.mangle.draft import ReportDraft, map_tables, on_reports
from eval.mangle.mode import Mode, Stage
from eval.truth.wording import REVIEW_COLUMNS, REVIEW_ROWS
from schemas.enums import TableKind

__all__ = ["MODES"]

_KIND = TableKind.REVIEW_AND_LITIGATION


def _blocks(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    wording = report.truth.layout.wording
    heads = Row(tuple(Cell(wording[f"review.column.{column}"], kind="head") for column in REVIEW_COLUMNS), "head")

    def split(table: Table) -> list[Block]:
        parts: list[Block] = []
        for name in REVIEW_ROWS:
            values = tuple(c for row in table.rows for c in row.values if f".{name}." in (c.path or ""))
            title = wording[f"review.{name}"]
            if name != "review":
                title = f"{wording['review.litigation']}（{title}）"
            parts.append(Paragraph(title, "caption"))
            parts.append(Table(_KIND, (heads, Row(values, "data", name)), len(REVIEW_COLUMNS)))
        return parts

    return map_tables(report, [_KIND], split)


def _fifteen(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    def strip(table: Table) -> list[Block]:
        return [Table(_KIND, tuple(row for row in table.rows if row.kind == "data"), table.width)]

    return map_tables(report, [_KIND], strip)


MODES = (
    Mode(
        "review_blocks",
        Stage.STRUCTURE,
        on_reports(_blocks),
        "table four as three tables of five",
        forms=("2021", "2019"),
    ),
    Mode(
        "review_fifteen",
        Stage.STRUCTURE,
        on_reports(_fifteen),
        "table four as fifteen numbers, no header",
        forms=("2021", "2019"),
    ),
)
