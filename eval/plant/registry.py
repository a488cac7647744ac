"""Every planter by the kind of finding that it plants; each file of ``eval.plant.planters`` defines some."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from eval.plant import planters as package
from eval.plant.case import Planted
from eval.plant.field import Field, Planter
from schemas.enums import FindingKind

__all__ = ["plant", "planters"]


@cache
def planters() -> dict[FindingKind, Planter]:
    """Return the planters in the order of the kinds."""
    found: dict[FindingKind, Planter] = {}
    for info in pkgutil.iter_modules(package.__path__):
        found |= importlib.import_module(f"{package.__name__}.{info.name}").PLANTERS
    return {kind: found[kind] for kind in FindingKind if kind in found}


def plant(kind: FindingKind, seed: int, number: int, layout: str | None = None) -> Planted:
    """Return case ``number`` of a kind; the same arguments give the same bytes.

    Args:
        kind: what to plant.
        seed: the only source of chance.
        number: from 0; the wordings and ways of a kind take turns.
        layout: one of ``LAYOUTS``; None draws one. Errors of a page stand in a page whatever is asked.

    Raises:
        KeyError: the kind has no planter: it needs a model's answers.
    """
    return planters()[kind](Field.of(kind, seed, number, layout))
