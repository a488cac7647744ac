"""Text without a trace of empty cells: one cell a line, all in one line, or the annex as one run."""

from __future__ import annotations

from random import Random

from eval.mangle.document import Block, Paragraph, Table
from eval.mangle.draft import ReportDraft
from eval.mangle.losses import blanks_vanish, pads_hide_blanks
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with, to_lines
from schemas.enums import TableKind

__all__ = ["MODES"]


def _texts(table: Table) -> list[str]:
    return [cell.text for row in table.rows for cell in row.cells if cell.text]


def _flat(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    return to_lines(report.document.blocks, _texts), blanks_vanish(report)


def _one_line(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    def words(block: Block) -> list[str]:
        return [block.text] if isinstance(block, Paragraph) else _texts(block)

    return " ".join(word for block in report.document.blocks for word in words(block)) + "\n", blanks_vanish(report)


def _annex_run(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    def run(table: Table) -> list[str]:
        return [" ".join(_texts(table))] if table.kind is TableKind.STATISTICS else _texts(table)

    return to_lines(report.document.blocks, run), blanks_vanish(report)


def _one_line_pipes(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    def run(table: Table) -> list[str]:
        return [" ".join(f"{cell.text} |" if cell.text else "|" for row in table.rows for cell in row.cells)]

    return to_lines(report.document.blocks, run).replace("\n", " ") + "\n", pads_hide_blanks(report)


MODES = (
    Mode("flat", Stage.RENDER, render_with("txt", _flat), "one cell a line, empty cells gone", lossless=False),
    Mode("one_line", Stage.RENDER, render_with("txt", _one_line), "all in one line, empty cells gone", lossless=False),
    Mode(
        "one_line_pipes", Stage.RENDER, render_with("txt", _one_line_pipes), "all in one line, a pipe after each cell"
    ),
    Mode(
        "annex_run",
        Stage.RENDER,
        render_with("txt", _annex_run),
        "the annex as one run of text, blanks vanished",
        lossless=False,
        forms=("statistics",),
    ),
)
