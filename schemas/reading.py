"""A reading: what one reader saw for one cell, and where its own token stands in the source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from schemas.enums import PlacedBy, State, Witness

__all__ = ["Address", "Choice", "Number", "Reading", "Span", "as_number", "json_number"]

Number = int | Decimal
"""A cell's value: a count, or an amount in yuan. Whole amounts are ``int``."""

Span = tuple[int, int]
"""Half-open range of characters in the source's text as Gongkai renders it."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a value stands in the source's own structure; numbers start at 0."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader's answer for one cell (WITNESSES.md, "Words").

    A number without a token of its own is no reading: ``span`` or ``at`` is set for every number and mark.
    """

    path: str
    reader: Witness
    """``rules``, ``model``, ``ocr2`` or ``human``."""
    state: State
    value: Number | None = None
    """Set exactly when the state is ``number``."""
    printed: str = ""
    """The token as it stands in the source."""
    span: Span | None = None
    at: Address | None = None
    placed_by: PlacedBy = PlacedBy.ORDER
    anchored: bool = False
    """The five conditions of WITNESSES.md, "Anchored", hold for this place, as far as this reader can see."""
    grid: bool = False
    """The cell exists, empty or not, in the source's own table."""
    unit_known: bool = True
    """False for an amount of money printed without a unit."""
    loose_run: str | None = None
    """Name of the run of loose rows this cell came in (torn labels, lost places), where it is not anchored.

    Such a cell counts as anchored only if every row of its run has the same value in that column and all its
    identities, tested, hold.
    """

    def __post_init__(self) -> None:
        if (self.state is State.NUMBER) != (self.value is not None):
            raise ValueError(f"reading of {self.path!r}: state {self.state} with value {self.value!r}")

    def agrees(self, other: Reading) -> bool:
        """True when state and value are both equal. Blank, mark and 0 are three different readings."""
        return self.state is other.state and self.value == other.value


@dataclass(frozen=True, slots=True)
class Choice:
    """Tokens that several arrangements fit; the form's sums may choose one of them.

    Each token is in one choice only, and in no reading of the evidence beside it.
    """

    arrangements: tuple[tuple[Reading, ...], ...]
    """Each a complete way to place the tokens, at most a few hundred; they may fill different cells.

    All readings are ``placed_by`` the sums. Where every arrangement fills cells of the same row, the cells of that row
    that one leaves unfilled and nobody reads hold nothing there: 0 in a sum.
    """
    optional: bool = False
    """None of the arrangements may be right: a stray number that belongs to no cell."""

    @property
    def paths(self) -> frozenset[str]:
        """Every cell that some arrangement fills."""
        return frozenset(reading.path for arrangement in self.arrangements for reading in arrangement)

    def __post_init__(self) -> None:
        for arrangement in self.arrangements:
            paths = [reading.path for reading in arrangement]
            if len(set(paths)) < len(paths):
                raise ValueError(f"an arrangement fills a cell twice: {sorted(paths)}")
            for reading in arrangement:
                if reading.placed_by is not PlacedBy.SUMS or reading.reader is Witness.HUMAN:
                    raise ValueError(f"{reading.path!r}: a choice holds readers' tokens that the sums are to place")


def as_number(value: Decimal | int) -> Number:
    """Return a whole amount as ``int``, any other as a ``Decimal`` without trailing zeros."""
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else value.normalize()


def json_number(value: Number | None) -> int | float | None:
    """Return a value as JSON has it: an amount that is not whole as a float, nothing as null."""
    return float(value) if isinstance(value, Decimal) else value
