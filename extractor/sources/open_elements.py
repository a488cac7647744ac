"""The stack of open elements that an HTML parser will have, followed from the tags alone.

A simplified form of the standard's tree construction (HTML, section 13.2.6) that keeps its rules on what ends what, so
that its depth is the tree's depth or a little more. What it does not follow exactly it takes for deeper.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.sources.html_tags import (
    BREAKS_OUT,
    CELLS,
    CLOSES_PARAGRAPH,
    FORMATTING,
    HEADINGS,
    INTEGRATION_POINTS,
    PARAGRAPH_SCOPE,
    SCOPE,
    SPECIAL,
    TABLE_PARTS,
    VOID,
)

__all__ = ["OpenElements"]

_SIBLINGS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(group.split()), barrier)
    for group, barrier in (
        ("p", PARAGRAPH_SCOPE),
        ("button", SCOPE),
        ("li", SPECIAL - {"li", "address", "div", "p"}),
        ("dt dd", SPECIAL - {"dt", "dd", "address", "div", "p"}),
        ("td th", frozenset({"table"})),
        ("tr", frozenset({"table"})),
        ("tbody thead tfoot", frozenset({"table"})),
    )
    for name in group.split()
}
"""Elements that end where the next of their group begins, unless one of the barrier lies between."""

_CAPTION_OR_CELL = CELLS | {"caption"}
_OTHER_RULES = {"svg": "SVG:", "math": "MATH:", "select": "SELECT:"}
"""Elements in which other rules hold; what stands before the names of all that are opened inside."""

_MARKS = tuple(_OTHER_RULES.values())

_ENDED_AS_ORDINARY = frozenset({"noscript", "frameset", "frame", "title", "textarea", "style", "script", "iframe"})
_INLINE = frozenset({"button", "object", "marquee", "applet"})
_PARAGRAPH = frozenset({"p"})
_IMPLIED_ENDS = frozenset(["dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc"])
"""Elements that end by themselves where what holds them ends."""
_EQUAL_TAGS_KEPT = 3
_SCOPES = {"li": SCOPE | {"ul", "ol"}, "p": PARAGRAPH_SCOPE}
"""Where an end tag's reach ends, for those that have a rule of their own."""


@dataclass(slots=True, eq=False)
class _Element:
    name: str
    """With the mark of other rules where they hold."""
    is_open: bool = True


@dataclass(slots=True, eq=False)
class _Formatting:
    """An element that the parser opens again wherever text goes on without it."""

    tag: str
    """As written; empty for the mark that a table cell sets."""
    element: _Element


class OpenElements:
    """The elements that are open at one point of a page."""

    def __init__(self) -> None:
        self._stack: list[_Element] = []
        self._formatting: list[_Formatting] = []

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack)

    @property
    def foreign(self) -> bool:
        """SVG or MathML is being read: scripts and styles hold elements."""
        return self._rules in ("SVG:", "MATH:")

    @property
    def _rules(self) -> str:
        """The mark of the rules that hold here; empty for those of HTML."""
        top = self._stack[-1].name if self._stack else ""
        return top[: top.index(":") + 1] if top.startswith(_MARKS) and top not in INTEGRATION_POINTS else ""

    def text(self) -> None:
        """Take note of text."""
        if not self._rules:
            self._reopen_formatting()

    def open(self, name: str, tag: str, *, closed: bool) -> None:
        """Take note of a start tag; ``closed`` if it ends with a slash."""
        rules = self._rules
        if self.foreign and name in BREAKS_OUT:
            while self.foreign:
                self._pop_from(len(self._stack) - 1)
            rules = self._rules
        if rules:
            nothing = rules == "SELECT:" and (name in ("option", "optgroup") or name in VOID)
            if not nothing and not (self.foreign and closed):
                within = rules if self.foreign else _OTHER_RULES.get(name, rules)
                self._stack.append(_Element(within + name))
        elif name in _OTHER_RULES:
            self._reopen_formatting()
            self._stack.append(_Element(_OTHER_RULES[name] + name))
        elif name not in TABLE_PARTS or name == "table" or self._holds("table"):
            self._open_html(name, tag)

    def close(self, name: str) -> None:
        """Take note of an end tag."""
        if self._rules:
            self._close_by_other_rules(self._rules, name)
        elif name in FORMATTING or name == "form":
            self._close_alone(name)
        elif name in TABLE_PARTS:
            self._pop_to(frozenset((name,)), frozenset(("table",)))
        elif name in HEADINGS:
            self._pop_to(HEADINGS, SCOPE)
        elif name in SPECIAL and name not in _ENDED_AS_ORDINARY:
            self._pop_to(frozenset((name,)), _SCOPES.get(name, SCOPE))
        else:
            self._pop_to(frozenset((name,)), SPECIAL)

    def _close_by_other_rules(self, rules: str, name: str) -> None:
        anywhere = self.foreign or name == "select"
        for index in range(len(self._stack) - 1, -1, -1):
            found = self._stack[index].name
            if found == rules + name:
                self._pop_from(index)
            if found == rules + name or not found.startswith(rules) or not anywhere:
                return

    def _open_html(self, name: str, tag: str) -> None:
        if name == "a":
            self._close_alone(name)  # links do not nest
        if name in _SIBLINGS:
            self._pop_to(*_SIBLINGS[name])
        if name in CLOSES_PARAGRAPH:
            self._pop_to(_PARAGRAPH, PARAGRAPH_SCOPE)
        if self._ends_at(name):
            self._pop_from(len(self._stack) - 1)
        if name not in SPECIAL or name in _INLINE:
            self._reopen_formatting()
        if name in VOID:
            return
        element = _Element(name)
        self._stack.append(element)
        if name in _CAPTION_OR_CELL:
            self._formatting.append(_Formatting("", element))
        elif name in FORMATTING:
            self._add_formatting(tag, element)

    def _ends_at(self, name: str) -> bool:
        """True for a heading in a heading, an option in an option."""
        top = self._stack[-1].name if self._stack else ""
        return (name in HEADINGS and top in HEADINGS) or (name == "option" and top == name)

    def _holds(self, name: str) -> bool:
        return any(element.name == name for element in self._stack)

    def _pop_from(self, index: int) -> None:
        for element in self._stack[index:]:
            element.is_open = False
        del self._stack[index:]

    def _pop_to(self, names: frozenset[str], barrier: frozenset[str]) -> None:
        """Close the innermost element of these names with all in it, unless one of the barrier lies between."""
        index = self._innermost(names, barrier)
        if index is None:
            return
        cells = sum(element.name in _CAPTION_OR_CELL for element in self._stack[index:])
        self._pop_from(index)
        while cells and self._formatting:
            cells -= not self._formatting.pop().tag

    def _innermost(self, names: frozenset[str], barrier: frozenset[str]) -> int | None:
        for index in range(len(self._stack) - 1, -1, -1):
            name = self._stack[index].name
            if name in names:
                return index
            if name in barrier or (barrier and name.startswith(_MARKS)):
                return None
        return None

    def _close_alone(self, name: str) -> None:
        """Take one element out; blocks opened inside it stay open."""
        while name == "form" and self._stack and self._stack[-1].name in _IMPLIED_ENDS:
            self._pop_from(len(self._stack) - 1)
        index = self._innermost(frozenset((name,)), SCOPE)
        if index is not None:
            inside = self._stack[index + 1 :]
            if name == "form" or any(element.name in SPECIAL for element in inside):
                self._stack[index].is_open = False
                del self._stack[index]
            else:
                self._pop_from(index)
        for position in range(len(self._formatting) - 1, -1, -1):
            entry = self._formatting[position]
            if not entry.tag:
                return
            if entry.element.name == name:
                del self._formatting[position]
                return

    def _add_formatting(self, tag: str, element: _Element) -> None:
        """The parser keeps the last three of equal tags in a cell."""
        same = []
        for position in range(len(self._formatting) - 1, -1, -1):
            if not self._formatting[position].tag:
                break
            if self._formatting[position].tag == tag:
                same.append(position)
        if len(same) >= _EQUAL_TAGS_KEPT:
            del self._formatting[same[-1]]
        self._formatting.append(_Formatting(tag, element))

    def _reopen_formatting(self) -> None:
        position = len(self._formatting)
        while position and self._formatting[position - 1].tag and not self._formatting[position - 1].element.is_open:
            position -= 1
        for entry in self._formatting[position:]:
            entry.element = _Element(entry.element.name)
            self._stack.append(entry.element)
