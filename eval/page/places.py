"""A place in a source with the text around it, short enough for a page."""

from __future__ import annotations

from eval.compare.excerpts import excerpt
from eval.compare.format import Excerpt
from eval.page.view import Surroundings
from schemas.reading import Span
from schemas.result import Place

__all__ = ["from_excerpt", "surroundings", "where"]

_LINES = 2
"""How many lines are shown at most on either side, that of the token counted."""


def surroundings(text: str | None, span: Span | None, at: Place | None, of: str) -> Surroundings | None:
    """Return what stands around a span; None where there is no place.

    Args:
        text: the source as all spans mean it; None where it is not known.
        span: in characters of ``text``; one that lies outside it is no place.
        at: the address in the source's own structure.
        of: whose place it is.
    """
    cut = excerpt(text, span)
    return from_excerpt(cut, where(at), of) if cut else None


def from_excerpt(cut: Excerpt, address: str, of: str) -> Surroundings:
    """Return an excerpt with the lines farther from its token left out."""
    before, after = cut.text[: cut.start].split("\n"), cut.text[cut.end :].split("\n")
    more_before = cut.cut_before or len(before) > _LINES
    more_after = cut.cut_after or len(after) > _LINES
    return Surroundings(
        ("…" if more_before else "") + "\n".join(before[-_LINES:]),
        cut.text[cut.start : cut.end],
        "\n".join(after[:_LINES]) + ("…" if more_after else ""),
        address,
        of,
    )


def where(at: Place | None) -> str:
    """Return an address for a person, numbered from 1 as people count; empty where there is none."""
    if at is None:
        return ""
    parts = (("page", at.page), ("table", at.table), ("row", at.row), ("column", at.column))
    return ", ".join(f"{name} {number + 1}" for name, number in parts if number is not None)
