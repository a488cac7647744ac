"""One cell a line, each closed by a pipe; a lone pipe for an empty cell; the row's end as one or more pipes."""

from __future__ import annotations

from random import Random

from eval.mangle.document import Table
from eval.mangle.draft import ReportDraft
from eval.mangle.losses import pads_hide_blanks
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with, to_lines

__all__ = ["MODES"]


def _lines(table: Table) -> list[str]:
    widest = max((len(row.cells) for row in table.rows), default=0)
    lines: list[str] = []
    for row in table.rows:
        lines += [f"{cell.text} |" if cell.text else "|" for cell in row.cells]
        lines.append("|" * (widest - len(row.cells) + 1))
    return lines


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    return to_lines(report.document.blocks, _lines), pads_hide_blanks(report)


def _alone(table: Table) -> list[str]:
    """The pipe on a line of its own between cells."""
    lines: list[str] = []
    for row in table.rows:
        for cell in row.cells:
            lines += [cell.text, "|"] if cell.text else ["|"]
    return lines


def _render_alone(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    return to_lines(report.document.blocks, _alone), pads_hide_blanks(report)


MODES = (
    Mode("cell_pipes", Stage.RENDER, render_with("txt", _render), "one cell a line, each ends with a pipe"),
    Mode("pipe_lines", Stage.RENDER, render_with("txt", _render_alone), "one cell a line, pipes on lines of their own"),
)
