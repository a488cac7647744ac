"""Kinds of parts that together make a whole: words of each, and when a list of them is complete. Data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from schemas.facts import Metric

__all__ = ["DIVISIONS", "Division", "Overlap", "are_siblings", "part_of"]


class Overlap(Enum):
    """When the parts of a whole may add up to more than it."""

    NEVER = "never"
    WITH_ALL = "with all"
    """Where one part is the whole: every document is explained in words, some in pictures besides."""
    ANY = "any"
    """One item may stand in several channels; only a part above the whole, or less than it in all, is wrong."""


@dataclass(frozen=True, slots=True)
class Division:
    """One way to divide a whole."""

    name: str
    words: tuple[re.Pattern[str], ...]
    """A pattern for each part, searched in the words in front of a number; the first that fits is the part."""
    complete: tuple[frozenset[int], ...]
    """Parts that make a list complete where all of one set are named: less than the whole is then an error."""
    fewest: int | None = None
    """Named parts from which on a list counts as complete whichever they are."""
    metrics: frozenset[Metric] | None = None
    """What the readers of facts may call the whole; None for anything."""
    ends: Metric | None = None
    """The whole must be this for less than it to be an error: of what came in, some is not concluded yet."""
    extra: frozenset[int] = frozenset()
    """Parts that may stand in the list and not in the whole: what is carried over, beside what is concluded."""
    near: bool = False
    """The whole is one only in the same sentence: what was concluded, or came in, need not be new and old together."""
    overlapping: Overlap = Overlap.NEVER
    """Whether one thing may be counted in several parts."""


def _division(
    name: str,
    *words: str,
    complete: tuple[frozenset[int], ...],
    metrics: frozenset[Metric] | None,
    fewest: int | None = None,
    ends: Metric | None = None,
    extra: frozenset[int] = frozenset(),
    near: bool = False,
    overlapping: Overlap = Overlap.NEVER,
) -> Division:
    tail = r"[^,;\d]{0,12}$"
    return Division(
        name,
        tuple(re.compile(f"(?:{word}){tail}") for word in words),
        complete,
        fewest,
        metrics,
        ends,
        extra,
        near,
        overlapping,
    )


_RESULTS = (
    r"部分公开|区分处理",
    r"(?:不予|不同意)公开",
    r"(?<!不)(?:予以|同意|给予|准予)(?:全部)?公开|全部公开",
    r"无法提供",
    r"不予处理",
    r"其[他它]处理",
    r"(?:结转|转)(?:至|到|入)?(?:下|次|明)一?年度?",
)

_REQUESTS = frozenset({Metric.REQUESTS_RECEIVED, Metric.REQUESTS_ANSWERED, Metric.REQUESTS_CARRIED_OVER})
_REVIEWS = frozenset({Metric.REVIEWS, Metric.LITIGATIONS})

DIVISIONS: tuple[Division, ...] = (
    _division(
        "results",
        *_RESULTS,
        complete=(frozenset(range(6)),),
        metrics=_REQUESTS,
        ends=Metric.REQUESTS_ANSWERED,
        extra=frozenset({6}),
    ),
    _division(
        "applicants",
        r"(?<!非)自然人|公民(?:个人)?(?!、)|个人",
        r"法人(?:[和或及与、]|以及)?(?:其[他它])?组织|(?<!自然)法人|单位申请",
        r"商业企业|企业",
        r"科研机构",
        r"(?:社会)?公益组织|社会组织",
        r"法律服务机构|律师事务所",
        complete=(frozenset({0, 1}),),
        metrics=_REQUESTS,
        fewest=3,
    ),
    _division(
        "ways in",
        r"网络|网上|在线|线上|互联网|网站|平台|电子邮件|邮箱|电子",
        r"信函|信件|来信|邮寄|邮政|快递|书面",
        r"当面|现场|窗口|上门|线下|来访",
        r"传真",
        r"其[他它](?!处理)",
        complete=(frozenset({0, 1, 2}), frozenset({0, 1, 4}), frozenset({0, 2, 4})),
        metrics=_REQUESTS,
        fewest=3,
    ),
    _division(
        "review results",
        r"维持|驳回",
        r"纠正|纠错|撤销|确认违法",
        r"其[他它]结果|其[他它]情形|终止|撤回",
        r"(?:尚)?未审结|(?:正在|尚在)审理|审理中|待审",
        complete=(frozenset({0, 1, 2, 3}),),
        metrics=_REVIEWS,
    ),
    _division(
        "lawsuits",
        r"未经复议直接起诉|直接(?:起诉|提起)",
        r"复议后(?:再)?(?:起诉|提起)",
        complete=(frozenset({0, 1}),),
        metrics=_REVIEWS,
    ),
    _division(
        "years",
        r"(?:本年度?|当年)?新(?:收|增|接)到?",
        r"(?:上|去)一?年度?(?:结转|遗留|转入)",
        complete=(frozenset({0, 1}),),
        metrics=_REQUESTS,
        near=True,
    ),
    _division(
        "forms of interpretation",
        r"文字|文本|文稿",
        r"图[片解文表示]|一图|长图",
        r"视频|动漫|动画|音频",
        complete=(frozenset({0, 1, 2}),),
        metrics=frozenset({Metric.POLICY_INTERPRETATIONS}),
        near=True,
        overlapping=Overlap.WITH_ALL,
    ),
    _division(
        "channels",
        r"网站|门户",
        r"微信|公众号",
        r"微博",
        r"公报|报刊|广播|电视|公开栏|公示栏|客户端|抖音|新媒体",
        r"其[他它余](?:渠道|方式|途径|平台|形式|媒体|载体)",
        complete=tuple(frozenset({part, 4}) for part in range(4)),
        metrics=frozenset({Metric.DISCLOSED_ITEMS}),
        near=True,
        overlapping=Overlap.ANY,
    ),
    _division("staff", r"专职", r"兼职", complete=(frozenset({0, 1}),), metrics=None),
    _division(
        "timeliness", r"按[时期](?:办结|答复)", r"延期(?:办结|答复)", complete=(frozenset({0, 1}),), metrics=_REQUESTS
    ),
)
"""In the order in which they are tried."""


def part_of(division: Division, words: str) -> int | None:
    """Return which part of a division the words in front of a number name, or None."""
    return next((number for number, pattern in enumerate(division.words) if pattern.search(words)), None)


def are_siblings(one: str, other: str) -> bool:
    """True where two numbers' words name parts of the same division: neither is the whole of the other."""
    return any(part_of(division, one) is not None and part_of(division, other) is not None for division in DIVISIONS)
