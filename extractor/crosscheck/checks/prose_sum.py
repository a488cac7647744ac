"""``prose_sum``: parts that a sentence enumerates do not add up to the whole that it states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.crosscheck.checks.divisions import DIVISIONS, Division, Overlap, part_of
from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.said import Said, said_before
from extractor.crosscheck.checks.speaking import is_carried_over, is_of_a_result
from extractor.crosscheck.checks.view import ReportView, Sentence
from schemas.enums import FindingKind
from schemas.facts import Metric
from schemas.reading import Number

__all__ = ["prose_sum"]

_CHANNEL = re.compile(
    r"网站|微信|微博|公众号|公报|平台|新媒体|公开栏|公示栏|广播|电视|报刊|栏目|渠道|客户端|抖音|app", re.IGNORECASE
)
"""One thing may be published on several of them: their numbers need not add up to anything."""
_INTRODUCED = re.compile(r"其中|分别|包括|按[^,;。]{1,14}分|[(:]$|分为")
_SORTED = frozenset({Metric.DISCLOSED_ITEMS, Metric.REQUESTS_RECEIVED, Metric.REQUESTS_ANSWERED})
"""What is sorted into classes that exclude each other; posts of a channel may be of several."""
_NAME = re.compile(r"(?!.*(?:收到|受理|办|召开|举|开展|组织|发布|编|回复|答复|制定|印发))[^,;]{2,8}")
_COUNTED = frozenset({"%", "元", None})
_APART = re.compile(r"另[有外]?|此外|同时|还")
_IN_ALL = re.compile(r"^,?(?:总?共|合计|共计|总计)")
_OTHER = re.compile(r"其[他它余][^,;]{0,8}$")


@dataclass(frozen=True, slots=True)
class _List:
    """Parts that stand one after another, and what stands before them that may be their whole."""

    parts: tuple[Said, ...]
    wholes: tuple[Said, ...]
    complete: bool
    extra: tuple[Said, ...] = ()
    """Those of the parts that may stand outside of the whole."""
    overlapping: Overlap = Overlap.NEVER


def prose_sum(view: ReportView) -> Iterator[Issue]:
    """Yield lists of parts that add up to none of the numbers that may be their whole.

    More than the whole is an error for any list that divides it; less only for one that names all of its kind.
    """
    for sentence, numbers, before in said_before(view):
        seen: set[tuple[int, ...]] = set()
        for found in (*_divided(numbers, before), *_categories(numbers)):
            places = tuple(part.number for part in found.parts)
            if places not in seen:
                seen.add(places)
                yield from _judged(found, sentence)


def _judged(found: _List, sentence: Sentence) -> Iterator[Issue]:
    if any(said.figure.approximate for said in (*found.parts, *found.wholes)):
        return
    total: Number = sum(part.value for part in found.parts)
    fitting: set[Number] = {total, total - sum(part.value for part in found.extra)}
    wholes = {whole.value for whole in found.wholes}
    sums = {one.value + other.value for one in found.wholes for other in found.wholes if one is not other}
    if not wholes or fitting & (wholes | sums):
        return
    stated = [item for item in found.wholes if not _is_carried(item)]
    if not stated:
        return
    whole = stated[-1]
    largest = max(part.value for part in found.parts)
    if found.overlapping is Overlap.ANY and total > whole.value >= largest:
        return
    if found.overlapping is Overlap.WITH_ALL and largest == whole.value:
        return
    if min(fitting) <= max(wholes | sums) and not found.complete:
        return
    yield Issue(
        FindingKind.PROSE_SUM,
        "prose_sum",
        key=(str(whole.value), *(str(part.value) for part in found.parts)),
        values={
            "parts": " + ".join(str(part.value) for part in found.parts),
            "total": total,
            "whole": whole.value,
            "quote": whole.quote,
        },
        terms=(("prose", whole.value), *(("prose", part.value) for part in found.parts)),
        span=(min(whole.span[0], found.parts[0].span[0]), sentence.span(0, found.parts[-1].figure.end)[1]),
    )


def _is_carried(said: Said) -> bool:
    """True for what is carried over: it may be added to a whole, and is none."""
    by_fact = said.fact is not None and said.fact.metric is Metric.REQUESTS_CARRIED_OVER
    return by_fact or is_carried_over(said)


def _divided(numbers: Sequence[Said], before: Sequence[Said]) -> Iterator[_List]:
    """Lists of parts of one of the known kinds."""
    for division in DIVISIONS:
        parts: list[Said] = []
        named: list[int] = []
        for said in (*numbers, None):
            part = part_of(division, said.left) if said is not None else None
            goes_on = parts and said is not None and part is not None and part not in named
            if (
                goes_on
                and said is not None
                and said.figure.unit == parts[0].figure.unit
                and not _APART.search(said.left)
            ):
                parts.append(said)
                named.append(part or 0)
                continue
            if said is not None and parts and _inside_brackets(said):
                continue
            yield from _list(division, parts, named, [*before, *numbers])
            parts, named = ([said], [part]) if said is not None and part is not None else ([], [])


def _list(division: Division, parts: list[Said], named: list[int], numbers: Sequence[Said]) -> Iterator[_List]:
    if len(parts) < 2:
        return
    first = parts[0]
    unit = first.figure.unit
    wholes = tuple(
        said
        for said in (*numbers[: numbers.index(first)], *_summed_up(parts[-1], numbers))
        if said.figure.unit == unit and unit not in _COUNTED and part_of(division, said.left) is None
        if said.of_the_year and _may_be_divided(division, said, first)
    )
    complete = any(kinds <= set(named) for kinds in division.complete) or (
        division.fewest is not None and len(set(named)) >= division.fewest
    )
    if division.ends is not None and not any(kind in division.extra for kind in named):
        complete = complete and any(whole.fact is None or whole.fact.metric is division.ends for whole in wholes)
    extra = tuple(part for part, kind in zip(parts, named, strict=True) if kind in division.extra)
    yield _List(tuple(parts), wholes, complete, extra, division.overlapping)


def _summed_up(last: Said, numbers: Sequence[Said]) -> list[Said]:
    """The number directly behind a list that sums it up: ``自然人70件,法人5件,共75件``."""
    behind = [said for said in numbers if said.sentence is last.sentence and said.number == last.number + 1]
    return [said for said in behind if _IN_ALL.search(said.left)]


def _may_be_divided(division: Division, whole: Said, part: Said) -> bool:
    """True unless the facts call it another thing; a number of a sentence before must be called the right one."""
    if _APART.search(whole.left):
        return False
    if (division.metrics is None or division.near) and whole.sentence is not part.sentence:
        return False
    if division.metrics is None:
        return True
    if Metric.REQUESTS_RECEIVED in division.metrics and is_of_a_result(whole):
        return False
    if whole.fact is None:
        return whole.sentence is part.sentence
    return whole.fact.metric in division.metrics


def _inside_brackets(said: Said) -> bool:
    lead = said.lead
    return lead.rfind("(") > lead.rfind(")")


def _categories(numbers: Sequence[Said]) -> Iterator[_List]:
    """Lists that the readers of facts take for the parts of a whole: one metric, a scope for each part."""
    for place, whole in enumerate(numbers):
        fact = whole.fact
        if fact is None or fact.scope is not None or fact.metric not in _SORTED or not whole.of_the_year:
            continue
        parts: list[Said] = []
        for said in numbers[place + 1 :]:
            own = said.fact
            if own is None or own.scope is None or said.figure.unit != whole.figure.unit:
                break
            if parts and _inside_brackets(parts[0]) and not _inside_brackets(said):
                break
            if own.metric is not fact.metric and not _NAME.fullmatch(said.left):
                break
            parts.append(said)
        between = whole.sentence.text[whole.figure.end : parts[0].figure.start] if parts else ""
        if len(parts) < 2 or not _INTRODUCED.search(between.rstrip() if "(" not in between else between + "("):
            continue
        if any(_CHANNEL.search(part.left) or not part.of_the_year for part in parts):
            continue
        if any(_is_divided(division, parts) for division in DIVISIONS):
            continue  # a list of a known kind is judged as one
        yield _List(tuple(parts), (whole,), complete=bool(_OTHER.search(parts[-1].left)))


def _is_divided(division: Division, parts: Sequence[Said]) -> bool:
    return len({kind for part in parts if (kind := part_of(division, part.left)) is not None}) > 1
