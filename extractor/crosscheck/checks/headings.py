"""The six parts of the form: their order, their printed ordinals, and whether anything stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.view import PartView, ReportView
from schemas.enums import SIX_PARTS, FindingKind, SectionKind, TableKind

__all__ = ["headings", "sections"]

_FORMS = frozenset({"2019", "2021"})
_FEWEST_HEADINGS = 3
"""Headings of the six that make something a report of the form: tables of another year have none."""
_ORDINAL = re.compile(
    r"^[\s#*|•·●]*(?:第)?\(?([一二三四五六七八九十]{1,2}|\d{1,2})(?:部分|章)?\)?\s*(?:[、.,:．]|(?=[\u4e00-\u9fff])|\))"
)
_YEAR_FIRST = re.compile(r"^[\s#*|]*(?:19|20)\d\d年")
_CHINESE = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
_ORDINALS = tuple("一二三四五六")
_HEADING_WORDS = re.compile(r"^[^,。;]{0,40}?(?:情况|措施|事项|问题|概述|打算|思路|方向)(?:\([^)]*\))?[\s:：。,]*")
_NOTHING = re.compile(
    r"(?:(?:本|我)(?:单位|机关|局|办|委|校|街道?|镇|乡|年度?)|目前)?(?:暂|尚)?(?:无|没有|不存在)(?:存在)?(?:的)?(?:相关)?(?:主要)?(?:问题|情况|内容)?(?:及改进情况)?"
    r"|略|待(?:补充|完善|填|定)|此处?填写?|同上|空|[xX×*/\\_.\-—…]+|tbd|todo|null|none",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\s,。;:!?、()\[\]{}\"'#|<>《》【】]+")
_MAY_BE_NOTHING = frozenset({SectionKind.OTHER_MATTERS})
"""Parts that legitimately say that there is nothing."""
_CONTENT = {
    SectionKind.PROBLEMS: re.compile(
        r"存在(?:的|着|一[些定]|以下|如下)?[^。;]{0,24}(?:问题|不足|差距|短板)|主要问题|改进(?:情况|措施|方向)"
    ),
    SectionKind.OTHER_MATTERS: re.compile(r"信息处理费|其[他它]需要(?:报告|说明)|需要(?:报告|说明)的(?:其[他它])?事项"),
    SectionKind.OVERVIEW: re.compile(r"主动公开|政府信息"),
}
"""Words that show the content of a part that has lost its heading."""
_OF_ITSELF = re.compile(r"报告|统计期限|部分组成")
"""An opening that speaks of the report, and may list its parts, is content of none."""
_LEAD_SECTIONS = frozenset({SectionKind.OPENING, SectionKind.OVERVIEW})


def headings(view: ReportView) -> Iterator[Issue]:
    """Yield headings out of the form's order, then ordinals that are not the form's; only where all six stand."""
    found = view.headed
    if view.form not in _FORMS or len(found) < len(SIX_PARTS):
        return
    order = sorted(found, key=lambda kind: view.parts.index(found[kind]))
    moved = tuple(order) != SIX_PARTS
    if moved:
        yield Issue(
            FindingKind.HEADING_ORDER,
            "heading_order",
            key=tuple(order),
            values={"order": "、".join(_ORDINALS[SIX_PARTS.index(kind)] for kind in order)},
            span=found[next(kind for kind, due in zip(order, SIX_PARTS, strict=True) if kind is not due)].span,
        )
    printed = {kind: _ordinal(found[kind]) for kind in SIX_PARTS}
    due = {kind: place for place, kind in enumerate(SIX_PARTS, 1)}
    if not any(printed.values()) or (moved and [printed[kind] for kind in order] == list(due.values())):
        return
    for kind in SIX_PARTS:
        if printed[kind] != due[kind]:
            yield _number_issue(found[kind], printed[kind], due[kind])


def _number_issue(part: PartView, printed: int | None, due: int) -> Issue:
    return Issue(
        FindingKind.HEADING_NUMBER,
        "heading_number" if printed else "heading_unnumbered",
        key=(part.kind.value, str(printed)),
        values={"heading": (part.heading or "")[:40], "due": _ORDINALS[due - 1]},
        span=part.span,
    )


def _ordinal(part: PartView) -> int | None:
    heading = part.heading or ""
    if _YEAR_FIRST.match(heading):
        return None
    match = _ORDINAL.match(heading)
    if match is None:
        return None
    digits = match[1]
    return int(digits) if digits.isdigit() else _CHINESE.get(digits, 10 + _CHINESE.get(digits[-1], 0))


def sections(view: ReportView) -> Iterator[Issue]:
    """Yield parts of the form that are not there at all, then headings with nothing or a placeholder under them."""
    if view.form not in _FORMS or len(view.headed) < _FEWEST_HEADINGS:
        return
    there = {part.kind for part in view.parts}
    for place, kind in enumerate(SIX_PARTS):
        if kind not in there and not _has_content(view, kind):
            yield Issue(
                FindingKind.SECTION_MISSING,
                "section_missing",
                key=(kind.value,),
                values={"part": kind, "ordinal": _ORDINALS[place]},
                minor=kind in _MAY_BE_NOTHING,
            )
    for kind in SIX_PARTS:
        parts = [part for part in view.parts if part.kind is kind]
        if kind.value not in set(TableKind) and parts and all(_is_empty(part) for part in parts):
            yield Issue(
                FindingKind.SECTION_EMPTY,
                "section_empty",
                key=(kind.value,),
                values={"part": kind, "text": parts[0].text[:20]},
                span=parts[0].span,
            )


def _has_content(view: ReportView, kind: SectionKind) -> bool:
    """True where prose elsewhere is plainly that part's, its heading lost; numbers of its table are its content too."""
    if any(path.startswith(kind.value + ".") for path in view.cells):
        return True
    words = _CONTENT.get(kind)
    if words is None:
        return False
    prose = [
        s
        for s in view.sentences
        if (kind is not SectionKind.OVERVIEW or s.section in _LEAD_SECTIONS)
        and not (s.section is SectionKind.OPENING and _OF_ITSELF.search(s.text))
    ]
    aside = SectionKind.OVERVIEW if kind is not SectionKind.OVERVIEW else None
    return any(words.search(sentence.text) for sentence in prose if sentence.section is not aside)


def _is_empty(part: PartView) -> bool:
    glued = part.heading or ""
    text = _WORD.sub("", part.text)
    if _WORD.sub("", glued) == text:  # a heading with its paragraph in one line
        text = _WORD.sub("", _HEADING_WORDS.sub("", glued))
    if part.other_blocks:
        return False
    if not text:
        return True
    return part.kind not in _MAY_BE_NOTHING and bool(_NOTHING.fullmatch(text))
