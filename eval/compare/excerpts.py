"""A place in the source with its surroundings, bounded."""

from __future__ import annotations

from eval.compare.format import Excerpt
from schemas.reading import Span

__all__ = ["excerpt"]

_AROUND = 60
"""Characters of the source on either side of the token."""
_LONGEST = 200
"""Characters of the token itself; a longer one is cut."""


def excerpt(text: str | None, span: Span | None) -> Excerpt | None:
    """Return the source's text around a place.

    Args:
        text: the whole source as Gongkai renders it; None where it could not be read.
        span: half-open range of characters in it.

    Returns:
        None where there is no text, no span, or the span does not lie in the text.
    """
    if text is None or span is None or not 0 <= span[0] <= span[1] <= len(text):
        return None
    start, end = span[0], min(span[1], span[0] + _LONGEST)
    first = max(0, start - _AROUND)
    last = min(len(text), end + _AROUND) if end == span[1] else end
    return Excerpt(
        text=text[first:last],
        start=start - first,
        end=end - first,
        cut_before=first > 0,
        cut_after=last < len(text),
    )
