"""A planted error: the sources that hold it, and what a check must say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from eval.truth import Truth
from schemas.enums import Blame, ExplanationKind, FindingKind, Severity

__all__ = ["Expected", "Mending", "Planted", "PlantedSource"]


@dataclass(frozen=True, slots=True)
class PlantedSource:
    """One file."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mending:
    """The slip that was really made: its kind, and the cells as they were before it."""

    kind: ExplanationKind
    cells: frozenset[tuple[str, int | Decimal]]
    """Paths with their right values; a blank counts 0."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be found."""

    kind: FindingKind
    severity: Severity | None
    """None where the kinds say nothing of it."""
    blames: frozenset[Blame]
    """Those that are right; one on a clean digital page."""
    paths: frozenset[str] = frozenset()
    """The finding must name one of these; a table's name stands for all cells of it."""
    quotes: tuple[str, ...] = ()
    """Or it must point at one of these runs of text. With neither, its kind is enough."""
    mending: Mending | None = None
    once: bool = False
    """True where two findings of the kind at the place are one too many."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One clean report, or several, with exactly one error."""

    expected: Expected
    sources: tuple[PlantedSource, ...]
    truths: tuple[Truth, ...]
    """The reports as printed, the planted error in them where it is one of numbers."""
    clean: tuple[Truth, ...]
    """The same before."""
    passage: str
    """What was planted, for people to read."""
    layout: str
    recipe: str
    """``row_sum number 3 of seed 1``."""
    allowed: frozenset[FindingKind] = field(default=frozenset())
    """Kinds that the same slip may be reported as beside."""
