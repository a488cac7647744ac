"""The year that stands directly above a table: ``2022年度``, ``(2022年1月1日至2022年12月31日)``, ``表2 2022年…情况``.

A report whose title is of another year may hold last year's table; its numbers are not this year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.sections.parts import ReportPart
from extractor.sources.document import Block, Line, Source, Table
from extractor.sources.normalize import normalize
from schemas.enums import TableKind

__all__ = ["tables_of_other_years"]

_LONGEST = 60
_YEAR = re.compile(
    r"\(?(?:附?表[\d一二三四]{0,2}[、.:)]?)?(?P<year>20\d\d)"
    r"(?:年?1月1日?(?:至|到|[-—–―~～])+(?:(?P=year)年)?12月31日\)?|年?度?[^\d,。;:、年月日较比]*)"
)
_UNIT = re.compile(r"\(?单位")


def tables_of_other_years(source: Source, part: ReportPart) -> frozenset[TableKind]:
    """Return the tables of a report whose caption directly above them names another year than the report's."""
    own = part.identity.year
    if own is None:
        return frozenset()
    return frozenset(
        kind
        for kind in TableKind
        for year in [_year_above(source, part.table_blocks(kind))]
        if year is not None and year != own
    )


def _year_above(source: Source, blocks: tuple[Block, ...]) -> int | None:
    """The one year that a table's caption and the line directly above it name."""
    years = {
        int(found["year"])
        for text in _captions(source, blocks)
        if len(text) <= _LONGEST and (found := _YEAR.fullmatch(text)) is not None
    }
    return years.pop() if len(years) == 1 else None


def _captions(source: Source, blocks: tuple[Block, ...]) -> Iterator[str]:
    first = next((place for place, block in enumerate(blocks) if isinstance(block, Table)), None)
    lines = [block for block in blocks[: 1 if first is None else first] if isinstance(block, Line)]
    above = [_plain(source, source.slice(line.span)) for line in lines]
    yield from [text for text in above if not _UNIT.match(text)][-1:]
    table = blocks[first] if first is not None else None
    if isinstance(table, Table):
        yield _plain(source, table.caption)
        if len(table.rows[0].cells) == 1:
            yield _plain(source, source.slice(table.rows[0].cells[0].span))


def _plain(source: Source, text: str) -> str:
    return re.sub(r"\s+", "", normalize(text, traditional=source.traditional).text)
