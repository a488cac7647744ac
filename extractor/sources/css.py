"""The few CSS declarations that decide whether a text can be seen.

Inline styles, and of ``<style>`` elements the rules whose selector is one element's: a tag, classes and ids in any
combination (``div.pane.active``). A selector that also asks where the element stands (``body #main``, ``:first-child``)
may undo a hiding but never hides: whether it holds is not known here. Not followed: states (``:hover``), ancestors by
class, media queries but ``all`` and ``screen``, style sheets in files of their own, scripts. What they hide is read as if
it were seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

__all__ = ["GENERATED", "Declarations", "Rule", "declarations", "merge", "rules"]

Declarations = Mapping[str, tuple[str, bool]]
"""Property to value and whether it is ``!important``; names and values in lower case."""

_SELECTOR = re.compile(
    r"(?P<above>(?:[a-z][a-z0-9]*|#[\w-]+)(?:\s*>\s*|\s+)(?:(?:[a-z][a-z0-9]*|#[\w-]+)(?:\s*>\s*|\s+))*)?"
    r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<keys>(?:[.#][\w-]+)*)"
    r"(?P<place>(?::(?:first|last|only|nth)-(?:child|of-type)(?:\([^()]*\))?|:not\([^()]*\))*)",
    re.IGNORECASE,
)
_PSEUDO_ELEMENT = re.compile(r"::?(?:before|after)$", re.IGNORECASE)
GENERATED = "::content"
"""Stands among an element's declarations where a rule puts text before or behind what it holds."""
_NO_TEXT = re.compile(r"""none|normal|["'][\s\u200b]*["']|""")
_KEY = re.compile(r"[.#][\w-]+")
_ID = re.compile(r"#[\w-]+")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_STATEMENT = re.compile(r"@(?:import|charset|namespace)[^;{}]*;", re.IGNORECASE)
_SHOWN_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)(?:\s*,\s*(?:all|screen|print))*\s*", re.IGNORECASE)
_MATTERS = re.compile(
    r"display|visibility|opacity|font|color|background|left|top|right|bottom|indent|clip|height|width|transform|overflow"
    r"|mso-hide|decoration|vertical-align|content",
    re.IGNORECASE,
)
_MAX_RULES = 2_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule and the element that its selector asks for."""

    tag: str
    """Lower case; empty for any."""
    keys: frozenset[str]
    """``.class`` and ``#id``, all of which the element must have; empty where the selector is a tag alone."""
    declared: Declarations
    weight: int
    """The selector's specificity, as a number to sort by."""


def declarations(style: str) -> dict[str, tuple[str, bool]]:
    """Return the declarations of a ``style`` attribute or of a rule's body; a later one wins."""
    found: dict[str, tuple[str, bool]] = {}
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            value = value.strip().lower()
            important = value.endswith("!important")
            if important:
                value = value.removesuffix("!important").rstrip()
            name = name.strip().lower()
            if important or not found.get(name, ("", False))[1]:
                found[name] = (value, important)
    return found


def merge(layers: Iterable[Declarations]) -> dict[str, str]:
    """Return the values that hold where the later layer wins, important ones over all others."""
    merged: Declarations = {}
    for layer in layers:
        merged = _overlay(merged, layer)
    return {name: value for name, (value, _) in merged.items()}


def _overlay(lower: Declarations, upper: Declarations) -> Declarations:
    if not lower:
        return upper
    kept = {name: value for name, value in lower.items() if value[1] and not upper.get(name, ("", False))[1]}
    return {**lower, **upper, **kept}


def rules(sheet: str) -> list[Rule]:
    """Return the rules of a style sheet that may bear on visibility, the weaker first."""
    found: dict[tuple[str, frozenset[str], int], Declarations] = {}
    for selectors, body in _blocks(_STATEMENT.sub("", _COMMENT.sub("", sheet))):
        if len(found) >= _MAX_RULES:
            break
        if not _MATTERS.search(body):
            continue
        declared = declarations(body)
        generated = _generated(declared)
        for selector in selectors.split(","):
            beside = _PSEUDO_ELEMENT.search(selector.strip())
            match = _SELECTOR.fullmatch(selector.strip()[: beside.start()] if beside else selector.strip())
            if not match or not match.group():
                continue
            known = beside is not None or (not match["above"] and not match["place"])
            said = (
                (generated if beside else declared)
                if known
                else {name: given for name, given in declared.items() if _shows(name, given[0])}
            )
            if said:
                tag = (match["tag"] or "").lower().replace("*", "")
                which = (tag, frozenset(_KEY.findall(match["keys"])), _weight(match))
                found[which] = _overlay(found.get(which, {}), said)
    made = (Rule(tag, keys, declared, weight) for (tag, keys, weight), declared in found.items())
    return sorted(made, key=lambda rule: rule.weight)


def _generated(declared: Declarations) -> Declarations:
    content = declared.get("content")
    return {} if content is None or _NO_TEXT.fullmatch(content[0]) else {GENERATED: content}


def _weight(match: re.Match[str]) -> int:
    ids = len(_ID.findall(match["above"] or "")) + len(_ID.findall(match["keys"]))
    classes = len(_KEY.findall(match["keys"])) - len(_ID.findall(match["keys"])) + match["place"].count(":")
    tags = (
        bool(match["tag"])
        + len((match["above"] or "").replace(">", " ").split())
        - len(_ID.findall(match["above"] or ""))
    )
    return 10_000 * ids + 100 * classes + tags


def _shows(name: str, value: str) -> bool:
    """True for a declaration that undoes a hiding."""
    if name == "opacity":
        return value not in ("0", "0.0", ".0")
    if name.startswith("text-decoration"):
        return "line-through" not in value
    if name == "vertical-align":
        return value != "super"
    return (name == "display" and value != "none") or (name == "visibility" and value == "visible")


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selector and body of each block at the top level and inside media that a screen shows."""
    depth = skipped = 0
    start = 0
    selector = ""
    for brace in _BRACE.finditer(sheet):
        before = sheet[start : brace.start()].strip()
        start = brace.end()
        if brace.group() == "{":
            depth += 1
            if skipped:
                continue
            if not before.startswith("@"):
                selector = before
            elif not _SHOWN_MEDIA.fullmatch(before):
                skipped = depth
        else:
            if not skipped and selector:
                yield selector, before
            selector = ""
            if skipped == depth:
                skipped = 0
            depth = max(0, depth - 1)
