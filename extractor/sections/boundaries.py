"""Where a report may begin in a source that holds several: what stands there, and what it says of whose report it is.

Source: MESS.md 1, 2 and 9 (titles printed twice, openings moved to the end, several documents on one page).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import Indel

from extractor.sections.names import YEAR, read_year
from extractor.sections.organization import from_prose
from extractor.sections.period import find_period
from extractor.sections.regions import Element, Region, find_regions
from extractor.sections.title import Title, find_title, may_hold_title, quoted_title, titles_in
from schemas.enums import SectionKind

__all__ = ["Boundary", "BoundaryKind", "find_boundaries", "is_box", "year_line"]

_EVIDENCE_LENGTH = 60

_YEAR_LINE = re.compile(rf"[\W_]*(?P<year>{YEAR})年?度?(?:数据|报告|年报|情况)?[\W_]*")
_ANNEX = re.compile(r"统计附?表(?=[\W_]*(?:$|\(|统计指标|指标|单位|填报|附件|20\d\d))")
_GLUED = re.compile(
    r".{4,60}?(?:报告|年报)(?=\s*(?:根据|按照|依据|统计|本报告|报告中|为了|为贯彻|一、|(?:自|从)?20\d\d年))"
)
"""A title that its whole report follows in the same line."""
_SEARCHED = 80
_PAGE_NUMBER = re.compile(r"^[-—–\s]*\d{0,3}[-—–\s]+")

_OPENING = re.compile(
    r"本(?:年度)?(?:工作)?(?:年度)?报告(?:是|系)?由(?=[^,。]{2,40}(?:根据|按照|依据|编制|撰写))"
    r"|(?:现|特|予以|向社会)(?:将|予|予以|向社会|社会|公开)*(?:公布|发布|公开)(?=[^。;]{0,60}(?:年度报告|年报|工作报告|情况))"
    r"|(?:根据|按照|依据)[^。;]{4,160}?(?:编制|撰写|形成)了?(?=[^。;]{0,60}(?:报告|年报))"
    r"|(?:年度工作|(?:信息公开|政务公开)(?:工作)?(?:年度)?)(?:开展)?情况(?:报告|汇报|公布|公开|通报|总结)?如下(?=[:。,;]?$)"
)
_BARE_CAPTION = "政府信息公开情况统计表"
_ONE_SLIP = 0.9
"""Similarity of the caption to itself with a character lost, doubled or misread."""
_PERIOD = re.compile(r"(?:统计|数据|起止|报告)[^。;]{0,8}(?:期限|时限|时间|周期|日期)")
_ENUMERATED = re.compile(r"^[\s#*]*(?:\(?[一二三四五六七八九十\d]{1,2}[)、.]|[一二三四五六七八九]是)")
_BOX = re.compile(r"[\W_]*(?:(?:文档|文件)?(?:格式|大小|页数|评分|下载量))[::]\s*\S{0,60}")


class BoundaryKind(StrEnum):
    """What makes it likely that a report begins."""

    TITLE = "title"
    """A line, up to three lines, or a cell that is the title of a report."""
    ANNEX = "annex"
    """The caption of the annex 政府信息公开情况统计表 with a name or a year in it."""
    OPENING = "opening"
    """A sentence that says who reports (``本报告由某局编制``) or that a report follows (``情况如下``)."""
    YEAR_LINE = "year_line"
    """A year alone in its line (``2022年``, ``【2022年度】``)."""
    PERIOD = "period"
    """A sentence that says of which period the numbers are."""
    OVERVIEW = "overview"
    """The heading of section one."""
    TABLE = "table"
    """The labels of a table of the form."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where a report may begin."""

    element: int
    """The first element of the report, if one begins here."""
    kind: BoundaryKind
    evidence: str
    """What stands there, shortened."""
    organization: str | None = None
    year: int | None = None
    title: str | None = None
    """The whole title where one stands there."""
    last: int = -1
    """The last element of what stands there."""


def find_boundaries(elements: Sequence[Element]) -> tuple[tuple[Boundary, ...], tuple[Region, ...]]:
    """Return every place where a report may begin, and the tables; both in reading order.

    Which of the places hold is decided elsewhere. No table goes on over what is said of a report, or over the box of
    a sharing site.
    """
    found: list[Boundary] = []
    for number, element in enumerate(elements):
        found += _title_or_annex(elements, number) if not found or found[-1].last < number else ()
        if element.row is None:
            found += _of_line(element, number)
        year = year_line(_alone(element))
        if year is not None:
            found.append(Boundary(number, BoundaryKind.YEAR_LINE, element.text, year=year, last=number))
    boxes = [number for number, element in enumerate(elements) if element.row is None and is_box(element.text)]
    regions = _regions_between(elements, sorted({*boxes, *(mark.element for mark in found)}))
    found += [Boundary(region.start, BoundaryKind.TABLE, region.kind.value, last=region.start) for region in regions]
    order = list(BoundaryKind)
    return tuple(sorted(found, key=lambda item: (item.element, order.index(item.kind)))), regions


def _regions_between(elements: Sequence[Element], cuts: Sequence[int]) -> tuple[Region, ...]:
    found: list[Region] = []
    for start, stop in pairwise([0, *cuts, len(elements)]):
        for region in find_regions(elements[start:stop]):
            found.append(replace(region, start=region.start + start, stop=region.stop + start))
    return tuple(found)


def is_box(text: str) -> bool:
    """True for a line of the box in which sharing sites describe a file (``格式:pdf``, ``评分:4.4``)."""
    return bool(_BOX.fullmatch(text))


def year_line(text: str) -> int | None:
    """Return the year that a line consists of, or None; digits alone are a number of a table like any other."""
    found = _YEAR_LINE.fullmatch(text) if len(text) <= 20 and not text.isdigit() else None
    return read_year(found["year"]) if found else None


def _alone(element: Element) -> str:
    """What stands alone in a line or a row; empty where several cells are filled."""
    filled = [field for field in element.fields if field]
    return filled[0] if len(filled) == 1 else ""


def _of_line(element: Element, number: int) -> Iterator[Boundary]:
    text = element.text
    squeezed = "".join(text.split())
    if _PERIOD.search(squeezed) and find_period(squeezed):
        yield Boundary(number, BoundaryKind.PERIOD, text[:_EVIDENCE_LENGTH], last=number)
    if _OPENING.search(squeezed) and not _ENUMERATED.match(squeezed) and not titles_in(text):
        quoted = quoted_title(squeezed)
        period = find_period(squeezed)
        yield Boundary(
            number,
            BoundaryKind.OPENING,
            text[:_EVIDENCE_LENGTH],
            organization=(quoted.organization if quoted else None) or from_prose(squeezed),
            year=(quoted.year if quoted else None) or (period.start.year if period else None),
            last=number,
        )
    if element.heading is not None and element.heading.kind is SectionKind.OVERVIEW:
        yield Boundary(number, BoundaryKind.OVERVIEW, text[:_EVIDENCE_LENGTH], last=number)


def _title_or_annex(elements: Sequence[Element], number: int) -> Iterator[Boundary]:
    element = elements[number]
    if element.row is not None:
        for field in filter(may_hold_title, element.fields):
            yield from (
                _of_title(title, number, number)
                for title in titles_in(_title_part(field) or field)[:1]
                if _tells(title)
            )
        return
    part = _title_part(element.text)
    if part is not None:
        yield from (_of_title(title, number, number) for title in titles_in(part)[:1] if _tells(title))
        return
    found = _title_over_lines(elements, number)
    if found:
        yield found


def _title_part(text: str) -> str | None:
    """The beginning of a text that may be a title with a table or a report glued to it."""
    found = _ANNEX.search(text[:_SEARCHED]) or (_GLUED.match(text) if len(text) > _SEARCHED else None)
    return _PAGE_NUMBER.sub("", text[: found.end()]) if found else None


def _title_over_lines(elements: Sequence[Element], number: int) -> Boundary | None:
    """A title that begins in a line and takes one, two or three of them."""
    lines: list[str] = []
    if not any("公开" in element.text for element in elements[number : number + 3]):
        return None
    for element in elements[number : number + 3]:
        if element.row is not None or (lines and element.heading is not None):
            break
        lines.append(element.text)
        title = find_title(lines)
        if title is None or not _tells(title):
            continue
        if len(lines) > 1 and not _extends(title, find_title(lines[1:]), lines[0]):
            return None
        return _of_title(title, number, number + len(lines) - 1)
    return None


def _extends(title: Title, rest: Title | None, first: str) -> bool:
    """True where the first of several lines is part of the title that they make."""
    if rest is None:
        return re.sub(r"\s+", "", title.text).startswith(re.sub(r"\s+", "", first).strip("#* ")[:4])
    return title.organization is not None and title.organization != rest.organization


def _tells(title: Title) -> bool:
    """True unless it names nothing, or is the annex's bare caption with a slip in it that looks like a name."""
    slipped = Indel.normalized_similarity(title.text, _BARE_CAPTION) >= _ONE_SLIP
    return bool(title.organization or title.year or title.spam) and not slipped


def _of_title(title: Title, first: int, last: int) -> Boundary:
    kind = BoundaryKind.ANNEX if re.search(r"统计附?表\W*$", title.text) else BoundaryKind.TITLE
    return Boundary(
        first, kind, title.text[:_EVIDENCE_LENGTH], title.organization, title.year, title=title.text, last=last
    )
