"""The prose of one report with its numbers, read once for all who look at it: facts, problems, checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.rules.facts.discard import masked
from extractor.rules.facts.passages import Passage, passages_of
from extractor.rules.facts.quantities import Quantity, quantities_in
from extractor.sections.parts import ReportPart
from extractor.sources.document import Source

__all__ = ["Paragraph", "counting", "prose_of"]

_MOST_NUMBERS = 2_000
"""Numbers of one report that are looked at; prose states a few hundred, what has more is a list of something else."""
_MOST_TEXT = 300_000
"""Characters of one report's prose that are looked at; the longest reports have some tens of thousands."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage and the numbers in it that count something, in order."""

    passage: Passage
    quantities: tuple[Quantity, ...]


def prose_of(source: Source, part: ReportPart) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a report in reading order, as far as they are looked at."""
    return tuple(_paragraphs(source, part))


def _paragraphs(source: Source, part: ReportPart) -> Iterator[Paragraph]:
    numbers, characters = _MOST_NUMBERS, _MOST_TEXT
    for passage in passages_of(source, part):
        if numbers <= 0 or characters <= 0:
            return
        paragraph = Paragraph(passage, tuple(counting(passage.text)[:numbers]))
        numbers -= len(paragraph.quantities)
        characters -= len(passage.text)
        yield paragraph


def counting(text: str) -> list[Quantity]:
    """Return the numbers of a canonical text that count something, in order."""
    mask = masked(text)
    return [item for item in quantities_in(text) if not mask.covers(item.start, item.end)]
