"""Lines to section headings: what a line opens, if it opens anything.

Source: 国办公开办函〔2021〕30号 names the six parts; MESS.md 3 lists what reports make of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from extractor.sections.labels import core, match_label, split_ordinal
from schemas.enums import SectionKind, TableKind

__all__ = ["HEADINGS", "Heading", "heading_of"]

HEADINGS: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.OVERVIEW: (
        "总体情况",
        "概述",
        "总体概述",
        "工作概述",
        "总体公开情况",
        "信息公开总体情况",
        "工作开展情况",
        "主要工作概述",
        "政府信息公开工作总体情况",
        "政府信息公开总体情况",
        "基本情况",
    ),
    SectionKind.PROACTIVE_DISCLOSURE: (
        "主动公开政府信息情况",
        "行政机关主动公开政府信息情况",
        "主动公开政府信息的情况",
        "政府信息公开情况",
        "政府信息主动公开情况",
        "主动公开情况统计表",
    ),
    SectionKind.REQUESTS: (
        "收到和处理政府信息公开申请情况",
        "行政机关收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请的情况",
        "政府信息依申请公开办理情况",
        "依申请公开政府信息情况",
        "收到和处理政府信息公开申请情况统计表",
    ),
    SectionKind.REVIEW_AND_LITIGATION: (
        "政府信息公开行政复议、行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "因政府信息公开申请行政复议、提起行政诉讼的情况",
        "政府信息公开行政复议诉讼情况",
    ),
    SectionKind.PROBLEMS: (
        "存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进措施",
        "存在问题及改进情况",
        "存在的问题及改进措施",
        "存在的主要问题及整改措施",
        "存在的主要问题和改进情况",
        "主要问题及改进情况",
    ),
    SectionKind.OTHER_MATTERS: (
        "其他需要报告的事项",
        "其他需要报告事项",
        "需要报告的其他事项",
        "其他事项",
        "需要说明的其他事项",
        "其他需要报告的事项及附表",
    ),
    SectionKind.STATISTICS: ("政府信息公开情况统计表", "政府信息公开工作情况统计表", "主要指标统计附表"),
}
"""The headings of each section as reports print them, the official one first."""

_ENDINGS = ("情况", "概述", "措施", "事项", "统计表", "方向", "思路", "附表")
_SURE = 0.9
_LIKELY = 0.74


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line opens."""

    kind: SectionKind
    length: int
    """Characters of the normalised line that are the heading; the rest is text glued to it."""
    score: float
    numbered: bool
    """A top-level ordinal (``二、``) stands in front."""


@lru_cache(maxsize=16_384)
def heading_of(text: str) -> Heading | None:
    """Return the section heading that a normalised line is or begins with, or None.

    A row label of a form (``四、结转下年度继续办理``) is no heading, nor is a sentence that quotes one.
    """
    text = re.sub(r"[#*|｜\s•·]+", " ", text).strip() if text[:1] in "#*|｜•· " else text
    ordinal, rest = split_ordinal(text)
    if len(rest) < 2 or (match_label(text, TableKind.REQUESTS) or match_label(text, TableKind.STATISTICS)):
        return None
    # (一)主动公开情况 is a part of section one, not section two.
    if ordinal.startswith("(") or ordinal.isdigit():
        return None
    whole = _best(core(text)) if len(text) <= 48 else None
    if whole and whole[1] >= (_LIKELY if ordinal else _SURE):
        return Heading(whole[0], len(text), whole[1], bool(ordinal))
    return _glued(text, rest) if ordinal else None


def _best(body: str) -> tuple[SectionKind, float] | None:
    scored = [
        (kind, Indel.normalized_similarity(body, core(label))) for kind, labels in HEADINGS.items() for label in labels
    ]
    kind, score = max(scored, key=lambda item: item[1])
    runner_up = max((other for k, other in scored if k is not kind), default=0.0)
    return (kind, score) if score >= _SURE or score - runner_up >= 0.05 else None


def _glued(text: str, rest: str) -> Heading | None:
    """A heading with its paragraph in the same line: it ends where one of the known headings ends."""
    head = rest[:40]
    for ending in sorted((m.end() for e in _ENDINGS for m in re.finditer(e, head)), reverse=True):
        found = _best(core(head[:ending]))
        if found and found[1] >= _SURE:
            return Heading(found[0], len(text) - len(rest) + ending, found[1], True)
    return None
