"""A Markdown table with its line of dashes; spans repeat their text or leave empty places."""

from __future__ import annotations

from random import Random

from eval.mangle.document import Block, Paragraph, Table
from eval.mangle.draft import ReportDraft
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import expanded_rows, render_with

__all__ = ["MODES"]


def _paragraph(paragraph: Paragraph, level: int) -> str:
    marks = {"title": "#", "heading": "#" * level, "subheading": "#" * (level + 1)}
    return f"{marks[paragraph.kind]} {paragraph.text}" if paragraph.kind in marks else paragraph.text


def _table(table: Table, repeat: bool) -> str:
    lines = [
        "| " + " | ".join(texts).replace("\n", "<br>") + " |" for _, texts in expanded_rows(table, repeat_spans=repeat)
    ]
    lines.insert(1, "|" + "---|" * table.width)
    return "\n".join(lines)


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    repeat = random.random() < 0.5
    level = random.choice((2, 2, 3))

    def block_text(block: Block) -> str:
        return _paragraph(block, level) if isinstance(block, Paragraph) else _table(block, repeat)

    return "\n\n".join(block_text(block) for block in report.document.blocks) + "\n", report


MODES = (Mode("markdown", Stage.RENDER, render_with("md", _render), "Markdown tables and headings"),)
