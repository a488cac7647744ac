"""Changing only what a person sees: in HTML, the text between tags."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["on_visible"]

_MARKUP = re.compile(r"(<(?:style|script)\b.*?</(?:style|script)>|<!--.*?-->|<[^>]*>|&[a-zA-Z#0-9]+;)", re.DOTALL)


def on_visible(text: str, suffix: str, change: Callable[[str], str]) -> str:
    """Return the text with ``change`` applied to each run of visible characters."""
    if suffix != "html":
        return change(text)
    parts = _MARKUP.split(text)
    return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))
