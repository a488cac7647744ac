"""All rows of a store, table by table: copied into another one, and counted up to compare both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from extractor.service.store.tables import Base, PathRow

__all__ = ["TABLES", "Digest", "copied", "digest_of", "is_empty"]

TABLES: tuple[Table, ...] = tuple(Base.metadata.sorted_tables)
"""Each behind those that it refers to."""
_AT_ONCE = 500
_MANY_BYTES = 16 * 1024 * 1024


@dataclass(slots=True)
class Digest:
    """How many rows a table has, and the sum of their hashes: the same whatever order they come in."""

    rows: int = 0
    sum: int = field(default=0, repr=False)

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Count rows."""
        for row in rows:
            hashed = hashlib.sha256(repr(tuple(row.values())).encode()).digest()
            self.rows += 1
            self.sum = (self.sum + int.from_bytes(hashed, "big")) % (1 << 256)


def copied(source: Connection, target: Connection) -> dict[str, Digest]:
    """Copy every row of a store into one that has none; return what was copied, by table."""
    target.execute(delete(PathRow))
    digests: dict[str, Digest] = {}
    for table in TABLES:
        digest = digests[table.name] = Digest()
        for rows in _stretches(source, table):
            digest.add(rows)
            target.execute(insert(table), rows)
    return digests


def digest_of(connection: Connection) -> dict[str, Digest]:
    """Return what a store has, by table."""
    digests: dict[str, Digest] = {}
    for table in TABLES:
        digest = digests[table.name] = Digest()
        for rows in _stretches(connection, table):
            digest.add(rows)
    return digests


def is_empty(connection: Connection) -> bool:
    """Say whether a store holds nothing yet but the names of the forms' cells."""
    return not any(
        connection.execute(select(func.count()).select_from(select(table).limit(1).subquery())).scalar_one()
        for table in TABLES
        if table is not PathRow.__table__
    )


def _stretches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """Yield a table's rows, some at a time, few where they are long."""
    rows: list[dict[str, Any]] = []
    size = 0
    streaming = {"stream_results": True, "yield_per": _AT_ONCE}
    for row in connection.execute(select(table), execution_options=streaming).mappings():
        rows.append(dict(row))
        size += sum(len(value) for value in row.values() if isinstance(value, bytes))
        if len(rows) == _AT_ONCE or size > _MANY_BYTES:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows
