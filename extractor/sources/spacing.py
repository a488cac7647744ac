"""White space as these sources use it: which characters are blank, and what is left of a span without them."""

from __future__ import annotations

from schemas.reading import Span

__all__ = ["LINE_BREAKS", "SPACES", "ZERO_WIDTH", "is_blank", "strip_blank", "trim"]

ZERO_WIDTH = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
"""Characters without a width: joiners, direction marks, soft hyphen, a byte-order mark in the middle of a text."""

SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u3164"
"""Blanks with a width, the no-break and the ideographic space among them."""

LINE_BREAKS = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""Tabs and line ends."""

_BLANK = ZERO_WIDTH + SPACES + LINE_BREAKS


def strip_blank(text: str) -> str:
    """Return the text without white space of any kind at both ends."""
    return text.strip(_BLANK)


def is_blank(text: str) -> bool:
    """True if nothing can be seen in the text."""
    return not text.strip(_BLANK)


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without the white space at both its ends; ``(start, start)`` if nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(_BLANK))
    if left == len(piece):
        return start, start
    return start + left, start + len(piece.rstrip(_BLANK))
