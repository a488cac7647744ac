"""What it costs that a run takes a row of the form, or none.

Cost model (units are arbitrary, only differences count):

========================================  =====================================================
a run takes a row, its label exact        0
a run takes a row, its label near         ``_NEAR_LABEL`` for each point of likeness missing
a run takes a row, without a label        ``_NO_LABEL``, less if the row's label stands near it
a run takes a row, label names another    ``_WRONG_LABEL``; ``_NEARBY_LABEL`` if the row's label stands behind it, where
                                          labels may do so
labels stacked above one run              the nearest 0, the others ``_STACKED``, any other row ``_NO_LABEL``
too few or too many places                ``_PLACE`` for each, at most ``_PLACES``; empty ones at an end are no surplus
a run takes no row                        ``_SKIP_FULL`` if it has a row's label or as many places, else ``_SKIP_SHORT``
a row gets no run                         ``_MISSING_ROW``, or ``_OPTIONAL_ROW``
========================================  =====================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.rules.cheapest import Costs
from extractor.rules.label_evidence import LabelEvidence
from extractor.rules.run import Run
from extractor.rules.tokens import TokenKind
from extractor.sections.labels import EXACT

__all__ = ["CanonicalRow", "costs_of", "misfit"]

_NEAR_LABEL = 3.0
_NO_LABEL = 1.0
_NEARBY_LABEL = 0.4
_STACKED = 0.6
_WRONG_LABEL = 5.0
_PLACE = 0.6
_PLACES = 3.0
_SKIP_FULL = 2.6
_SKIP_SHORT = 0.9
_MISSING_ROW = 1.2
_OPTIONAL_ROW = 0.1


@dataclass(frozen=True, slots=True)
class CanonicalRow:
    """One row of the form, as the aligner sees it."""

    key: str
    """``block/row``."""
    places: frozenset[int]
    """How many numbers the form prints in it; several where the forms differ."""
    optional: bool = False


def costs_of(runs: Sequence[Run], rows: Sequence[CanonicalRow], evidence: Sequence[LabelEvidence]) -> Costs:
    """Return what each step of an alignment costs.

    Args:
        runs: in reading order.
        rows: the form's rows in printed order.
        evidence: what labels say of each run.
    """
    widths = {width for row in rows for width in row.places}
    return Costs(
        take=tuple(tuple(_take(run, row, said) for row in rows) for run, said in zip(runs, evidence, strict=True)),
        skip=tuple(
            _SKIP_FULL if said.likeness or (len(run.tokens) in widths and len(run.tokens) > 1) else _SKIP_SHORT
            for run, said in zip(runs, evidence, strict=True)
        ),
        missing=tuple(_OPTIONAL_ROW if row.optional else _MISSING_ROW for row in rows),
    )


def _take(run: Run, row: CanonicalRow, said: LabelEvidence) -> float:
    own = said.likeness.get(row.key)
    if own is not None:
        label = 0.0 if own >= EXACT else (1.0 - own) * _NEAR_LABEL
        best = max(said.likeness.values())
        if own < best:
            label += (best - own) * _NEAR_LABEL + (_NO_LABEL if best >= EXACT else 0.0)
    elif row.key in said.behind:
        label = _NEARBY_LABEL
    elif said.likeness:
        label = _STACKED if row.key in said.stack else (_NO_LABEL if said.stack else _WRONG_LABEL)
    else:
        label = _NEARBY_LABEL if row.key in said.torn else _NO_LABEL
    return label + min(misfit(run, row) * _PLACE, _PLACES)


def misfit(run: Run, row: CanonicalRow) -> int:
    """Return how many places too few or too many a run has for a row."""
    return min(_off(run, places) for places in row.places)


def _off(run: Run, places: int) -> int:
    """How many places too few or too many a run has; empty cells beyond the due ones are pads, not places."""
    surplus = len(run.tokens) - places
    if surplus <= 0:
        return -surplus
    filled = [number for number, token in enumerate(run.tokens) if token.kind is not TokenKind.BLANK]
    return 0 if not filled or filled[-1] - filled[0] < places else surplus
