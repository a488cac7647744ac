"""Long tables torn into little Markdown tables: one a row, or a few rows under invented headers."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from eval.mangle.document import Block, Paragraph, Row, Table
from eval.mangle.draft import ReportDraft
from eval.mangle.losses import disclosure_headers_vanish
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with

__all__ = ["MODES"]


_WRONG = ("本年新收件数", "上年结转件数", "予以公开", "部分公开", "不予公开", "其他", "总计")
"""Words that a converter took for the header of seven numbers further down."""


def _row_text(row: Row) -> str:
    return "| " + " | ".join(cell.text.replace("\n", " ") for cell in row.cells) + " |"


def _each_row(table: Table, random: Random) -> str:
    """The row is the header of a table without a body; no blank line between."""
    lines: list[str] = []
    for row in table.rows:
        lines += [_row_text(row), "|" + "---|" * len(row.cells)]
    return "\n".join(lines)


def _invented(table: Table, random: Random) -> str:
    body = [row for row in table.rows if row.values or row.kind != "head"]
    size = random.choice((1, 2, 4))
    wrong_from = random.choice((len(body), len(body) // 2))
    parts: list[str] = []
    for start in range(0, len(body), size):
        rows = body[start : start + size]
        widest = max(len(row.cells) for row in rows)
        numbers = max((len(row.values) for row in rows), default=0)
        left = ["项目"] + [""] * (widest - numbers - 1)
        names = [f"数据{i}" for i in range(1, widest - len(left) + 1)]
        if start >= wrong_from and len(names) == len(_WRONG):
            names = list(_WRONG)
        head = "| " + " | ".join((*left, *names)) + " |"
        # Values stand right below their names: rows with fewer labels leave the first places empty.
        lines = ["| " * (widest - len(row.cells)) + _row_text(row) for row in rows]
        parts.append("\n".join((head, "|" + "---|" * widest, *lines)))
    return "\n\n".join(parts)


def _render(report: ReportDraft, random: Random, table_text: Callable[[Table, Random], str]) -> str:
    def text(block: Block) -> str:
        return block.text if isinstance(block, Paragraph) else table_text(block, random)

    return "\n\n".join(text(block) for block in report.document.blocks) + "\n"


def _row_tables(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    return _render(report, random, _each_row), report


def _invented_headers(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    return _render(report, random, _invented), disclosure_headers_vanish(report)


MODES = (
    Mode("row_tables", Stage.RENDER, render_with("md", _row_tables), "each row a Markdown table of its own"),
    Mode(
        "invented_headers",
        Stage.RENDER,
        render_with("md", _invented_headers),
        "a few rows a table under headers 数据1, 数据2 ...",
        lossless=False,
    ),
)
