"""A source to its reports and their sections."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.sections.identity import identify
from extractor.sections.parts import ReportPart, SectionPart
from extractor.sections.regions import Element, Region, elements_of, find_regions, region_blocks
from extractor.sources.document import Block, Line, Source
from schemas.enums import SectionKind, TableKind

__all__ = ["split_source"]

_OF_TABLE = {kind: SectionKind(kind.value) for kind in TableKind}


def split_source(source: Source) -> tuple[ReportPart, ...]:
    """Return the reports of a source, in reading order, each cut into its sections.

    A source without any section heading, table or title of a report has none.
    """
    blocks = source.blocks
    elements = elements_of(source, blocks)
    regions = find_regions(elements)
    inside = {number for region in regions for number in range(region.start, region.stop)}
    sections = _sections(elements, regions, inside, blocks)
    lines = [element.text for number, element in enumerate(elements) if element.row is None and number not in inside]
    identity = identify(lines, source.title)
    known = any(part.kind is not SectionKind.OPENING for part in sections)
    if not known and identity.title is None:
        return ()
    return (ReportPart(identity, sections, blocks),)


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
