"""A stretch of a long list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Select, SQLColumnExpression, func
from sqlalchemy.orm import Session

__all__ = ["AnyRow", "Chosen", "Page", "equal", "page_of", "total_of"]

Chosen = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list in its order."""

    items: list[T]
    total: int
    """How many the whole list has."""
    offset: int
    """How many stand before the first of ``items``."""
    limit: int


def page_of(
    session: Session,
    keys: Chosen,
    shown: Chosen,
    order: Sequence[SQLColumnExpression[Any]],
    make: Callable[[AnyRow], T],
    *,
    offset: int,
    limit: int,
    total: int | None = None,
) -> Page[T]:
    """Return a page of a list.

    The page's keys are found first, from the table that is filtered alone, and only for them what is shown is looked up:
    a join for each row of a long list, to show fifty, is what takes time.

    Args:
        session: of the store.
        keys: selects one column, which is a key, of all that is in the list, without order.
        shown: selects what is shown of everything, with the key's table in it.
        order: of columns of the key's table, such that no two rows are equal in all.
        make: from a row of ``shown`` to an item.
        offset: from 0.
        limit: how many at most.
        total: how many there are in the list, where that is known already.
    """
    total = total_of(session, keys) if total is None else total
    if offset >= total or limit < 1:
        return Page([], total, offset, limit)
    (key,) = keys.selected_columns
    here = keys.order_by(*order).offset(offset).limit(limit)
    rows = session.execute(shown.where(key.in_(here)).order_by(*order))
    return Page([make(row) for row in rows], total, offset, limit)


def total_of(session: Session, chosen: Chosen) -> int:
    """Return how many rows a query without order has."""
    counted = chosen.with_only_columns(func.count(), maintain_column_froms=True)
    return int(session.execute(counted).scalar_one())


def equal(chosen: Chosen, *given: tuple[SQLColumnExpression[Any], object]) -> Chosen:
    """Return what has in each column the value that is given for it; None gives nothing."""
    return chosen.where(*(column == value for column, value in given if value is not None))
