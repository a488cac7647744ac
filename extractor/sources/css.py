"""The few CSS declarations that decide whether a text can be seen.

Inline styles, and of ``<style>`` elements the rules whose selector is one tag, class, id, ``tag.class`` or ``tag#id``.
Not followed: descendant and other compound selectors, media queries but ``all`` and ``screen``, style sheets in files
of their own, scripts. What they hide is read as if it were seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Declarations", "Rule", "declarations", "merge", "rules"]

Declarations = Mapping[str, tuple[str, bool]]
"""Property to value and whether it is ``!important``; names and values in lower case."""

_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<key>[.#][\w-]+)?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_STATEMENT = re.compile(r"@(?:import|charset|namespace)[^;{}]*;", re.IGNORECASE)
_SHOWN_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)(?:\s*,\s*(?:all|screen|print))*\s*", re.IGNORECASE)
_MATTERS = re.compile(
    r"display|visibility|opacity|font|color|background|left|top|right|bottom|indent|clip|height|width|transform|overflow",
    re.IGNORECASE,
)
_MAX_RULES = 2_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with a simple selector."""

    tag: str
    """Lower case; empty for any."""
    key: str
    """``.class`` or ``#id``; empty where the selector is a tag alone."""
    declared: Declarations

    @property
    def weight(self) -> int:
        """The selector's specificity, as a number to sort by."""
        return (10_000 if self.key.startswith("#") else 100 if self.key else 0) + bool(self.tag)


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
    """Return the simple rules of a style sheet that may bear on visibility, the weaker first."""
    found: dict[tuple[str, str], Declarations] = {}
    for selectors, body in _blocks(_STATEMENT.sub("", _COMMENT.sub("", sheet))):
        if len(found) >= _MAX_RULES:
            break
        if not _MATTERS.search(body):
            continue
        declared = declarations(body)
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match and match.group():
                which = ((match["tag"] or "").lower(), match["key"] or "")
                found[which] = _overlay(found.get(which, {}), declared)
    return sorted((Rule(tag, key, declared) for (tag, key), declared in found.items()), key=lambda rule: rule.weight)


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
