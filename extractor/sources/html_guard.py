"""Cuts a page where its nesting would stall the parser.

The parser's time grows with the depth of open elements times the number of tags, and with the square of the
attributes of one element: a million nested tags would take hours. So before parsing the tags are followed in one
linear pass with a simplified stack of open elements that never underrates the depth the parser will reach.
"""

from __future__ import annotations

import re

from extractor.sources.budget import Meter, Work
from extractor.sources.html_tags import CELLS, CLOSES_PARAGRAPH, FOREIGN, FORMATTING, RAW_TEXT, SCOPE, TABLE_PARTS, VOID

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

_SIBLINGS: dict[str, frozenset[str]] = {
    name: frozenset(group.split())
    for group in ("p", "li", "dt dd", "option", "td th", "tr", "tbody thead tfoot", "h1 h2 h3 h4 h5 h6", "button")
    for name in group.split()
}
"""Elements whose next of a kind closes the one before."""

_CAPTION_OR_CELL = CELLS | frozenset(("caption",))
_TABLE = frozenset(("table",))
_PARAGRAPH = frozenset(("p",))


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
    opened = _OpenElements()
    tags = options = position = 0
    while match := _TAG.search(text, position):
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
        if excess is None and name not in VOID:
            if name in RAW_TEXT and not opened.foreign:
                position = _raw_end(text, position, name)
                continue
            opened.open(name, match)
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


class _OpenElements:
    """The stack of open elements and the list of formatting that the parser opens again in later blocks."""

    def __init__(self) -> None:
        self._stack: list[str] = []
        self._formatting: list[str] = []
        """Tags as written; an empty string begins a table cell."""

    @property
    def depth(self) -> int:
        return len(self._stack) + len(self._formatting)

    @property
    def foreign(self) -> bool:
        return not FOREIGN.isdisjoint(self._stack)

    def open(self, name: str, match: re.Match[str]) -> None:
        if match["attributes"].endswith("/") and self.foreign:
            return
        if name == "a":
            self.close(name)  # links do not nest
        if name in CLOSES_PARAGRAPH:
            self._pop_to(_PARAGRAPH, SCOPE)
        group = _SIBLINGS.get(name)
        if group is not None:
            self._pop_to(group, _TABLE if name in TABLE_PARTS else SCOPE)
        self._stack.append(name)
        if name in _CAPTION_OR_CELL:
            self._formatting.append("")
        elif name in FORMATTING:
            self._add_formatting(match.group())

    def close(self, name: str) -> None:
        self._pop_to(frozenset((name,)), _TABLE if name in TABLE_PARTS else SCOPE)
        if name in FORMATTING:
            self._forget_formatting(name)

    def _pop_to(self, names: frozenset[str], barrier: frozenset[str]) -> None:
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index] in names:
                for popped in self._stack[index:]:
                    if popped in _CAPTION_OR_CELL:
                        self._clear_cell()
                del self._stack[index:]
                return
            if self._stack[index] in barrier:
                return

    def _clear_cell(self) -> None:
        while self._formatting and self._formatting.pop():
            pass

    def _add_formatting(self, tag: str) -> None:
        same = 0
        for earlier in reversed(self._formatting):
            if not earlier:
                break
            same += earlier == tag
        if same < 3:  # the parser keeps three of a kind
            self._formatting.append(tag)

    def _forget_formatting(self, name: str) -> None:
        for index in range(len(self._formatting) - 1, -1, -1):
            tag = self._formatting[index]
            if not tag:
                return
            if re.match(rf"<{name}\b", tag, re.IGNORECASE):
                del self._formatting[index]
                return
