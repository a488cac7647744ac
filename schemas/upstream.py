"""What a reader takes for granted before it reads a number: whose report it is, of which year, under which columns.

Source: WITNESSES.md, "Status": upstream decisions are witnessed too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.enums import TableKind

__all__ = ["SeenTable", "Upstream"]


@dataclass(frozen=True, slots=True)
class SeenTable:
    """One table as a reader saw it."""

    year: int | None = None
    organization: str | None = None
    """Only where the table itself says so."""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By key of the block the keys of its columns, left to right; only those whose labels are legible."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """One report as a reader saw it; None where it saw nothing."""

    year: int | None = None
    organization: str | None = None
    tables: Mapping[TableKind, SeenTable] = field(default_factory=dict)
