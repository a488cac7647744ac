"""The title of a report: where it stands, the name and the year in it.

Source: MESS.md 1, the titles of some hundred and ten reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.sections.names import HANZI, YEAR, clean_name, has_spam, is_name, is_stem, is_vague, read_year

__all__ = ["Title", "find_title", "is_title", "may_hold_title", "quoted_title", "titles_in"]

_CORE = (
    rf"(?:年度)?(?:(?<=[年度])[省市县区镇乡](?=政府))?(?:(?<!人民)(?:政府|政务)|(?<=[年度\d])[{HANZI}]府(?=信息)|(?<!政)府(?=信息))?"
    rf"(?:信息公开(?:[和与及]政务公开)?|政务公开(?:[和与及]政府信息公开)?)(?:重点)?(?:工作)?(?:开展|落实)?(?:情况)?的?"
    rf"(?:{YEAR})?(?:年度|年)*(?:工作)?(?:情况)?的?(?:年度)?(?:总结)?(?:报告|年报|统计表|总结)"
)
_CORE_ENDS = ("报告", "年报", "统计表", "总结")
_ENDS = re.compile(
    rf"(?:[。.!\"'》*#]|\((?P<note>[^()]{{1,16}})\)|\.(?:docx?|pdf|html?|txt|wps|xlsx?)|(?P<late>{YEAR})(?:年度?)?|的?公[示告]|\d{{1,2}}$)*"
    rf"(?P<tail>[-_|—–―·>]{{1,3}}[^。,;]{{1,30}})?(?P<glued>[一1][、.](?:总体|概述|工作|基本).*)?$"
)
_SEPARATOR = re.compile(r"[>»›|_:/·]|(?<!\d)[-—–―]+|[-—–―]+(?!\d)")
_TITLE_CORE = re.compile(_CORE)
_YEAR = re.compile(rf"(?P<year>{YEAR})(?!年?\d{{1,2}}月)")
_LEAD = re.compile(r"^(?:正文|标题[::]|名称[::]|附件\d*[::.]?|[#*=>\s《\"'|•·-])+")
_SAID = re.compile(
    r"根据|依据|按照|现将|现予|编制|公布|发布|如下|以下|为了|本报告|报告由|做好|认真|通知|要求|附件|[。;!?,](?!$)|指南|目录|索引号|浏览|\{\{"
)
_ANNOUNCED = re.compile(r"关于(?:印发|公布|发布|公开|报送|编制)?")
_QUOTED = re.compile(rf"《(?P<title>[^《》]{{0,45}}?{_CORE})》")
_RELEASED = re.compile(
    rf"(?:公布|编制|发布|制作|撰写|形成|印发|公开|现将)了?(?P<title>(?:(?!公布|编制|发布)(?!(?<=[布制])了)[^,。;:《》\n]){{0,45}}?{_CORE})"
    r"(?=[。,;:\n]|$|予以|向社会|公布|发布|如下)"
)
_GOES_ON = re.compile(r"\s|[一1][、.]|根据|依据|按照|本报告|为|现|《")
"""What a title may be followed by where its paragraph stands in the same line."""
_LONGEST = 60
_SEARCHED = 60
"""Lines from the start in which a title is looked for."""
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A title and what it says."""

    text: str
    """As printed, without what is glued to it."""
    organization: str | None
    year: int | None
    publisher: str | None = None
    """What stands behind the title and a dash: often, not always, whose it is."""
    spam: bool = False
    """Words of betting sites stand where the name should."""


def is_title(text: str) -> bool:
    """True where a normalised line is the title of an annual report: it names a body or a year."""
    return any(title.organization or title.year or title.spam for title in titles_in(text))


def find_title(lines: Sequence[str]) -> Title | None:
    """Return the first title among the first lines that names a body, else the first that there is.

    A title may be broken over three lines; a name alone in the line above one without a name is part of it.
    """
    known = [title for _, title in _candidates(lines[:_SEARCHED])]
    spoilt = known[:1] if known and known[0].spam else []
    named = [title for title in known if title.organization and title.year]
    named = named or [title for title in known if title.organization]
    bare = [title for title in known if title.text.endswith(("报告", "统计表")) and ":" not in title.text]
    return next(iter([*spoilt, *named, *(title for title in known if title.year), *bare]), None)


def quoted_title(text: str) -> Title | None:
    """Return the title that prose quotes (``现公布某局2020年政府信息公开工作年度报告``) and that names a body."""
    for pattern in (_QUOTED, _RELEASED):
        for match in pattern.finditer(text):
            title = _title(match["title"], "", match["title"])
            if title.organization or title.spam or (title.year and pattern is _QUOTED):
                return title
    return None


def may_hold_title(text: str) -> bool:
    """False for most texts without a title, at next to no cost: ``开`` is in each, however spaces tear its words."""
    return "开" in text


def titles_in(text: str) -> tuple[Title, ...]:
    """Return the titles that one line consists of: two where it is printed twice, none where it is anything else."""
    if not may_hold_title(text):
        return ()
    squeezed = "".join(text.split())
    if len(squeezed) > 3 * _LONGEST or not _may_hold_core(squeezed):
        return ()
    return _titles_in(text, squeezed)


def _may_hold_core(squeezed: str) -> bool:
    """False for nearly every text without the core of a title, at a small part of the cost of the search."""
    return "公开" in squeezed and any(end in squeezed for end in _CORE_ENDS)


@lru_cache(maxsize=4_096)
def _titles_in(text: str, squeezed: str) -> tuple[Title, ...]:
    cores = list(_TITLE_CORE.finditer(squeezed))
    ends = _ENDS.match(squeezed, cores[-1].end()) if cores else None
    if not ends:
        return ()
    origins = [index for index, character in enumerate(text) if not character.isspace()]
    found = []
    start = 0
    for core in cores:
        head = squeezed[start : core.start()]
        spoilt = has_spam("", head)
        if len(head) > _LONGEST or (not spoilt and _SAID.search(_ANNOUNCED.sub("", _LEAD.sub("", head)))):
            return ()
        last = core is cores[-1]
        skipped = _lead_length(squeezed[start : core.start()])
        stop = core.end() + (len(f"({ends['note']})") if last and _is_scope(ends["note"]) else 0)
        printed = text[origins[start + skipped] : origins[min(stop, len(origins)) - 1] + 1]
        found.append(
            _title(head, (ends.group() if last else ""), printed, core.group(), ends["tail"] if last else None)
        )
        start = core.end()
    return tuple(found)


def _is_scope(note: str | None) -> bool:
    return bool(note) and not re.search(r"\d", note or "")


def _lead_length(head: str) -> int:
    """Characters of residue before a title: a breadcrumb, marks, ``正文``."""
    skipped = 0
    for match in _SEPARATOR.finditer(head):
        if clean_name(head[match.end() :]) or _YEAR.search(head[match.end() :]):
            before = head[skipped : match.start()]
            dash = match.group()[0] in "-—–―"
            skipped = skipped if dash and is_name(clean_name(before) or "") else match.end()
    lead = _LEAD.match(head[skipped:])
    return skipped + (lead.end() if lead else 0)


def _title(head: str, ending: str, printed: str, core: str = "", tail: str | None = None) -> Title:
    if not core:
        found = _TITLE_CORE.search(head)
        head, core = (head[: found.start()], found.group()) if found else (head, "")
    years = [read_year(match["year"]) for match in _YEAR.finditer(head)][-1:]
    years += [read_year(match["year"]) for match in _YEAR.finditer(core + "|" + (ending if not tail else ""))]
    names = list(_names(head))
    spam = has_spam(_SEPARATOR.split(_SEPARATOR.sub("|", head).rstrip("|"))[-1], head)
    publisher = clean_name(tail.strip("-_|—–―·>")) if tail else None
    return Title(
        text=printed.strip(),
        organization=None if spam else next(iter(names), None),
        year=years[0] if years else None,
        publisher=publisher if publisher and is_name(publisher) else None,
        spam=spam,
    )


def _names(head: str) -> Iterator[str]:
    """Names before the core of a title: what stands next to it, then the parts of a breadcrumb that are names."""
    squeezed = _LEAD.sub("", re.sub(r"\s+", "", head))
    for number, part in enumerate(reversed(_SEPARATOR.split(squeezed))):
        name = clean_name(part)
        if name and name.endswith("人民"):
            name += "政府"
        if name and not is_vague(name) and (is_name(name) or (number == 0 and len(name) <= 24)):
            yield name


def _candidates(lines: Sequence[str]) -> Iterator[tuple[int, Title]]:
    """Titles in one line or in several that are joined, by where they begin."""
    for start in range(len(lines)):
        if not any(map(may_hold_title, lines[start : start + _MOST_LINES])):
            continue
        for count in range(1, _MOST_LINES + 1):
            part = lines[start : start + count]
            if len(part) < count or (count > 1 and any(len(line) > 3 * _LONGEST for line in part)):
                break
            titles = titles_in("".join(part)) or (_glued(part[0]) if count == 1 else ())
            if titles and (count == 1 or _joined(part)):
                yield from ((start, title) for title in titles)
                break


def _glued(line: str) -> tuple[Title, ...]:
    """The title that a line begins with, its paragraph or the whole report behind it."""
    head = line[: 2 * _LONGEST]
    found = _TITLE_CORE.search(head) if _may_hold_core(head) else None
    return titles_in(line[: found.end()]) if found and _GOES_ON.match(line, found.end()) else ()


def _joined(part: Sequence[str]) -> bool:
    """True where the first of several lines belongs to the title that they make together."""
    rest = titles_in("".join(part[1:]))
    first = re.sub(r"\s+", "", part[0])
    if not rest:
        return not _SAID.search(_ANNOUNCED.sub("", first[:-1])) and bool(re.search(rf"[{HANZI}\d]$", first))
    below = rest[0].organization
    own = clean_name(re.split(_CORE, re.sub(r"\s+", "", "".join(part[1:])))[0] or "")
    if below and not is_stem(below):
        return False
    name = clean_name(first)
    if name is None or has_spam(name):
        return False
    return is_name(name) or (own is not None and is_stem(own) and is_name(name + own))
