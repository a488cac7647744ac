"""Keeping something once, whoever else keeps it at the same moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from extractor.service.store.tables import Base, table_of

__all__ = ["insert_unless_there"]


def insert_unless_there(
    session: Session, table: type[Base], values: dict[str, Any], unique: InstrumentedAttribute[Any]
) -> bool:
    """Insert a row where no other one has its value of a unique column; say whether it was."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    rows = table_of(table)
    statement = dialect.insert(rows).on_conflict_do_nothing(index_elements=[unique.key])
    return session.execute(statement.returning(rows.c[unique.key]), values).first() is not None
