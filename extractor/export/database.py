"""Results as an SQLite database: tables with keys, and views for the questions that are asked most."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from extractor.export.columns import Column, Dataset, Kind, Scalar, as_double
from extractor.export.database_views import view_statements
from extractor.export.datasets import CELLS, FACTS, FINDINGS, REPORTS, SECTIONS, SOURCES, report_fields
from extractor.export.dictionary import (
    CODEBOOK_COLUMNS,
    SUM_COLUMNS,
    WORD_COLUMNS,
    codebook_rows,
    sum_rows,
    word_rows,
)
from extractor.export.numbered import Numbered

__all__ = ["USER_VERSION", "write_database"]

USER_VERSION = 1
"""``pragma user_version`` of the file: raised where a table or view changes its meaning."""

_TYPES = {
    Kind.TEXT: "TEXT",
    Kind.CATEGORY: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "NUMERIC",
    Kind.FLAG: "INTEGER",
}
_OF_REPORT = frozenset(field.column.name for field in report_fields(lambda row: row)) - {"report_id"}
_OF_CODEBOOK = frozenset(column.name for column in CODEBOOK_COLUMNS) - {"path"}
_OF_SOURCE = frozenset({"source"})
_LEFT_OUT: dict[str, frozenset[str]] = {
    "reports": _OF_SOURCE,
    "cells": _OF_REPORT | _OF_CODEBOOK,
    "facts": _OF_REPORT,
    "findings": _OF_REPORT,
    "sections": _OF_REPORT,
    "decisions": _OF_REPORT | _OF_CODEBOOK,
}
"""Columns of the tidy tables that another table of the database has."""
_KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("PRIMARY KEY (source_id)",),
    "reports": ("PRIMARY KEY (report_id)", "FOREIGN KEY (source_id) REFERENCES sources"),
    "codebook": ("PRIMARY KEY (path)",),
    "sums": (),
    "words": ("PRIMARY KEY (vocabulary, word)",),
    "cells": (
        "PRIMARY KEY (report_id, path)",
        "FOREIGN KEY (report_id) REFERENCES reports",
        "FOREIGN KEY (path) REFERENCES codebook",
    ),
    "facts": ("PRIMARY KEY (report_id, fact)", "FOREIGN KEY (report_id) REFERENCES reports"),
    "findings": ("PRIMARY KEY (report_id, finding)", "FOREIGN KEY (report_id) REFERENCES reports"),
    "sections": ("PRIMARY KEY (report_id, section)", "FOREIGN KEY (report_id) REFERENCES reports"),
    "decisions": ("PRIMARY KEY (report_id, path)", "FOREIGN KEY (report_id) REFERENCES reports"),
}
_INDEXES = (
    "CREATE INDEX reports_by_agency ON reports (organization, year)",
    "CREATE INDEX cells_by_path ON cells (path, status)",
)
_TABLES = (SOURCES, REPORTS, CELLS, FACTS, FINDINGS, SECTIONS)


def write_database(sources: Iterable[Numbered], place: Path, more: Sequence[Dataset] = ()) -> None:
    """Write the database into a new file.

    A value is an integer where it is whole and within 64 bits, else a double; a flag is 0 or 1; nothing is NULL.

    Args:
        sources: what stands in it.
        place: a file that is not there; where this raises it holds a part and must be removed.
        more: tables beside those of every export, such as that of decisions.
    """
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        dictionary = (("codebook", CODEBOOK_COLUMNS, codebook_rows()), ("sums", SUM_COLUMNS, sum_rows()))
        for name, columns, rows in (*dictionary, ("words", WORD_COLUMNS, word_rows())):
            _create(connection, name, columns)
            connection.executemany(_insert(name, columns), rows)
        kept = [(table, _kept(table)) for table in (*_TABLES, *more)]
        for table, places in kept:
            _create(connection, table.name, [table.columns[place] for place in places])
        inserts = [(table, places, _insert(table.name, places)) for table, places in kept]
        for source in sources:
            for table, places, insert in inserts:
                connection.executemany(insert, _bound(table, places, source))
        for statement in (*_INDEXES, *view_statements()):
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA user_version = {USER_VERSION}")


def _kept(table: Dataset) -> list[int]:
    left_out = _LEFT_OUT.get(table.name, frozenset())
    return [place for place, column in enumerate(table.columns) if column.name not in left_out]


def _create(connection: sqlite3.Connection, name: str, columns: Iterable[Column]) -> None:
    declared = [f'"{column.name}" {_TYPES[column.kind]}' for column in columns]
    connection.execute(f'CREATE TABLE "{name}" ({", ".join([*declared, *_KEYS[name]])})')


def _insert(name: str, columns: Iterable[object]) -> str:
    return f'INSERT INTO "{name}" VALUES ({", ".join("?" for _ in columns)})'


def _bound(table: Dataset, places: list[int], source: Numbered) -> Iterator[list[str | int | float | None]]:
    for row in table.of_one(source):
        yield [_value(row[place]) for place in places]


def _value(value: Scalar) -> str | int | float | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return int(value)
    return as_double(value)
