"""Ordinals of headings and labels as automatic numbers: taken out of the text and left to a list to count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Lists"]

_DIGITS = "一二三四五六七八九十"
_ORDINAL = re.compile(
    rf"(?P<chinese>[{_DIGITS}])(?P<comma>、)|(?P<open>[（(])(?P<bracketed>[{_DIGITS}])(?P<close>[）)])"
    r"|(?P<digit>\d)(?P<point>[.．、])(?!\d)"
)


@dataclass(slots=True)
class Lists:
    """The lists of one document; each way to print an ordinal is one abstract list, begun anew where it must be."""

    _abstracts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """Format, text and what follows it, to the id of an abstract list."""
    _last: dict[int, tuple[int, int]] = field(default_factory=dict)
    """For each abstract list its last number and the list that had it."""
    _numbers: list[tuple[int, int]] = field(default_factory=list)
    """For each list its abstract one and the number that it begins with."""

    def take(self, text: str) -> tuple[str, str]:
        """Return the list properties of a paragraph, empty for one without ordinal, and its text without it."""
        match = _ORDINAL.match(text)
        if match is None:
            return "", text
        number = int(match["digit"] or _DIGITS.index(match["chinese"] or match["bracketed"]) + 1)
        shown = f"%1{match['point'] or match['comma']}" if not match["open"] else f"{match['open']}%1{match['close']}"
        rest = text[match.end() :]
        key = ("decimal" if match["digit"] else "chineseCounting", shown, "space" if rest[:1] == " " else "nothing")
        abstract = self._abstracts.setdefault(key, len(self._abstracts) + 1)
        before, identity = self._last.get(abstract, (0, 0))
        if number != before + 1 or not identity:
            self._numbers.append((abstract, number))
            identity = len(self._numbers)
        self._last[abstract] = (number, identity)
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{identity}"/></w:numPr>', rest.lstrip(" ")

    def definitions(self) -> Iterator[str]:
        """Yield the children of ``w:numbering``, abstract lists first."""
        for (kind, shown, gap), abstract in self._abstracts.items():
            yield (
                f'<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="{gap}"/>'
                f'<w:lvlText w:val="{shown}"/></w:lvl></w:abstractNum>'
            )
        for identity, (abstract, start) in enumerate(self._numbers, 1):
            yield (
                f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
