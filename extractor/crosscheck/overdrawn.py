"""Sums that cannot hold whatever stands in their unread cells: no number of the form is below zero.

A sum with an unread cell cannot be tested, yet it speaks where the cells that were read already come to more than the
other side has: an outcome of six where nothing was received. An unread total is at least what its parts come to.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.crosscheck.books import Books
from schemas import Identity, Number

__all__ = ["overdrawn"]


def overdrawn(books: Books) -> frozenset[str]:
    """Return the cells of all sums that cannot hold, those behind an unread total among them."""
    return frozenset(
        path
        for check in books.checks
        if check.open
        for full, short in _sides(check.identity)
        if _too_little(full, short, books)
        for term in (*full, *short)
        for path in (term, *_parts(term, books))
        if path in books.settled
    )


def _too_little(full: tuple[str, ...], short: tuple[str, ...], books: Books) -> bool:
    """True where every cell of one side was read, and the other side comes to more already."""
    if any(path not in books.settled for path in full):
        return False
    return sum(books.settled[path].amount for path in full) < sum(_at_least(path, books) for path in short)


def _at_least(path: str, books: Books) -> Number:
    if path in books.settled:
        return books.settled[path].amount
    return sum(books.settled[part].amount for part in _parts(path, books) if part in books.settled)


def _parts(path: str, books: Books) -> tuple[str, ...]:
    """The cells that an unread cell alone is the sum of; none where it was read."""
    if path in books.settled:
        return ()
    sums = (books.plan.identities[number] for number in books.touching(path))
    return next((parts for identity in sums for total, parts in _sides(identity) if total == (path,)), ())


def _sides(identity: Identity) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    yield identity.left, identity.right
    yield identity.right, identity.left
