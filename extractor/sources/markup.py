"""Whether a text is a page, however its file is named."""

from __future__ import annotations

import re

__all__ = ["is_html"]

_DOCUMENT = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_OPEN_BLOCK = re.compile(r"<(?:div|p|td|tr|li|ul|span|section|article|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_CLOSED_BLOCK = re.compile(r"</(?:div|p|td|tr|li|ul|span|section|article|h[1-6])\s*>", re.IGNORECASE)
_FRAGMENT = re.compile(r"\s*<(?:!--|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)
_FEW = 5


def is_html(text: str) -> bool:
    """True for a page, a piece of one, or a text with tables in markup; stray tags in a text do not make it a page."""
    if _DOCUMENT.search(text) or (_TABLE.search(text) and _CELL.search(text)):
        return True
    opened = sum(1 for _ in _OPEN_BLOCK.finditer(text))
    closed = sum(1 for _ in _CLOSED_BLOCK.finditer(text))
    if _FRAGMENT.match(text):
        return opened >= 1 and closed >= 1
    return min(opened, closed) >= _FEW and closed >= opened // 2
