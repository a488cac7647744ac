"""Titles broken over two lines, printed twice, with breadcrumb and site name, or not at all (MESS.md 1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Document, Paragraph
from eval.mangle.draft import ReportDraft, on_reports
from eval.mangle.mode import Mode, Stage

__all__ = ["MODES"]

Change = Callable[[Paragraph, Random], list[Block]]


def _broken(title: Paragraph, random: Random) -> list[Block]:
    text = title.text
    cut = text.rfind("工作") + 2 if "工作" in text else len(text) // 2
    return [replace(title, text=text[:cut]), replace(title, text=text[cut:])]


def _doubled(title: Paragraph, random: Random) -> list[Block]:
    return [title, replace(title, text=title.text.replace("年", "年 ", 1), kind="body")]


def _suffixed(title: Paragraph, random: Random) -> list[Block]:
    return [replace(title, text=title.text + random.choice(("(机关)", ".docx", "-政府信息公开年报", "_政务公开")))]


def _titles(name: str, summary: str, change: Change, printed: Callable[[list[Block]], str | None]) -> Mode:
    def apply(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
        blocks: list[Block] = []
        title = report.label["title"]
        for block in report.document.blocks:
            if isinstance(block, Paragraph) and block.kind == "title":
                made = change(block, random)
                title = printed(made)
                blocks += made
            else:
                blocks.append(block)
        return replace(report, document=Document(tuple(blocks)), label={**report.label, "title": title})

    return Mode(name, Stage.STRUCTURE, on_reports(apply), summary)


def _joined(blocks: list[Block]) -> str:
    return "".join(block.text for block in blocks if isinstance(block, Paragraph))


def _first(blocks: list[Block]) -> str | None:
    return next((block.text for block in blocks if isinstance(block, Paragraph)), None)


MODES = (
    _titles("title_broken", "the title over two lines", _broken, _joined),
    _titles("title_doubled", "the title twice, once with a space", _doubled, _first),
    _titles("title_suffix", "a file name or site name pasted to the title", _suffixed, _first),
    _titles("title_lost", "no title", lambda title, random: [], _first),
)
