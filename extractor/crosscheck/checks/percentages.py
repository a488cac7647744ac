"""``percentage``: a percentage does not follow from the numbers that it is stated with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractor.crosscheck.checks.bodies import is_of_another_body
from extractor.crosscheck.checks.divisions import are_siblings
from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.said import Said, said_before, said_in
from extractor.crosscheck.checks.view import ReportView, Sentence
from schemas.enums import FindingKind
from schemas.reading import Number

__all__ = ["percentage"]

_SHARE = re.compile(r"占(?:比)?(?P<of>[^,;。]*?)(?:的)?(?:比例|比重|比)?(?:约|为|达到?|近|超过?|,|:)*$")
_WHOLE = re.compile(r"(?:全部|所有|总|全年|本年度?|当年)?(?:的)?(?:总数|总量|总|全部|比|总件数|)?(?:的)?")
_COUNTED_ALL = re.compile(r"^(?:全部|所有|全年|本年度?|当年|同期)|的|总件?[数量]|件?数量?|总|全部|比$")
"""What is left of the words that name a whole is the thing (占解读总量的: 解读)."""
_IN_ALL = re.compile(r"总?共|合计|总计")
_EMPTY = re.compile(r"^[,、]|其中|的?申请|[的,、均分别约件数量]")
_REQUESTS = re.compile(r"申请|受理|收到|新收")
_ANSWERS = re.compile(r"办结|答复|办理|处理|回复")
_ITEMS = re.compile(r"主动公开|公开信息|公开政府信息|信息(?:总量|总数)|发布")
_RATE = re.compile(r"(?P<name>(?:予以|实质|全部)?公开率|(?<![时期])(?:办结|答复|回复)率)(?:约|为|达到?|是|,|:)*$")
_UP = re.compile(r"增长|上升|增加|提高|增幅|提升|上涨")
_DOWN = re.compile(r"下降|减少|降低|降幅|回落|下滑")
_COMPARED = re.compile(r"同比|(?:比|较|与)(?:上|去|20|前)|环比")
_GREW = re.compile(rf"(?:{_UP.pattern}|{_DOWN.pattern})(?:了|幅度|率|约|近|达到?|为|,|:)*+$")
_BEFORE = re.compile(r"(?:上|去)一?年(?:度|同期)?(?!度?结转)|同期|(?:由|从)[^,;]{0,30}$")
_NOW = re.compile(
    r"(?:比|较|与)(?:(?:上|去)一?年(?:度|同期)?)(?=[^,;]*(?:相比|今年|本年|全年|增|减|升|降|多|少))[^,;]*"
)
"""Compared with last year's, and not that number itself (比上年的43件)."""
_DELTA = re.compile(rf"(?:{_UP.pattern}|{_DOWN.pattern}|多|少|净增)了?(?:约|近)?$")
_YEAR = re.compile(r"((?:19|20)\d\d)年[^,;]*$")
_CONCLUDED, _RECEIVED, _CARRIED_IN = (f"requests.{row}.total" for row in ("outcome_total", "received", "carried_in"))
_PRINTED = re.compile(r"\d+(?:\.(\d+))?")
_HUNDRED = 100


_Option = tuple[Fraction, Number, Number]
"""A fraction of 1 and the two numbers that give it."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A percentage and every fraction of 1 that it may legitimately be, each with the two numbers."""

    said: Said
    stated: Fraction
    options: tuple[_Option, ...]


def percentage(view: ReportView) -> Iterator[Issue]:
    """Yield percentages that none of the numbers they are stated with gives, within the rounding of their digits."""
    for sentence, numbers, before in said_before(view):
        for claim in _claims(sentence, numbers, before):
            found = _judged(claim)
            if found is not None:
                yield found


def _claims(sentence: Sentence, numbers: Sequence[Said], before: Sequence[Said]) -> Iterator[_Claim]:
    for place, said in enumerate(numbers):
        if said.figure.unit != "%" or said.figure.approximate or said.right.startswith(("以上", "以下")):
            continue
        counts = [item for item in numbers[:place] if item.figure.unit != "%" and not item.figure.approximate]
        share, grew, rate = _SHARE.search(said.left), _GREW.search(said.left), _RATE.search(said.left)
        stated = Fraction(Decimal(said.value))
        if grew is not None:
            sign = -1 if _DOWN.search(grew.group()) else 1
            yield _Claim(said, sign * stated, tuple(_growth(counts, grew.group(), sentence)))
        elif share is not None and counts:
            named = said.left[: share.start()]
            yield _Claim(said, stated, tuple(_shares(counts, before, named, share["of"])))
        elif rate is not None:
            every = [item for item in numbers if item.figure.unit != "%" and not item.figure.approximate]
            yield _Claim(said, stated, tuple(_rates(every, rate["name"])))


def _shares(counts: Sequence[Said], before: Sequence[Said], named: str, of: str) -> Iterator[_Option]:
    """The nearest number in front, against each that can be its whole; of several parts in one breath their sum too."""
    part = _named(counts, named)
    if part is None or is_of_another_body(of, part.view.organization):
        return
    near = [item for item in counts if item is not part and item.figure.unit == part.figure.unit]
    far = [item for item in before if item.figure.unit == part.figure.unit and not item.figure.approximate]
    wholes = [
        item.value
        for item in (*near, *far)
        if _can_be(item, of)
        and item.value >= part.value
        and not (are_siblings(item.left, part.left) or _has_share(item))
    ]
    wholes += _summed_up(part)
    wholes += _shared_out(part) if wholes else []
    wholes += _in_table(part.view, of)
    parts: Fraction = Fraction(part.value)
    sums = [parts]
    for item in reversed([item for item in near if item.number < part.number]):
        parts += Fraction(item.value)
        sums.append(parts)
    for whole in wholes:
        if whole:
            yield Fraction(part.value) / Fraction(whole), part.value, whole
            yield from ((total / Fraction(whole), part.value, whole) for total in sums[1:])


def _has_share(item: Said) -> bool:
    """True where the share of a number follows it: it is no whole."""
    return "占" in item.sentence.text[item.figure.end : item.figure.end + 3]


def _shared_out(part: Said) -> list[Number]:
    """What a list adds up to of which every part is given with its share; it may not be complete."""
    shared = [said.value for said in _alike(part) if _has_share(said)]
    return [sum(shared)] if len(shared) > 1 else []


def _summed_up(part: Said) -> list[Number]:
    """Numbers behind a part that sum up the list it stands in: ``共77件``."""
    return [said.value for said in _alike(part) if said.number > part.number and _IN_ALL.match(said.left)]


def _alike(part: Said) -> list[Said]:
    return [said for said in said_in(part.view, part.sentence) if said.figure.unit == part.figure.unit]


def _named(counts: Sequence[Said], words: str) -> Said | None:
    """The number that words in front of 占 name (``予以公开的占…``); without words the nearest, if it stands there."""
    name = _EMPTY.sub("", words)
    if not name:
        return counts[-1]
    return next((item for item in reversed(counts) if name in item.left or name in item.right), None)


def _can_be(item: Said, of: str) -> bool:
    """True where the words that name the whole (``占办结总数的``) may mean a number; words of something unsaid may not."""
    if _WHOLE.fullmatch(of):
        return True
    named = [words for words in (_ANSWERS, _REQUESTS, _ITEMS) if words.search(of)]
    thing = _COUNTED_ALL.sub("", of)
    if thing and (thing in item.left or thing in item.right):
        return True
    return any(words.search(item.left) or words.search(item.right) for words in named)


def _in_table(view: ReportView, of: str) -> list[Number]:
    """The whole as the table has it, where words name it (``占办结总数的``) that the prose gives no number for."""
    paths = [path for words, path in ((_ANSWERS, _CONCLUDED), (_REQUESTS, _RECEIVED)) if words.search(of)]
    found = [number for path in paths for number in (view.number(path),) if number is not None]
    more = view.number(_CARRIED_IN) if _RECEIVED in paths else None
    return found + [number + more for number in found if more]


def _rates(counts: Sequence[Said], name: str) -> Iterator[_Option]:
    """A rate of requests: any of the numbers in front, or the sum of two, against any other."""
    ours = [item for item in counts if item.figure.unit in ("件", "宗", "起", "份", "条")]
    for whole in ours:
        for part in ours:
            if part is whole or not whole.value:
                continue
            yield Fraction(part.value) / Fraction(whole.value), part.value, whole.value
            for other in ours:
                if other is not whole and other is not part and other.number > part.number and "公开" in name:
                    both = part.value + other.value
                    yield Fraction(both) / Fraction(whole.value), both, whole.value


def _growth(counts: Sequence[Said], words: str, sentence: Sentence) -> Iterator[_Option]:
    """This year's number against last year's, where that, or the difference, is stated beside it."""
    if not counts:
        return
    unit = counts[-1].figure.unit
    same = [item for item in counts if item.figure.unit == unit]
    deltas = [item for item in same if _DELTA.search(item.left)]
    old = [item for item in same if item not in deltas and _is_before(item)]
    new = [item for item in same if item not in deltas and item not in old]
    for now in new[-1:]:
        for then in old[-1:]:
            if then.value:
                yield Fraction(now.value) / Fraction(then.value) - 1, then.value, now.value
        for delta in deltas[-1:]:
            change = -delta.value if _DOWN.search(delta.left) else delta.value
            if now.value - change > 0:
                yield Fraction(change) / Fraction(now.value - change), delta.value, now.value


def _is_before(item: Said) -> bool:
    year = _YEAR.search(item.left)
    if year is not None and item.view.year is not None:
        return int(year[1]) == item.view.year - 1
    return bool(_BEFORE.search(item.left)) and not _NOW.search(item.left)


def _judged(claim: _Claim) -> Issue | None:
    if not claim.options:
        return None
    slack = _rounding(claim.said)
    if any(abs(option - claim.stated) <= slack for option, _, _ in claim.options):
        return None
    value, part, whole = min(claim.options, key=lambda option: abs(option[0] - claim.stated))
    places = max(2, _places(claim.said))
    return Issue(
        FindingKind.PERCENTAGE,
        "percentage",
        key=(str(claim.stated), str(part), str(whole)),
        values={
            "quote": claim.said.quote,
            "part": part,
            "whole": whole,
            "due": f"{round(float(value * _HUNDRED), places):.{places}f}%",
        },
        terms=(("prose", claim.said.value), ("prose", part), ("prose", whole)),
        span=claim.said.span,
    )


def _places(said: Said) -> int:
    """Digits printed behind the point."""
    printed = _PRINTED.search(said.sentence.text, said.figure.start, said.figure.end)
    return len(printed[1] or "") if printed else 0


def _rounding(said: Said) -> Fraction:
    """One unit of the last printed digit: rounded and cut off are both usual."""
    scale = 1000 if "‰" in said.sentence.text[said.figure.start : said.figure.end] else _HUNDRED
    return Fraction(1, scale * 10 ** _places(said))
