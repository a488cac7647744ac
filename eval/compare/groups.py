"""Where a change comes from: flips by section, and by the prompt that asks for what flipped; reports won and lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from eval.compare.format import (
    FactFlip,
    FactFlipKind,
    Flip,
    FlipKind,
    Group,
    PromptGroup,
    ReportChange,
    ReportsChange,
    Wins,
)
from eval.compare.pairing import ReportPair
from eval.outcomes import ERRORS, CellOutcome, table_of
from eval.statistics import sign_test
from schemas.enums import SectionKind

__all__ = ["by_prompt", "by_section", "gravity", "wins"]

_PROSE = "prose"
"""Id of the prompt that asks for facts; the others are named as the table that they ask for."""

K = TypeVar("K", FlipKind, FactFlipKind)
S = TypeVar("S", int, tuple[int, int])


def gravity(kind: FlipKind | FactFlipKind) -> int:
    """Return the place of a kind among those of its sort: the gravest is 0."""
    return tuple(FlipKind).index(kind) if isinstance(kind, FlipKind) else tuple(FactFlipKind).index(kind)


_Flips = Sequence[tuple[ReportPair, Sequence[Flip]]]


def by_section(flips: Sequence[Flip], facts: Sequence[FactFlip]) -> tuple[Group, ...]:
    """Return the sections that hold flips, in the forms' order; facts without a place last."""
    groups = []
    for section in (*SectionKind, None):
        cells = Counter(flip.kind for flip in flips if table_of(flip.path) == section)
        found = Counter(flip.kind for flip in facts if flip.section == section)
        if cells or found:
            groups.append(Group(section=section, cells=_ordered(cells), facts=_ordered(found)))
    return tuple(groups)


def by_prompt(
    a: Mapping[str, str], b: Mapping[str, str], flips: Sequence[Flip], facts: Sequence[FactFlip]
) -> tuple[PromptGroup, ...]:
    """Return every prompt that either run used, with the flips in what it asks for.

    Args:
        a: the hash of each prompt that the first run used, by its id.
        b: likewise of the second.
        flips: of all reports.
        facts: likewise.
    """
    return tuple(
        PromptGroup(
            prompt=prompt,
            a=a.get(prompt),
            b=b.get(prompt),
            differs=a.get(prompt) != b.get(prompt),
            cells=_ordered(Counter(flip.kind for flip in flips if table_of(flip.path) == prompt)),
            facts=_ordered(Counter(flip.kind for flip in facts if prompt == _PROSE)),
        )
        for prompt in sorted({*a, *b})
    )


def wins(found: _Flips) -> ReportsChange:
    """Return which reports have more right in B, and which fewer: of the non-zero cells, and of all.

    Args:
        found: every report with its flips in cells.
    """
    reports = tuple(_report(pair, len(flips)) for pair, flips in found)
    nonzero = _wins([(one.right_nonzero[0], one.right_nonzero[1]) for one in reports])
    every = _wins([((one.right[0], -one.errors[0]), (one.right[1], -one.errors[1])) for one in reports])
    return ReportsChange(**nonzero.model_dump(), all_cells=every, reports=reports)


def _wins(sides: Sequence[tuple[S, S]]) -> Wins:
    """How often B has more than A, and less."""
    won, lost = sum(b > a for a, b in sides), sum(b < a for a, b in sides)
    return Wins(won=won, lost=lost, tied=len(sides) - won - lost, p=sign_test(won, lost))


def _report(pair: ReportPair, flips: int) -> ReportChange:
    return ReportChange(
        **pair.identity,
        form=pair.judged.form,
        mess=pair.document.mess,
        right_nonzero=_counts(pair, lambda cell: cell.right and cell.nonzero),
        n=sum(cell.nonzero for cell in pair.judged.cells),
        right=_counts(pair, lambda cell: cell.right),
        errors=_counts(pair, lambda cell: cell.outcome in ERRORS),
        silent=_counts(pair, lambda cell: cell.silent),
        flips=flips,
    )


def _counts(pair: ReportPair, which: Callable[[CellOutcome], bool]) -> tuple[int, int]:
    """How many cells of A and of B are such; of a report that only one of them has, none of the other."""
    a, b = (sum(map(which, side.judged.cells)) if side else 0 for side in pair.sides)
    return a, b


def _ordered(counted: Counter[K]) -> dict[K, int]:
    """In the order of the kinds, so that the same flips give the same bytes."""
    return {kind: counted[kind] for kind in sorted(counted, key=gravity)}
