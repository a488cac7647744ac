"""A tab between cells, as a table pasted from a sheet or a page."""

from __future__ import annotations

from random import Random

from eval.mangle.document import Table
from eval.mangle.draft import ReportDraft
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import compact_rows, expanded_rows, render_with, to_lines

__all__ = ["MODES"]


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    full = random.random() < 0.6

    def table_lines(table: Table) -> list[str]:
        rows = expanded_rows(table, repeat_spans=False) if full else compact_rows(table)
        return ["\t".join(texts) for _, texts in rows]

    return to_lines(report.document.blocks, table_lines, paragraph_gap=random.choice((0, 1))), report


MODES = (Mode("tabs", Stage.RENDER, render_with("txt", _render), "a tab between cells"),)
