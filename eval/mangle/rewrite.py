"""Changing every character of a report and its label by one rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from eval.mangle.document import Block, Document, Paragraph
from eval.mangle.draft import ReportDraft
from eval.truth import CellLabel, FactLabel

__all__ = ["rewrite"]


def rewrite(report: ReportDraft, change: Callable[[str], str]) -> ReportDraft:
    """Return the report with ``change`` applied to every text, and the label's printed texts with it.

    Args:
        report: what to rewrite.
        change: must act on each character by itself, so that a part of a text changes as it does in the whole.
            Organization, values and states stay; quotes keep their old form as ``quote_normalized``.
    """
    blocks: list[Block] = []
    for block in report.document.blocks:
        if isinstance(block, Paragraph):
            blocks.append(replace(block, text=change(block.text)))
        else:
            rows = tuple(
                replace(row, cells=tuple(replace(cell, text=change(cell.text)) for cell in row.cells))
                for row in block.rows
            )
            blocks.append(replace(block, rows=rows))
    label = report.label
    cells = {path: CellLabel(**{**cell, "printed": change(cell["printed"])}) for path, cell in label["cells"].items()}
    facts = [
        FactLabel(**{**fact, "quote": change(fact["quote"]), "quote_normalized": fact["quote"]})
        for fact in label["facts"]
    ]
    title = label["title"]
    return replace(
        report,
        document=Document(tuple(blocks)),
        label={
            **label,
            "title": None if title is None else change(title),
            "cells": cells,
            "facts": facts,
            "problems": [change(text) for text in label["problems"]],
            "improvements": [change(text) for text in label["improvements"]],
        },
    )
