"""What belongs to one report of a source that holds several: its blocks, and whose report it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.sections.identity import identify
from extractor.sections.level_names import complete_name, spoken_name
from extractor.sections.parts import Identity
from extractor.sections.regions import Element
from extractor.sections.reports import ReportSpan
from extractor.sources.document import Block, Row, Source, Table
from extractor.sources.normalize import normalize

__all__ = ["cut_blocks", "identity_of"]


def cut_blocks(blocks: Sequence[Block], elements: Sequence[Element]) -> tuple[Block, ...]:
    """Return the blocks that some elements stand in; a table is cut to their rows, whose numbers stay what they are."""
    rows: dict[int, set[int]] = {}
    for element in elements:
        rows.setdefault(element.block, set()).update(() if element.row is None else (element.row,))
    return tuple(_cut(blocks[number], rows[number]) for number in sorted(rows))


def _cut(block: Block, rows: set[int]) -> Block:
    if not isinstance(block, Table) or len(rows) == len(block.rows):
        return block
    kept = tuple(row if number in rows else Row((), row.span) for number, row in enumerate(block.rows))
    return replace(block, rows=kept)


def identity_of(span: ReportSpan, lines: Sequence[str], source: Source, page_title: str = "") -> Identity:
    """Return whose report it is and of which year.

    The report's own lines say it, else the titles in its tables and captions. A name without its place is completed
    from the one place of that level that is named in the report, else in the whole source.

    Args:
        span: the report.
        lines: its normalised lines outside tables.
        source: where it stands.
        page_title: what the page calls itself, if the report is the only one there.
    """
    identity = identify(lines, page_title)
    if "spam_in_name" in identity.flags:
        return identity
    told = [mark for mark in span.titles if mark.title]
    own = "\n".join(re.sub(r"\s+", "", line) for line in lines)
    name = identity.organization or next((mark.organization for mark in told if mark.organization), None)
    year = identity.year or next((mark.year for mark in told if mark.year), None)
    short = name or spoken_name(own)
    if short is not None:
        name = complete_name(short, own, _folded(source)) or name
    return replace(
        identity, title=identity.title or next((mark.title for mark in told), None), organization=name, year=year
    )


def _folded(source: Source) -> str:
    text = normalize(source.text, traditional=source.traditional, keep_lines=True).text
    return re.sub(r"[^\S\n]+", "", text)
