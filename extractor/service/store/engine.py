"""Opening the store: SQLite in a file of its own by default, PostgreSQL by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from extractor.errors import UsageError
from extractor.service.store import postgres, sqlite
from extractor.service.store.errors import Busy, StoreError
from extractor.service.store.turns import Turns
from extractor.service.store.upgrade import revision_of, upgrade

__all__ = ["PATIENCE", "Store", "connect", "open_store", "parsed_url"]

PATIENCE = 30.0
"""Seconds that a writer waits for another one before it gives up."""


class Store:
    """A database that has the tables of this version; safe to use from any thread.

    Args:
        engine: as ``connect`` makes it.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.url = engine.url.render_as_string(hide_password=True)
        self.kind = engine.dialect.name
        """``sqlite`` or ``postgresql``."""
        self._turns = Turns(PATIENCE) if self.kind == "sqlite" else None
        of_kind = sqlite if self.kind == "sqlite" else postgres
        self._reading = engine.execution_options(**of_kind.READING)
        self._writing = engine.execution_options(**of_kind.WRITING)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees the store as it is at its first question, whatever is written meanwhile."""
        with Session(self._reading, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session whose changes are kept together at the end of the block, or none of them after an error.

        Raises:
            Busy: another writer kept the store for too long; nothing was changed.
        """
        with (
            self._turns.turn() if self._turns else nullcontext(),
            Session(self._writing, expire_on_commit=False) as session,
        ):
            try:
                with session.begin():
                    session.connection()  # the transaction begins now, not with the first question
                    yield session
            except OperationalError as error:
                if _is_busy(error):
                    raise Busy("another program has been writing to the store for too long; try again") from error
                raise

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_store(url: str, *, create: bool = True, migrate: bool = True) -> Store:
    """Return the store at a URL; it is made, or brought to this version's tables, where need be.

    Args:
        url: ``sqlite:////folder/file`` or ``postgresql://user@host/database``.
        create: False where a store that is not there is an error.
        migrate: False to leave the tables as they are, whatever version made them: for backups.

    Raises:
        UsageError: the URL cannot be used, or there is no store.
        StoreError: the database cannot be opened, or was made by a newer version.
    """
    engine = connect(url, create=create)
    name = engine.url.render_as_string(hide_password=True)
    try:
        if not (create and migrate):
            with engine.connect() as connection:
                if revision_of(connection) is None:
                    raise UsageError(f"{name}: there is no store")
        if migrate:
            upgrade(engine)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"{name}: the database cannot be opened: {error.orig}") from error
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def connect(url: str, *, create: bool = True) -> Engine:
    """Return the engine for a URL, as the store needs it; at most an empty file is made.

    Args:
        url: see ``open_store``.
        create: False where a file that is not there is an error.

    Raises:
        UsageError: the URL cannot be used.
    """
    parsed = parsed_url(url)
    if parsed.get_backend_name() == "sqlite":
        return sqlite.connect(parsed, PATIENCE, create)
    return postgres.connect(parsed, PATIENCE)


def parsed_url(url: str) -> URL:
    """Return the parts of a URL of a kind of database that the store can be kept in.

    Raises:
        UsageError: it is none.
    """
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except (ArgumentError, ValueError) as error:
        raise UsageError(
            "the store's URL cannot be read; sqlite:////folder/file or postgresql://user@host/database"
        ) from error
    kind = parsed.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise UsageError(f"the store is kept in SQLite or PostgreSQL, not in {kind}")
    return parsed


def _is_busy(error: OperationalError) -> bool:
    return "database is locked" in str(error.orig) or type(error.orig).__name__ == "LockNotAvailable"
