"""A source to its reports and their sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.sections.boundaries import BoundaryKind, find_boundaries
from extractor.sections.ownership import identity_of, inherited, of_year
from extractor.sections.parts import ReportPart, SectionPart
from extractor.sections.regions import Element, Region, cut, elements_of, find_regions, region_blocks
from extractor.sections.reports import choose_reports
from extractor.sections.unfold import unfold
from extractor.sections.years import stacked_years
from extractor.sources.document import Block, Line, Source
from schemas.enums import SectionKind, TableKind

__all__ = ["split_source"]

_WHOLE_REPORT = 600
"""Characters of a line or row that holds tables and the text around them; its head says of what report."""
_HEAD = 300
_ABOVE, _CAPTION = 2, 8
"""Lines and rows before and behind the place where tables begin again that may say of which year they are."""
_OF_TABLE = {kind: SectionKind(kind.value) for kind in TableKind}


def split_source(source: Source) -> tuple[ReportPart, ...]:
    """Return the reports of a source, in reading order, each cut into its sections.

    A source without any section heading, table or title of a report has none. What stands between two reports and
    belongs to neither (other documents, the boxes of sharing sites) is in none of them.
    """
    source = replace(source, blocks=unfold(source))
    elements = elements_of(source, source.blocks)
    boundaries, regions = find_boundaries(elements)
    spans = choose_reports(elements, regions, boundaries)
    year_lines = [mark for mark in boundaries if mark.kind is BoundaryKind.YEAR_LINE]
    whole = "\n".join("".join(element.text.split()) for element in elements)
    page_title = source.title if len(spans) == 1 else ""
    found: list[ReportPart] = []
    for span in spans:
        years = stacked_years(span.start, span.stop, year_lines, regions)
        text = set(range(span.start, span.stop)) - {mark.element for mark in year_lines if years}
        text -= {number for stacked in years.values() for number in stacked}
        sections, lines, blocks = _read(source.blocks, _runs(elements, text))
        identity = identity_of(span, lines, whole, page_title)
        if years:
            own_year = identity.year if identity.year is not None and identity.year in years else next(iter(years))
            identity = replace(identity, year=identity.year or own_year)
            sections, _, blocks = _read(source.blocks, _runs(elements, text.union(years.pop(own_year))))
        known = any(part.kind is not SectionKind.OPENING for part in sections)
        if not known and identity.title is None and span.boundary is None:
            continue
        around = elements[max(0, span.start - _ABOVE) : span.start + _CAPTION]
        before = found[-1].identity if found else None
        identity = inherited(identity, span, before, " ".join(element.text for element in around))
        found.append(ReportPart(identity, sections, blocks))
        for year, stacked in years.items():
            sections, _, blocks = _read(source.blocks, _runs(elements, stacked))
            found.append(ReportPart(of_year(identity, year), sections, blocks))
    return tuple(found)


def _runs(elements: Sequence[Element], numbers: Iterable[int]) -> list[list[Element]]:
    """Some of the elements, those of each unbroken run by themselves: no table goes on over a gap."""
    runs: list[list[Element]] = []
    last = None
    for number in sorted(numbers):
        if last is None or number != last + 1:
            runs.append([])
        runs[-1].append(elements[number])
        last = number
    return runs


def _read(
    source_blocks: Sequence[Block], runs: Sequence[Sequence[Element]]
) -> tuple[tuple[SectionPart, ...], list[str], tuple[Block, ...]]:
    """The sections of one report, its lines outside tables, and its blocks."""
    blocks: list[Block] = []
    elements: list[Element] = []
    regions: list[Region] = []
    for run in runs:
        here, own_blocks = cut(run, source_blocks, first=len(blocks))
        regions += [replace(r, start=r.start + len(elements), stop=r.stop + len(elements)) for r in find_regions(here)]
        elements += here
        blocks += own_blocks
    inside = {number for region in regions for number in range(region.start, region.stop)}
    lines = [
        element.text[:_HEAD] if number in inside else element.text
        for number, element in enumerate(elements)
        if (element.row is None and number not in inside) or len(element.text) > _WHOLE_REPORT
    ]
    return _sections(elements, regions, inside, blocks), lines, tuple(blocks)


def _sections(
    elements: Sequence[Element], regions: Sequence[Region], inside: set[int], blocks: Sequence[Block]
) -> tuple[SectionPart, ...]:
    """Sections in reading order: a heading opens one, and a table of another kind opens its own."""
    starts = {region.start: region for region in regions}
    found: list[SectionPart] = []
    kind = SectionKind.OPENING
    heading = None
    gathered: list[Block] = []
    has_table = False

    def close() -> None:
        nonlocal heading, has_table
        if gathered or heading is not None:
            found.append(SectionPart(kind, heading, tuple(gathered), has_table))
        heading, has_table = None, False
        gathered.clear()

    for number, element in enumerate(elements):
        if number in starts:
            region = starts[number]
            if kind is not _OF_TABLE[region.kind] or any(part.kind is kind and part.blocks for part in found):
                close()
                kind = _OF_TABLE[region.kind]
            gathered += region_blocks(region, elements, blocks)
            has_table = True
        if number in inside:
            continue
        block = blocks[element.block]
        if element.heading is not None and isinstance(block, Line):
            close()
            kind, heading = element.heading.kind, block.span
            if element.heading.length < len(element.text):
                gathered.append(block)
        elif element.row in (None, 0):
            gathered.append(block)
    close()
    return tuple(found)
