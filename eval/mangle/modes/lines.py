"""One cell a line, no separators; an empty cell is an empty line, so every run can be counted."""

from __future__ import annotations

from random import Random

from eval.mangle.document import Table
from eval.mangle.draft import ReportDraft
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with, to_lines

__all__ = ["MODES"]


def _lines(table: Table) -> list[str]:
    # Fillers would be counted with the numbers beside them: only cells of the form keep their empty line.
    return [cell.text for row in table.rows for cell in row.cells if cell.text or cell.path is not None]


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    return to_lines(report.document.blocks, _lines), report


MODES = (Mode("lines", Stage.RENDER, render_with("txt", _render), "one cell a line, empty lines for empty cells"),)
