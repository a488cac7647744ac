"""A stretch of a long list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Select, SQLColumnExpression, func
from sqlalchemy.orm import Session

__all__ = ["AnyRow", "Chosen", "Page", "equal", "page_of"]

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
    chosen: Chosen,
    order: tuple[Any, ...],
    make: Callable[[Any], T],
    *,
    offset: int,
    limit: int,
) -> Page[T]:
    """Return a page of what a query chooses.

    Args:
        session: of the store.
        chosen: what to select, filtered and without order.
        order: columns that put the rows into one order only.
        make: from a row to an item.
        offset: from 0.
        limit: how many at most.
    """
    counted = chosen.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    total = session.execute(counted).scalar_one()
    if offset >= total or limit < 1:
        return Page([], total, offset, limit)
    rows = session.execute(chosen.order_by(*order).offset(offset).limit(limit)).all()
    return Page([make(row) for row in rows], total, offset, limit)


def equal(chosen: Chosen, *given: tuple[SQLColumnExpression[Any], object]) -> Chosen:
    """Return what has in each column the value that is given for it; None gives nothing."""
    return chosen.where(*(column == value for column, value in given if value is not None))
