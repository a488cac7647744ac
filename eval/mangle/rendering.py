"""What the text renderers share: a report to lines, a table's rows to lists of cell texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Paragraph, Row, Table, grid
from eval.mangle.draft import Apply, Draft, ReportDraft
from eval.mangle.markup import page

__all__ = ["compact_rows", "expanded_rows", "render_with", "to_lines"]

TableLines = Callable[[Table], list[str]]


def render_with(suffix: str, render: Callable[[ReportDraft, float, Random], tuple[str, ReportDraft]]) -> Apply:
    """Return a renderer: ``render`` gives a report's text (HTML: its body) and the report with its label adjusted."""

    def apply(draft: Draft, strength: float, random: Random) -> Draft:
        made = [render(report, strength, random) for report in draft.reports]
        text = "\n".join(text for text, _ in made)
        if suffix == "html":
            text = page(text, draft.reports[0].label["title"])
        return replace(draft, reports=tuple(report for _, report in made), text=text, suffix=suffix)

    return apply


def to_lines(blocks: Iterable[Block], table_lines: TableLines, paragraph_gap: int = 0) -> str:
    """Return paragraphs and tables as lines, with ``paragraph_gap`` empty lines after each paragraph."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += [block.text] + [""] * paragraph_gap
        else:
            lines += table_lines(block)
    return "\n".join(lines) + "\n"


def compact_rows(table: Table) -> list[tuple[Row, list[str]]]:
    """Return each row with the texts of the cells that begin in it; spans leave no trace."""
    return [(row, [cell.text for cell in row.cells]) for row in table.rows]


def expanded_rows(table: Table, repeat_spans: bool) -> list[tuple[Row, list[str]]]:
    """Return each row with a text for every column.

    Args:
        table: what to expand.
        repeat_spans: whether a cell's text stands in every place that it covers, or only where it begins.
    """
    return [
        (row, [cell.text if begins or (repeat_spans and cell.path is None) else "" for cell, begins in line])
        for row, line in zip(table.rows, grid(table), strict=True)
    ]
