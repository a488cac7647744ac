"""Cuts a page where its nesting would stall the parser.

The parser's time grows with the depth of open elements times the number of tags, and with the square of the
attributes of one element: a million nested tags would take hours. So before parsing the tags are followed in one
linear pass (``open_elements``).
"""

from __future__ import annotations

import re

from extractor.sources.budget import Meter, Work
from extractor.sources.html_tags import RAW_TEXT
from extractor.sources.open_elements import OpenElements

__all__ = ["within_limits"]

_HARMLESS_TAGS = 2_000
_HARMLESS_LENGTH = 100_000
_HARMLESS_GAP = 20_000

_TAG = re.compile(
    r"<(?:(?P<comment>!--)"
    r"|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"""(?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))*+)>?)"""
)
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"[\s/\"'][^\s=/>\"']")


def within_limits(text: str, meter: Meter) -> str:
    """Return the page up to the tag that passes a limit, which is the whole page but for hostile ones."""
    if (
        text.count("<") <= _HARMLESS_TAGS
        and len(text) <= _HARMLESS_LENGTH
        and max(map(len, text.split(">"))) <= _HARMLESS_GAP
    ):
        return text
    return text[: _first_excess(text, meter)]


def _first_excess(text: str, meter: Meter) -> int:
    opened = OpenElements()
    tags = options = position = 0
    while match := _TAG.search(text, position):
        if match.start() > position:
            opened.text()
        position = match.end()
        if match["comment"]:
            end = _COMMENT_END.search(text, match.start() + 2)
            position = end.end() if end else len(text)
            continue
        tags += 1
        name = match["name"].lower()
        if match["close"]:
            opened.close(name)
            continue
        options += name == "option"
        excess = _excess(match, tags, options, meter)
        if excess is None:
            if name in RAW_TEXT and not opened.foreign:
                position = _raw_end(text, position, name)
                continue
            opened.open(name, match.group(), closed=match["attributes"].endswith("/"))
            excess = Work.DEPTH if opened.depth > meter.budget.depth else None
        if excess is not None:
            meter.exceed(excess)
            return match.start()
    return len(text)


def _excess(match: re.Match[str], tags: int, options: int, meter: Meter) -> Work | None:
    if tags > meter.budget.nodes:
        return Work.NODES
    if options > meter.budget.options:
        return Work.OPTIONS
    start, end = match.span("attributes")
    if end - start > 2 * meter.budget.attributes and len(_ATTRIBUTE.findall(match["attributes"])) > (
        meter.budget.attributes
    ):
        return Work.ATTRIBUTES
    return None


def _raw_end(text: str, position: int, name: str) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position)
    return end.start() if end else len(text)
