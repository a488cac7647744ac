"""The one view of a report that every check looks at: cells as judged, facts, prose, headings. Immutable and plain."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.crosscheck.verdicts import Verdict
from schemas.enums import SIX_PARTS, Origin, SectionKind, State, TableKind
from schemas.reading import Number, Span
from schemas.result import Fact

__all__ = ["Figure", "PartView", "ReportView", "Sentence"]


_PIECE = 256
"""Characters of the source's text in which facts are looked for together."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of prose that counts something; places are those of its sentence's text."""

    start: int
    """With a word of approximation in front (``近``)."""
    end: int
    """Behind the unit and a word of approximation (``以上``)."""
    value: Number
    """Scaled by 万 and 亿; a fraction of 1 for percentages; yuan for money."""
    unit: str | None
    """The counting word, ``元`` for money, ``%`` for percentages."""
    approximate: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose in canonical characters (half-width, simplified), its last mark included."""

    text: str
    origins: tuple[int, ...]
    """For each character its place in the source's text, ascending."""
    ends: tuple[int, ...]
    """For each character the place behind it."""
    section: SectionKind
    figures: tuple[Figure, ...] = ()
    paragraph: int = 0
    """Number of the paragraph that it stands in."""
    heading: str = ""
    """The sub-heading that it stands under, canonical."""

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the span in the source's text of ``text[start:end]``, which must not be empty."""
        return self.origins[start], self.ends[(len(self.text) if end is None else end) - 1]


@dataclass(frozen=True, slots=True)
class PartView:
    """One section as it is printed."""

    kind: SectionKind
    heading: str | None
    """The printed heading line, canonical, with text that is glued to it; None where there is none."""
    span: Span | None
    """Of the heading, or of the section where it has none."""
    text: str
    """Its lines behind the heading, canonical."""
    other_blocks: bool
    """Something else than lines stands in it: a table."""


@dataclass(frozen=True)
class ReportView:
    """One report."""

    year: int | None
    form: str
    organization: str | None
    origin: Origin
    cells: Mapping[str, Verdict]
    well_read: Collection[str]
    """Paths whose place and print leave no doubt of the reading, whatever the sums say."""
    facts: Sequence[Fact]
    sentences: Sequence[Sentence]
    """In reading order, without those of the annex and of tables."""
    parts: Sequence[PartView]
    """Sections in reading order."""
    orders: Mapping[TableKind, tuple[str, ...]]
    """By table: the keys of a block's columns as the header orders them, where that is not the form's order."""
    broken: Collection[str] = ()
    """Names of the tables in which a tested sum does not hold."""

    def number(self, path: str) -> Number | None:
        """Return a cell's number; None for a cell that is not there, holds none, or could not be read."""
        cell = self.cells.get(path)
        return cell.value if cell is not None else None

    def total(self, paths: Collection[str]) -> Number | None:
        """Return the sum of some cells, blanks and marks as 0; None where one is unread or none holds a number."""
        cells = [self.cells[path] for path in paths if path in self.cells]
        readable = all(cell.value is not None or cell.state in (State.BLANK, State.MARK) for cell in cells)
        numbers = [cell.value for cell in cells if cell.value is not None]
        return sum(numbers, start=0) if numbers and readable else None

    @cached_property
    def _facts_by_place(self) -> Mapping[int, Sequence[Fact]]:
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            if fact.span is not None:
                for place in range(fact.span[0] // _PIECE, fact.span[1] // _PIECE + 1):
                    found.setdefault(place, []).append(fact)
        return found

    def facts_at(self, place: int) -> Sequence[Fact]:
        """Return the facts that may stand at a place of the source's text, and some near it."""
        return self._facts_by_place.get(place // _PIECE, ())

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.origins[0] for sentence in self._placed]

    @cached_property
    def _placed(self) -> list[Sentence]:
        return sorted((item for item in self.sentences if item.origins), key=lambda item: item.origins[0])

    def sentence_at(self, span: Span) -> Sentence | None:
        """Return the sentence in which a span of the source's text lies whole, or None."""
        place = bisect_right(self._starts, span[0]) - 1
        found = self._placed[place] if place >= 0 else None
        return found if found is not None and span[1] <= found.ends[-1] else None

    @cached_property
    def headed(self) -> Mapping[SectionKind, PartView]:
        """The first part of each of the six kinds that has a heading."""
        found: dict[SectionKind, PartView] = {}
        for part in self.parts:
            if part.kind in SIX_PARTS and part.heading is not None:
                found.setdefault(part.kind, part)
        return found
