"""The numbers of lists, which stand nowhere in a document's text and are counted out by whoever shows it.

ECMA-376 part 1, 17.9: a list (``w:num``) takes its levels from an abstract one, whose counters all its lists share;
it may replace a level or begin one anew. A level's text names the levels that it shows (``%1.%2``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.sources.office.list_numerals import numeral
from extractor.sources.office.word_names import W, attribute, child, is_on, number_of, value_of
from extractor.sources.office.word_styles import Styles
from extractor.sources.office.xml import Element

__all__ = ["Numbering"]

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
_LONGEST_COUNT = 99_999
_LINKS = 5
"""Lists that take their levels from one another; real ones do once."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """After which level (1 for the highest) it begins anew; None for any higher one, 0 for none."""
    legal: bool = False
    """All numbers of its text are decimal."""
    gap: str = " "
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    """Id of the abstract list, whose counters it shares."""
    levels: dict[int, _Level]
    restarts: dict[int, int]
    """Levels that this list begins anew, with the number they begin with."""
    styles: dict[str, int]
    """Levels that belong to a paragraph style."""


class Numbering:
    """Counts the lists of a document; asked paragraph by paragraph, in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for found in root.iterfind(f"{W}abstractNum") if root is not None else ():
            self._abstracts.setdefault(attribute(found, "abstractNumId"), found)
        for found in root.iterfind(f"{W}num") if root is not None else ():
            self._lists.setdefault(attribute(found, "numId"), found)
        self._read: dict[str, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next_number(self, identity: str, level: int | None, style: str) -> str:
        """Count a paragraph, and return its number with the gap behind it; empty where it shows none.

        Args:
            identity: of the list; ``0`` or an unknown one is no list.
            level: from 0; None takes the one that belongs to the style.
            style: the paragraph's style.
        """
        found = self._list(identity)
        if found is None:
            return ""
        depth = min(max(found.styles.get(style, 0) if level is None else level, 0), _LEVELS - 1)
        counters = self._counters.setdefault(found.abstract, {})
        self._count(identity, found, depth, counters)
        own = found.levels.get(depth, _Level())
        if own.hidden:
            return ""
        text = _BULLET if own.format == "bullet" else _shown(own, found, counters)
        return text + own.gap if text else ""

    def _count(self, identity: str, found: _List, depth: int, counters: dict[int, int]) -> None:
        start = found.levels.get(depth, _Level()).start
        if depth in found.restarts and (identity, depth) not in self._begun:
            counters[depth] = found.restarts[depth]
        elif depth in counters:
            counters[depth] = min(counters[depth] + 1, _LONGEST_COUNT)
        else:
            counters[depth] = found.restarts.get(depth, start)
        self._begun.add((identity, depth))
        for lower in [lower for lower in counters if lower > depth]:
            after = found.levels.get(lower, _Level()).restart
            if after is None or depth < after:
                del counters[lower]

    def _list(self, identity: str) -> _List | None:
        if identity not in self._read:
            self._read[identity] = self._read_list(identity)
        return self._read[identity]

    def _read_list(self, identity: str, links: int = _LINKS) -> _List | None:
        element = self._lists.get(identity)
        abstract = value_of(element, "abstractNumId")
        levels = self._abstracts.get(abstract)
        if element is None or levels is None:
            return None
        linked = value_of(levels, "numStyleLink")
        if linked and child(levels, "lvl") is None and links:
            other = self._read_list(self._styles.number_of_style(linked), links - 1)
            base = other or _List(abstract, {}, {}, {})
            found = _List(base.abstract, dict(base.levels), dict(base.restarts), dict(base.styles))
        else:
            found = _List(abstract, {}, {}, {})
            _add_levels(found, levels)
        for override in element.iterfind(f"{W}lvlOverride"):
            depth = number_of(attribute(override, "ilvl"), 0)
            _add_levels(found, override)
            start = value_of(override, "startOverride")
            if start:
                found.restarts[depth] = number_of(start, 1)
        return found


def _add_levels(found: _List, parent: Element) -> None:
    for element in parent.iterfind(f"{W}lvl"):
        depth = number_of(attribute(element, "ilvl"), 0)
        restart = value_of(element, "lvlRestart")
        found.levels[depth] = _Level(
            start=number_of(value_of(element, "start"), 0),
            format=value_of(element, "numFmt") or "decimal",
            text=value_of(element, "lvlText"),
            restart=number_of(restart, 0) if restart else None,
            legal=is_on(child(element, "isLgl")),
            gap="" if value_of(element, "suff") == "nothing" else " ",
            hidden=is_on(child(element, "rPr/vanish")),
        )
        style = value_of(element, "pStyle")
        if style:
            found.styles[style] = depth


def _shown(own: _Level, found: _List, counters: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        level = found.levels.get(depth := int(match[1]) - 1, _Level())
        format_name = "decimal" if own.legal and level.format != "none" else level.format
        return numeral(counters.get(depth, level.start), format_name)

    return _PLACE.sub(number, own.text)
