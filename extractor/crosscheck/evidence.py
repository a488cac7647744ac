"""What the readers say of each cell, sorted into claims, before anything is decided.

Source: WITNESSES.md, "Words": what a reading is, when readings agree, and which readers are one witness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas import Number, Reading, cell_definitions
from schemas.enums import Origin, PlacedBy, State, TableKind, Witness
from schemas.reading import Address, Choice, Span

__all__ = ["WITNESS_ORDER", "CellReadings", "Claim", "Evidence", "gather", "recognition"]

WITNESS_ORDER = {witness: place for place, witness in enumerate(Witness)}
"""The closed order of witnesses."""

_PLACED_ORDER = {placed: place for place, placed in enumerate(PlacedBy)}
_TOKEN_STATES = frozenset({State.NUMBER, State.MARK})
_ANSWERS = frozenset({State.NUMBER, State.BLANK, State.MARK})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is known of one report's cells."""

    readings: tuple[Reading, ...]
    """Of all readers, in any order; several of one reader for one path are several tokens that fit the place."""
    due: tuple[str, ...]
    """Paths that must be emitted, in printed order; one without a reading becomes ``lost``."""
    origin: Origin
    disputed_tables: frozenset[TableKind] = frozenset()
    """Tables whose year, columns or organization the readers saw differently: every cell of them is disputed."""
    zeros_doubtful: bool = False
    """Another digit was taken for a zero somewhere on the page, or a digit that it should have is nowhere."""
    choices: tuple[Choice, ...] = ()
    """Tokens whose cell only the sums may tell; what they leave open stays as the readings have it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer for one cell and everybody who gives it; answers are one only where state and value are equal."""

    state: State
    value: Number | None
    readings: tuple[Reading, ...]
    """In the closed order of readers, the best placed first."""
    firm: tuple[Reading, ...]
    """Those with a token of their own that were not placed by the sums: only these are evidence."""

    @property
    def answers(self) -> bool:
        """True for a number, a blank and a mark; ``lost`` and ``unreadable`` answer nothing."""
        return self.state in _ANSWERS

    @property
    def amount(self) -> Number:
        """What it counts in a sum: a blank or mark is 0 there."""
        return self.value if self.value is not None else 0


@dataclass(frozen=True, slots=True)
class CellReadings:
    """All claims for one cell."""

    path: str
    table: str
    claims: tuple[Claim, ...]
    """In the order of their best reading. Where a person spoke, only what persons said."""
    by_person: bool
    """A person spoke."""
    placed_by_sums: bool
    """The sums put a token here: whoever agrees, the cell is proved by nothing and proves nothing."""
    overruled: tuple[Claim, ...] = ()
    """What the other readers gave where a person spoke; what they took for nothing where the sums placed a token."""

    @property
    def answered(self) -> bool:
        """True where somebody gives a number, a blank or a mark."""
        return any(claim.answers for claim in self.claims)

    @property
    def lost(self) -> bool:
        """True where somebody says that the source lost the cell."""
        return any(claim.state is State.LOST for claim in self.claims)

    @property
    def settled(self) -> Claim | None:
        """The one claim that nobody contradicts, where it may be used in a sum."""
        if len(self.claims) != 1 or self.placed_by_sums:
            return None
        claim = self.claims[0]
        return claim if claim.answers and claim.firm else None


def recognition(reader: Witness, origin: Origin) -> Witness:
    """Return whose eyes a reader used: two readers of one recognised text are one witness."""
    return Witness.RULES if origin is Origin.OCR and reader is Witness.MODEL else reader


def gather(evidence: Evidence, placed: tuple[Reading, ...] = ()) -> dict[str, CellReadings]:
    """Return the claims of every due and every read cell; due ones first, both in printed order.

    Args:
        evidence: what the readers say.
        placed: readings of its choices that the sums chose.
    """
    read: dict[str, list[Reading]] = {}
    for reading in (*evidence.readings, *placed):
        if has_token(reading):
            read.setdefault(reading.path, []).append(reading)
    order = cell_definitions()
    others = sorted(read.keys() - set(evidence.due), key=lambda p: (order[p].order if p in order else len(order), p))
    shared = shared_tokens((*evidence.readings, *placed))
    chosen = {reading.path for reading in placed}
    return {
        path: _cell(path, read.get(path, []), shared, chosen=path in chosen)
        for path in dict.fromkeys((*evidence.due, *others))
    }


def has_token(reading: Reading) -> bool:
    """False for a number or mark that stands nowhere in the source: it is no reading. A person needs no token."""
    if reading.state not in _TOKEN_STATES or reading.reader is Witness.HUMAN:
        return True
    span, at = reading.span, reading.at
    return (span is not None and span[0] < span[1]) or (at is not None and at != Address())


def shared_tokens(readings: Iterable[Reading]) -> frozenset[tuple[Witness, Span]]:
    """Return the tokens that one reader put into two cells: neither cell has a token of its own then."""
    owners: dict[tuple[Witness, Span], str] = {}
    shared: set[tuple[Witness, Span]] = set()
    for reading in readings:
        if reading.span is None or reading.state not in _TOKEN_STATES or reading.reader is Witness.HUMAN:
            continue
        token = (reading.reader, reading.span)
        if owners.setdefault(token, reading.path) != reading.path:
            shared.add(token)
    return frozenset(shared)


def is_firm(reading: Reading, shared: frozenset[tuple[Witness, Span]]) -> bool:
    """False where the sums placed the token, or another cell has the same one: such a reading proves nothing."""
    if reading.placed_by is PlacedBy.SUMS:
        return False
    return reading.span is None or (reading.reader, reading.span) not in shared


def is_placed(readings: Iterable[Reading]) -> bool:
    """True where one of these tokens was put into its cell by the sums."""
    return any(reading.placed_by is PlacedBy.SUMS for reading in readings)


def _cell(path: str, readings: list[Reading], shared: frozenset[tuple[Witness, Span]], *, chosen: bool) -> CellReadings:
    table = path.partition(".")[0]
    stands = [reading for reading in readings if reading.reader is Witness.HUMAN]
    if stands:
        by_person, placed = True, False
    else:
        by_person, placed = False, is_placed(readings)
        # Whoever saw nothing there saw the place without its token: that is no second answer.
        stands = [reading for reading in readings if reading.state in _TOKEN_STATES] if chosen else readings
    others = [] if len(stands) == len(readings) else [r for r in readings if not any(r is kept for kept in stands)]
    claims, overruled = _claims(stands, shared), _claims(others, shared)
    return CellReadings(path, table, claims, by_person, placed, overruled)


def _claims(readings: list[Reading], shared: frozenset[tuple[Witness, Span]]) -> tuple[Claim, ...]:
    if len(readings) < 2:
        return tuple(Claim(r.state, r.value, (r,), (r,) if is_firm(r, shared) else ()) for r in readings)
    groups: dict[tuple[State, Number | None], list[Reading]] = {}
    for reading in _sorted(readings):
        groups.setdefault((reading.state, reading.value), []).append(reading)
    return tuple(
        Claim(state, value, tuple(given), tuple(r for r in given if is_firm(r, shared)))
        for (state, value), given in groups.items()
    )


def _sorted(readings: list[Reading]) -> list[Reading]:
    if len({reading.reader for reading in readings}) == len(readings):
        return sorted(readings, key=lambda reading: WITNESS_ORDER[reading.reader])
    return sorted(readings, key=_order)


def _order(reading: Reading) -> tuple[int, int, bool, str]:
    """A total order: readers as the closed list has them, well placed first, the rest by what the reading says."""
    return WITNESS_ORDER[reading.reader], _PLACED_ORDER[reading.placed_by], not reading.anchored, repr(reading)
