"""Headings missing, drifting, shifted by one, glued to their paragraph, doubled (MESS.md 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Document, Paragraph
from eval.mangle.draft import Apply, ReportDraft, on_reports
from eval.mangle.mode import Mode, Stage

__all__ = ["MODES"]

_NUMERALS = "一二三四五六七八九"


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind == "heading"


def _blocks(change: Callable[[list[Block], float, Random], list[Block]]) -> Apply:
    def apply(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
        blocks = change(list(report.document.blocks), strength, random)
        return replace(report, document=Document(tuple(blocks)))

    return on_reports(apply)


def _missing(blocks: list[Block], strength: float, random: Random) -> list[Block]:
    return [block for block in blocks if not _is_heading(block) or random.random() >= strength]


def _renumber(paragraph: Paragraph, by: int) -> Paragraph:
    number, mark, rest = paragraph.text.partition("、")
    if not mark or number not in _NUMERALS:
        return paragraph
    place = max(0, _NUMERALS.index(number) + by)
    return replace(paragraph, text=_NUMERALS[place] + mark + rest)


def _shifted(blocks: list[Block], strength: float, random: Random) -> list[Block]:
    """Section one loses its number, the others move up by one."""

    def shift(block: Block) -> Block:
        if not isinstance(block, Paragraph) or block.kind != "heading":
            return block
        if block.section == "overview":
            return replace(block, text=block.text.partition("、")[2] or block.text)
        return _renumber(block, -1)

    return [shift(block) for block in blocks]


def _drifting(blocks: list[Block], strength: float, random: Random) -> list[Block]:
    """The sub-parts of section one are numbered on top level; the form then starts again at 一."""
    count = 1

    def drift(block: Block) -> Block:
        nonlocal count
        if isinstance(block, Paragraph) and block.kind == "heading" and block.section != "overview":
            return _renumber(block, -1)
        if isinstance(block, Paragraph) and block.kind == "subheading":
            count += 1
            name = block.text.replace("(", "（").replace(")", "）").partition("）")[2]
            return Paragraph(f"{_NUMERALS[min(count, 9) - 1]}、{name}", "heading", "overview")
        return block

    return [drift(block) for block in blocks]


def _glued(blocks: list[Block], strength: float, random: Random) -> list[Block]:
    changed: list[Block] = []
    for block in blocks:
        last = changed[-1] if changed else None
        if (
            isinstance(block, Paragraph)
            and isinstance(last, Paragraph)
            and last.kind in ("heading", "subheading")
            and block.kind == "body"
            and random.random() < strength
        ):
            changed[-1] = replace(last, text=last.text + block.text, kind="body")
        else:
            changed.append(block)
    return changed


def _doubled(blocks: list[Block], strength: float, random: Random) -> list[Block]:
    changed: list[Block] = []
    for block in blocks:
        changed += [block] * (2 if _is_heading(block) and random.random() < strength else 1)
    return changed


def _mode(
    name: str, change: Callable[[list[Block], float, Random], list[Block]], summary: str, strength: float
) -> Mode:
    return Mode(name, Stage.STRUCTURE, _blocks(change), summary, strength=strength)


MODES = (
    _mode("headings_missing", _missing, "headings of sections missing; share", 0.4),
    _mode("headings_shifted", _shifted, "section one without number, the others one too low", 1.0),
    _mode("headings_drift", _drifting, "sub-parts numbered on top level, the form starts again at 一", 1.0),
    _mode("headings_glued", _glued, "headings glued to their paragraph; share", 1.0),
    _mode("headings_doubled", _doubled, "headings printed twice; share", 0.5),
)
