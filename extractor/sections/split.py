"""A source to its reports and their sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.sections.boundaries import BoundaryKind, find_boundaries
from extractor.sections.ownership import cut_blocks, identity_of
from extractor.sections.parts import Identity, ReportPart, SectionPart
from extractor.sections.regions import Element, Region, elements_of, find_regions, region_blocks
from extractor.sections.reports import ReportSpan, choose_reports
from extractor.sections.years import stacked_years
from extractor.sources.document import Block, Line, Source
from schemas.enums import SectionKind, TableKind

__all__ = ["split_source"]

_OF_TABLE = {kind: SectionKind(kind.value) for kind in TableKind}


def split_source(source: Source) -> tuple[ReportPart, ...]:
    """Return the reports of a source, in reading order, each cut into its sections.

    A source without any section heading, table or title of a report has none. What stands between two reports and
    belongs to neither (other documents, the boxes of sharing sites) is in none of them.
    """
    elements = elements_of(source, source.blocks)
    boundaries, regions = find_boundaries(elements)
    spans = choose_reports(elements, regions, boundaries)
    page_title = source.title if len(spans) == 1 else ""
    found: list[ReportPart] = []
    for span in spans:
        years = stacked_years(span.start, span.stop, boundaries, regions)
        aside = {number for year in list(years)[1:] for number in years[year]}
        aside |= {mark.element for mark in boundaries if years and mark.kind is BoundaryKind.YEAR_LINE}
        own = [element for number, element in enumerate(elements) if span.holds(number) and number not in aside]
        report = _part(source, span, cut_blocks(source.blocks, own), page_title)
        if report is not None:
            found += [report, *_of_other_years(source, report, years, elements)]
    return tuple(found)


def _part(source: Source, span: ReportSpan, blocks: Sequence[Block], page_title: str) -> ReportPart | None:
    sections, lines = _read(source, blocks)
    identity = identity_of(span, lines, source, page_title)
    known = any(part.kind is not SectionKind.OPENING for part in sections)
    if not known and identity.title is None and span.boundary is None:
        return None
    return ReportPart(identity, sections, tuple(blocks))


def _of_other_years(
    source: Source, report: ReportPart, years: Mapping[int, Sequence[int]], elements: Sequence[Element]
) -> Iterator[ReportPart]:
    """The tables of other years that stand between those of a report: whose they are, the report says."""
    for year in list(years)[1:]:
        blocks = cut_blocks(source.blocks, [elements[number] for number in years[year]])
        sections, _ = _read(source, blocks)
        identity = Identity(
            organization=report.identity.organization,
            year=year,
            period_start=f"{year}-01-01",
            period_end=f"{year}-12-31",
        )
        yield ReportPart(identity, sections, blocks)


def _read(source: Source, blocks: Sequence[Block]) -> tuple[tuple[SectionPart, ...], list[str]]:
    """The sections of one report and its lines outside tables."""
    elements = elements_of(source, blocks)
    regions = find_regions(elements)
    inside = {number for region in regions for number in range(region.start, region.stop)}
    lines = [element.text for number, element in enumerate(elements) if element.row is None and number not in inside]
    return _sections(elements, regions, inside, blocks), lines


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
