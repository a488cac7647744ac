"""The last place where a pattern stands: of words in front of a number the nearest counts."""

from __future__ import annotations

import re

__all__ = ["last_match"]


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match of a pattern in a text, those found from left to right without overlap; None without one."""
    last = None
    for match in pattern.finditer(text):
        last = match
    return last
