"""Whether a text is a page, a text with tables in markup, or plain text, however its file is named."""

from __future__ import annotations

import re
from enum import Enum, auto

__all__ = ["Markup", "markup_of", "split_tables"]


class Markup(Enum):
    """How much markup a text is made of."""

    NONE = auto()
    """Plain text or Markdown; stray tags do not matter."""
    TABLES = auto()
    """Plain text or Markdown whose tables are HTML, as converters of PDF write it."""
    PAGE = auto()
    """A web page or a piece of one."""


_DOCUMENT = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)table(?=[\s>/])[^>]*+>?", re.IGNORECASE)
_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_BLOCK = r"(?:div|p|td|tr|li|ul|span|section|article|h[1-6])"
_OPEN_BLOCK = re.compile(rf"<{_BLOCK}(?:\s[^<>]*+)?>", re.IGNORECASE)
_CLOSED_BLOCK = re.compile(rf"</{_BLOCK}\s*+>", re.IGNORECASE)
_FRAGMENT = re.compile(r"\s*<(?:!--|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)
_FEW = 5


def markup_of(text: str) -> Markup:
    """Return how much markup a text is made of."""
    if _DOCUMENT.search(text):
        return Markup.PAGE
    tables = bool(_TABLE_TAG.search(text) and _CELL.search(text))
    outside = "".join(split_tables(text)[::2]) if tables else text
    opened = sum(1 for _ in _OPEN_BLOCK.finditer(outside))
    closed = sum(1 for _ in _CLOSED_BLOCK.finditer(outside))
    if opened and closed and _FRAGMENT.match(text):
        return Markup.PAGE
    if min(opened, closed) >= _FEW and closed >= opened // 2:
        return Markup.PAGE
    if not tables:
        return Markup.NONE
    return Markup.TABLES if outside.strip() else Markup.PAGE


def split_tables(text: str) -> list[str]:
    """Return the text in turns: text outside of tables, then an outermost table with its tags, and so on."""
    parts: list[str] = []
    position = start = depth = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            if not depth:
                start = tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                parts += (text[position:start], text[start : tag.end()])
                position = tag.end()
    if depth:
        parts += (text[position:start], text[start:])
        position = len(text)
    parts.append(text[position:])
    return parts
