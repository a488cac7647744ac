"""What a number is of that names nothing itself: a sum's part, the rest of a list, what another one became."""

from __future__ import annotations

import re

from extractor.rules.facts.business import DONE
from extractor.rules.facts.channels import ANOTHER_WAY
from extractor.rules.facts.classify import Meaning
from extractor.rules.facts.clauses import Setting
from extractor.rules.facts.found import Found, Memory, found_in
from extractor.rules.facts.quantities import PERCENT
from extractor.rules.facts.scopes import scope_of
from extractor.rules.facts.topics import Topic
from extractor.rules.facts.units import CASES, same_kind
from schemas.facts import Metric

__all__ = ["part_of", "same_as_before", "sorted_part", "whole_of"]

_CHANGED_TO = re.compile(r"(?:(?:增加|增长|提高|上升|升|增|减少|下降|降|减)(?:到|至|为)[^,;]{0,8}|^达到?)$")
"""The number is what the one before became."""
_OF_THIS_YEAR = re.compile(
    r"(?:其中)?(?:本学?年度?|今年|当年|年内|20\d\d年度?)(?:内|新增|新|增加|公开|制定|制发|发布|[共计为有,])*"
)
"""This year's part of the number of all years before (``累计58件,本年度4件``)."""
_RESULTS = frozenset({Metric.REQUESTS_GRANTED, Metric.REQUESTS_DENIED, Metric.REQUESTS_ANSWERED})
_THE_REST = re.compile(r"其[他它余]|另(?:外|有)*|剩余")
"""The last of a list of results."""
_AXES: tuple[tuple[re.Pattern[str], Metric, frozenset[str | None]], ...] = (
    (
        re.compile(
            r"申请(?:的?内容|方式|人|渠道|途径|类型|类别|事项|形式|主体|来源|用途|量)|申请[^,;]{0,12}(?:单位|部门|领域)"
        ),
        Metric.REQUESTS_RECEIVED,
        CASES | {"条"},
    ),
    (re.compile(r"(?:答复|办理|处理)(?:的?结果|情况|类型|方式)"), Metric.REQUESTS_ANSWERED, CASES | {"条"}),
    (
        re.compile(r"公开(?:的?内容|渠道|方式|形式|途径|类别|类型|领域)|信息(?:内容|类别|类型)"),
        Metric.DISCLOSED_ITEMS,
        frozenset("条篇则"),
    ),
)
"""By what a list sorts its parts, and so what they count (``按申请方式分,…``), though no sum is stated."""
_GENERAL_WORDS = frozenset("个家名人")
"""Counting words that need a noun; the noun behind them is what they count."""
_HEADS = frozenset({"人", "人次"})
_OF_HEADS = {
    Metric.CONSULTATIONS: Metric.CONSULTATIONS,
    Metric.HOTLINE_CASES: Metric.HOTLINE_CASES,
    Metric.TRAINING_SESSIONS: Metric.TRAINING_ATTENDEES,
}
"""What people are counted beside their occasions (``来访12批45人次``)."""


def whole_of(setting: Setting, number: int, meaning: Meaning | None, memory: Memory) -> Found | None:
    """Return the sum that a number is a part of, or None."""
    if setting.quantity.unit == PERCENT:
        return None
    if setting.inside is not None:
        before = memory.facts.get(setting.inside)
        return before if before and same_kind(before.unit, setting.quantity.unit) else None
    whole = memory.whole if not ANOTHER_WAY.match(setting.left) else None
    if whole is None or not same_kind(whole.unit, setting.quantity.unit):
        return None
    if memory.parts or (meaning is not None and meaning.category):
        return whole if whole.value >= setting.quantity.value else None
    return whole if _goes_on(setting, memory.facts.get(number - 1), meaning, whole) else None


def _goes_on(setting: Setting, before: Found | None, meaning: Meaning | None, whole: Found) -> bool:
    """True where a number only goes on with the list of the one before."""
    if before is None or (before.metric is not whole.metric and setting.quantity.value > whole.value):
        return False
    begins = DONE.search(setting.left) or _CHANGED_TO.search(setting.left)
    counts_another = setting.quantity.unit in _GENERAL_WORDS and setting.right
    if begins or counts_another or setting.quantity.chinese or not setting.left:
        return False
    listed = setting.before.endswith("、") and (before.metric, before.unit) == (whole.metric, setting.quantity.unit)
    return meaning is None or (listed and meaning.metric is Metric.OTHER)


def part_of(setting: Setting, whole: Found, meaning: Meaning | None) -> Found | None:
    """Return the part of a sum that a number states, or None where nothing tells which."""
    scope = scope_of(setting.left)
    if scope is None and meaning is None and not whole.start < setting.left_start:
        return None
    start = setting.left_start + (setting.left.rfind(scope) if scope else 0)
    return found_in(whole.metric, setting, scope, start)


def same_as_before(setting: Setting, number: int, meaning: Meaning | None, memory: Memory) -> Found | None:
    """Return what a number states as the one before it does, or None."""
    if meaning is not None and meaning.firm:
        return None
    before = memory.facts.get(number - 1)
    same = _became(setting, memory.other_year)
    if same is None and (meaning is None or meaning.weak):
        same = _beside(setting, before) or _rest(setting, before)
    return same


def _became(setting: Setting, before: Found | None) -> Found | None:
    """This year's number behind last year's (``由1128条增加到1887条``)."""
    became = _CHANGED_TO.search(setting.left) or (setting.left and _OF_THIS_YEAR.fullmatch(setting.left))
    if before is None or not became or not same_kind(before.unit, setting.quantity.unit):
        return None
    return found_in(before.metric, setting, before.scope, before.start)


def _beside(setting: Setting, before: Found | None) -> Found | None:
    """A second number of the same thing, directly behind the first (``4大项19小项``, ``分别10期、8期``)."""
    if before is None or setting.left or not setting.listed:
        return None
    apart = before.end != setting.quantity.start
    close = not apart or setting.before.endswith("、")
    if close and setting.quantity.unit in _HEADS and before.metric in _OF_HEADS:
        return found_in(_OF_HEADS[before.metric], setting, before.scope, before.start)
    if not same_kind(before.unit, setting.quantity.unit) or (not close and before.unit != setting.quantity.unit):
        return None
    return found_in(before.metric, setting, before.scope, before.start)


def _rest(setting: Setting, before: Found | None) -> Found | None:
    """The last of a list of results of requests (``其他3件``)."""
    if before is None or before.metric not in _RESULTS or not same_kind(before.unit, setting.quantity.unit):
        return None
    if not _THE_REST.match(setting.left):
        return None
    return found_in(Metric.REQUESTS_ANSWERED, setting, scope_of(setting.left), setting.left_start)


def sorted_part(setting: Setting, topic: Topic | None) -> Found | None:
    """Return the part of a sum that is not stated, in a list that says by what it sorts, or None."""
    scope = scope_of(setting.left)
    if scope is None or setting.quantity.unit is None or DONE.search(setting.left):
        return None
    said = setting.before + setting.left
    for axis, metric, units in _AXES:
        known = metric is Metric.DISCLOSED_ITEMS or topic is Topic.REQUESTS
        if known and setting.quantity.unit in units and axis.search(said):
            return found_in(metric, setting, scope, setting.left_start)
    return None
