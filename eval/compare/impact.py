"""What became of everything from one run to another, counted: broken, mended, believed; in how many reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.compare.format import Carrier, FactAnswer, FactFlip, FactFlipKind, Flip, FlipKind, Impact, Moves
from eval.compare.pairing import ReportPair, Side
from eval.outcomes import ERRORS
from schemas.result import Fact

__all__ = ["PairFlips", "broke", "impact", "mended"]

_BROKEN = frozenset({FlipKind.BROKEN, FactFlipKind.LOST, FactFlipKind.INVENTED})
_MENDED = frozenset({FlipKind.MENDED, FactFlipKind.FOUND, FactFlipKind.NO_LONGER_INVENTED})


@dataclass(frozen=True, slots=True)
class PairFlips:
    """One report of both runs, with what flipped in it."""

    pair: ReportPair
    cells: tuple[Flip, ...]
    facts: tuple[FactFlip, ...]


def broke(flip: Flip | FactFlip) -> bool:
    """Return whether B has it wrong where A did not, silently or not."""
    if flip.kind not in (FlipKind.NOW_SILENT, FactFlipKind.NOW_SILENT):
        return flip.kind in _BROKEN
    return flip.a.outcome not in ERRORS if isinstance(flip, Flip) else flip.a is None


def mended(flip: Flip | FactFlip) -> bool:
    """Return whether A has it wrong where B does not: the mirror image of ``broke``."""
    if flip.kind not in (FlipKind.NO_LONGER_SILENT, FactFlipKind.NO_LONGER_SILENT):
        return flip.kind in _MENDED
    return flip.b.outcome not in ERRORS if isinstance(flip, Flip) else flip.b is None


def impact(found: Sequence[PairFlips]) -> Impact:
    """Return what became of all cells and facts.

    Args:
        found: every report that is compared.
    """
    changed = [one for one in found if one.cells or one.facts]
    several = {one.pair.document.id for one in found if one.pair.number}
    return Impact(
        cells=_moves([flip for one in found for flip in one.cells], sum(map(_other_cells, found))),
        facts=_moves([flip for one in found for flip in one.facts], sum(map(_other_facts, found))),
        reports=len(changed),
        of=len(found),
        names=tuple(_name(one.pair, several) for one in changed),
        carrier=_carrier(changed),
    )


def _name(pair: ReportPair, several: set[str]) -> str:
    return f"{pair.document.id} no. {pair.number + 1}" if pair.document.id in several else pair.document.id


def _moves(flips: Sequence[Flip] | Sequence[FactFlip], uncounted: int) -> Moves:
    kinds = Counter(flip.kind.value for flip in flips)
    return Moves(
        changed=len(flips),
        broken=sum(map(broke, flips)),
        mended=sum(map(mended, flips)),
        now_silent=kinds["now_silent"],
        no_longer_silent=kinds["no_longer_silent"],
        other_wrong=kinds["other_wrong"],
        gained=kinds["gained"],
        withdrawn=kinds["withdrawn"],
        uncounted=uncounted,
    )


def _carrier(changed: Iterable[PairFlips]) -> Carrier | None:
    counted = [(len(one.cells) + len(one.facts), one.pair) for one in changed]
    most, pair = max(counted, key=lambda one: one[0], default=(0, None))
    if pair is None or 2 * most <= sum(count for count, _ in counted):
        return None
    return Carrier(document=pair.document.id, report=pair.number, changed=most)


def _other_cells(one: PairFlips) -> int:
    """Cells that are given otherwise and did not flip."""
    a, b = (side.given.cells if side and side.given else {} for side in one.pair.sides)
    flipped = {flip.path for flip in one.cells}
    held = [{path: (cell.state, cell.value, cell.status) for path, cell in cells.items()} for cells in (a, b)]
    return sum(held[0].get(path) != held[1].get(path) for path in {*a, *b} - flipped)


def _other_facts(one: PairFlips) -> int:
    """Facts that are given otherwise and did not flip."""
    a, b = (Counter(map(_whole, _facts(side))) for side in one.pair.sides)
    left = []
    for only, flipped in ((a - b, [flip.a for flip in one.facts]), (b - a, [flip.b for flip in one.facts])):
        alone = Counter(key[1:] for key in only.elements())
        left.append((alone - Counter(_held(fact) for fact in flipped if fact)).total())
    return max(left)


def _facts(side: Side | None) -> Sequence[Fact]:
    return side.given.facts if side and side.given else ()


def _whole(fact: Fact) -> tuple[object, ...]:
    return fact.metric, *_held(fact)


def _held(fact: Fact | FactAnswer) -> tuple[object, ...]:
    return str(fact.value), fact.unit, fact.scope, fact.quote, fact.status
