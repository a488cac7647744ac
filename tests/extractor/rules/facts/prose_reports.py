"""Prose alone as a report: a text as its only section."""

from __future__ import annotations

from extractor.rules.facts import prose_of, read_facts
from extractor.sections.parts import Identity, ReportPart, SectionPart
from extractor.sources import Source, read_source
from schemas.enums import SectionKind
from schemas.fact_reading import FactReading
from schemas.reading import Number

__all__ = ["as_report", "facts_of", "read_prose", "stated"]


def as_report(
    text: str, year: int | None = None, kind: SectionKind = SectionKind.OVERVIEW
) -> tuple[Source, ReportPart]:
    """A source that is the text, and a report whose only section it is."""
    source = read_source(text.encode(), "prose.txt")
    section = SectionPart(kind, None, source.blocks)
    return source, ReportPart(Identity(year=year), (section,), source.blocks)


def facts_of(source: Source, part: ReportPart) -> tuple[FactReading, ...]:
    """The facts that a report states."""
    return read_facts(source, prose_of(source, part), part.identity.year)


def read_prose(text: str, year: int | None = None) -> tuple[FactReading, ...]:
    """The facts of a text."""
    return facts_of(*as_report(text, year))


def stated(text: str, year: int | None = None) -> list[tuple[str, Number, str | None]]:
    """Metric, value and scope of the facts of a text."""
    return [(fact.metric.value, fact.value, fact.scope) for fact in read_prose(text, year)]
