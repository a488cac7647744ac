"""When a place in a source is the beginning of another report: one rule for each kind of boundary.

What decides is how the place relates to the report that is running (the same body and year, another, unknown), how
far that report has come, and what follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.sections.boundaries import Boundary, BoundaryKind
from schemas.enums import SectionKind

__all__ = ["TELLING", "Ahead", "Running", "begins_report", "is_closing", "is_foreign", "is_other", "is_other_title"]

_ENOUGH_PROSE = 200
"""Characters of prose on disclosure that make a report of what follows a title or an opening."""
_MORE_THAN_A_NOTICE = 600
_SEVERAL = 2
"""Sections, or tables, that must come again to make another report: one alone may be a repetition."""
_UNORDERED = (SectionKind.OPENING, SectionKind.STATISTICS, SectionKind.NARRATIVE)
_ORDER = tuple(SectionKind(kind) for kind in SectionKind if kind not in _UNORDERED)
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


TELLING = (BoundaryKind.TITLE, BoundaryKind.ANNEX, BoundaryKind.OPENING)
"""What may say whose report it is."""


@dataclass(slots=True)
class Running:
    """The report that is being read, as far as it has been read."""

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
    heads: list[Boundary] = field(default_factory=list)
    asked: bool = False
    """Its own text was asked whose report it is."""
    last_content: int = -1
    heading: SectionKind | None = None

    def learn(self, mark: Boundary) -> None:
        """Take name and year from what stands in the report itself; before its text begins the later one counts."""
        self.titles.append(mark)
        if not self.begun and mark.kind is BoundaryKind.TITLE:
            self.heads.append(mark)
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
        """It has come to one of the sections with which reports end."""
        return bool(self.reached & _LATE)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What follows a boundary up to the next one that is certainly about another report."""

    sections: frozenset[SectionKind]
    tables: frozenset[SectionKind]
    prose: int

    @property
    def is_report(self) -> bool:
        """Enough follows to be one: a section, a table, or prose on disclosure."""
        return bool(self.sections or self.tables) or self.prose >= _ENOUGH_PROSE


def is_other_title(mark: Boundary, other: Boundary) -> bool:
    """True where two titles are of different bodies or years."""
    return _is_other_body(mark.organization, other.organization) or _is_other_year(mark, other.year)


def _is_other_body(one: str | None, other: str | None) -> bool:
    """True where two names are of different bodies; a name within the other is the same body in short."""
    return bool(one and other) and str(one) not in str(other) and str(other) not in str(one)


Look = Callable[[Boundary, Running], Ahead]
_Rule = Callable[[Boundary, Running, Look], bool]


def is_other(mark: Boundary, organization: str | None, year: int | None) -> bool:
    """True for the title of a report of another body or year; beside an unknown one every named one is another."""
    if mark.kind not in (BoundaryKind.TITLE, BoundaryKind.ANNEX):
        return False
    unknown = organization is None and mark.kind is BoundaryKind.TITLE and mark.organization is not None
    return unknown or _is_other_body(mark.organization, organization) or _is_other_year(mark, year)


def _is_other_year(mark: Boundary, year: int | None) -> bool:
    return mark.year is not None and year is not None and mark.year != year


def is_foreign(mark: Boundary, running: Running) -> bool:
    """True for the title of another report than the one that is being read."""
    return running.organization is not None and is_other(mark, running.organization, running.year)


def is_closing(mark: Boundary, running: Running) -> bool:
    """An opening that stands at the end of the report that it speaks of."""
    return (
        mark.kind is BoundaryKind.OPENING
        and mark.organization is not None
        and not _is_other_body(mark.organization, running.organization)
        and not _is_other_year(mark, running.year)
    )


def begins_report(mark: Boundary, running: Running, look: Look) -> bool:
    """True where a report begins at a place.

    Args:
        mark: the place.
        running: the report that runs up to it.
        look: returns what follows the place; asked only where that matters.
    """
    return _RULES[mark.kind](mark, running, look)


def _begins_again(running: Running, ahead: Ahead) -> bool:
    """True where sections that the running report has had follow once more, after it had come to its end."""
    return len(ahead.sections & running.reached) >= _SEVERAL


def _goes_on(running: Running, ahead: Ahead) -> bool:
    """True where what follows are the sections of the form that come after those that the running report has had."""
    had = [_ORDER.index(kind) for kind in running.reached if kind in _ORDER]
    next_ones = [_ORDER.index(kind) for kind in ahead.sections if kind in _ORDER]
    return bool(had and next_ones) and min(next_ones) > max(had)


def _title(mark: Boundary, running: Running, look: Look) -> bool:
    if not running.begun:
        return False
    ahead = look(mark, running)
    if _is_other_body(mark.organization, running.organization):
        return ahead.is_report
    if _is_other_year(mark, running.year):
        return ahead.is_report and not _goes_on(running, ahead)
    if running.organization is None and mark.organization is not None and (running.late or running.opened):
        return ahead.is_report
    return running.late and _begins_again(running, ahead)


def _annex(mark: Boundary, running: Running, look: Look) -> bool:
    other = _is_other_body(mark.organization, running.organization) or _is_other_year(mark, running.year)
    return running.begun and other and SectionKind.STATISTICS in look(mark, running).tables


def _opening(mark: Boundary, running: Running, look: Look) -> bool:
    if not running.late:
        return False
    ahead = look(mark, running)
    other = _is_other_body(mark.organization, running.organization) or _is_other_year(mark, running.year)
    if mark.organization is not None and running.organization is not None and not other:
        return _begins_again(running, ahead)
    return ahead.is_report and not _goes_on(running, ahead)


def _repeated_set(mark: Boundary, running: Running, look: Look) -> bool:
    return running.late and _begins_again(running, look(mark, running))


def _first_section(mark: Boundary, running: Running, look: Look) -> bool:
    """Section one again; below nothing but tables, such as last year's above the report, it is the report's own."""
    return not running.reached <= running.tables and _repeated_set(mark, running, look)


def _repeated_tables(mark: Boundary, running: Running, look: Look) -> bool:
    """Tables that stand there again; one under a heading of its own goes on in the report's numbering."""
    if running.heading in _TABLES or not running.late or len(running.tables & _TABLES) < _SEVERAL:
        return False
    return len(look(mark, running).tables & running.tables) >= _SEVERAL


_RULES: dict[BoundaryKind, _Rule] = {
    BoundaryKind.TITLE: _title,
    BoundaryKind.ANNEX: _annex,
    BoundaryKind.OPENING: _opening,
    BoundaryKind.YEAR_LINE: _repeated_set,
    BoundaryKind.PERIOD: _repeated_set,
    BoundaryKind.OVERVIEW: _first_section,
    BoundaryKind.TABLE: _repeated_tables,
}
"""When a place is the beginning of another report."""
