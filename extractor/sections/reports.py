"""Which of the places where a report may begin hold, and what of a source belongs to each report.

One pass over the elements; ``begins`` holds the rules by which a boundary is the beginning of another report.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.sections.begins import TELLING, Ahead, Running, begins_report, is_closing, is_foreign, is_other
from extractor.sections.boundaries import Boundary, BoundaryKind, is_box
from extractor.sections.identity import identify
from extractor.sections.regions import Element, Region
from schemas.enums import SectionKind

__all__ = ["ReportSpan", "choose_reports"]

_LOOKAHEAD = 800
"""Elements behind a boundary that are looked at to tell what follows it."""
_MOST_EVENTS = 80
"""Headings, tables and titles among them."""
_HEAD = 600
"""Characters of a line that are asked whose report it is."""
_ANNEX_HEADER = "统计指标"
"""Heads the first column of the annex; its table may be too damaged to be told by its labels."""


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """Elements ``start`` to ``stop`` (half-open) are one report; what lies between two spans belongs to none."""

    start: int
    stop: int
    boundary: Boundary | None
    """Why it begins there; None for the one that begins with the source."""
    titles: tuple[Boundary, ...] = ()
    """The titles and openings that stand in it and do not begin another."""
    heads: tuple[Boundary, ...] = ()
    """Those of the titles that stand before its text."""


def choose_reports(
    elements: Sequence[Element], regions: Sequence[Region], boundaries: Sequence[Boundary]
) -> tuple[ReportSpan, ...]:
    """Return the reports of a source, in reading order; one at least, whatever the source is."""
    return _Pass(elements, regions, boundaries).run()


class _Pass:
    def __init__(self, elements: Sequence[Element], regions: Sequence[Region], boundaries: Sequence[Boundary]) -> None:
        self._elements = elements
        self._table_starts = {region.start: SectionKind(region.kind.value) for region in regions}
        self._in_table = {number for region in regions for number in range(region.start, region.stop)}
        self._marks: dict[int, list[Boundary]] = {}
        for boundary in boundaries:
            self._marks.setdefault(boundary.element, []).append(boundary)
        self._texts = [element.text for element in elements]
        told = [0 if n in self._in_table or "公开" not in text else len(text) for n, text in enumerate(self._texts)]
        self._prose = [0, *accumulate(told)]
        self._tables = {number: {kind} for number, kind in self._table_starts.items()}
        for number, text in enumerate(self._texts):
            if _ANNEX_HEADER in text:
                self._tables.setdefault(number, set()).add(SectionKind.STATISTICS)
        headed = {number for number, element in enumerate(elements) if element.heading is not None}
        titled = {mark.element for mark in boundaries if mark.kind in (BoundaryKind.TITLE, BoundaryKind.ANNEX)}
        self._events = sorted(headed | titled | self._tables.keys())

    def run(self) -> tuple[ReportSpan, ...]:
        running = Running(0)
        found: list[ReportSpan] = []
        for number in range(len(self._elements)):
            for mark in self._marks.get(number, ()):
                if mark.element > running.start and self._admits(mark, running):
                    found.append(self._closed(running, number))
                    running = Running(number, mark)
                if mark.kind in TELLING:
                    running.learn(mark)
            self._see(running, number)
        found.append(self._closed(running, len(self._elements)))
        return tuple(found)

    def _admits(self, mark: Boundary, running: Running) -> bool:
        if mark.kind in TELLING and running.begun and running.organization is None and not running.asked:
            running.asked = True
            lines = [self._texts[n][:_HEAD] for n in range(running.start, mark.element) if self._speaks(n)]
            told = identify(lines)
            running.organization, running.year = told.organization, running.year or told.year
        return begins_report(mark, running, self._ahead)

    def _speaks(self, number: int) -> bool:
        """True for a line, and for a row so long that text stands in it beside the table."""
        return self._elements[number].row is None or len(self._texts[number]) > _HEAD

    def _see(self, running: Running, number: int) -> None:
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
            if element.heading.length < len(self._texts[number]):
                running.reached.add(element.heading.kind)
        elif not any(mark.kind in TELLING for mark in self._marks.get(number, ())):
            if running.heading is not None:
                running.reached.add(running.heading)
            running.read_prose(self._texts[number])

    def _ahead(self, mark: Boundary, running: Running) -> Ahead:
        organization = mark.organization or running.organization
        year = mark.year or running.year
        sections: set[SectionKind] = set()
        tables: set[SectionKind] = set()
        stop = min(len(self._elements), mark.element + _LOOKAHEAD)
        first = bisect_left(self._events, mark.element)
        for number in self._events[first : first + _MOST_EVENTS]:
            if number >= stop:
                break
            others = self._marks.get(number, ()) if number > mark.last else ()
            if any(is_other(other, organization, year) for other in others):
                stop = number
                break
            tables.update(self._tables.get(number, ()))
            heading = self._elements[number].heading
            if heading is not None and number not in self._in_table:
                sections.add(heading.kind)
        prose = self._prose[max(stop, mark.last + 1)] - self._prose[mark.last + 1]
        return Ahead(frozenset(sections | tables), frozenset(tables), prose)

    def _closed(self, running: Running, stop: int) -> ReportSpan:
        """The report without what stands behind its end: other titles, the box of a sharing site, foreign text."""
        for number in range(max(running.last_content, running.start) + 1, stop):
            marks = self._marks.get(number, ())
            if is_box(self._texts[number]) or any(is_foreign(mark, running) for mark in marks):
                stop = number
                break
            if running.late and any(is_closing(mark, running) for mark in marks):
                stop = number + 1
                break
        return ReportSpan(running.start, stop, running.boundary, tuple(running.titles), tuple(running.heads))
