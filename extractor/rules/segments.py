"""Rows of tokens in segments: texts that may be a label, a unit, and the values behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractor.rules.tokens import Token, TokenKind, TokenRow, begins_label
from extractor.sections.labels import NEAR, is_piece, matches
from schemas.enums import TableKind

__all__ = [
    "LONGEST_LABEL",
    "Segment",
    "are_one_label",
    "label_texts",
    "nothing_before",
    "segments_of",
    "stacked_labels",
]

LONGEST_LABEL = 6
"""Texts that one label may be broken into."""
_LONGEST_VALUE = 16
_SAME_COLUMN = 2
"""Characters by which texts of one column may begin apart."""


@dataclass(slots=True)
class Segment:
    """Texts, perhaps a unit, and the values behind them; empty at first."""

    texts: list[Token] = field(default_factory=list)
    values: list[Token] = field(default_factory=list)
    unit: str = ""

    @property
    def has_value(self) -> bool:
        """True where something other than blanks stands in it."""
        return any(token.kind is TokenKind.VALUE for token in self.values)


def segments_of(row: TokenRow, kind: TableKind) -> Iterator[Segment]:
    """Yield the parts of a row, each some texts, perhaps a unit, and the values behind them.

    A unit directly followed by the next label stands beside an empty place: in flat text its blank is gone.
    """
    part = Segment()
    for token in row.tokens:
        if token.kind is TokenKind.UNIT:
            part.unit = token.text
        elif token.kind is TokenKind.TEXT:
            if row.layout is not None and (part.has_value or _is_named(part, kind)) and _fills_place(token, kind):
                part.values.append(replace(token, kind=TokenKind.VALUE))
                continue
            if part.has_value or _beside_nothing(part):
                yield _closed(part, token)
                part = Segment()
            part.texts.append(token)
            part.values.clear()
        else:
            part.values.append(token)
    if part.texts or part.values or part.unit:
        yield part


def _beside_nothing(part: Segment) -> bool:
    return bool(part.unit and part.texts and not part.values)


def _closed(part: Segment, following: Token) -> Segment:
    if _beside_nothing(part):
        part.values.append(nothing_before(following))
    return part


def nothing_before(token: Token) -> Token:
    """Return a blank of flat text: nothing, where a value would stand before this token."""
    return Token(TokenKind.BLANK, "", (token.span[0], token.span[0]))


def _fills_place(token: Token, kind: TableKind) -> bool:
    """True where a text in a cell of its own is no label: it stands where a number would, damaged beyond reading."""
    return len(token.text) <= _LONGEST_VALUE and not (is_piece(token.text, kind) or begins_label(token.text, kind))


def _is_named(part: Segment, kind: TableKind) -> bool:
    """True where the last text of a part is near a row label: what comes next in its row are values."""
    if not part.texts:
        return False
    return any(match.label.role == "row" and match.score >= NEAR for match in matches(part.texts[-1].text, kind)[:2])


def are_one_label(texts: Sequence[Token], kind: TableKind) -> bool:
    """Return True where the texts of a row without values are one row label, groups before it aside: blanks, no header."""
    if not texts or not _is_role(texts[-1], kind, "row"):
        return False
    return all(_is_role(token, kind, "group") or token.text == texts[-1].text for token in texts[:-1])


def _is_role(token: Token, kind: TableKind, role: str) -> bool:
    found = matches(token.text, kind)
    return any(match.label.role == role and match.exact and match.score >= found[0].score for match in found)


def stacked_labels(texts: Sequence[Token], kind: TableKind) -> tuple[str, ...]:
    """Return the row labels above the last text; a row of one form that heads a group in another is a heading there."""
    return tuple(t.text for t in texts[:-1] if _is_role(t, kind, "row") and not _is_role(t, kind, "group"))


def label_texts(texts: Sequence[Token]) -> tuple[str, ...]:
    """Return the last text, then longer and longer joins backwards; then joins of those that stand under one another.

    In columns set with spaces a label is wrapped in its own column, with pieces of group labels between its lines.
    """
    column = [token for token in texts if token.x >= 0 and abs(token.x - texts[-1].x) <= _SAME_COLUMN]
    return tuple(dict.fromkeys((*_joins(texts), *_joins(column))))


def _joins(texts: Sequence[Token]) -> Iterator[str]:
    for count in range(1, min(len(texts), LONGEST_LABEL) + 1):
        yield "".join(token.text for token in texts[-count:])
