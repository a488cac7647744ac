"""Which report of a new result is which report of the store: decisions must never pass to another report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

__all__ = ["Likeness", "matched"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a report is known by within its source."""

    ordinal: int | None
    """Its place; None for one that the last result did not have."""
    year: int | None
    organization: str | None


_Key = Callable[[Likeness], Hashable | None]


def _whole(likeness: Likeness) -> Hashable | None:
    return None if likeness.ordinal is None else (likeness.ordinal, likeness.year, likeness.organization)


def _named(likeness: Likeness) -> Hashable | None:
    return None if likeness.year is None else (likeness.year, likeness.organization)


def _placed(likeness: Likeness) -> Hashable | None:
    return None if likeness.ordinal is None else (likeness.ordinal, likeness.year)


def _dated(likeness: Likeness) -> Hashable | None:
    return likeness.year


def _counted(likeness: Likeness) -> Hashable | None:
    return likeness.ordinal


def matched(old: Sequence[Likeness], new: Sequence[Likeness]) -> list[int | None]:
    """Say for each new report which old one it is.

    The surest sign decides first: place, year and name; year and name; place and year; year alone; and, where the
    source has as many reports as before, the place alone. A sign counts where it fits one old and one new report. Two names
    that differ are one agency's, read another way, only where the year is the same and nothing came or went: a report that was
    gone never comes back under another name, nor does one take another's name where their number changed.

    Args:
        old: the reports of the store.
        new: those of a result, in its order.

    Returns:
        For each new one the place in ``old``, or None for a report that was not there.
    """
    found: list[int | None] = [None] * len(new)
    signs: list[_Key] = [_whole, _named, _placed, _dated]
    as_many = len(new) == sum(likeness.ordinal is not None for likeness in old)
    if as_many:
        signs.append(_counted)
    for sign in signs:
        taken = {place for place in found if place is not None}
        olds = _by_sign(sign, old, [place for place in range(len(old)) if place not in taken])
        news = _by_sign(sign, new, [place for place in range(len(new)) if found[place] is None])
        for key, places in news.items():
            if len(places) == 1 and len(olds.get(key, ())) == 1:
                before, after = old[olds[key][0]], new[places[0]]
                if not _differ(before.organization, after.organization) or (
                    as_many and before.ordinal is not None and not _differ(before.year, after.year)
                ):
                    found[places[0]] = olds[key][0]
    return found


def _differ(before: object, after: object) -> bool:
    """True where both are known and say something else."""
    return None not in (before, after) and before != after


def _by_sign(sign: _Key, reports: Sequence[Likeness], places: Sequence[int]) -> dict[Hashable, list[int]]:
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        key = sign(reports[place])
        if key is not None:
            by_key[key].append(place)
    return by_key
