"""What a check finds, before its severity, its blame and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.enums import FindingKind
from schemas.reading import Number, Span

__all__ = ["Issue"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong or odd in a report."""

    kind: FindingKind
    message: str
    """Key of the message."""
    key: tuple[str, ...]
    """What makes it the same finding in another run: of what and with which values, never where or in which words."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What is put into the message, in no language: numbers, quotes, printed labels."""
    paths: tuple[str, ...] = ()
    """The cells that it is about, the suspect one first."""
    terms: tuple[tuple[str, Number | None], ...] = ()
    """The numbers that it compares: a cell's path or the name of what the prose counts, and the number."""
    span: Span | None = None
    of_header: bool = False
    """It is about names printed around the cells: how well the cells are read has no part in it."""
    minor: bool = False
    """Merely worth knowing, where its kind is usually more."""
