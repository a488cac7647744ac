"""Lines to section headings: what a line opens, if it opens anything.

Source: 国办公开办函〔2021〕30号 names the six parts; MESS.md 3 and RIVAL.md 3.3 list what reports make of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from extractor.sections.labels import core, match_label
from extractor.sections.title import titles_in
from schemas.enums import SectionKind, TableKind

__all__ = ["HEADINGS", "Heading", "heading_of"]

HEADINGS: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.OVERVIEW: (
        "总体情况",
        "概述",
        "总体概述",
        "工作概述",
        "总体公开情况",
        "工作开展情况",
        "主要工作概述",
        "基本情况",
    ),
    SectionKind.PROACTIVE_DISCLOSURE: ("主动公开政府信息情况", "行政机关主动公开政府信息情况", "主动公开情况统计表"),
    SectionKind.REQUESTS: (
        "收到和处理政府信息公开申请情况",
        "行政机关收到和处理政府信息公开申请情况",
        "政府信息依申请公开办理情况",
        "依申请公开政府信息情况",
        "收到和处理政府信息公开申请情况统计表",
    ),
    SectionKind.REVIEW_AND_LITIGATION: (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "因政府信息公开申请行政复议、提起行政诉讼的情况",
    ),
    SectionKind.PROBLEMS: (
        "存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进措施",
        "存在问题及改进情况",
    ),
    SectionKind.OTHER_MATTERS: ("其他需要报告的事项", "需要说明的其他事项"),
    SectionKind.STATISTICS: ("政府信息公开情况统计表", "政府信息公开工作情况统计表", "主要指标统计附表"),
}
"""The headings of each section as reports print them, the official one first."""

_NUMBERS = {kind: number for number, kind in enumerate(tuple(HEADINGS)[:6], 1)}

_PUBLIC = r"(?:政府|政务)?信息公开(?:工作)?"
_REVIEW = (
    r"(?:申请)?(?:被|引起的?|引发的?|产生的?)?(?:申请|提起|提出)?(?:行政)?复议[和与及或]?(?:以及)?(?:被)?(?:提起|提出)?的?"
    r"(?:行政)?(?:诉讼|应诉)(?:[和与及]?申诉)?"
)
_FULL: dict[SectionKind, str] = {
    SectionKind.OVERVIEW: (
        rf"(?:20\d\d年度?)?(?:{_PUBLIC}|政务公开(?:工作)?|工作)?的?(?:总体|整体)(?:公开|工作|落实|推进|开展|实施)?(?:情况|概况|概述|状况)"
        r"|(?:主要|总体)?(?:工作)?(?:概述|概况)|基本情况概述"
    ),
    SectionKind.PROACTIVE_DISCLOSURE: (
        r"(?:20\d\d年度?)?(?:本?行政机关|本机关|本单位)?主动公开(?:的)?(?:政府|政务)信息(?:以及公开平台建设|工作)?的?情况(?:统计表)?|主动公开情况统计表"
    ),
    SectionKind.REQUESTS: (
        rf"(?:20\d\d年度?)?(?:本?行政机关|本机关|本单位)?(?:收到|受理|接收|接受)[和与及]?(?:处理|办理)(?:的)?(?:政府|政务)?信息公开申请的?(?:办理|处理)?(?:情况)?(?:统计表)?"
        rf"|{_PUBLIC}申请的?(?:办理|受理|处理|答复)(?:和处理|及处理|和答复)?的?情况|(?:政府|政务)?信息依申请公开(?:办理|处理|工作)?的?情况"
        r"|依申请公开(?:政府|政务)?信息(?:和不予公开政府信息)?的?(?:办理|处理|工作)?的?情况"
    ),
    SectionKind.REVIEW_AND_LITIGATION: rf"因?{_PUBLIC}{_REVIEW}(?:的?(?:情况|事项))?(?:统计表)?|(?:因?申请)?{_REVIEW}的?情况(?:统计表)?",
    SectionKind.PROBLEMS: (
        rf"(?:20\d\d年度?)?(?:{_PUBLIC}|政务公开(?:工作)?|工作)?中?(?:目前)?(?:存在)?的?(?:主要)?(?:问题|困难|不足|差距)(?:[和与及](?:不足|困难|问题|差距|原因))?"
        r"(?:[和与及]|以及)?(?:下一?步)?(?:工作)?的?(?:改进|整改|解决|工作|今后)(?:工作)?的?(?:情况|措施|方向|思路|意见|打算|计划|安排|办法|举措)"
    ),
    SectionKind.OTHER_MATTERS: (
        r"(?:其他|其它)?(?:有关)?(?:需要?|应当?|须)(?:要)?(?:报告|说明|公开|公布)的?(?:其他|其它)?(?:有关)?(?:事项|情况|问题)(?:[和与及](?:主要指标)?(?:统计)?附表)?"
        r"|(?:其他|其它)(?:有关|重要)?事项"
    ),
    SectionKind.STATISTICS: (
        rf"(?:20\d\d年度?)?{_PUBLIC}(?:主要)?(?:情况)?(?:年度)?(?:数据|指标)?统计附?表|(?:主要|相关)?指标统计附?表"
    ),
}
"""Whole headings: these words open the section wherever they stand alone, whatever number is in front."""

_NUMBERED: dict[SectionKind, str] = {
    SectionKind.OVERVIEW: (
        r".{0,36}(?:总体|整体)(?:公开|工作|落实|推进|开展|实施)?(?:情况|概述)|(?:主要)?工作(?:开展)?的?(?:基本)?情况"
        r"|基本情况|总体工作"
    ),
    SectionKind.PROACTIVE_DISCLOSURE: rf"{_PUBLIC}情况|(?:政府|政务)?信息主动公开的?情况|主动公开的?(?:信息)?情况",
    SectionKind.REQUESTS: rf"{_PUBLIC}申请的?情况|依申请公开的?(?:办理|工作|受理)?(?:情况)?",
    SectionKind.REVIEW_AND_LITIGATION: r"(?:行政)?复议情况|(?:行政)?诉讼情况",
    SectionKind.PROBLEMS: (
        rf"(?:{_PUBLIC}|政务公开(?:工作)?|工作)?中?存在的?(?:主要|突出)?(?:问题|困难|不足)(?:[和与及](?:不足|困难|问题))?|改进(?:情况|措施)|下一步(?:工作)?(?:情况|打算|计划|安排|思路)"
    ),
    SectionKind.OTHER_MATTERS: r"其[他它](?:情况|需要)|收费(?:和减免|及减免)?情况",
}
"""What opens the section only behind the section's own number: as sub-headings these words stand anywhere."""

_PREFIX = re.compile(r"^[\s#*|｜•·●○◆◇■□▪★☆>\"'　]*(?:[lI1|]\s*(?=[一二三四五六七八九]\s*[、.,:]))?")
_ORDINAL = re.compile(
    r"第\s*(?P<part>[一二三四五六七八九十])\s*(?:部分|章|节|项)?[、.:,\s]*"
    r"|(?P<open>\()?\s*(?P<number>[一二三四五六七八九十]{1,2}|\d{1,2})\s*(?P<close>\))?\s*(?P<mark>[、.．,:;·]+|(?=\s))?\s*"
    r"|(?P<dash>[—–-]{1,2})\s*[、.]\s*|(?:附?表|附件)[一二三四五\d]?\s*[、.:]?\s*"
)
_WORD = re.compile(r"[^\W_]")
_BRACKETED = re.compile(r"\([^()]*(?:\)|$)")
_CUE = re.compile(r"总体|整体|概述|概况|公开|申请|复议|诉讼|问题|不足|困难|事项|统计|情况|需要|下一步|收费")
_AFTER = re.compile(r"\s*(?:\([^()]{0,40}\)?)?\s*[、。.:;,*#|]*\s*")
_GOES_ON = re.compile(r"的(?!确)|统计表|分析|汇报|如何|等|说明|报告|和|与|及|并|以及|、")
_DENIED = re.compile(r"没有|未|无|暂无|不存在|本[单机]")
_FOREIGN = re.compile(
    r"收费|减免|保密|监督|保障|制度|平台|管理|组织|领导|机制|解读|培训|目录|指南|结转|数量|建设|考核|回应|咨询"
)
"""Words of other headings: a near match with one of them that the label does not have is none."""

_LONGEST = 48
_NEAR_LONGEST = 32
_GLUED_LONGEST = 44
_SURE = 0.9
_LIKELY = 0.74
_CLEAR = 0.05
_CHINESE_NUMBERS = {character: value for value, character in enumerate("一二三四五六七八九十", 1)}

_Compiled = dict[SectionKind, re.Pattern[str]]
_FULL_PATTERNS: _Compiled = {kind: re.compile(pattern) for kind, pattern in _FULL.items()}
_NUMBERED_PATTERNS: _Compiled = {kind: re.compile(pattern) for kind, pattern in _NUMBERED.items()}
_CORES = tuple((kind, core(label)) for kind, labels in HEADINGS.items() for label in labels)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line opens."""

    kind: SectionKind
    length: int
    """Characters of the normalised line that are the heading; the rest is text glued to it."""
    score: float
    numbered: bool
    """A top-level ordinal (``二、``) stands in front."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What stands in front of the words of a line."""

    end: int
    number: int | None
    """None without an ordinal, and for one that is damaged."""
    style: str
    """``top`` (二、), ``bare`` (二 without a mark), ``sub`` ((二), 2.), ``none``."""


@lru_cache(maxsize=16_384)
def heading_of(text: str) -> Heading | None:
    """Return the section heading that a normalised line is or begins with, or None.

    A row label of a form (``四、结转下年度继续办理``) is no heading, nor is a sentence that quotes one. Words that stand
    as well over a part of section one (``主动公开情况``, ``政府信息公开申请情况``) need the section's own number.
    """
    head = text[: _LONGEST + 24]
    if len(text) < 2 or not _CUE.search(head):
        return None
    start = _start(head)
    if len(text) > _LONGEST and start.style != "top":
        return _behind_title(text)
    words, places = _words(head, start.end)
    found = _whole(text, words, start) if len(text) <= _LONGEST + 24 else None
    if found is None and start.style == "top":
        found = _glued(text, words, places, start)
    if found is None:
        return _behind_title(text)
    return None if found.score < 1.0 and _is_row_label(text) else found


def _start(head: str) -> _Start:
    prefix = _PREFIX.match(head)
    offset = prefix.end() if prefix else 0
    found = _ORDINAL.match(head, offset)
    if not found or found.end() >= len(head):
        return _Start(offset, None, "none")
    digit = found["part"] or found["number"]
    if digit is None:
        return _Start(found.end(), None, "top" if found["dash"] else "none")
    number = int(digit) if digit.isdigit() else _CHINESE_NUMBERS.get(digit)
    if found["part"]:
        return _Start(found.end(), number, "top")
    if found["open"] or found["close"] or digit.isdigit():
        marked = found["close"] or found["mark"]
        return _Start(found.end() if marked else offset, number, "sub" if marked else "none")
    return _Start(found.end(), number, "top" if found["mark"] is not None else "bare")


def _words(head: str, start: int) -> tuple[str, list[int]]:
    """The word characters of a line's beginning without notes in brackets, and where each stands."""
    places = [match.start() for match in _WORD.finditer(head, start)]
    if "(" in head:
        notes = [match.span() for match in _BRACKETED.finditer(head, start)]
        places = [place for place in places if not any(first <= place < last for first, last in notes)]
    return "".join(head[i] for i in places), places


def _whole(text: str, words: str, start: _Start) -> Heading | None:
    for kind, pattern in _FULL_PATTERNS.items():
        if pattern.fullmatch(words) and (start.style != "sub" or start.number == _NUMBERS.get(kind)):
            return Heading(kind, len(text), 1.0, start.style in ("top", "bare"))
    if start.style != "top":
        return _near(text, words, start) if start.style == "none" else None
    for kind, pattern in _NUMBERED_PATTERNS.items():
        if start.number == _NUMBERS[kind] and pattern.fullmatch(words):
            return Heading(kind, len(text), _SURE, True)
    return _near(text, words, start)


def _near(text: str, words: str, start: _Start) -> Heading | None:
    """A damaged print of a heading: with the section's number less likeness is asked than without any."""
    if not 3 <= len(words) <= _NEAR_LONGEST:
        return None
    scored = [(kind, label, Indel.normalized_similarity(words, label, score_cutoff=0.6)) for kind, label in _CORES]
    kind, label, score = max(scored, key=lambda item: item[2])
    runner_up = max(other for k, _, other in scored if k is not kind)
    least = _SURE if start.style == "none" else _LIKELY if start.number == _NUMBERS.get(kind) else (_SURE + _LIKELY) / 2
    foreign = set(_FOREIGN.findall(words)) - set(_FOREIGN.findall(label))
    if score < least or score - runner_up < _CLEAR or foreign or _DENIED.search(words):
        return None
    if ("申请" in words and "申请" not in label) or (
        start.number != _NUMBERS.get(kind) and not _FULL_PATTERNS[kind].fullmatch(label)
    ):
        return None
    return Heading(kind, len(text), score, start.style == "top")


def _glued(text: str, words: str, places: list[int], start: _Start) -> Heading | None:
    """A heading with its paragraph in the same line: it ends where the known words end."""
    for kind, pattern in _FULL_PATTERNS.items():
        found = pattern.match(words[:_GLUED_LONGEST])
        if not found or found.end() < 3:
            continue
        end = places[found.end() - 1] + 1
        if found.end() < len(words) and _GOES_ON.match(text[end:]):
            continue
        after = _AFTER.match(text, end)
        return Heading(kind, after.end() if after else end, 1.0, start.style == "top")
    return None


def _is_row_label(text: str) -> bool:
    """True for a row of table three, damaged or not, and for a line of the annex as it is printed."""
    of_annex = match_label(text, TableKind.STATISTICS, ("row", "group"))
    return bool(match_label(text, TableKind.REQUESTS, ("row", "group"))) or bool(of_annex and of_annex.exact)


def _behind_title(text: str) -> Heading | None:
    """``…年度报告一、总体情况``: the first heading glued to the title, which counts as part of it."""
    for match in _ordinals_behind_titles(text):
        found = heading_of(text[match:])
        if found and found.numbered and titles_in(text[:match]):
            return Heading(found.kind, match + found.length, found.score, True)
    return None


def _ordinals_behind_titles(text: str) -> Iterator[int]:
    if "报告" in text[:60] or "年报" in text[:60]:
        yield from (
            match.start("ordinal") for match in re.finditer(r"(?:报告|年报)[。.\s]*(?P<ordinal>一\s*[、.])", text[:80])
        )
