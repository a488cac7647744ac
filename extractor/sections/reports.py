"""Which of the places where a report may begin hold, and what of a source belongs to each report.

One pass over the elements; ``begins`` holds the rules by which a boundary is the beginning of another report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.sections.begins import TELLING, Ahead, Running, begins_report, is_closing, is_foreign, is_other
from extractor.sections.boundaries import Boundary, is_box
from extractor.sections.identity import identify
from extractor.sections.regions import Element, Region
from schemas.enums import SectionKind

__all__ = ["ReportSpan", "choose_reports"]

_LOOKAHEAD = 800
"""Elements behind a boundary that are looked at to tell what follows it."""
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
            lines = [e.text for e in self._elements[running.start : mark.element] if e.row is None]
            told = identify(lines)
            running.organization, running.year = told.organization, running.year or told.year
        return begins_report(mark, running, self._ahead)

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
            if element.heading.length < len(element.text):
                running.reached.add(element.heading.kind)
        elif not any(mark.kind in TELLING for mark in self._marks.get(number, ())):
            if running.heading is not None:
                running.reached.add(running.heading)
            running.read_prose(element.text)

    def _ahead(self, mark: Boundary, running: Running) -> Ahead:
        organization = mark.organization or running.organization
        year = mark.year or running.year
        sections: set[SectionKind] = set()
        tables: set[SectionKind] = set()
        prose = 0
        for number in range(mark.element, min(len(self._elements), mark.element + _LOOKAHEAD)):
            if number > mark.last and any(is_other(other, organization, year) for other in self._marks.get(number, ())):
                break
            element = self._elements[number]
            if number in self._table_starts:
                tables.add(self._table_starts[number])
            elif number in self._in_table:
                continue
            elif element.heading is not None:
                sections.add(element.heading.kind)
            elif _ANNEX_HEADER in element.text:
                tables.add(SectionKind.STATISTICS)
            elif number > mark.last and "公开" in element.text:
                prose += len(element.text)
        return Ahead(frozenset(sections | tables), frozenset(tables), prose)

    def _closed(self, running: Running, stop: int) -> ReportSpan:
        """The report without what stands behind its end: other titles, the box of a sharing site, foreign text."""
        for number in range(max(running.last_content, running.start) + 1, stop):
            marks = self._marks.get(number, ())
            if is_box(self._elements[number].text) or any(is_foreign(mark, running) for mark in marks):
                stop = number
                break
            if running.late and any(is_closing(mark, running) for mark in marks):
                stop = number + 1
                break
        return ReportSpan(running.start, stop, running.boundary, tuple(running.titles), tuple(running.heads))
