"""Where the tables of a report stand, told by the labels in them rather than by headings.

Headings get lost, drift and are quoted; a table's own row labels do not lie. A region is a run of elements (lines,
rows of tables) from the first to the last strong label of one table kind, with the header above and the values below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.sections.headings import Heading, heading_of
from extractor.sections.labels import core, matches
from extractor.sources.document import Block, Line, Row, Source, Table
from extractor.sources.normalize import normalize
from schemas import union_table
from schemas.enums import TableKind

__all__ = ["Element", "Region", "elements_of", "find_regions", "region_blocks"]

_FEWEST = {
    TableKind.PROACTIVE_DISCLOSURE: 2,
    TableKind.REQUESTS: 3,
    TableKind.REVIEW_AND_LITIGATION: 3,
    TableKind.STATISTICS: 3,
}
"""Distinct strong labels that make a table of lines; one table of the source's own needs as many."""
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_LONG_LINE = 60
_REACH = 14
"""Elements without a label that a table may have between two of its labels."""
_BEHIND = re.compile(r"(?:\s+(?:[-+]?[\d,.]+\S?|[-/—]))+$")
"""Values behind a label in one line."""
_PROSE = re.compile(r"[。;；]|[，,].*[，,]")


@dataclass(frozen=True, slots=True)
class Element:
    """A line, or one row of a table."""

    block: int
    row: int | None
    fields: tuple[str, ...]
    """Normalised texts: the cells of the row, the fields of the line."""
    heading: Heading | None = None

    @property
    def text(self) -> str:
        """All fields, joined by a space."""
        return " ".join(self.fields)


@dataclass(frozen=True, slots=True)
class Region:
    """Elements ``start`` to ``stop`` (half-open) hold one table."""

    kind: TableKind
    start: int
    stop: int
    labels: frozenset[str]


def elements_of(source: Source, blocks: Sequence[Block]) -> tuple[Element, ...]:
    """Return the lines and table rows of some blocks, in reading order."""
    found: list[Element] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            found += [Element(number, i, _row_fields(source, row)) for i, row in enumerate(block.rows)]
        else:
            fields = _line_fields(source, block)
            found.append(Element(number, None, fields, heading_of(" ".join(fields))))
    return tuple(found)


def _row_fields(source: Source, row: Row) -> tuple[str, ...]:
    return tuple(normalize(source.slice(cell.span), traditional=source.traditional).text.strip() for cell in row.cells)


def _line_fields(source: Source, line: Line) -> tuple[str, ...]:
    raw = re.split(r"\t|\||[ \u00a0\u3000]{2,}", source.slice(line.span))
    return tuple(normalize(part, traditional=source.traditional).text.strip() for part in raw if part.strip())


def find_regions(elements: Sequence[Element]) -> tuple[Region, ...]:
    """Return the tables that stand in the elements, in reading order, not overlapping."""
    hits = {kind: [_strong(element, kind) for element in elements] for kind in TableKind}
    cores = sorted(
        (region for kind in TableKind for region in _clusters(kind, hits[kind])), key=lambda region: region.start
    )
    cores = _without_overlap(cores)
    found = []
    for number, region in enumerate(cores):
        floor = cores[number - 1].stop if number else 0
        ceiling = cores[number + 1].start if number + 1 < len(cores) else len(elements)
        found.append(_grown(region, elements, floor, ceiling))
    return tuple(_without_overlap(found))


def region_blocks(region: Region, elements: Sequence[Element], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of a region; a table that other regions share is cut to the region's rows."""
    found: list[Block] = []
    for number in sorted({element.block for element in elements[region.start : region.stop]}):
        block = blocks[number]
        if isinstance(block, Table):
            rows = {e.row for e in elements[region.start : region.stop] if e.block == number}
            found.append(_only(block, {row for row in rows if row is not None}))
        else:
            found.append(block)
    return tuple(found)


def _only(table: Table, rows: set[int]) -> Table:
    """The table without the content of its other rows; row numbers stay what they are."""
    if len(rows) == len(table.rows):
        return table
    kept = tuple(row if number in rows else Row((), row.span) for number, row in enumerate(table.rows))
    return replace(table, rows=kept)


def _strong(element: Element, kind: TableKind) -> frozenset[str]:
    """Keys of the labels of a kind that an element surely holds."""
    if element.heading is not None and element.heading.score >= 0.9:
        return frozenset()
    if element.row is None and len(element.text) > _LONG_LINE * 3:
        return _inside(core(element.text), kind)
    found: set[str] = set()
    for field in element.fields:
        if not _HANZI.search(field) or (element.row is None and len(field) > _LONG_LINE and _PROSE.search(field)):
            continue
        found |= _labels_of(field, kind)
        if element.row is None:
            found |= _labels_of(_BEHIND.sub("", field), kind)
    if element.row is None and not found and element.text.count(" ") >= 6:
        return _inside(core(element.text), kind)
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _labels_of(text: str, kind: TableKind) -> frozenset[str]:
    """Keys of the labels that a text surely is; the shortest of them, 规章, only where nothing else stands."""
    best = matches(text, kind)[:1]
    keys = {m.label.key for m in best if m.exact and m.label.role in _roles(kind) and len(m.label.core) > 2}
    if kind is TableKind.PROACTIVE_DISCLOSURE and text in ("规章", "行政规章"):
        keys.add("article_20_1/regulations")
    return frozenset(keys)


def _roles(kind: TableKind) -> tuple[str, ...]:
    return ("row", "column") if kind is TableKind.REVIEW_AND_LITIGATION else ("row", "block")


def _inside(text: str, kind: TableKind) -> frozenset[str]:
    """Labels found in a long line that holds a whole flattened table."""
    table = union_table(kind)
    found = set()
    for block in table.blocks:
        for row in block.rows:
            if len(core(row.label)) >= 5 and core(row.label) in text:
                found.add(f"{block.key}/{row.key}")
        for column in block.columns if kind is TableKind.REVIEW_AND_LITIGATION else ():
            if len(column.label) > 2 and column.label in text:
                found.add(f"{block.key}/{column.key}")
    return frozenset(found) if len(found) >= max(_FEWEST[kind], 4) else frozenset()


def _clusters(kind: TableKind, hits: Sequence[frozenset[str]]) -> list[Region]:
    """Runs of hits with few elements between them, of enough distinct labels."""
    found: list[Region] = []
    start: int | None = None
    last = 0
    labels: set[str] = set()
    for number, keys in enumerate(hits):
        if not keys:
            continue
        if start is not None and number - last > _REACH:
            found.append(Region(kind, start, last + 1, frozenset(labels)))
            start, labels = None, set()
        start = number if start is None else start
        last = number
        labels |= keys
    if start is not None:
        found.append(Region(kind, start, last + 1, frozenset(labels)))
    return [region for region in found if len(region.labels) >= _FEWEST[kind]]


def _without_overlap(regions: Sequence[Region]) -> list[Region]:
    """Of two regions that overlap the one with fewer labels is cut back to where the other begins or ends."""
    kept: list[Region] = []
    for region in regions:
        if not kept or region.start >= kept[-1].stop:
            kept.append(region)
        elif len(region.labels) > len(kept[-1].labels):
            kept[-1] = replace(kept[-1], stop=region.start)
            kept.append(region)
        else:
            kept.append(replace(region, start=kept[-1].stop))
    return [region for region in kept if region.start < region.stop]


def _grown(region: Region, elements: Sequence[Element], floor: int, ceiling: int) -> Region:
    start, stop = region.start, region.stop
    while start > floor and _belongs(elements[start - 1], region.kind, elements[start]):
        start -= 1
    while stop < ceiling and _belongs(elements[stop], region.kind, elements[stop - 1]):
        stop += 1
    return replace(region, start=start, stop=stop)


def _belongs(element: Element, kind: TableKind, neighbour: Element) -> bool:
    """True where an element without a strong label still is part of the table beside it."""
    if element.heading is not None:
        return False
    if element.row is not None:
        return neighbour.row is not None or not any(
            len(f) > _LONG_LINE * 2 and _PROSE.search(f) for f in element.fields
        )
    text = element.text
    known = matches(text, kind)[:1]
    if known and known[0].score >= 0.75:
        return True
    if any(m.score >= 0.9 for field in element.fields for m in matches(field, kind)[:1]):
        return True
    return (
        len(text) <= 24 and not _PROSE.search(text) and not re.match(r"[(（]?[一二三四五六七八九十\d]+[)）、.](?!\d)", text)
    )
