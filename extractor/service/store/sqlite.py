"""SQLite as the store needs it: real transactions, a log beside the file, keys that are checked, nothing lost."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from extractor.errors import UsageError

__all__ = ["READING", "WRITING", "connect"]

READING: dict[str, Any] = {}
WRITING: dict[str, Any] = {"gongkai_writing": True}

_PRAGMAS = (
    "journal_mode = WAL",  # readers and a writer do not wait for each other
    "synchronous = FULL",  # what was answered for survives the machine's power
    "foreign_keys = ON",
    "cache_size = -8000",  # KB a connection
    "journal_size_limit = 67108864",  # the log is cut back after a long reader let it grow
    "wal_autocheckpoint = 1000",
    "trusted_schema = OFF",
)


def connect(url: URL, patience: float, create: bool) -> Engine:
    """Return an engine for a file.

    Args:
        url: ``sqlite:////folder/file``.
        patience: seconds that a writer waits for another program's.
        create: make the file where it is not there.

    Raises:
        UsageError: the URL names no file, its folder is not there, or it is not there and is not to be made.
    """
    name = url.database
    if not name or name == ":memory:" or name.startswith("file:"):
        raise UsageError("the store needs a file: sqlite:////folder/file")
    place = Path(name)
    if not place.absolute().parent.is_dir():
        raise UsageError(f"{name}: the folder for the store is not there")
    if create:
        _make_private(place)
    elif not place.is_file():
        raise UsageError(f"{name}: there is no store")
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        connect_args={"check_same_thread": False, "timeout": patience},
        pool_size=8,
        max_overflow=56,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(place: Path) -> None:
    """A store holds other people's work: a new file is its owner's alone, and so are the files beside it."""
    try:
        os.close(os.open(place, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise UsageError(f"{place}: the store cannot be opened: {error.strerror}") from error


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins no transactions of its own
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes the lock when it begins: one that first reads could find that it must not write any more."""
    writing = connection.get_execution_options().get("gongkai_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
