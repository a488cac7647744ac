"""A pipe after each cell; a cell that spans columns leaves bare pipes at the end of its row."""

from __future__ import annotations

from random import Random

from eval.mangle.document import Row, Table
from eval.mangle.draft import ReportDraft
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with, to_lines

__all__ = ["MODES"]


def _line(row: Row, width: int) -> str:
    line = " ".join(f"{cell.text} |" if cell.text else "|" for cell in row.cells)
    # Every place that a span covers, to the right or from above, comes as a bare pipe at the row's end.
    pipes = max(0, width - len(row.cells))
    return line + (" " + "|" * pipes if pipes else "")


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    def table_lines(table: Table) -> list[str]:
        return [_line(row, table.width + random.choice((0, 0, 0, 1))) for row in table.rows]

    return to_lines(report.document.blocks, table_lines), report


MODES = (Mode("pipes", Stage.RENDER, render_with("txt", _render), "a pipe after each cell, ragged ends"),)
