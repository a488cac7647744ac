"""A place in a source with the text around it, short enough for a page."""

from __future__ import annotations

from eval.page.view import Surroundings
from schemas.reading import Span
from schemas.result import Place

__all__ = ["surroundings", "where"]

_BEFORE, _AFTER = 70, 50
"""Characters that are shown before and after a token."""
_TOKEN = 120


def surroundings(text: str | None, span: Span | None, at: Place | None, of: str) -> Surroundings | None:
    """Return what stands around a span, cut at the line before and after; None where there is no place.

    Args:
        text: the source as all spans mean it; None where it is not known.
        span: in characters of ``text``; one that lies outside it is no place.
        at: the address in the source's own structure.
        of: whose place it is.
    """
    if text is None or span is None or not 0 <= span[0] <= span[1] <= len(text):
        return None
    start, end = span
    low, high = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    before, after = text[low:start], text[end:high]
    token = text[start:end] if end - start <= _TOKEN else text[start : start + _TOKEN] + "…"
    before, after = _last_lines(before, low > 0), _first_lines(after, high < len(text))
    return Surroundings(before, token, after, where(at), of)


def where(at: Place | None) -> str:
    """Return an address for a person, numbered from 1 as people count; empty where there is none."""
    if at is None:
        return ""
    parts = (("page", at.page), ("table", at.table), ("row", at.row), ("column", at.column))
    return ", ".join(f"{name} {number + 1}" for name, number in parts if number is not None)


def _last_lines(text: str, cut: bool) -> str:
    """At most the line of the token and the one before it."""
    lines = text.split("\n")
    return ("…" if cut and len(lines) <= 2 else "") + "\n".join(lines[-2:])


def _first_lines(text: str, cut: bool) -> str:
    lines = text.split("\n")
    return "\n".join(lines[:2]) + ("…" if cut and len(lines) <= 2 else "")
