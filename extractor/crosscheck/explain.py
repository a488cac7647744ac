"""What slip would explain broken sums: a search over changes of one or two cells that mend all of them.

A change explains a table's broken identities if every one of them holds with it and none that held breaks. Rows whose
sums share nothing (the three of ``review_and_litigation``) are explained together if one change mends them all, else
each by itself. Nothing is changed by it: no value, no status. The search is bounded in work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from extractor.crosscheck.books import Books
from extractor.crosscheck.evidence import Claim
from schemas import Number, cell_definition
from schemas.enums import ExplanationKind, State

__all__ = ["Explained", "explain"]

_MOST = 6
"""Explanations that are listed."""
_MOST_TRIALS = 6_000
"""Changes that are tried for one table."""
_MOST_DIGITS = 9
"""Digits of a number that two cells may hold."""

_Change = tuple[tuple[str, int], ...]
"""Cells and the values that they would have."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One change that would mend what is broken."""

    kind: ExplanationKind
    terms: _Change
    """The cells that would change, with the values that would mend it."""


def explain(books: Books, broken: Collection[int]) -> Mapping[int, tuple[Explained, ...]]:
    """Return, by the number of each broken identity, what would explain it together with the others, likeliest first.

    Args:
        books: every identity tested as far as the readings allow.
        broken: numbers of the identities that do not hold.
    """
    found: dict[int, tuple[Explained, ...]] = {}
    by_table: dict[str, set[int]] = {}
    for number in broken:
        by_table.setdefault(books.checks[number].identity.table.value, set()).add(number)
    for numbers in by_table.values():
        together = _search(books, numbers)
        groups = [numbers] if together else _groups(books, numbers)
        for group in groups:
            explained = together or (_search(books, group) if group != numbers else ())
            found |= dict.fromkeys(group, explained)
    return found


def _search(books: Books, broken: set[int]) -> tuple[Explained, ...]:
    single = list(_single(books, broken))
    crossing = [item for item in single if len(_axes(books, item.terms[0][0], broken)) > 1]
    pairs = chain(
        _tried(books, broken, ExplanationKind.SPLIT_DIGITS, _splits(books, broken)),
        _tried(books, broken, ExplanationKind.SWAPPED_COLUMNS, _swaps(books, broken)),
    )
    rest = [item for item in single if item not in crossing]
    return tuple((*crossing, *pairs, *rest))[:_MOST]


def _axes(books: Books, path: str, broken: Collection[int]) -> set[str]:
    return {books.checks[number].identity.axis for number in books.touching(path) if number in broken}


def _single(books: Books, broken: set[int]) -> Iterator[Explained]:
    """One cell with another value; a blank one needs a number that it does not have."""
    shared = set.intersection(*(set(books.checks[number].identity.paths) for number in broken))
    for path in sorted(shared, key=_order):
        claim = books.settled[path]
        tested = {number for number in books.touching(path) if books.checks[number].tested}
        demands = books.demands(path)
        values = {demands[number] for number in broken if number in demands}
        if tested != broken or not broken <= demands.keys() or len(values) != 1:
            continue
        value = values.pop()
        if value < 0 or value != int(value):
            continue
        kind = ExplanationKind.SINGLE_CELL if claim.state is State.NUMBER else ExplanationKind.BLANK_CELL
        yield Explained(kind, ((path, int(value)),))


def _tried(books: Books, broken: set[int], kind: ExplanationKind, changes: Iterable[_Change]) -> Iterator[Explained]:
    for trial, change in enumerate(changes):
        if trial >= _MOST_TRIALS:
            return
        if _mends(books, broken, change):
            yield Explained(kind, change)


def _mends(books: Books, broken: set[int], change: _Change) -> bool:
    """True where with the change every tested identity that it touches holds, and it touches all broken ones."""
    gaps: dict[int, Number] = {}
    for path, value in change:
        moved = value - books.settled[path].amount
        for number, on_left in books.plan.stands_in.get(path, ()):
            check = books.checks[number]
            if check.tested:
                gaps[number] = gaps.get(number, check.right - check.left) + (-moved if on_left else moved)
    return broken <= gaps.keys() and not any(gaps.values())


def _splits(books: Books, broken: set[int]) -> Iterator[_Change]:
    """Two neighbours in a row that hold the digits of one number, which is put into either."""
    for left, right in _neighbours(books, broken):
        ours, theirs = books.settled[left], books.settled[right]
        if not (_is_count(ours) and _is_count(theirs)) or not ours.amount:
            continue
        digits = f"{ours.amount}{theirs.amount}"
        if len(digits) <= _MOST_DIGITS:
            yield (left, int(digits)), (right, 0)
            yield (left, 0), (right, int(digits))


def _swaps(books: Books, broken: set[int]) -> Iterator[_Change]:
    """Two cells of a row, then two of a column, that hold each other's numbers."""
    for along_row in (True, False):
        for one, other in _pairs(books, broken, along_row=along_row):
            ours, theirs = books.settled[one], books.settled[other]
            if _is_count(ours) and _is_count(theirs) and ours.amount != theirs.amount:
                yield (one, int(theirs.amount)), (other, int(ours.amount))


def _is_count(claim: Claim) -> bool:
    return claim.state is State.NUMBER and isinstance(claim.value, int) and claim.value >= 0


def _pairs(books: Books, broken: set[int], *, along_row: bool) -> Iterator[tuple[str, str]]:
    """Pairs of cells in one row, or one column; one of the two must stand in the first broken identity."""
    lines = _lines(books, along_row=along_row)
    first = books.checks[min(broken)].identity.paths
    seen: set[frozenset[str]] = set()
    for path in first:
        for other in lines.get(_line(path, along_row=along_row), ()):
            pair = frozenset((path, other))
            if len(pair) > 1 and pair not in seen:
                seen.add(pair)
                one, two = sorted(pair, key=_order)
                yield one, two


def _neighbours(books: Books, broken: set[int]) -> Iterator[tuple[str, str]]:
    for one, other in _pairs(books, broken, along_row=True):
        if _column(other) - _column(one) == 1:
            yield one, other


def _lines(books: Books, *, along_row: bool) -> Mapping[tuple[str, ...], Sequence[str]]:
    """The cells that stand in identities, by row or by column."""
    found: dict[tuple[str, ...], list[str]] = {}
    for path in books.settled:
        found.setdefault(_line(path, along_row=along_row), []).append(path)
    return found


def _line(path: str, *, along_row: bool) -> tuple[str, ...]:
    cell = cell_definition(path)
    return (cell.table.value, cell.block.key, cell.row.key if along_row else cell.column.key)


def _column(path: str) -> int:
    cell = cell_definition(path)
    return [column.key for column in cell.block.columns].index(cell.column.key)


def _order(path: str) -> int:
    return cell_definition(path).order


def _groups(books: Books, numbers: set[int]) -> list[set[int]]:
    """Broken identities that share cells, by way of any identities between them."""
    reached: dict[str, int] = {}
    groups: dict[int, set[int]] = {}
    links = {number: number for number in range(len(books.checks))}

    def root(number: int) -> int:
        while links[number] != number:
            number = links[number]
        return number

    for number, check in enumerate(books.checks):
        for path in check.identity.paths:
            links[root(number)] = root(reached.setdefault(path, number))
    for number in sorted(numbers):
        groups.setdefault(root(number), set()).add(number)
    return list(groups.values())
