"""A kind of lie: a small pure function of what would have been answered, a rate and a seeded source of chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import TypeVar

from eval.lying.script import Script
from schemas.result import Report

__all__ = ["Kind", "Lie", "Scene", "Unit", "chosen"]

_Site = TypeVar("_Site")


class Unit(StrEnum):
    """What a kind lies about: its rate is the chance of each of them."""

    CELL = "cell"
    ROW = "row"
    SECTION = "section"
    """A table, or the page as a whole."""
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Scene:
    """What a lie may look at besides the truth."""

    lost: frozenset[str] = frozenset()
    """Cells of which nothing reaches the source."""
    rules: Report | None = None
    """What the rules reader makes of the report by itself; None where it finds none."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What is asked about the report, by prompt id."""


Lie = Callable[[Script, Scene, float, Random], Script]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to lie."""

    name: str
    unit: Unit
    lie: Lie
    summary: str
    correlated: bool = False
    """It errs as the rules reader does."""


def chosen(sites: Iterable[_Site], rate: float, random: Random) -> Sequence[_Site]:
    """Return each site with that chance; what a lower rate chooses, a higher one chooses too.

    Draws once for each site before anything else is drawn.
    """
    return [site for site in sites if random.random() < rate]
