"""The year that a report is about and the period that its numbers cover.

Source: MESS.md 2, the forms in which periods are printed, those that lost their ``年``, ``月`` and digits among them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from extractor.sections.names import RUN_ON_YEAR, YEAR, read_year

__all__ = ["Period", "body_year", "find_period", "signed_year"]

_TO = r"日?(?:零时|0时|起)?[,、]?(?:至|到|止|[-—–―~～])+[,、]?"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_WHOLE = re.compile(
    rf"(?P<y1>{RUN_ON_YEAR})[年./-]?0?[1一][月./-]?0?[1一](?:日|(?=起|至|到|[-—–―~～])){_TO}"
    rf"(?:当年|同年|本年)?(?:(?P<y2>{RUN_ON_YEAR})[年./-]?)?(?:12|十二)[月./-]?(?:31|三十一)(?:日|止|,|。|\)|$)"
)
"""A whole year; between digits as well known as these the marks may be lost (``202111日至1231日``)."""
_DAYS = re.compile(
    rf"(?P<y1>{RUN_ON_YEAR})(?:年度?|[./-])?(?P<m1>{_NUMBER})[月./-](?P<d1>{_NUMBER}){_TO}"
    rf"(?:当年|同年|本年)?(?:(?P<y2>{RUN_ON_YEAR})(?:年度?|[./-])?)?(?P<m2>{_NUMBER})[月./-](?P<d2>{_NUMBER})(?:日|止|,|。|\)|$)"
)
_MONTHS = re.compile(
    rf"(?P<y1>{YEAR})年(?P<m1>{_NUMBER})月?(?:份|起)?(?:至|到|[-—–―~～])(?:(?P<y2>{YEAR})年)?(?P<m2>{_NUMBER})月(?!\d|{_NUMBER}日)"
)
_YEARLESS = re.compile(
    rf"(?<!\d)(?<!年)(?P<m1>{_NUMBER})月(?P<d1>{_NUMBER}){_TO}(?P<m2>{_NUMBER})月(?P<d2>{_NUMBER})日"
)
_CUE = re.compile(r"统计|数据|期限|时限|周期|起止|时间段|报告期|本报告|所列|截止|年度报告")
_CUE_REACH = 45
_LONGEST = 731
"""Days; what is longer is no reporting period."""

_SET_ASIDE = re.compile(
    rf"《[^《》]*》|[〔\[(【]{YEAR}[〕\])】]\d*号?|{YEAR}年?(?:版|修订|修正|新修订|第[一二三四五六七八九十]次)"
    rf"|(?:较|比|相比|与|同比|由|从|距|自|截至|不及|高于|低于|上年|去年|往年)(?:上年|去年)?\(?{YEAR}年?|{YEAR}年?(?:同期|相比|以来|起,)"
    rf"|{YEAR}[-—~至]{YEAR}年?|^.{{0,12}}{YEAR}年{_NUMBER}月{_NUMBER}日$|https?:[!-~]+"
)
_NAMED = re.compile(rf"(?P<year>{YEAR})(?=年|[-—]?,?[我全])(?!年.{{0,10}}(?:将|拟|计划|打算|工作安排|工作思路))")
_SIGNED = re.compile(rf"(?P<year>{YEAR})[年./-](?P<month>{_NUMBER})[月./-](?P<day>{_NUMBER})日?$")
_CHINESE_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day that a report covers."""

    start: date
    end: date


def find_period(text: str, year: int | None = None) -> Period | None:
    """Return the period that a text states as the one of its numbers, or None.

    Args:
        text: lines without white space, joined by line ends or not at all.
        year: the year of a period that is printed without one (``1月1日至12月31日``).
    """
    whole = next((p for m in _WHOLE.finditer(text) if _meant(m) and (p := _period(m, "1", "1", "12", "31"))), None)
    stated = next((p for m in _DAYS.finditer(text) if _cued(m) and (p := _of_days(m))), None)
    if stated or whole:
        return stated or whole
    months = next((p for m in _MONTHS.finditer(text) if _cued(m) and (p := _of_months(m))), None)
    if months or year is None:
        return months
    return next((p for m in _YEARLESS.finditer(text) if _cued(m) and (p := _of_days(m, year))), None)


def body_year(text: str) -> tuple[int, int] | None:
    """Return the year that a text speaks of most, and how often; the one named first where two are named as often.

    Document numbers, names of laws, editions, comparisons with other years and signature dates do not count.
    """
    counted: Counter[int] = Counter()
    for line in text.split("\n"):
        counted.update(read_year(m["year"]) for m in _NAMED.finditer(_SET_ASIDE.sub("|", line)))
    return counted.most_common(1)[0] if counted else None


def signed_year(text: str) -> int | None:
    """Return the year before the date that a text is signed with, where that is in the first half of a year.

    Source: 政府信息公开条例 第四十九条, 第五十条: a report is due by 31 January or 31 March of the year after.
    """
    for line in reversed(text.split("\n")[-8:]):
        found = _SIGNED.search(line)
        if found and len(line) <= 48 and _number(found["month"]) <= 6:
            return read_year(found["year"]) - 1
    return None


def _meant(match: re.Match[str]) -> bool:
    """A whole year stands for the reporting period unless it is the one compared with."""
    return not re.search(r"(?:较|比|与|同比)\D{0,2}$", match.string[: match.start()])


def _cued(match: re.Match[str]) -> bool:
    return bool(_CUE.search(match.string[max(0, match.start() - _CUE_REACH) : match.start()]))


def _of_days(match: re.Match[str], year: int | None = None) -> Period | None:
    return _period(match, match["m1"], match["d1"], match["m2"], match["d2"], year)


def _of_months(match: re.Match[str]) -> Period | None:
    second = _period(match, match["m1"], "1", match["m2"], "28")
    if second is None:
        return None
    month = second.end.month
    after = date(second.end.year + month // 12, month % 12 + 1, 1)
    return Period(second.start, date.fromordinal(after.toordinal() - 1))


def _period(match: re.Match[str], *days: str | int | None) -> Period | None:
    month, day, last_month, last_day, *given = days
    groups = match.groupdict()
    first = read_year(groups["y1"]) if groups.get("y1") else given[0]
    last = read_year(groups["y2"]) if groups.get("y2") else first
    try:
        start = date(int(first or 0), _number(month), _number(day))
        end = date(int(last or 0), _number(last_month), _number(last_day))
    except ValueError:
        return None
    return Period(start, end) if start <= end and (end - start).days < _LONGEST else None


def _number(text: str | int | None) -> int:
    """A month or day, in digits or Chinese numerals."""
    if not isinstance(text, str) or text.isdigit():
        return int(text or 0)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS[text] if len(text) == 1 else 0
    return _CHINESE_DIGITS.get(tens, 1) * 10 + _CHINESE_DIGITS.get(ones, 0)
