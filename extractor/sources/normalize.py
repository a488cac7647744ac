"""Text in one canonical form, so that labels compare equal, with the way back to where each character stood.

The canonical side is the half-width one: ASCII digits, letters and punctuation (``（，：；`` become ``(,:;``), while
marks that have no ASCII form (``。、《》〔〕``) stay. Quotes are ``"`` and ``'``. Kangxi radicals and compatibility
ideographs become the ideographs they stand for; nothing else goes through NFKC. No digit is lost, invented, or
joined to a digit that it did not touch.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.sources.script import to_simplified
from extractor.sources.spacing import LINE_BREAKS, SPACES, ZERO_WIDTH
from schemas.reading import Span

__all__ = ["Normalized", "normalize"]

_RADICALS_AND_COMPATIBILITY = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_DOUBLE_QUOTES = "“”„‟「」『』〝〞"
_SINGLE_QUOTES = "‘’‚‛"
_MINUS_SIGNS = "\u2010\u2011\u2012\u2212\ufe63"
_JOINER = "\u200b"


_SHORT = 64
"""Texts up to this length are remembered."""


def _fold_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for first, last in _RADICALS_AND_COMPATIBILITY:
        table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(first, last + 1)}
    for chars, canonical in (
        (SPACES, " "),
        (ZERO_WIDTH, _JOINER),
        (_DOUBLE_QUOTES, '"'),
        (_SINGLE_QUOTES, "'"),
        (_MINUS_SIGNS, "-"),
        ("﹙", "("),
        ("﹚", ")"),
        ("﹐", ","),
        ("｡", "。"),
        ("､", "、"),
    ):
        table |= {ord(char): canonical for char in chars}
    return {code: to for code, to in table.items() if len(to) == 1 and to != chr(code)}


_FOLD = _fold_table()
"""One character to one character: folding moves nothing."""

_FOLD_BREAKS = _FOLD | {ord(char): " " for char in LINE_BREAKS}

_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WIDE = "\u3001-\u303f\u3040-\u30ff" + _IDEOGRAPH + "…—·○\ufffd"
_PUNCTUATION = re.escape("()[],.:;!?%\"'")

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTER = "a-zA-Züêɑɡ" + _TONED + _TONED.upper() + "\u0300-\u030c"
_TONE = "[" + _TONED + _TONED.upper() + "\u0300\u0301\u0304\u030c]"
_PINYIN = re.compile(
    rf"(?<=[{_IDEOGRAPH}])(?:[ {_JOINER}]*+\((?=[{_LETTER}]{{0,7}}?{_TONE})[{_LETTER}]{{1,8}}\))+",
)
"""``導(dǎo)``: letters after an ideograph, one with a tone mark; ``(inc)`` and ``(A)`` are no residue."""

_POISON = re.compile(rf",(?=[ {_JOINER}]*+[,、。;:])")
_BETWEEN_DIGITS = re.compile(rf"(?<=[0-9])[ {_JOINER}]*,(?:[ {_JOINER}]*+[,、。;:])+[ {_JOINER}]*[0-9]")
_SPACE = re.compile(rf"[ {_JOINER}]+")
_WIDE_CHAR = re.compile(f"[{_WIDE}]")
_TIGHT_CHAR = re.compile(f"[{_WIDE}{_PUNCTUATION}]")


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in canonical form and where each of its characters stands in the input."""

    text: str
    origins: Sequence[int]
    """For each character of ``text`` its index in the input, ascending."""
    length: int
    """Characters of the input."""

    def raw_span(self, start: int, end: int) -> Span:
        """Return the half-open span of the input that ``text[start:end]`` came from.

        An empty span is mapped to an empty span.
        """
        first = self.origins[start] if start < len(self.origins) else self.length
        return (first, first) if end <= start else (first, self.origins[end - 1] + 1)


def normalize(text: str, *, traditional: bool = False, keep_lines: bool = False) -> Normalized:
    """Return the text in canonical form with its offset map.

    White space of every kind (no-break, ideographic, zero-width) vanishes at both ends, between two ideographs and
    beside their punctuation, and is one space elsewhere: ``总 计`` is ``总计`` and ``3 4`` stays two numbers. Pinyin in
    brackets after an ideograph (``導(dǎo)``) and the first of doubled punctuation (``,、``) are taken out.

    Args:
        text: any piece of a source.
        traditional: convert traditional characters to simplified ones; only for pages that are traditional,
            simplified text does not survive it unchanged.
        keep_lines: leave line ends and tabs as they are; otherwise they are white space like any other.
    """
    if len(text) <= _SHORT:
        return _normalized_short(text, traditional, keep_lines)
    return _normalized(text, traditional, keep_lines)


def _normalized(text: str, traditional: bool, keep_lines: bool) -> Normalized:
    work = _Work(text.translate(_FOLD if keep_lines else _FOLD_BREAKS), range(len(text)))
    work.cut(match.span() for match in _PINYIN.finditer(work.text))
    if traditional:
        work.text = to_simplified(work.text)
    work.cut(_poisoned(work.text))
    work.replace(_SPACE, _squeeze)
    return Normalized(work.text, work.origins, len(text))


_normalized_short = lru_cache(maxsize=16_384)(_normalized)
"""Labels and numbers come again and again, in one table and from report to report."""


class _Work:
    """A text under change together with the origins of its characters."""

    def __init__(self, text: str, origins: Sequence[int]) -> None:
        self.text = text
        self.origins = origins

    def cut(self, spans: Iterable[Span]) -> None:
        self._rebuild([(start, end, "") for start, end in spans])

    def replace(self, pattern: re.Pattern[str], keep: Callable[[re.Match[str]], str]) -> None:
        self._rebuild([(*match.span(), keep(match)) for match in pattern.finditer(self.text)])

    def _rebuild(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Put the (empty or one-character) text of each edit, in order, in the place of its span."""
        edits = [edit for edit in edits if edit[2] != self.text[edit[0] : edit[1]]]
        if not edits:
            return
        pieces: list[str] = []
        origins: list[int] = []
        position = 0
        for start, end, kept in edits:
            pieces += (self.text[position:start], kept)
            origins += self.origins[position:start]
            if kept:
                origins.append(self.origins[start])
            position = end
        pieces.append(self.text[position:])
        origins += self.origins[position:]
        self.text = "".join(pieces)
        self.origins = origins


def _poisoned(text: str) -> list[Span]:
    if not _POISON.search(text):
        return []
    kept = [match.span() for match in _BETWEEN_DIGITS.finditer(text)]
    return [
        match.span() for match in _POISON.finditer(text) if not any(start <= match.start() < end for start, end in kept)
    ]


def _squeeze(match: re.Match[str]) -> str:
    """Return what stays of a run of white space: nothing or one space."""
    text = match.string
    start, end = match.span()
    if start == 0 or end == len(text):
        return ""
    left, right = text[start - 1], text[end]
    if left in "\n\t\r" or right in "\n\t\r":
        return ""
    if " " not in match.group():
        return " " if left in "0123456789" and right in "0123456789" else ""
    tight = _TIGHT_CHAR.match(left) and _TIGHT_CHAR.match(right)
    return "" if tight and (_WIDE_CHAR.match(left) or _WIDE_CHAR.match(right)) else " "
