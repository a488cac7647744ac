"""A report as the checks see it: its prose in sentences with their numbers, its headings, its cells and facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.crosscheck import Outcome
from extractor.crosscheck.checks import Figure, PartView, ReportView, Sentence
from extractor.rules.facts import Paragraph
from extractor.rules.facts.passages import Passage
from extractor.rules.table import TableReading
from extractor.sections.parts import ReportPart, SectionPart
from extractor.sources.document import Line, Source
from extractor.sources.normalize import normalize
from schemas.enums import TableKind
from schemas.result import Fact

__all__ = ["report_view"]

_ENDS = re.compile(r"[。!?]+[\")]?")
_MOST_SENTENCES = 4_000
_MOST_TEXT = 100_000
"""What is looked at of one report's prose; the longest reports have some tens of thousands of characters."""
_LONGEST = 1_000
"""Characters of a sentence; a longer one is cut."""
_LONGEST_PART = 2_000
"""Characters of a section that tell whether it is empty."""


def report_view(
    source: Source,
    part: ReportPart,
    prose: Iterable[Paragraph],
    form: str,
    tables: Mapping[TableKind, TableReading],
    outcome: Outcome,
    facts: Sequence[Fact],
) -> ReportView:
    """Return what the checks look at.

    Args:
        source: where the report stands.
        part: the report.
        prose: its paragraphs.
        form: the form that it is printed on.
        tables: its tables as the rules reader has them.
        outcome: its cells as judged.
        facts: its facts as judged.
    """
    return ReportView(
        year=part.identity.year,
        form=form,
        organization=part.identity.organization,
        origin=source.origin,
        cells=outcome.verdicts,
        well_read=outcome.well_read,
        facts=facts,
        sentences=tuple(_sentences(prose)),
        parts=tuple(_part(source, section) for section in part.sections),
        orders={kind: table.order for kind, table in tables.items() if table.order},
        broken=frozenset(found.identity.table.value for found in outcome.breaks),
    )


def _sentences(prose: Iterable[Paragraph]) -> Iterator[Sentence]:
    """The sentences of a report in reading order, within what is looked at."""
    sentences, characters = _MOST_SENTENCES, _MOST_TEXT
    for number, paragraph in enumerate(prose):
        passage = paragraph.passage
        figures = [
            Figure(item.start, item.end, item.value, item.unit, item.approximate) for item in paragraph.quantities
        ]
        characters -= len(passage.text)
        for start, stop in _cuts(passage.text):
            sentences -= 1
            if sentences < 0 or characters < 0:
                return
            yield _sentence(passage, start, stop, figures, number)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in (*_ENDS.finditer(text), None):
        stop = match.end() if match else len(text)
        for first in range(start, stop, _LONGEST):
            yield first, min(stop, first + _LONGEST)
        start = stop


def _sentence(passage: Passage, start: int, stop: int, figures: Sequence[Figure], paragraph: int) -> Sentence:
    return Sentence(
        text=passage.text[start:stop],
        origins=passage.origins[start:stop],
        ends=passage.ends[start:stop],
        section=passage.kind,
        figures=tuple(
            Figure(item.start - start, item.end - start, item.value, item.unit, item.approximate)
            for item in figures
            if start <= item.start and item.end <= stop
        ),
        paragraph=paragraph,
        heading=passage.heading,
    )


def _part(source: Source, section: SectionPart) -> PartView:
    lines = [block for block in section.blocks if isinstance(block, Line)]
    text = ""
    for line in lines if section.kind.value not in set(TableKind) else ():
        if len(text) > _LONGEST_PART:
            break
        text += _canonical(source, line.span)
    return PartView(
        kind=section.kind,
        heading=_canonical(source, section.heading) if section.heading else None,
        span=section.heading or section.span,
        text=text,
        other_blocks=len(lines) < len(section.blocks),
    )


def _canonical(source: Source, span: tuple[int, int]) -> str:
    raw = source.slice((span[0], min(span[1], span[0] + _LONGEST)))
    return "".join(normalize(raw, traditional=source.traditional).text.split())
