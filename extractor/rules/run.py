"""A run: values that belong together and fill one row of the form, with the labels that may name it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.rules.tokens import Token, TokenKind
from extractor.sources.document import Layout

__all__ = ["FreeText", "Run"]


@dataclass(frozen=True, slots=True)
class Run:
    """Values that belong together."""

    tokens: tuple[Token, ...]
    """Values and blanks, in order."""
    labels: tuple[str, ...]
    """Texts that may be its label, nearest first: the last text before it alone, then joined with those before."""
    beside: bool
    """The label stands in the same row of the source's structure, or in flat text directly before the run."""
    layout: Layout | None
    row: int
    """Number of the token row in which it begins."""
    table: int
    unit: str = ""
    """A unit printed between label and value."""
    apart: bool = False
    """Its label stands before it, not in the same row or on the same line: nothing but order tells whose it is."""
    lead: int = 0
    """Cells of its row in front of it; 0 in bare lines."""
    stacked: tuple[str, ...] = ()
    """Other row labels directly above its label with no values between: the run may be any one's of them."""
    reduced: bool = False
    """Its table has a column that the form does not have: a value was taken out, or one of its own is missing."""
    astray: bool = False
    """Its values stand in columns that the form does not have: they fill no place."""
    cut: bool = False
    """It was cut out of the line of all numbers of a table."""
    following: tuple[str, ...] = ()
    """In bare lines and cells that stand a line the texts behind it, in the ways they may be joined to a label."""

    @property
    def numbers(self) -> tuple[Token, ...]:
        """Tokens that hold something."""
        return tuple(token for token in self.tokens if token.kind is TokenKind.VALUE)


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text of the table: a header word, a group, a label beside its run or torn from it."""

    token: Token
    row: int
