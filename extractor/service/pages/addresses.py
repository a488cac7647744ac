"""What the query of an address says, as far as it says anything."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["number_of", "offset_of", "text_of"]

_MOST_DIGITS = 9


def number_of(query: Mapping[str, str], name: str) -> int | None:
    """Return a whole number from 0; None where the address has none, or what nobody can have chosen."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def offset_of(query: Mapping[str, str]) -> int:
    """Return how many items stand before those to be shown."""
    return number_of(query, "offset") or 0


def text_of(query: Mapping[str, str], name: str, longest: int = 200) -> str:
    """Return a text without white space around it, cut off where it is too long to be meant."""
    return query.get(name, "").strip()[:longest]
