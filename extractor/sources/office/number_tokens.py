"""A number format of a sheet, cut into its sections and their tokens (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

__all__ = ["Kind", "Section", "Token", "sections"]

_LONGEST = 255
"""Characters of a format; a program accepts no more."""


class Kind(Enum):
    """What a token of a format stands for."""

    LITERAL = auto()
    DIGIT = auto()
    """``0``, ``#`` or ``?``."""
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    FRACTION = auto()
    DATE = auto()
    """``yyyy``, ``mm``, ``aaaa``, ``AM/PM``, ``[h]`` …"""
    TEXT = auto()
    GENERAL = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None
    chinese: int
    """1 for Chinese numerals, 2 for those of documents, 0 for digits."""

    @property
    def is_date(self) -> bool:
        """True where it shows a date or a time."""
        return any(token.kind is Kind.DATE for token in self.tokens)


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|(?P<padding>_.|\*.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式|GENERAL|general)"
    r"|(?P<noon>(?:AM/PM|A/P|am/pm|a/p|上午/下午))"
    r"|(?P<exponent>[Ee][+-])"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}|[eE]+|[bB]+)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<fraction>/)|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
_KINDS = {
    "quoted": Kind.LITERAL,
    "escaped": Kind.LITERAL,
    "other": Kind.LITERAL,
    "general": Kind.GENERAL,
    "noon": Kind.DATE,
    "exponent": Kind.EXPONENT,
    "date": Kind.DATE,
    "digit": Kind.DIGIT,
    "point": Kind.POINT,
    "comma": Kind.COMMA,
    "percent": Kind.PERCENT,
    "fraction": Kind.FRACTION,
    "text": Kind.TEXT,
}
_SPLIT = re.compile(r'"[^"]*"?|\\.|\[[^\]]*\]|;|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_NUMERALS = {"dbnum1": 1, "dbnum2": 2}


@lru_cache(maxsize=1_024)
def sections(code: str) -> tuple[Section, ...]:
    """Return a format's sections, at least one."""
    parts = [""]
    for piece in _SPLIT.findall(code[:_LONGEST]):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(_section(part) for part in parts)


def _section(text: str) -> Section:
    tokens: list[Token] = []
    condition = None
    chinese = 0
    for match in _TOKEN.finditer(text):
        name = match.lastgroup or ""
        if name == "padding":
            tokens.append(Token(Kind.LITERAL, " ")) if match.group().startswith("_") else None
        elif name != "bracket":
            tokens.append(Token(_KINDS[name], match[name]))
        elif found := _CONDITION.fullmatch(match[name]):
            condition = (found[1], float(found[2]))
        else:
            tokens += _of_bracket(match[name])
            chinese = _NUMERALS.get(match[name].lower(), chinese)
    has_digits = any(token.kind in (Kind.DIGIT, Kind.GENERAL) for token in tokens)
    return Section(tuple(_settled(token, has_digits) for token in tokens), condition, chinese)


def _of_bracket(text: str) -> list[Token]:
    if text.startswith("$"):
        return [Token(Kind.LITERAL, text[1:].split("-", 1)[0])]
    if _ELAPSED.fullmatch(text):
        return [Token(Kind.DATE, f"[{text}]")]
    return []


def _settled(token: Token, has_digits: bool) -> Token:
    """A letter of a date where digits stand beside it is a letter: ``0e`` is none of a calendar."""
    letters = token.kind is Kind.DATE and has_digits and set(token.text.lower()) <= set("eba")
    return Token(Kind.LITERAL, token.text) if letters else token
