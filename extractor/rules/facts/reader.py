"""The rules reader of prose: paragraphs to the numbers that they state (FORMS.md, "Facts"; MESS.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.rules.facts.clauses import Setting, sentences_of, settings_of
from extractor.rules.facts.distribution import distributed, shared_out
from extractor.rules.facts.found import Found, Memory
from extractor.rules.facts.nothings import Nothing, nothings_in
from extractor.rules.facts.passages import Passage
from extractor.rules.facts.periods import is_of_the_year
from extractor.rules.facts.prose import Paragraph
from extractor.rules.facts.quantities import Quantity
from extractor.rules.facts.topics import Topic, topic_of
from extractor.rules.facts.understanding import PARTS_FOLLOW, understood
from extractor.sources.document import Source
from schemas.enums import SectionKind, Witness
from schemas.fact_reading import FactReading
from schemas.facts import Metric

__all__ = ["facts_of_passage", "read_facts"]

_SENTENCE_TAIL = 200
"""Characters of a sentence in front of a number that can name its topic."""
_PARAGRAPH_TAIL = 300
"""Characters of the paragraph that can, where the sentence does not."""
_AHEAD = 80
_SECTION_TOPICS = {SectionKind.REQUESTS: Topic.REQUESTS, SectionKind.REVIEW_AND_LITIGATION: Topic.REVIEW}


def read_facts(source: Source, prose: Iterable[Paragraph], year: int | None) -> tuple[FactReading, ...]:
    """Return the facts that the prose of a report states, in reading order.

    Args:
        source: where the report stands; quotes and spans are those of its text.
        prose: its paragraphs.
        year: the year that the report is about, or None; numbers of other years are left out.
    """
    readings: dict[tuple[object, ...], FactReading] = {}
    for paragraph in prose:
        for found in facts_of_passage(paragraph.passage, paragraph.quantities, year):
            reading = _reading(source, paragraph.passage, found)
            readings.setdefault((reading.metric, reading.value, reading.scope, reading.span), reading)
    return tuple(sorted(readings.values(), key=lambda reading: (reading.span, reading.metric)))


def _reading(source: Source, passage: Passage, found: Found) -> FactReading:
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


def facts_of_passage(passage: Passage, quantities: Sequence[Quantity], year: int | None) -> Iterator[Found]:
    """Yield what a paragraph states, first its numbers, then its stated nothings.

    Args:
        passage: the paragraph.
        quantities: its numbers that count something.
        year: the year that the report is about, or None; numbers of other years are left out.
    """
    memory = Memory()
    for sentence in sentences_of(passage.text, quantities):
        memory.begin_sentence(parts=bool(PARTS_FOLLOW.match(sentence.text)))
        for number, setting in enumerate(shared_out(settings_of(sentence))):
            behind = passage.text[setting.quantity.end : setting.quantity.end + _AHEAD]
            of_the_year = is_of_the_year(setting, behind, year)
            for variant in distributed(setting):
                found = understood(variant, number, _topic(passage, variant), memory)
                if found is not None and of_the_year:
                    memory.facts[number] = found
                    yield found
                elif found is not None:
                    memory.other_year = found
    for nothing in _once(passage.text, nothings_in(passage.text)):
        yield Found(nothing.metric, 0, None, False, nothing.scope, nothing.start, nothing.end)


def _once(text: str, nothings: Iterator[Nothing]) -> Iterator[Nothing]:
    """Nothings without those that their own sentence has said before; 结转 is said of two years."""
    said: set[tuple[int, Metric, str | None]] = set()
    for nothing in nothings:
        key = (text.rfind("。", 0, nothing.start), nothing.metric, nothing.scope)
        if key not in said or nothing.metric is Metric.REQUESTS_CARRIED_OVER:
            said.add(key)
            yield nothing


def _topic(passage: Passage, setting: Setting) -> Topic | None:
    """What the words before and beside a number speak of: its sentence, else its paragraph, else its headings."""
    start = setting.left_start
    return (
        topic_of((setting.before + setting.left)[-_SENTENCE_TAIL:])
        or topic_of(setting.right)
        or topic_of(passage.text[max(0, start - _PARAGRAPH_TAIL) : start])
        or topic_of(passage.heading)
        or _SECTION_TOPICS.get(passage.kind)
    )
