"""Every kind of lie by name, and the mixtures of them that curves are made of."""

from __future__ import annotations

from functools import cache
from random import Random

from eval.lying import cells, echo, prose, rows, sums
from eval.lying.kind import Kind, Unit

__all__ = ["BOTH", "CORRELATED", "HONEST", "INDEPENDENT", "MIXTURES", "all_kinds", "habits"]

HONEST = "honest"
INDEPENDENT = "independent"
CORRELATED = "correlated"
BOTH = "both"

MIXTURES = {
    HONEST: "no lie: what the others are compared with",
    INDEPENDENT: "one kind of each unit, drawn for each report, none of them correlated",
    CORRELATED: "all that the rules reader does, at once",
    BOTH: "all that the rules reader does, and then the independent lies",
}
"""What each mixture is."""


@cache
def all_kinds() -> dict[str, Kind]:
    """Return every kind by name: lies about whole tables first, then rows, cells, sums and prose; correlated ones last."""
    listed = (*rows.KINDS, *cells.KINDS, *sums.KINDS, *prose.KINDS, *echo.KINDS)
    return {kind.name: kind for kind in listed}


def habits(name: str, random: Random) -> tuple[Kind, ...]:
    """Return the kinds in which one model errs about one report, in the order in which they are applied.

    Raises:
        ValueError: no such kind or mixture.
    """
    kinds = all_kinds()
    if name in kinds:
        return (kinds[name],)
    if name not in MIXTURES:
        raise ValueError(f"no kind of lie {name!r}; there are {', '.join((*MIXTURES, *kinds))}")
    correlated = tuple(kind for kind in kinds.values() if kind.correlated)
    units = [[kind for kind in kinds.values() if kind.unit is unit and not kind.correlated] for unit in Unit]
    drawn = {random.choice(unit).name for unit in units}
    independent = tuple(kind for kind in kinds.values() if kind.name in drawn)
    return {HONEST: (), INDEPENDENT: independent, CORRELATED: correlated, BOTH: (*correlated, *independent)}[name]
