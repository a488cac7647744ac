"""Whose report it is, of which year and period: from the title, the opening, the signature.

Source: MESS.md 1 and 2 list how titles, openings and periods are printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from extractor.sections.parts import Identity

__all__ = ["identify", "is_title"]

_REPORT = (
    r"(?:年度)?(?:政府|政务)?信息公开(?:重点)?(?:工作)?(?:开展)?(?:情况)?(?:的)?(?:年度|年)?(?:工作)?(?:情况)?"
    r"(?:报告|年报|统计表|总结)(?:\((?:机关|本级|汇总)\))?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d|二[〇○零O0][一二三四五六七八九十〇○零]{1,2})"
_TITLE = re.compile(rf"^.{{0,40}}?{_REPORT}[。.]?$")
_YEAR_IN_TITLE = re.compile(rf"{_YEAR}\s*(?:年度|年|-)?")
_LEAD = re.compile(r"^(?:#+|关于(?:印发|公布|报送)?|附件\d*[::]?|标题[::]|\W)+")
_FURNITURE = re.compile(r"(?:首页|当前位置|您的位置|[>›»|]|索引号|浏览次数|【|登录|\{\{|信息公开指南)")
_PERIOD = re.compile(
    r"(?P<y1>20\d\d)年?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:起)?(?:至|到|[-—–~～])"
    r"(?:(?P<y2>20\d\d)年?)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
_BODY_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?=年|[-—]?,?我)")
_SUFFIX = (
    r"(?:人民政府办公室|人民政府|管理委员会|管委会|委员会|办公厅|办公室|街道办事处|办事处|管理局|监督局|分局|总局|"
    r"联合会|残联|学校|中学|小学|大学|学院|幼儿园|医院|中心|支队|大队|总队|[省市县区旗盟州乡镇]|[局委办处厅部院署队站所馆])"
)
_ORGANIZATION = re.compile(rf"[\u4e00-\u9fff]{{2,24}}?{_SUFFIX}(?![\u4e00-\u9fff])")
_IN_OPENING = (
    re.compile(rf"由([\u4e00-\u9fff]{{2,30}}?{_SUFFIX})(?:根据|按照|依据|编制)"),
    re.compile(
        rf"(?:公布|编制|发布|反映|撰写)(?:了)?([\u4e00-\u9fff]{{2,30}}?{_SUFFIX})(?:{_YEAR}年|信息公开|政府信息)"
    ),
    re.compile(
        rf"{_YEAR}年(?:度)?,?([\u4e00-\u9fff]{{2,24}}?{_SUFFIX})(?:根据|按照|在|坚持|认真|深入|全面|严格|紧紧|高度|以|切实|持续)"
    ),
)
_NAMELESS = re.compile(
    r"^(?:我|本|该|各|全|其|此|有关|相关|上级)|^(?:市|县|区|省|镇|乡)(?:局|委|办|政府)$|党委|政府信息|国务院|领导小组|^根据|^按照"
)


def is_title(text: str) -> bool:
    """True where a normalised line is the title of an annual report."""
    return len(text) <= 60 and bool(_TITLE.match(text)) and not _FURNITURE.search(text)


def identify(lines: Sequence[str], page_title: str = "") -> Identity:
    """Return what a report's lines say about whose it is and of which year.

    Args:
        lines: normalised lines of the report outside its tables, in reading order.
        page_title: what the page's own title element says, used where the text has no title.
    """
    found = _title(lines) or (_first_part(page_title) if page_title else None)
    title, head = found or (None, "")
    period = _period(lines)
    year = _year_of(head) or (period[0].year if period else None) or _body_year(lines)
    organization = _clean(head) if head else None
    organization = organization or _from_opening(lines) or _signature(lines) or _most_named(lines)
    start, end = period or ((date(year, 1, 1), date(year, 12, 31)) if year else (None, None))
    return Identity(
        title=title,
        organization=organization,
        year=year,
        period_start=start.isoformat() if start else None,
        period_end=end.isoformat() if end else None,
    )


def _title(lines: Sequence[str]) -> tuple[str, str] | None:
    """The title as printed, and squeezed; lines it is broken over are joined."""
    for start in range(min(len(lines), 60)):
        for count in (1, 2, 3):
            part = lines[start : start + count]
            if len(part) < count or any(len(line) > 60 or re.search(r"[。;]", line[:-1]) for line in part):
                break
            joined = re.sub(r"\s+", "", "".join(part))
            if is_title(joined) and (count == 1 or not is_title(re.sub(r"\s+", "", part[-1])) or not _clean(part[-1])):
                if not _clean(joined) and count < 3:
                    continue
                return "".join(part), joined
    return next((((line, squeezed)) for line in lines[:60] if is_title(squeezed := re.sub(r"\s+", "", line))), None)


def _first_part(page_title: str) -> tuple[str, str] | None:
    for part in re.split(r"\s*[-_|–—]\s*", page_title):
        squeezed = re.sub(r"\s+", "", part)
        if is_title(squeezed):
            return part.strip(), squeezed
    return None


def _year_of(text: str) -> int | None:
    found = _YEAR_IN_TITLE.search(text)
    if not found:
        return None
    year = found["year"]
    return int(year if year.isdigit() else _from_chinese(year))


def _from_chinese(text: str) -> str:
    digits = {"〇": "0", "○": "0", "零": "0", "O": "0", "0": "0"}
    digits |= {character: str(value) for value, character in enumerate("一二三四五六七八九", 1)}
    plain = "".join(digits.get(character, "") for character in text.replace("十", "一" if text.endswith("十") else ""))
    return plain.ljust(4, "0")[:4]


def _clean(title: str) -> str | None:
    """The organization that a title names."""
    squeezed = re.sub(r"\s+", "", title)
    head = re.sub(rf"{_REPORT}[。.]?$", "", squeezed)
    head = _LEAD.sub("", _YEAR_IN_TITLE.sub("", head))
    head = re.sub(r"(?:年度|年|的|关于|[《》\"“”:,、_-])+$|^(?:年度|年|的|[《》\"“”:,、_-])+", "", head)
    return head if 2 <= len(head) <= 40 and re.search(r"[\u4e00-\u9fff]{2}", head) else None


def _period(lines: Sequence[str]) -> tuple[date, date] | None:
    for line in lines[:80]:
        found = _PERIOD.search(re.sub(r"\s+", "", line))
        if not found:
            continue
        first = int(found["y1"])
        try:
            start = date(first, int(found["m1"]), int(found["d1"]))
            end = date(int(found["y2"] or first), int(found["m2"]), int(found["d2"]))
        except ValueError:
            continue
        if start <= end:
            return start, end
    return None


def _body_year(lines: Sequence[str]) -> int | None:
    years = Counter(year for line in lines for year in _BODY_YEAR.findall(line))
    return int(min(years, key=lambda year: (-years[year], -int(year)))) if years else None


def _from_opening(lines: Sequence[str]) -> str | None:
    for line in lines[:12]:
        squeezed = re.sub(r"\s+", "", line)
        for pattern in _IN_OPENING:
            found = pattern.search(squeezed)
            name = found.group(found.lastindex or 1) if found else ""
            name = next((g for g in (found.groups() if found else ()) if g and not g.isdigit()), "")
            if name and not _NAMELESS.search(name):
                return name
    return None


def _signature(lines: Sequence[str]) -> str | None:
    """The organization that signs: a short last line, a date perhaps behind it."""
    for line in reversed(lines[-6:]):
        squeezed = re.sub(r"\s+", "", line)
        if re.fullmatch(rf"[\u4e00-\u9fff]{{2,24}}{_SUFFIX}", squeezed) and not _NAMELESS.search(squeezed):
            return squeezed
    return None


def _most_named(lines: Sequence[str]) -> str | None:
    names = Counter(
        name
        for line in lines
        for part in re.split(r"[^\u4e00-\u9fff]", re.sub(r"\s+", "", line))
        for name in _ORGANIZATION.findall(part)
        if 3 <= len(name) <= 20 and not _NAMELESS.search(name)
    )
    return min(names, key=lambda name: (-names[name], -len(name), name)) if names else None
