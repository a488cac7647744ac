"""Text that a sheet can hold: no control characters, not too long, never a formula; and names of sheets."""

from __future__ import annotations

import re

__all__ = ["LONGEST", "cell_text", "sheet_name"]

LONGEST = 32_767
"""Characters that a cell can hold, of which one outside the basic plane counts as two."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME = 31


def cell_text(text: str) -> str:
    """Return the text as a cell can hold it.

    Line ends become line feeds, what XML cannot say becomes U+FFFD, and what is too long ends with an ellipsis. An
    underscore that a spreadsheet would take for an escape, as in ``_x000D_``, is escaped itself by the format's rule.
    """
    if text.isprintable() and len(text) < LONGEST // 2 and "_x" not in text:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub("_x005F_", _cut(_UNPRINTABLE.sub("\ufffd", text), LONGEST))


def sheet_name(number: int, organization: str, year: int | None) -> str:
    """Return the name of a report's sheet; the number makes it one of its kind.

    At most 31 characters, none of those that sheets' names must not have, no apostrophe at its end.
    """
    parts = [str(number), _FORBIDDEN.sub(" ", _UNPRINTABLE.sub(" ", organization)), "" if year is None else str(year)]
    name = " ".join(" ".join(parts).split())
    if _length(name) > _NAME:
        tail = f" {year}" if year is not None else ""
        name = _cut(name.removesuffix(tail), _NAME - len(tail)) + tail
    return name.rstrip("'")


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, most: int) -> str:
    """The text, ended with an ellipsis where it is longer than so many UTF-16 units."""
    if len(text) <= most // 2 or _length(text) <= most:
        return text
    cut = text[: most - 1]
    while _length(cut) > most - 1:
        cut = cut[:-1]
    return cut + "…"
