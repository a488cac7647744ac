"""Stated nothings: ``未收到政府信息公开申请``, ``没有发生行政复议``, ``零投诉`` are facts of value 0 (FORMS.md, "Facts")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.facts import Metric

__all__ = ["Nothing", "nothings_in"]

_DENIED = re.compile(
    r"(?:无一[件起例宗]|未曾|未(?!经|被纠)|没有|没|暂无|并无|无(?!法|正当|论|障碍|偿|故|关|条件|死角|缝)|不存在|不涉及|零)"
    r"(?:有|发生|出现|产生|收到|接到|接收到?|收取|受理|涉及|引发|引起|被|因|向|对|就|曾)?"
)
_FREE = re.compile(
    r"(?:均为?|全部|一律|都是?)(?:予以)?免(?:费(?!发放|赠阅|赠送)|收[^,;]{0,8}费用?)"
    r"|(?:均|一律|全部|全年|年度|从)[^,;]{0,16}不收(?:取[^,;]{0,12}费用?|费)"
)
_ZERO = re.compile(r"(?:的?(?:数量|件数|数))?(?:均|都|皆|全部)?(?:为|是)零(?=$|、)")
"""The nothing behind its things (``复议、诉讼均为零``)."""
_CAUSE = re.compile(r"因[^,;]*?(?:而?引起|引发|导致|产生|造成|提起|申请|被)")
"""Why something might have happened; its words say nothing of how well it was done."""
_CLAUSE = re.compile(r"[^,;。:!?()]+")
_MORE = re.compile(r"\d(?![\d年月日])|[二两三四五六七八九十]+[件次起宗]")
_SPOILT = re.compile(r"按|及时|规定|完善|到位|足|能|需要|充分|完全|明确|统一|健全|超期|逾期|办结|答复|更新|落实|纠")
_REQUEST = (
    r"(?:信息公开|依申请公开|公开信息|公开政府信息)[^、]{0,8}?(?:申请|信件|事项)"
    r"|申请(?:公开|获取)[^、]{0,6}信息|^[^、]{0,6}依申请公开|^[^、复诉]{0,12}申请(?!行政复议|复议|人)"
)
_OBJECTS: tuple[tuple[Metric, re.Pattern[str]], ...] = (
    (Metric.FEES_CHARGED, re.compile(r"费用?(?!用)|收费")),
    (Metric.REVIEWS, re.compile(r"复议(?!机关|决定|审查)")),
    (Metric.LITIGATIONS, re.compile(r"诉讼|应诉|起诉|涉诉|被诉")),
    (Metric.HOTLINE_CASES, re.compile(r"举报投诉|投诉举报|投诉|举报")),
    (Metric.REQUESTS_RECEIVED, re.compile(_REQUEST)),
    (Metric.REQUESTS_CARRIED_OVER, re.compile(r"结转")),
    (Metric.REQUESTS_DENIED, re.compile(r"不予公开")),
    (Metric.STAFF_FULL_TIME, re.compile(r"专职")),
    (Metric.STAFF_PART_TIME, re.compile(r"兼职")),
    (Metric.NORMATIVE_DOCUMENTS, re.compile(r"(?:制定|制发|出台|印发|发布|新增)?[^、]{0,6}规范性文件$")),
    (Metric.PRESS_CONFERENCES, re.compile(r"新闻(?:发布|通气|吹风)会")),
    (Metric.OTHER, re.compile(r"失泄密[^、]{0,6}|失密、泄密|[失泄]密[^、]{0,6}|行政申诉|申诉")),
)
_ABOUT_REQUESTS = frozenset(
    {
        Metric.REVIEWS,
        Metric.LITIGATIONS,
        Metric.HOTLINE_CASES,
        Metric.FEES_CHARGED,
        Metric.REQUESTS_CARRIED_OVER,
    }
)
_OF_SOMETHING = frozenset({Metric.HOTLINE_CASES, Metric.OTHER})
_FAR = 60


@dataclass(frozen=True, slots=True)
class Nothing:
    """One stated nothing; places are those of the passage."""

    metric: Metric
    scope: str | None
    start: int
    end: int


def nothings_in(text: str) -> Iterator[Nothing]:
    """Yield what a canonical text says that there was none of, in order."""
    for clause in _CLAUSE.finditer(text):
        free = _FREE.search(clause.group())
        if free is not None:
            yield Nothing(Metric.FEES_CHARGED, None, clause.start() + free.start(), clause.start() + free.end())
        zero = _ZERO.search(clause.group())
        if zero is not None:
            for metric, match in _named(clause.group()[: zero.start()]):
                yield Nothing(
                    metric, _scope(metric, match), clause.start() + match.start(), clause.start() + zero.end()
                )
            continue
        denied = _DENIED.search(clause.group())
        if denied is None or _MORE.search(clause.group()):
            continue
        for metric, match in _denied(clause.group(), denied):
            yield Nothing(
                metric,
                _scope(metric, match),
                clause.start() + denied.start(),
                clause.start() + denied.end() + match.end(),
            )


def _denied(clause: str, denied: re.Match[str]) -> Iterator[tuple[Metric, re.Match[str]]]:
    said = clause[denied.end() : denied.end() + _FAR]
    for metric, match in _named(said):
        if not _SPOILT.search(_CAUSE.sub("", said[: match.start()])) and not _SPOILT.match(said[match.end() :]):
            yield metric, match


def _named(said: str) -> list[tuple[Metric, re.Match[str]]]:
    """What words name, in order; a request that is only what another thing is about is left out."""
    matches = [(metric, match) for metric, pattern in _OBJECTS if (match := pattern.search(said))]
    about = any(metric in _ABOUT_REQUESTS for metric, _ in matches)
    named = [item for item in matches if not (about and item[0] is Metric.REQUESTS_RECEIVED)]
    return sorted(named, key=lambda item: item[1].start())


def _scope(metric: Metric, match: re.Match[str]) -> str | None:
    return match.group() if metric in _OF_SOMETHING else None
