"""The rules reader of prose: paragraphs to the numbers that they state (FORMS.md, "Facts"; MESS.md 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.rules.facts.classify import Meaning, meaning_of
from extractor.rules.facts.clauses import Setting, sentences_of, settings_of
from extractor.rules.facts.discard import masked
from extractor.rules.facts.distribution import distributed, shared_out
from extractor.rules.facts.nothings import nothings_in
from extractor.rules.facts.passages import Passage, passages_of
from extractor.rules.facts.periods import is_of_the_year
from extractor.rules.facts.quantities import MONEY, PERCENT, Quantity, quantities_in
from extractor.rules.facts.scopes import account_in, scope_of
from extractor.rules.facts.topics import Topic, topic_of
from extractor.rules.facts.units import same_kind
from extractor.sections.parts import ReportPart
from extractor.sources.document import Source
from schemas.enums import SectionKind, Witness
from schemas.fact_reading import FactReading
from schemas.facts import Metric
from schemas.reading import Number

__all__ = ["read_facts"]

_WHOLES = frozenset(Metric) - {
    Metric.REQUESTS_CARRIED_OVER,
    Metric.RATE,
    Metric.SATISFACTION_RATE,
    Metric.FOLLOWERS,
    Metric.STAFF_FULL_TIME,
    Metric.STAFF_PART_TIME,
}
"""What can be a sum of parts."""
_ALWAYS_OF_SOMETHING = frozenset({Metric.RATE, Metric.OTHER, Metric.SERVICE_ITEMS, Metric.SERVICE_CASES})
"""What says little without what it is of."""
_PARTS_FOLLOW = re.compile(r"其中|包括|分别(?:为|是)|主要(?:集中|涉及|是|为|包括)|按[^,;]{1,12}分")
_SHARE = re.compile(r"(?:约|共)?占")
"""The percentage is one of the number before."""
_DONE = re.compile(
    r"开展|组织|召开|举办|制定|修订|建立|设立|发放|印发|报送|整改|清理|完成|邀请|检查|征集|形成|编制|打造|建成|优化|开设|评选|受理|办理"
)
_WORDED = re.compile(r"[\u4e00-\u9fff]")
_NAMES_SOMETHING = re.compile(r"[\u4e00-\u9fff]{2}")
_SENTENCE_TAIL = 200
"""Characters of a sentence in front of a number that can name its topic."""
_MOST_NUMBERS = 2_000
"""Numbers of one report that are looked at; prose states a few hundred, what has more is a list of something else."""
_NO_IDIOM = 10
"""Least number in Chinese numerals that a general wording makes a quantity; smaller ones are mostly idioms."""
_SECTION_TOPICS = {SectionKind.REQUESTS: Topic.REQUESTS, SectionKind.REVIEW_AND_LITIGATION: Topic.REVIEW}
_TOTAL = re.compile(r"[共计总]|全年|全[市县区省镇局校]")


@dataclass(slots=True)
class _Found:
    """One number understood; places are those of the passage."""

    metric: Metric
    value: Number
    unit: str | None
    approximate: bool
    scope: str | None
    start: int
    end: int


@dataclass(slots=True)
class _Memory:
    """What was said before, as far as it governs what follows."""

    facts: dict[int, _Found] = field(default_factory=dict)
    """By the number's place in its sentence."""
    whole: _Found | None = None
    """The last sum that parts may follow."""
    parts: bool = False
    """A word such as 其中 announced parts, and the sentence has not ended."""


def read_facts(source: Source, part: ReportPart) -> tuple[FactReading, ...]:
    """Return the facts that the prose of a report states, in reading order.

    Args:
        source: where the report stands; quotes and spans are those of its text.
        part: the report.
    """
    readings: dict[tuple[object, ...], FactReading] = {}
    left = _MOST_NUMBERS
    for passage in passages_of(source, part):
        quantities = _counting(passage.text)[:left]
        left -= len(quantities)
        for found in _found_in(passage, quantities, part.identity.year):
            reading = _reading(source, passage, found)
            readings.setdefault((reading.metric, reading.value, reading.scope, reading.span), reading)
    return tuple(sorted(readings.values(), key=lambda reading: (reading.span, reading.metric)))


def _reading(source: Source, passage: Passage, found: _Found) -> FactReading:
    span = passage.raw_span(found.start, found.end)
    return FactReading(
        metric=found.metric,
        value=found.value,
        unit=found.unit,
        approximate=found.approximate,
        scope=found.scope,
        quote=source.slice(span),
        span=span,
        reader=Witness.RULES,
    )


def _counting(text: str) -> list[Quantity]:
    """The numbers of a text that count something."""
    mask = masked(text)
    return [item for item in quantities_in(text) if not mask.covers(item.start, item.end)]


def _found_in(passage: Passage, quantities: Sequence[Quantity], year: int | None) -> Iterator[_Found]:
    text = passage.text
    memory = _Memory()
    for sentence in sentences_of(text, quantities):
        memory.facts.clear()
        memory.parts = bool(_PARTS_FOLLOW.match(sentence.text))
        for number, setting in enumerate(shared_out(settings_of(sentence))):
            behind = text[setting.quantity.end : setting.quantity.end + 80]
            if not is_of_the_year(setting, behind, year):
                continue
            for variant in distributed(setting):
                topic = _topic(passage, variant)
                found = _understood(variant, number, topic, memory)
                if found is not None:
                    memory.facts[number] = found
                    yield found
    for nothing in nothings_in(text):
        yield _Found(nothing.metric, 0, None, False, nothing.scope, nothing.start, nothing.end)


def _topic(passage: Passage, setting: Setting) -> Topic | None:
    """What the words before and beside a number speak of: its sentence, else its paragraph, else its headings."""
    start = setting.left_start
    return (
        topic_of((setting.before + setting.left)[-_SENTENCE_TAIL:])
        or topic_of(setting.right)
        or topic_of(passage.text[max(0, start - 300) : start])
        or topic_of(passage.heading)
        or _SECTION_TOPICS.get(passage.kind)
    )


def _understood(setting: Setting, number: int, topic: Topic | None, memory: _Memory) -> _Found | None:
    if not (_WORDED.search(setting.left) or _WORDED.search(setting.right)) and not setting.listed:
        return None
    meaning = meaning_of(setting, topic)
    if _PARTS_FOLLOW.search(setting.left) or _PARTS_FOLLOW.search(setting.before[-12:]):
        memory.parts = True
    beside = _beside(setting, memory.facts.get(number - 1)) if meaning is None else None
    if beside is not None:
        return beside
    whole = _whole_of(setting, number, meaning, memory)
    if whole is not None and (
        meaning is None or not meaning.firm or meaning.category or meaning.metric is whole.metric
    ):
        return _part(setting, whole, meaning)
    if meaning is None:
        return _other(setting)
    return _whole(setting, meaning, memory.facts.get(number - 1), memory)


def _whole_of(setting: Setting, number: int, meaning: Meaning | None, memory: _Memory) -> _Found | None:
    """The sum that a number is a part of, or None."""
    if setting.quantity.unit == PERCENT:
        return None
    if setting.inside is not None:
        before = memory.facts.get(setting.inside)
        return before if before and same_kind(before.unit, setting.quantity.unit) else None
    whole = memory.whole
    if whole is None or not same_kind(whole.unit, setting.quantity.unit):
        return None
    if memory.parts or (meaning is not None and meaning.category):
        return whole if whole.value >= setting.quantity.value else None
    if meaning is None and number - 1 in memory.facts and not _DONE.search(setting.left):
        return whole if setting.left and not setting.quantity.chinese else None
    return None


def _beside(setting: Setting, before: _Found | None) -> _Found | None:
    """A second number of the same thing, directly behind the first (``6大类71个类目``)."""
    if before is None or setting.left or not setting.listed or before.end != setting.quantity.start:
        return None
    quantity = setting.quantity
    return _Found(
        before.metric, quantity.value, quantity.unit, quantity.approximate, before.scope, before.start, quantity.end
    )


def _part(setting: Setting, whole: _Found, meaning: Meaning | None) -> _Found | None:
    quantity = setting.quantity
    scope = scope_of(setting.left)
    if scope is None and meaning is None:
        return None
    start = setting.left_start + (setting.left.rfind(scope) if scope else 0)
    return _Found(
        whole.metric,
        quantity.value,
        quantity.unit,
        quantity.approximate,
        scope,
        max(start, setting.left_start),
        quantity.end,
    )


def _whole(setting: Setting, meaning: Meaning, before: _Found | None, memory: _Memory) -> _Found | None:
    quantity = setting.quantity
    doubtful = meaning.metric in (Metric.OTHER, Metric.RATE) or (meaning.weak and quantity.value < _NO_IDIOM)
    if quantity.chinese and doubtful:
        return None
    scope = _scope(setting, meaning, parts=memory.parts or setting.inside is not None)
    if before is not None and _SHARE.match(setting.left):
        scope = before.scope
    found = _Found(
        meaning.metric,
        quantity.value,
        quantity.unit,
        quantity.approximate,
        scope,
        setting.left_start + meaning.start,
        quantity.end + meaning.behind,
    )
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


def _other(setting: Setting) -> _Found | None:
    """A number that says something and is none of the list's; None where nothing says what it counts."""
    quantity = setting.quantity
    if quantity.unit is None or quantity.chinese or quantity.unit == MONEY:
        return None
    if _NAMES_SOMETHING.search(setting.left):
        return _Found(
            Metric.OTHER,
            quantity.value,
            quantity.unit,
            quantity.approximate,
            scope_of(setting.left),
            setting.left_start,
            quantity.end,
        )
    if _NAMES_SOMETHING.match(setting.right):
        named = setting.right[:6]
        return _Found(
            Metric.OTHER,
            quantity.value,
            quantity.unit,
            quantity.approximate,
            named,
            quantity.start,
            quantity.end + len(named),
        )
    return None
