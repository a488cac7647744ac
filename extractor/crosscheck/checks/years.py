"""``year_typo``: a sentence about the report's own year names the year before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.view import ReportView, Sentence
from schemas.enums import FindingKind, SectionKind

__all__ = ["year_typo"]

_YEAR = r"(?<!\d)((?:19|20)\d\d)年"
_SET_ASIDE = re.compile(r"《[^》]*(?:》|$)|\"[^\"]*\"|[\[(〔【](?:19|20)\d\d[\])〕】]\d*号?|https?:[!-~]+")
_PERIOD = re.compile(
    rf"{_YEAR}0?1月0?1日(?:零时|0时)?(?:起|始|开始)?[,、]?(?:至|到|止|[-—–~])+[,、]?(?:{_YEAR}|当年|同年)?12月31日"
)
_WE = r"(?:我|本)(?:单位|机关|局|委|厅|办|校|院|街道?|镇|乡|市|县|区|省|旗|州|盟|行|处|所|站|中心|部门|苏木|分局|公司|集团)"
_OF_ITSELF = (
    rf"(?:^|现将|关于|编制|公布|发布|形成|报告)[^,。;]{{0,12}}?{_YEAR}度?(?:本级)?(?:政府信息公开|政务公开|信息公开)(?:工作)?的?(?:总体|年度|整体|工作)?(?:情况|报告|年报|工作)",
    rf"(?:^|[,;:]){_WE}{_YEAR}",
    rf"(?:本年度?|今年)\(?即?{_YEAR}(?=度?[),])",
    rf"^截[至止]到?{_YEAR}(?=12月31日)",
    rf"(?:^|[。;:)]){_YEAR}度?,?(?:全年)?(?:共|累计|全年)?(?:收到|受理|办理|主动公开|公开政府信息|发布)",
)
"""What a report says of itself; the year is the first group."""
_SUBJECT = (
    r"度?,?(?:全年,?)?(?:在[^,。;]{2,20}(?:领导|指导|支持|关心)下,)?"
    + rf"(?:{_WE}|全(?:市|县|区|省|局|委|校|镇|乡|街道?|旗|年)|@)"
)
"""Behind the year: who did something in it."""
_HISTORY = re.compile(
    r"同期|结转|(?:比|较|与|和)(?:上|去|往|20)|今年|本年|(?:增加|增长|增至|上升|下降|减少)(?:到|至|为|了)?\d|同比"
    r"|问题[^。;]{0,12}(?:已|均|全部|得到)|查摆|反馈"
    r"|^,?[^,。;]{0,16}(?:荣获|被评|获得|成立|启动|入选|考核|评估|评议|测评|要点|预算|决算)"
)
"""Behind the year: what was last year is told."""
_BACKWARD = re.compile(r"比|较|同期|相比|由|从|自|截[至止]|针对|对照|去年|上年|上一?年度|以来")
"""In front of it."""
_PLAN = re.compile(
    r"^[^。]{0,40}?(?:(?<!即)将(?!近|于)|计划|拟(?!定|订)|下一步|打算|继续|力争|争取|要(?!求|点|闻|素|件)|今后|着力|进一步)"
)
_THIS = re.compile(r"今年|本年(?!报)")
_NAMED_THIS = re.compile(r"(?:本年度?|今年)(?=\(?即?(?:19|20)\d\d年)")
"""This year, and which it is: the year that follows is named as the report's own."""
_BY_THEN = re.compile(rf"^截[至止]到?{_YEAR}(?:12月31日|年?底),?[^,。;]{{0,12}}(?:已|共|累计)")
"""What was done by the end of a year that is yet to come."""
_AROUND = 12
"""Characters in front of a year that a message quotes with it."""
_Named = tuple[set[int], int]
"""Years, and where in the sentence the quote of them begins."""
_SHORT_NAME = 6
"""Characters at the end of a name by which prose calls the body."""
_NEXT = re.compile(r"^(?:与此同时|截至)?(?:今年|本年|(?:19|20)\d\d年)")
_TEXTUAL = frozenset(
    {SectionKind.OPENING, SectionKind.OVERVIEW, SectionKind.PROBLEMS, SectionKind.OTHER_MATTERS, SectionKind.NARRATIVE}
)


def year_typo(view: ReportView) -> Iterator[Issue]:
    """Yield sentences and headings that say of the report's own year that it is the one before or after.

    Where most of the text is of another year it is the title that is wrong, which is another finding.
    """
    if view.year is None:
        return
    found = [*_in_headings(view), *_in_prose(view)]
    own = sum(f"{view.year}年" in sentence.text for sentence in view.sentences)
    if len(found) <= max(1, own):
        yield from found


def _in_headings(view: ReportView) -> Iterator[Issue]:
    for part in view.parts:
        heading = (part.heading or "")[:60]
        years = {int(year) for year in re.findall(_YEAR, _SET_ASIDE.sub("", heading))}
        if years and view.year not in years and _next_to(view, years):
            yield _issue(view, heading, years, part.span)


def _in_prose(view: ReportView) -> Iterator[Issue]:
    subject = _subject(view.organization)
    sentences = list(view.sentences)
    for place, sentence in enumerate(sentences):
        following = sentences[place + 1] if place + 1 < len(sentences) else None
        if sentence.section in _TEXTUAL:
            found = _period(view, sentence) or _own(view, sentence, following, subject)
            if found is not None:
                years, start = found
                yield _issue(view, sentence.text[start:], years, sentence.span(start))


def _period(view: ReportView, sentence: Sentence) -> _Named | None:
    """The years of the reporting period that a sentence states, where one of them is not the report's."""
    for match in _PERIOD.finditer(sentence.text):
        if re.search(r"比|较|同期", sentence.text[: match.start()]):
            continue
        others = {int(year) for year in match.groups() if year and int(year) != view.year}
        if _next_to(view, others):
            return others, max(0, match.start() - _AROUND)
    return None


def _own(view: ReportView, sentence: Sentence, following: Sentence | None, subject: re.Pattern[str]) -> _Named | None:
    """The year that a sentence of the report's own year names, where it is another."""
    text = _SET_ASIDE.sub(lambda match: "·" * len(match.group()), sentence.text)
    goes_on = following is not None and following.paragraph == sentence.paragraph and _NEXT.match(following.text)
    if f"{view.year}年" in text or _THIS.search(_NAMED_THIS.sub("", text)):
        return None
    match = next((m for pattern in (subject, *_PATTERNS) if (m := pattern.search(text))), None)
    if match is None:
        return None
    year, before, behind = int(match[1]), text[: match.start(1)], text[match.end(1) + 1 :]
    later = year > (view.year or 0)
    if not _next_to(view, {year}) or (goes_on and not later):
        return None
    if later and _BY_THEN.match(text):
        return {year}, 0
    if _HISTORY.search(behind) or _BACKWARD.search(before):
        return None
    return None if later and _PLAN.search(behind) else ({year}, max(0, match.start(1) - _AROUND))


_PATTERNS = tuple(re.compile(pattern) for pattern in _OF_ITSELF)


def _subject(organization: str | None) -> re.Pattern[str]:
    names = [re.escape(name) for name in (organization, (organization or "")[-_SHORT_NAME:]) if name] or ["(?!)"]
    start = r"(?:^|[。;:)、])(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十\d]+[、.])?"
    return re.compile(start + _YEAR + _SUBJECT.replace("@", "|".join(names)))


def _next_to(view: ReportView, years: set[int]) -> bool:
    return view.year is not None and any(abs(year - view.year) == 1 for year in years)


def _issue(view: ReportView, text: str, years: set[int], span: tuple[int, int] | None) -> Issue:
    named = min(years)
    return Issue(
        FindingKind.YEAR_TYPO,
        "year_typo",
        key=(str(view.year), str(named), "".join(text.split())[:60]),
        values={"quote": text[:40], "named": named, "year": view.year},
        span=span,
    )
