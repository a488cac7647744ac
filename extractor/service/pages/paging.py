"""Which part of a list is shown, and where its neighbours are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.service.pages.rendering import address

__all__ = ["Paging", "paging_of"]


@dataclass(frozen=True, slots=True)
class Paging:
    """What stands below a list."""

    first: int
    """Number of the first item that is shown, from 1."""
    last: int
    total: int
    previous: str | None
    next: str | None


def paging_of(path: str, query: Mapping[str, object], shown: int, total: int, *, offset: int, limit: int) -> Paging:
    """Return the neighbours of a part of a list.

    Args:
        path: of the page.
        query: its filters, without the offset.
        shown: how many items the part has.
        total: how many the list has.
        offset: how many stand before the part.
        limit: how many a part has at most.
    """
    before = address(path, {**query, "offset": max(0, offset - limit) or None}) if offset else None
    after = address(path, {**query, "offset": offset + limit}) if offset + shown < total else None
    return Paging(offset + 1, offset + shown, total, before, after)
