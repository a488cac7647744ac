"""Cuts a page where its nesting would stall the parser.

The parser's time grows with the depth of open elements times the number of tags, and with the square of the
attributes of one element: a million nested tags would take hours. So before parsing the tags are followed in one
linear pass (``open_elements``), unless a much cheaper one shows that the page cannot pass any limit.
"""

from __future__ import annotations

import re

from extractor.sources.budget import Budget, Meter, Work
from extractor.sources.html_tags import FOREIGN, RAW_TEXT, VOID
from extractor.sources.open_elements import OpenElements

__all__ = ["within_limits"]

_HARMLESS_TAGS = 2_000
_HARMLESS_LENGTH = 100_000
_HARMLESS_GAP = 20_000
_LENGTH_PER_ATTRIBUTE = 2
"""An attribute takes a space and a letter at least."""

_NAME = r"[a-zA-Z][^\s/>]*+"
_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))*+"""
_TAG = re.compile(rf"<(?:(?P<comment>!--)|(?P<close>/?)(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTES})>?)")
_PIECE = re.compile(
    r"<(?:!(?=--)(?:.*?--!?>|.*)"
    rf"|(?P<raw>(?ai:{'|'.join(sorted(RAW_TEXT))}))(?=[\s/>]|\Z)(?P<of_raw>{_ATTRIBUTES})>?"
    r"(?:.*?(?=</(?ai:(?P=raw))[\s/>])|.*)"
    rf"|/(?P<end>{_NAME}){_ATTRIBUTES}>?"
    rf"|(?P<start>{_NAME})(?P<of_start>{_ATTRIBUTES})>?)",
    re.DOTALL,
)
"""The same tags; comments and what stands in raw text are part of the piece that they begin with."""
_OF_OTHER_RULES = FOREIGN | {"select", "option"}
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
    if text.count("<") <= meter.budget.nodes and _is_surely_within(text, meter.budget):
        return text
    return text[: _first_excess(text, meter)]


def _is_surely_within(text: str, budget: Budget) -> bool:
    """True only for a page that passes no limit of depth, attributes and options; False where this pass cannot tell.

    An end tag is followed only where it ends the innermost of the open elements. The parser closes that one too, and
    whatever else it closes or refuses to open makes its tree less deep, so its depth is never more than counted here.
    Other rules hold inside vector graphics, formulas and selection lists: of pages with these nothing is said.
    """
    opened: list[str] = []
    for piece in _PIECE.finditer(text):
        end, start = piece["end"], piece["start"]
        if end:
            if opened and opened[-1] == end.lower():
                opened.pop()
            continue
        if len(piece["of_start"] or piece["of_raw"] or "") > _LENGTH_PER_ATTRIBUTE * budget.attributes:
            return False
        if not start or (name := start.lower()) in VOID:
            continue
        opened.append(name)
        if name in _OF_OTHER_RULES or len(opened) > budget.depth:
            return False
    return True


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
    attributes, most = match["attributes"], meter.budget.attributes
    if len(attributes) > _LENGTH_PER_ATTRIBUTE * most and len(_ATTRIBUTE.findall(attributes)) > most:
        return Work.ATTRIBUTES
    return None


def _raw_end(text: str, position: int, name: str) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position)
    return end.start() if end else len(text)
