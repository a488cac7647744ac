"""A fact as one reader saw it: a number that the prose states, and where."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.enums import Witness
from schemas.facts import Metric
from schemas.reading import Number, Span

__all__ = ["FactReading"]


@dataclass(frozen=True, slots=True)
class FactReading:
    """One reader's fact (FORMS.md, "Facts"); its quote stands in the source."""

    metric: Metric
    value: Number
    """A count, yuan for money, a fraction of 1 for rates; 0 for a stated nothing."""
    unit: str | None
    """The counting word printed, simplified; ``元`` for money, ``%`` for rates, None where none is printed."""
    approximate: bool
    """True for 余, 多, 近, 约, 左右, 以上."""
    scope: str | None
    """The category or channel where the number is a part; simplified Chinese."""
    quote: str
    """The shortest verbatim run of the source that states it."""
    span: Span
    """Where the quote stands in the source's text."""
    reader: Witness
    """``rules`` or ``model``."""
