"""What a number in its setting states: a whole, a part of one said before, or something of no list."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.rules.facts.business import is_business, speaks_of_disclosure
from extractor.rules.facts.classify import Meaning, meaning_of
from extractor.rules.facts.clauses import Setting
from extractor.rules.facts.found import Found, Memory, found_in
from extractor.rules.facts.quantities import MONEY
from extractor.rules.facts.scopes import account_in, scope_of
from extractor.rules.facts.sums import part_of, same_as_before, sorted_part, whole_of
from extractor.rules.facts.topics import Topic
from schemas.facts import Metric

__all__ = ["PARTS_FOLLOW", "understood"]

PARTS_FOLLOW = re.compile(r"其中|包括|分别(?:为|是)|主要(?:集中|涉及|是|为|包括)|按[^,;]{1,12}分")
"""Words that announce the parts of a sum."""

_WHOLES = frozenset(Metric) - {
    Metric.REQUESTS_CARRIED_OVER,
    Metric.REQUESTS_GRANTED,
    Metric.REQUESTS_DENIED,
    Metric.RATE,
    Metric.SATISFACTION_RATE,
    Metric.FOLLOWERS,
    Metric.STAFF_FULL_TIME,
    Metric.STAFF_PART_TIME,
}
"""What can be a sum of parts."""
_ALWAYS_OF_SOMETHING = frozenset({Metric.RATE, Metric.OTHER, Metric.SERVICE_ITEMS, Metric.SERVICE_CASES})
"""What says little without what it is of."""
_SHARE = re.compile(r"(?:约|共)?占")
"""The percentage is one of the number before."""
_WORDED = re.compile(r"[\u4e00-\u9fff]")
_NAMES_SOMETHING = re.compile(r"[\u4e00-\u9fff]{2}")
_GENERAL = frozenset({Metric.OTHER, Metric.RATE})
_BARE = re.compile(
    r"(?:总数|总量|数量)?(?:由|从|自|约|共|计|合计|总计|累计|达到?|降至|降为|增至|增为|升至|减至|为|至|到|,)*"
)
"""Words that leave to the clause before to say what is counted."""
_CLAUSE_BEFORE = re.compile(r"([^,;:]+)[,;:]\Z")
_CLAUSE = 60
"""Characters of the clause before that are looked at."""
_DIGIT = re.compile(r"\d")
_COMPARED = re.compile(r"同比|环比|较|比(?:上|去|20)|与[去上]年")
_DEALT_WITH = re.compile(r"(?:已|均|全部|按期|按时|及时)*(?:答复|回复|办结|办理|办复)了?")
_NO_IDIOM = 10
"""Least number in Chinese numerals that a general wording makes a quantity; smaller ones are mostly idioms."""
_NAME = 6
"""Characters behind a number that name what it counts, where nothing stands in front."""


def understood(setting: Setting, number: int, topic: Topic | None, memory: Memory) -> Found | None:
    """Return what a number states, or None where nothing says what it counts.

    Args:
        setting: the number and its surroundings.
        number: its place in the sentence.
        topic: what the passage speaks of.
        memory: what was said before; a new sum is kept in it.
    """
    if not (_WORDED.search(setting.left) or _WORDED.search(setting.right)) and not setting.listed:
        return None
    meaning = meaning_of(setting, topic)
    if meaning is None and _DEALT_WITH.fullmatch(setting.left):
        return None
    if meaning is None and _BARE.fullmatch(setting.left) and not setting.right:
        meaning = _carried(setting, topic) if whole_of(setting, number, None, memory) is None else None
    if PARTS_FOLLOW.search(setting.left) or PARTS_FOLLOW.search(setting.before[-12:]):
        memory.parts = True
    return (
        same_as_before(setting, number, meaning, memory)
        or _as_part(setting, number, meaning, topic, memory)
        or _of_itself(setting, number, meaning, memory)
    )


def _as_part(
    setting: Setting, number: int, meaning: Meaning | None, topic: Topic | None, memory: Memory
) -> Found | None:
    whole = whole_of(setting, number, meaning, memory)
    firm = meaning is not None and meaning.firm and not meaning.category
    if whole is not None and not (firm and meaning is not None and meaning.metric is not whole.metric):
        return part_of(setting, whole, meaning)
    unsaid = meaning is None or (meaning.metric is Metric.OTHER and not meaning.firm)
    return sorted_part(setting, topic) if unsaid else None


def _of_itself(setting: Setting, number: int, meaning: Meaning | None, memory: Memory) -> Found | None:
    if (meaning is None or meaning.metric in _GENERAL) and is_business(setting):
        return None
    return _other(setting) if meaning is None else _whole(setting, meaning, memory.facts.get(number - 1), memory)


def _carried(setting: Setting, topic: Topic | None) -> Meaning | None:
    """What the clause before speaks of, where a number stands alone behind it (``申请数量下降37.5%,降至40件``)."""
    spoken = _CLAUSE_BEFORE.search(setting.before[-_CLAUSE:])
    clause = _COMPARED.split(spoken[1])[0] if spoken else ""
    meaning = meaning_of(replace(setting, left=clause), topic) if clause and not _DIGIT.search(clause) else None
    return replace(meaning, start=0, said="", category=False) if meaning else None


def _whole(setting: Setting, meaning: Meaning, before: Found | None, memory: Memory) -> Found | None:
    quantity = setting.quantity
    if quantity.chinese and quantity.value < _NO_IDIOM and (meaning.weak or meaning.metric is Metric.OTHER):
        return None
    scope = _scope(setting, meaning, parts=memory.parts or setting.inside is not None)
    if before is not None and _SHARE.match(setting.left):
        scope = before.scope
    found = found_in(meaning.metric, setting, scope, setting.left_start + meaning.start, meaning.behind)
    answered = meaning.metric is Metric.REQUESTS_ANSWERED and memory.whole is not None
    aside = meaning.metric is Metric.OTHER and meaning.firm
    if meaning.metric in _WHOLES and setting.inside is None and not memory.parts and not (answered or aside):
        memory.whole = found
    return found


def _scope(setting: Setting, meaning: Meaning, *, parts: bool) -> str | None:
    if meaning.said:
        return scope_of(meaning.said.removesuffix("的"))
    if meaning.metric is Metric.FOLLOWERS:
        return account_in(setting.before + setting.left)
    if meaning.metric is Metric.OTHER_MEDIA_POSTS:
        return scope_of(setting.left) or account_in(setting.before + setting.left)
    if meaning.channel:
        return None
    return scope_of(setting.left) if parts or meaning.category or meaning.metric in _ALWAYS_OF_SOMETHING else None


def _other(setting: Setting) -> Found | None:
    """A number that says something and is none of the list's; None where nothing says what it counts."""
    quantity = setting.quantity
    if quantity.unit in (None, MONEY) or (quantity.chinese and quantity.value < _NO_IDIOM):
        return None
    if not speaks_of_disclosure(setting):
        return None
    if _NAMES_SOMETHING.search(setting.left):
        return found_in(Metric.OTHER, setting, scope_of(setting.left), setting.left_start)
    if _NAMES_SOMETHING.match(setting.right):
        named = setting.right[:_NAME]
        return found_in(Metric.OTHER, setting, named, quantity.start, len(named))
    return None
