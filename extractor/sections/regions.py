"""Where the tables of a report stand, told by the labels in them rather than by headings.

Headings get lost, drift and are quoted; a table's own row labels do not lie. A region is a run of elements (lines,
rows of tables) from the first to the last strong label of one table kind, with the header above and the values below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.sections.headings import Heading, heading_of
from extractor.sections.labels import core, matches
from extractor.sources.document import Block, Line, Row, Source, Table
from extractor.sources.normalize import normalize
from schemas import union_table
from schemas.enums import TableKind

__all__ = ["Element", "Region", "cut", "elements_of", "find_regions", "region_blocks"]

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
_FIELD_GAP = re.compile(r"\t|\||[ \u00a0\u3000]{2,}")

Labels = Mapping[TableKind, frozenset[str]]
"""For each table kind the keys of its labels that stand somewhere for sure."""

_NO_LABELS: Labels = dict.fromkeys(TableKind, frozenset())


@dataclass(frozen=True, slots=True)
class Element:
    """A line, or one row of a table."""

    block: int
    row: int | None
    fields: tuple[str, ...]
    """Normalised texts: the cells of the row, the fields of the line."""
    text: str
    """All fields, joined by a space."""
    labels: Labels
    heading: Heading | None = None


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
            found += [_of_row(number, i, _row_fields(source, row)) for i, row in enumerate(block.rows)]
        else:
            found.append(_of_line(number, _line_fields(source, block)))
    return tuple(found)


def _of_row(block: int, row: int, fields: tuple[str, ...]) -> Element:
    text = " ".join(fields)
    return Element(block, row, fields, text, _labels_in_row(fields) if _HANZI.search(text) else _NO_LABELS)


def _of_line(block: int, fields: tuple[str, ...]) -> Element:
    text = " ".join(fields)
    heading = heading_of(text)
    bare = (heading is not None and heading.score >= 0.9) or not _HANZI.search(text)
    return Element(block, None, fields, text, _NO_LABELS if bare else _labels_in_line(fields), heading)


def _row_fields(source: Source, row: Row) -> tuple[str, ...]:
    return tuple(normalize(source.slice(cell.span), traditional=source.traditional).text.strip() for cell in row.cells)


def _line_fields(source: Source, line: Line) -> tuple[str, ...]:
    raw = _FIELD_GAP.split(source.slice(line.span))
    return tuple(normalize(part, traditional=source.traditional).text.strip() for part in raw if part.strip())


def find_regions(elements: Sequence[Element]) -> tuple[Region, ...]:
    """Return the tables that stand in the elements, in reading order, not overlapping."""
    cores = sorted(
        (region for kind in TableKind for region in _clusters(kind, elements)), key=lambda region: region.start
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
    return tuple(block for _, block in _cut_blocks(elements[region.start : region.stop], blocks))


def cut(
    elements: Sequence[Element], blocks: Sequence[Block], first: int = 0
) -> tuple[tuple[Element, ...], tuple[Block, ...]]:
    """Return the blocks that neighbouring elements stand in, and the elements of these blocks.

    A table is cut to the rows given; the others stay as rows without cells, so that row numbers stay what they are.

    Args:
        elements: some of the elements of the blocks, in reading order.
        blocks: all blocks that elements count.
        first: the number that the first of the blocks returned shall have.
    """
    given = {(element.block, element.row): element for element in elements}
    found: list[Element] = []
    kept: list[Block] = []
    for number, block in _cut_blocks(elements, blocks):
        own = first + len(kept)
        rows = range(len(block.rows)) if isinstance(block, Table) else (None,)
        for row in rows:
            element = given.get((number, row)) or Element(number, row, (), "", _NO_LABELS)
            found.append(element if element.block == own else replace(element, block=own))
        kept.append(block)
    return tuple(found), tuple(kept)


def _cut_blocks(elements: Sequence[Element], blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The blocks that elements stand in, with their numbers; tables without the content of other rows."""
    rows: dict[int, set[int | None]] = {}
    for element in elements:
        rows.setdefault(element.block, set()).add(element.row)
    for number in sorted(rows):
        block = blocks[number]
        if isinstance(block, Table) and len(rows[number]) < len(block.rows):
            kept = (row if place in rows[number] else Row((), row.span) for place, row in enumerate(block.rows))
            block = replace(block, rows=tuple(kept))
        yield number, block


@lru_cache(maxsize=16_384)
def _labels_in_row(fields: tuple[str, ...]) -> Labels:
    named = [field for field in fields if _HANZI.search(field)]
    return {kind: frozenset().union(*(_labels_of(field, kind) for field in named)) for kind in TableKind}


@lru_cache(maxsize=16_384)
def _labels_in_line(fields: tuple[str, ...]) -> Labels:
    text = " ".join(fields)
    if len(text) > _LONG_LINE * 3:
        return {kind: _inside(core(text), kind) for kind in TableKind}
    named = [
        field for field in fields if _HANZI.search(field) and not (len(field) > _LONG_LINE and _PROSE.search(field))
    ]
    forms = {form for field in named for form in (field, _BEHIND.sub("", field))}
    found = {kind: frozenset().union(*(_labels_of(form, kind) for form in forms)) for kind in TableKind}
    if text.count(" ") >= 6:
        found = {kind: keys or _inside(core(text), kind) for kind, keys in found.items()}
    return found


@lru_cache(maxsize=16_384)
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


def _clusters(kind: TableKind, elements: Sequence[Element]) -> list[Region]:
    """Runs of elements that hold labels with few others between them, of enough distinct labels.

    A table of another kind between two labels parts them.
    """
    found: list[Region] = []
    start: int | None = None
    last = 0
    labels: set[str] = set()
    others: dict[TableKind, set[str]] = {}
    for number, element in enumerate(elements):
        keys = element.labels[kind]
        if not keys:
            for other, theirs in element.labels.items():
                others.setdefault(other, set()).update(theirs)
            continue
        parted = any(len(theirs) >= _FEWEST[other] for other, theirs in others.items())
        others.clear()
        if start is not None and (number - last > _REACH or parted):
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
        len(text) <= 24
        and not _PROSE.search(text)
        and not re.match(r"[(（]?[一二三四五六七八九十\d]+[)）、.](?!\d)", text)
    )
