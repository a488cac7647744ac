"""Which prints are one slip of recognition away from a count.

The list of glyphs is closed and deliberately short: those that are mistaken for each other in print and scans of
printed forms. A pair of digits counts only for recognised text: nobody mistypes a 3 for an 8 by its shape.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["DIGITS_LIKE", "GLYPHS_LIKE", "joined_split", "one_confusion", "reads_as"]

GLYPHS_LIKE: dict[str, str] = {
    "0": "OoDQ〇○οОо",
    "1": "lIi|!丨",
    "2": "Zz",
    "5": "Ss",
    "6": "b",
    "8": "B",
    "9": "gq",
}
"""By digit: characters that are no digits and look like it."""

DIGITS_LIKE: frozenset[frozenset[str]] = frozenset(
    frozenset(pair) for pair in ("06", "08", "09", "17", "38", "49", "56", "68", "69", "89")
)
"""Pairs of digits that look alike."""

_COUNT = re.compile(r"\+?(\d+)(?!\.?\d)")
_SPLIT = re.compile(r"(\d+)\s+(\d+)")


def one_confusion(printed: str, value: int, *, recognised: bool) -> bool:
    """True where exactly one character of the print must be another for it to read ``value``.

    Args:
        printed: the token as it stands in the source.
        value: the count it would be.
        recognised: the text came out of a scan, so that one digit may stand for another.
    """
    plain, wanted = _plain(printed), str(value)
    if len(plain) != len(wanted):
        return False
    differing = [(a, b) for a, b in zip(plain, wanted, strict=True) if a != b]
    return len(differing) == 1 and _alike(*differing[0], recognised=recognised)


def joined_split(printed: str, value: int) -> bool:
    """True where the print is ``value`` with one gap in it: ``2 0`` for 20."""
    found = _SPLIT.fullmatch(_plain(printed))
    return found is not None and found[1] + found[2] == str(value)


def reads_as(printed: str, value: int) -> bool:
    """True where the print itself begins with ``value`` in digits, a note behind it set aside."""
    found = _COUNT.match(_plain(printed).replace(",", ""))
    return found is not None and int(found[1]) == value


def _plain(printed: str) -> str:
    return unicodedata.normalize("NFKC", printed).strip()


def _alike(glyph: str, digit: str, *, recognised: bool) -> bool:
    return glyph in GLYPHS_LIKE.get(digit, "") or (recognised and frozenset((glyph, digit)) in DIGITS_LIKE)
