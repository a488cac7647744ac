"""Which cell a broken identity speaks against: all of its cells, unless the breaks cross in one.

Source: WITNESSES.md, "Placing".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.crosscheck.books import Books
from schemas import Number

__all__ = ["Suspect", "opposition", "suspects"]


@dataclass(frozen=True, slots=True)
class Suspect:
    """The one cell whose change mends every broken identity of its table."""

    path: str
    value: Number
    """What all of them ask for."""
    broken: frozenset[int]
    """The identities that it breaks."""


def suspects(books: Books) -> dict[str, Suspect]:
    """Return the suspect of each table that has one, by the table's name.

    It stands where all broken identities of the table cross, at least one along the row and one along the column;
    no tested identity of its own holds; and one value, which a count can have, mends them all.
    """
    broken: dict[str, set[int]] = {}
    for number, check in enumerate(books.checks):
        if check.broken:
            broken.setdefault(check.identity.table.value, set()).add(number)
    found = {}
    for table, numbers in broken.items():
        fitting = [s for s in (_suspect(path, numbers, books) for path in _crossing(numbers, books)) if s is not None]
        if len(fitting) == 1:
            found[table] = fitting[0]
    return found


def _crossing(numbers: set[int], books: Books) -> list[str]:
    shared = set.intersection(*(set(books.checks[number].identity.paths) for number in numbers))
    return sorted(shared)


def _suspect(path: str, broken: set[int], books: Books) -> Suspect | None:
    tested = {number for number in books.touching(path) if books.checks[number].tested}
    demands = books.demands(path)
    values = {demands[number] for number in broken if number in demands}
    axes = {books.checks[number].identity.axis for number in broken}
    if tested != broken or not broken <= demands.keys() or len(values) != 1 or len(axes) != 2:
        return None
    value = values.pop()
    return Suspect(path, value, frozenset(broken)) if value >= 0 else None


def opposition(books: Books, placed: Mapping[str, Suspect]) -> dict[str, frozenset[int]]:
    """Return the broken identities that oppose each cell.

    Where the breaks are placed, the other cells of that row and column are spared, if another sum of theirs holds:
    the broken identity is no witness for them, and none against.
    """
    found: dict[str, set[int]] = {}
    for number, check in enumerate(books.checks):
        if not check.broken:
            continue
        suspect = placed.get(check.identity.table.value)
        for path in check.identity.paths:
            if suspect is None or path == suspect.path or not supported(path, books):
                found.setdefault(path, set()).add(number)
    return {path: frozenset(numbers) for path, numbers in found.items()}


def supported(path: str, books: Books) -> bool:
    """True where an identity of the cell is tested and holds."""
    return any(books.checks[number].holds for number in books.touching(path))
