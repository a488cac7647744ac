"""A clean page: paragraphs and tables with right spans."""

from __future__ import annotations

from functools import partial
from random import Random

from eval.mangle.draft import ReportDraft
from eval.mangle.markup import body, plain_cell, plain_paragraph, table_markup
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with

__all__ = ["MODES"]


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    table = partial(table_markup, cell=plain_cell)
    return body(report.document.blocks, plain_paragraph, table), report


MODES = (Mode("html", Stage.RENDER, render_with("html", _render), "a clean HTML page, spans right"),)
