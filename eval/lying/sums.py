"""Lies that balance the books: the form's sums do not give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from eval.lying.kind import Kind, Scene, Unit, chosen
from eval.lying.script import Script, Value, count_of
from schemas import Identity, identities

__all__ = ["KINDS", "carried", "difference"]

_MOST_STEPS = 40


def difference(identity: Identity, values: Mapping[str, Value]) -> int:
    """Return by how much the left side of an identity exceeds the right one; blanks and marks count as 0."""
    left, right = (sum(count_of(values.get(path)) or 0 for path in side) for side in (identity.left, identity.right))
    return left - right


def carried(values: Mapping[str, Value], path: str, by: int, among: Sequence[Identity]) -> dict[str, Value] | None:
    """Return the answers in which a cell grows and every identity keeps its difference, as few others changed with it.

    Args:
        values: all answers of a report.
        path: the cell that grows.
        by: by how much.
        among: the identities of the report.

    Returns:
        The changed answers alone; None where some cell would fall below 0, or is no plain count.
    """
    kept = [difference(identity, values) for identity in among]
    now = dict(values)
    if not _add(now, path, by):
        return None
    touched = {path}
    for _ in range(_MOST_STEPS):
        # Those of the total column follow from the others, and are looked at last.
        off = [
            (identity.derived, number, difference(identity, now) - kept[number])
            for number, identity in enumerate(among)
            if difference(identity, now) != kept[number]
        ]
        if not off:
            return {path: now[path] for path in touched}
        _, number, gap = min(off)
        if not _mended(now, among[number], gap, touched):
            return None
    return None


def _mended(now: dict[str, Value], identity: Identity, gap: int, touched: set[str]) -> bool:
    """Take the gap out of an identity by one cell that nobody changed, on the side that nobody changed if there is one."""
    left, right = ([path for path in side if path not in touched] for side in (identity.left, identity.right))
    moved_left = any(path in touched for path in identity.left)
    sides = [(right, gap), (left, -gap)] if moved_left else [(left, -gap), (right, gap)]
    for paths, change in sides:
        if paths:
            touched.add(paths[0])
            return _add(now, paths[0], change)
    return False


def _add(now: dict[str, Value], path: str, change: int) -> bool:
    value = now.get(path)
    count = 0 if value is None else count_of(value)
    if count is None or count + change < 0:
        return False
    now[path] = str(count + change)
    return True


def _with_totals(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """A cell and everything that depends on it."""
    among = identities(script.values)
    summed = [path for path in script.values if any(path in identity.paths for identity in among)]
    for path in chosen(summed, rate, random):
        found = carried(script.values, path, random.choice((1, 2, 10)), among)
        script = script.with_values(found or {})
    return script


def _pair(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """One part of a sum grows by what another loses."""
    for identity in chosen(identities(script.values), rate, random):
        counts = {path: count_of(script.values.get(path)) for path in identity.left}
        givers = [path for path, count in counts.items() if count]
        takers = [path for path, count in counts.items() if count is not None]
        if givers and len(takers) > 1:
            giver = random.choice(givers)
            taker = random.choice([path for path in takers if path != giver])
            script = script.with_values(_moved(script.values, giver, taker, random.randint(1, counts[giver] or 1)))
    return script


def _moved(values: Mapping[str, Value], giver: str, taker: str, by: int) -> dict[str, Value]:
    return {
        giver: str((count_of(values[giver]) or 0) - by),
        taker: str((count_of(values[taker]) or 0) + by),
    }


def _invented(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """A total is what its parts come to, whatever is printed there."""
    for identity in chosen(identities(script.values), rate, random):
        total = identity.right[-1]
        gap = difference(identity, script.values)
        count = count_of(script.values.get(total)) or 0
        if gap and count + gap >= 0:
            script = script.with_values({total: str(count + gap)})
    return script


KINDS = (
    Kind("balanced_pair", Unit.CELL, _pair, "one part of a sum grows by what another loses; chance of a sum"),
    Kind("with_totals", Unit.CELL, _with_totals, "a cell and every sum that depends on it"),
    Kind("invented_total", Unit.CELL, _invented, "a total that is blank or wrong as its parts come to"),
)
