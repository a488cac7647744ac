"""Whether two readers took the same for granted: year, organization and columns.

Source: WITNESSES.md, "Status": a mismatch disputes the whole table; every cell keeps the candidates of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.enums import TableKind
from schemas.upstream import SeenTable, Upstream

__all__ = ["Mismatch", "mismatches"]

_LETTERS = re.compile(r"[\W_]+")
_OFFICE = re.compile(r"(?<=政府)办(?:公室|公厅)?$")
"""The office through which a government reports: both are named as whose report it is."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One table and what of it two readers saw differently."""

    table: TableKind
    what: str
    """``year``, ``organization`` or ``columns``."""
    read: str
    """What the table was read with."""
    seen: str
    """What the other reader saw."""


def mismatches(read: Upstream, seen: Upstream) -> tuple[Mismatch, ...]:
    """Return what two readers saw differently, table by table; what one of them did not see is no mismatch.

    A year or an organization of the report itself concerns all its tables. Names of organizations are the same where
    the shorter is a short form of the longer, the office of a government left out: ``某区政府办`` of
    ``某市某区人民政府``. Columns differ where those seen do not run through those read in the same order; some may be
    illegible.

    Args:
        read: what the tables were read with.
        seen: what the other reader saw.
    """
    found: list[Mismatch] = []
    for kind, table in read.tables.items():
        other = seen.tables.get(kind, SeenTable())
        years = [table.year if table.year is not None else read.year, seen.year, other.year]
        found += [Mismatch(kind, "year", str(years[0]), str(year)) for year in _others(years)]
        names = [table.organization or read.organization, seen.organization, other.organization]
        found += [
            Mismatch(kind, "organization", str(names[0]), str(name))
            for name in _others(names)
            if not _same_name(str(names[0]), str(name))
        ]
        found += _columns(kind, table, other)
    return tuple(dict.fromkeys(found))


def _others(values: Sequence[int | str | None]) -> Iterator[int | str | None]:
    """What was seen and is not what it was read with, which is the first."""
    first, *others = values
    if first is not None:
        yield from (value for value in others if value not in (None, "", first))


def _same_name(one: str, other: str) -> bool:
    names = (_OFFICE.sub("", _LETTERS.sub("", name)) for name in (one, other))
    shorter, longer = sorted(names, key=len)
    return _runs_through(shorter, longer)


def _columns(kind: TableKind, read: SeenTable, seen: SeenTable) -> Iterator[Mismatch]:
    blocks = dict(read.columns)
    for key, columns in seen.columns:
        if key in blocks and not _runs_through(columns, blocks[key]):
            yield Mismatch(kind, "columns", " ".join(blocks[key]), " ".join(columns))


def _runs_through(part: Sequence[str], whole: Sequence[str]) -> bool:
    """True where all of ``part`` comes in ``whole``, in the same order."""
    rest = iter(whole)
    return all(any(item == other for other in rest) for item in part)
