"""Which of the places where a report may begin hold, and what of a source belongs to each report.

One pass over the possible boundaries. What decides is how the place relates to the report that is running (the same
body and year, another, unknown), how far that report has come, and what follows up to the next such place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractor.sections.boundaries import Boundary, BoundaryKind, is_box
from extractor.sections.identity import identify
from extractor.sections.regions import Element, Region
from schemas.enums import SectionKind

__all__ = ["ReportSpan", "choose_reports", "is_other_body"]

_ENOUGH_PROSE = 200
"""Characters of prose on disclosure that make a report of what follows a title or an opening."""
_MORE_THAN_A_NOTICE = 600
_LOOKAHEAD = 1500
"""Elements behind a boundary that are looked at to tell what follows it."""
_LATE = frozenset(
    {
        SectionKind.REVIEW_AND_LITIGATION,
        SectionKind.PROBLEMS,
        SectionKind.OTHER_MATTERS,
        SectionKind.STATISTICS,
    }
)
"""Sections with which a report comes to its end."""
_TABLES = frozenset(
    {
        SectionKind.PROACTIVE_DISCLOSURE,
        SectionKind.REQUESTS,
        SectionKind.REVIEW_AND_LITIGATION,
    }
)


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """Elements ``start`` to ``stop`` (half-open) are one report; what lies between two spans belongs to none."""

    start: int
    stop: int
    boundary: Boundary | None
    """Why it begins there; None for the one that begins with the source."""
    titles: tuple[Boundary, ...] = ()
    """The titles and openings that stand in it and do not begin another."""

    def holds(self, number: int) -> bool:
        """True for an element of the report."""
        return self.start <= number < self.stop


@dataclass(slots=True)
class _Running:
    """The report that is being read."""

    start: int
    boundary: Boundary | None = None
    organization: str | None = None
    year: int | None = None
    begun: bool = False
    """A section stands there, a table, or more prose than the notice that announces a report has."""
    prose: int = 0
    reached: set[SectionKind] = field(default_factory=set)
    """Sections of which more than the heading stands there."""
    tables: set[SectionKind] = field(default_factory=set)
    titles: list[Boundary] = field(default_factory=list)
    asked: bool = False
    """Its own text was asked whose report it is."""
    last_content: int = -1
    heading: SectionKind | None = None

    def learn(self, mark: Boundary) -> None:
        """Take name and year from what stands in the report itself; before its text begins the later one counts."""
        self.titles.append(mark)
        if not self.begun or self.organization is None:
            self.organization = mark.organization or self.organization
        if not self.begun or self.year is None:
            self.year = mark.year or self.year

    def read_prose(self, text: str) -> None:
        """Count prose on disclosure: behind an opening it is the report, behind a title it may be a notice."""
        if "公开" in text:
            self.prose += len(text)
            self.begun = self.begun or self.prose >= (_ENOUGH_PROSE if self.opened else _MORE_THAN_A_NOTICE)

    @property
    def opened(self) -> bool:
        """It begins with an opening, without a title."""
        return self.boundary is not None and self.boundary.kind is BoundaryKind.OPENING

    @property
    def late(self) -> bool:
        return bool(self.reached & _LATE)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What follows a boundary up to the next one that is certainly about another report."""

    sections: frozenset[SectionKind]
    tables: frozenset[SectionKind]
    prose: int

    @property
    def is_report(self) -> bool:
        return bool(self.sections or self.tables) or self.prose >= _ENOUGH_PROSE


def is_other_body(one: str | None, other: str | None) -> bool:
    """True where two names are of different bodies; a name within the other is the same body in short."""
    return bool(one and other) and str(one) not in str(other) and str(other) not in str(one)


def choose_reports(
    elements: Sequence[Element], regions: Sequence[Region], boundaries: Sequence[Boundary]
) -> tuple[ReportSpan, ...]:
    """Return the reports of a source, in reading order; one at least, whatever the source is."""
    return _Pass(elements, regions, boundaries).run()


class _Pass:
    def __init__(
        self, elements: Sequence[Element], regions: Sequence[Region], boundaries: Sequence[Boundary]
    ) -> None:
        self._elements = elements
        self._table_starts = {region.start: SectionKind(region.kind.value) for region in regions}
        self._in_table = {number for region in regions for number in range(region.start, region.stop)}
        self._marks: dict[int, list[Boundary]] = {}
        for boundary in boundaries:
            self._marks.setdefault(boundary.element, []).append(boundary)

    def run(self) -> tuple[ReportSpan, ...]:
        running = _Running(0)
        found: list[ReportSpan] = []
        for number in range(len(self._elements)):
            for mark in self._marks.get(number, ()):
                if mark.element > running.start and self._admits(mark, running):
                    found.append(self._closed(running, number))
                    running = _Running(number, mark)
                if mark.kind in _TELLING:
                    running.learn(mark)
            self._see(running, number)
        found.append(self._closed(running, len(self._elements)))
        return tuple(found)

    def _admits(self, mark: Boundary, running: _Running) -> bool:
        if mark.kind in _TELLING and running.begun and running.organization is None and not running.asked:
            running.asked = True
            lines = [e.text for e in self._elements[running.start : mark.element] if e.row is None]
            told = identify(lines)
            running.organization, running.year = told.organization, running.year or told.year
        return _RULES[mark.kind](mark, running, self._ahead)

    def _see(self, running: _Running, number: int) -> None:
        element = self._elements[number]
        table = self._table_starts.get(number)
        if table is not None:
            running.tables.add(table)
            running.reached.add(table)
        if number in self._in_table:
            running.begun = True
            running.last_content = number
            running.heading = None
        elif element.heading is not None:
            running.heading = element.heading.kind
            running.begun = True
            running.last_content = number
            if element.heading.length < len(element.text):
                running.reached.add(element.heading.kind)
        elif not any(mark.kind in _TELLING for mark in self._marks.get(number, ())):
            if running.heading is not None:
                running.reached.add(running.heading)
            running.read_prose(element.text)

    def _ahead(self, mark: Boundary, running: _Running) -> _Ahead:
        organization = mark.organization or running.organization
        year = mark.year or running.year
        sections: set[SectionKind] = set()
        tables: set[SectionKind] = set()
        prose = 0
        for number in range(mark.element, min(len(self._elements), mark.element + _LOOKAHEAD)):
            if number > mark.last and any(_is_other(other, organization, year) for other in self._marks.get(number, ())):
                break
            element = self._elements[number]
            if number in self._table_starts:
                tables.add(self._table_starts[number])
            elif number in self._in_table:
                continue
            elif element.heading is not None:
                sections.add(element.heading.kind)
            elif number > mark.last and "公开" in element.text:
                prose += len(element.text)
        return _Ahead(frozenset(sections | tables), frozenset(tables), prose)

    def _closed(self, running: _Running, stop: int) -> ReportSpan:
        """The report without what stands behind its end: other titles, the box of a sharing site, foreign text."""
        for number in range(max(running.last_content, running.start) + 1, stop):
            marks = self._marks.get(number, ())
            if is_box(self._elements[number].text) or any(_is_foreign(mark, running) for mark in marks):
                stop = number
                break
            if running.late and any(_is_closing(mark, running) for mark in marks):
                stop = number + 1
                break
        return ReportSpan(running.start, stop, running.boundary, tuple(running.titles))


_TELLING = (BoundaryKind.TITLE, BoundaryKind.ANNEX, BoundaryKind.OPENING)
"""What may say whose report it is."""

_Look = Callable[[Boundary, _Running], _Ahead]
_Rule = Callable[[Boundary, _Running, _Look], bool]


def _is_other(mark: Boundary, organization: str | None, year: int | None) -> bool:
    """True for the title of a report of another body or year; beside an unknown one every named one is another."""
    if mark.kind not in (BoundaryKind.TITLE, BoundaryKind.ANNEX):
        return False
    unknown = organization is None and mark.kind is BoundaryKind.TITLE and mark.organization is not None
    return unknown or is_other_body(mark.organization, organization) or _is_other_year(mark, year)


def _is_other_year(mark: Boundary, year: int | None) -> bool:
    return mark.year is not None and year is not None and mark.year != year


def _is_foreign(mark: Boundary, running: _Running) -> bool:
    return running.organization is not None and _is_other(mark, running.organization, running.year)


def _is_closing(mark: Boundary, running: _Running) -> bool:
    """An opening that stands at the end of the report that it speaks of."""
    return (
        mark.kind is BoundaryKind.OPENING
        and mark.organization is not None
        and not is_other_body(mark.organization, running.organization)
        and not _is_other_year(mark, running.year)
    )


def _begins_again(running: _Running, ahead: _Ahead) -> bool:
    """True where sections that the running report has had follow once more, after it had come to its end."""
    repeated = ahead.sections & running.reached
    return running.late and len(repeated) >= 2


def _title(mark: Boundary, running: _Running, look: _Look) -> bool:
    if not running.begun:
        return False
    ahead = look(mark, running)
    if is_other_body(mark.organization, running.organization):
        return ahead.is_report
    if _is_other_year(mark, running.year):
        goes_on = bool(ahead.sections and running.reached) and not ahead.sections & running.reached
        return ahead.is_report and not goes_on
    if running.organization is None and mark.organization is not None and (running.late or running.opened):
        return ahead.is_report
    return _begins_again(running, ahead)


def _annex(mark: Boundary, running: _Running, look: _Look) -> bool:
    other = is_other_body(mark.organization, running.organization) or _is_other_year(mark, running.year)
    return running.begun and other and SectionKind.STATISTICS in look(mark, running).tables


def _opening(mark: Boundary, running: _Running, look: _Look) -> bool:
    if not running.late:
        return False
    ahead = look(mark, running)
    if is_other_body(mark.organization, running.organization) or _is_other_year(mark, running.year):
        return ahead.is_report
    if mark.organization is not None and running.organization is not None:
        return _begins_again(running, ahead)
    return ahead.is_report


def _repeated_set(mark: Boundary, running: _Running, look: _Look) -> bool:
    return running.late and _begins_again(running, look(mark, running))


def _repeated_tables(mark: Boundary, running: _Running, look: _Look) -> bool:
    if not running.late or len(running.tables & _TABLES) < 2:
        return False
    return len(look(mark, running).tables & running.tables) >= 2


_RULES: dict[BoundaryKind, _Rule] = {
    BoundaryKind.TITLE: _title,
    BoundaryKind.ANNEX: _annex,
    BoundaryKind.OPENING: _opening,
    BoundaryKind.YEAR_LINE: _repeated_set,
    BoundaryKind.PERIOD: _repeated_set,
    BoundaryKind.OVERVIEW: _repeated_set,
    BoundaryKind.TABLE: _repeated_tables,
}
"""When a place is the beginning of another report."""
