"""The values that a model gave for one row, each laid on the token that it is a copy of; what has none is let go.

A value that is printed nowhere behind its label is invented (WITNESSES.md, "Invention", "Zero for blank"), one that
could be a copy of several tokens has no token of its own, and an empty place is seen only where it can be seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.locate import Item
from extractor.sources.normalize import normalize

__all__ = ["fit", "without_padding"]


def fit(values: Sequence[str | None], items: Sequence[Item]) -> tuple[Item | None, ...]:
    """Return for each value the token or the empty cell it is a copy of, or None where it has none of its own.

    Where as many places stand there as values were given, each value belongs to its place; otherwise the values are
    laid on the tokens in order, as far as that can be done in one way alone.

    Args:
        values: one a column, None for a blank.
        items: what stands behind the row's label.
    """
    wanted = [None if value is None else normalize(value).text.strip() or None for value in values]
    slots = without_padding([item for item in items if item.is_slot or item.text in wanted], len(wanted))
    if len(slots) == len(wanted):
        return _place_by_place(wanted, slots)
    return _in_order(wanted, [item for item in slots if item.text])


def without_padding(slots: Sequence[Item], due: int) -> Sequence[Item]:
    """Return the slots of a row without empty cells that pad it, or that go on a merged label in front.

    Args:
        slots: tokens and empty cells behind a label.
        due: how many values the row has.
    """
    extra = len(slots) - due
    if extra > 0 and sum(item.filler for item in slots) == extra:
        return [item for item in slots if not item.filler]
    fillers = extra > 0 and all(not item.text and item.structured for item in slots[:extra])
    return slots[extra:] if fillers else slots


def _place_by_place(wanted: Sequence[str | None], slots: Sequence[Item]) -> tuple[Item | None, ...]:
    placed = tuple(slot if _same(value, slot) else None for value, slot in zip(wanted, slots, strict=True))
    if None not in placed:
        return placed
    given, printed = [value for value in wanted if value is not None], [slot for slot in slots if slot.text]
    if len(given) == len(printed) and all(map(_same, given, printed)):
        # Every token is there, in order, in other places than they stand: the reader saw the row otherwise.
        tokens = iter(printed)
        return tuple(None if value is None else next(tokens) for value in wanted)
    return placed


def _in_order(wanted: Sequence[str | None], tokens: Sequence[Item]) -> tuple[Item | None, ...]:
    """Each value on the one token that it can be, all of them in order; nothing where they cannot all be."""
    given = [(place, value) for place, value in enumerate(wanted) if value is not None]
    given = [(place, value) for place, value in given if any(_same(value, token) for token in tokens)]
    values = [value for _, value in given]
    first = _leftmost(values, tokens)
    backwards = _leftmost(values[::-1], tokens[::-1])
    found: list[Item | None] = [None] * len(wanted)
    if first is None or backwards is None:
        return tuple(found)
    last = [len(tokens) - 1 - number for number in reversed(backwards)]
    for (place, _), low, high in zip(given, first, last, strict=True):
        found[place] = tokens[low] if low == high else None
    return tuple(found)


def _leftmost(values: Sequence[str], tokens: Sequence[Item]) -> list[int] | None:
    found: list[int] = []
    place = 0
    for value in values:
        while place < len(tokens) and not _same(value, tokens[place]):
            place += 1
        if place == len(tokens):
            return None
        found.append(place)
        place += 1
    return found


def _same(value: str | None, item: Item) -> bool:
    """True where a value is a copy of a token: the same characters, thousands commas and a note behind it aside."""
    if value is None:
        return not item.text
    if not item.text:
        return False
    bare = item.text.partition("(")[0].strip() or item.text
    return value == item.text or value.replace(",", "") in (item.text.replace(",", ""), bare.replace(",", ""))
