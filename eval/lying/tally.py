"""What lies come to: counts over the sources of one point, and every silent error with its cause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from eval.lying.causes import Cause, Loss
from schemas.enums import TableKind

__all__ = ["MAIN", "Point", "SilentCell", "SilentFact", "Tally", "Withdrawn"]

MAIN = frozenset({TableKind.REQUESTS, TableKind.REVIEW_AND_LITIGATION})
"""The tables of the headline: most of their cells stand in sums."""


@dataclass(frozen=True, slots=True)
class Point:
    """One place of a curve."""

    kind: str
    """A kind of lie or a mixture."""
    rate: float

    def __str__(self) -> str:
        return f"{self.kind} {100 * self.rate:g} %"


@dataclass(frozen=True, slots=True)
class SilentCell:
    """A wrong cell that is believed beside the model."""

    recipe: str
    """Options of ``gongkai eval mangle`` that write the source."""
    habits: tuple[str, ...]
    """Kinds of lies told about the report."""
    path: str
    cause: Cause
    label: str
    read: str
    answered: str | None
    status: str
    witnesses: tuple[str, ...]
    without_model: bool
    """It is believed without a model as well."""

    @property
    def main(self) -> bool:
        """True for a cell of the headline."""
        return self.path.partition(".")[0] in MAIN


@dataclass(frozen=True, slots=True)
class SilentFact:
    """A fact that is verified and answers no label."""

    recipe: str
    habits: tuple[str, ...]
    metric: str
    value: str
    quote: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A cell that is right and believed without a model, and is not believed beside it."""

    recipe: str
    habits: tuple[str, ...]
    path: str
    loss: Loss
    proven: bool
    """Without the model a sum along its row and one along its column vouch for it."""
    lied: bool
    """The model lied about this very cell."""


@dataclass
class Tally:
    """Counts and errors of one point; sums of tallies are the tallies of the sources together."""

    counts: Counter[str] = field(default_factory=Counter)
    """``main``, ``other`` or nothing before a dot, then what is counted: see ``eval.lying.judge``."""
    cells: list[SilentCell] = field(default_factory=list)
    facts: list[SilentFact] = field(default_factory=list)
    withdrawn: list[Withdrawn] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take up what was counted over further sources."""
        self.counts.update(other.counts)
        self.cells += other.cells
        self.facts += other.facts
        self.withdrawn += other.withdrawn

    @property
    def misread_main(self) -> list[SilentCell]:
        """Those of the headline that the source does not print so: the bar is none."""
        return [cell for cell in self.silent_main if not cell.cause.printed_so]

    @property
    def silent_main(self) -> list[SilentCell]:
        """The headline: wrong cells that are believed in 收到和处理 and 行政复议、行政诉讼."""
        return [cell for cell in self.cells if cell.main]

    @property
    def silent_other(self) -> list[SilentCell]:
        """The same elsewhere."""
        return [cell for cell in self.cells if not cell.main]
