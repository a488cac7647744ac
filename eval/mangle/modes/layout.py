"""A PDF as text: columns aligned by white space, labels wrapped, page numbers, the form's header again on each page."""

from __future__ import annotations

from random import Random

from eval.mangle.canvas import table_canvas, width, wrapped
from eval.mangle.document import Paragraph
from eval.mangle.draft import ReportDraft
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with

__all__ = ["MODES"]

_LINE = 76
_PAGE = 44


def _paragraph(paragraph: Paragraph) -> list[str]:
    if paragraph.kind == "title":
        return [" " * ((_LINE - width(line)) // 2) + line for line in wrapped(paragraph.text, _LINE - 16)] + [""]
    indent = "    " if paragraph.kind in ("body", "subheading", "heading") else "  "
    lines = wrapped(indent + paragraph.text, _LINE)
    return ["", *lines, ""] if paragraph.kind == "heading" else lines


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    heads_again = random.random() < 0.5
    mark = random.choice(("-{}-", "— {} —", "- {} -"))
    value_line = random.choice(("first", "middle", "last"))
    pages: list[list[str]] = [[]]
    for block in report.document.blocks:
        if isinstance(block, Paragraph):
            rows, heads = [[line] for line in _paragraph(block)], 0
        else:
            rows, heads = table_canvas(block, value_line)
        for i, row in enumerate(rows):
            if len(pages[-1]) + len(row) > _PAGE:
                pages.append([])
                if heads_again and heads and i > heads:
                    pages[-1] += [line for head in rows[:heads] for line in head]
            pages[-1] += row
    text = ""
    for number, page in enumerate(pages, start=1):
        text += "\n".join((*page, "", " " * (_LINE // 2) + mark.format(number), "")) + "\n\f"
    return text, report


MODES = (
    Mode("layout", Stage.RENDER, render_with("txt", _render), "columns aligned by white space, as text from a PDF"),
)
