"""One service a store: two that run the same jobs would read every source twice."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from extractor.errors import UsageError
from extractor.service.store.engine import Store

__all__ = ["sole_service"]

_PATIENCE = 10.0
"""Seconds that a database server may need to notice that a killed service is gone."""
_POSTGRES_LOCK = 0x676F6E67
"""The name of the lock, which PostgreSQL wants to be a number."""


@contextmanager
def sole_service(store: Store) -> Iterator[None]:
    """Hold the right to run this store's jobs; the system takes it back when the process ends, however it ends.

    Raises:
        UsageError: another service has it.
    """
    with _on_file(store) if store.kind == "sqlite" else _on_server(store):
        yield


def _taken() -> UsageError:
    return UsageError("another `gongkai serve` runs on this store: stop it first, or name another --data or --database")


@contextmanager
def _on_file(store: Store) -> Iterator[None]:
    place = f"{store.engine.url.database}.serving"
    try:
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UsageError(f"{place}: cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise _taken() from None
    finally:
        os.close(descriptor)


@contextmanager
def _on_server(store: Store) -> Iterator[None]:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # it is closed at the end, and the lock with it, instead of being used by others
        end = time.monotonic() + _PATIENCE
        while not connection.execute(text("SELECT pg_try_advisory_lock(:name)"), {"name": _POSTGRES_LOCK}).scalar():
            if time.monotonic() > end:
                raise _taken()
            time.sleep(0.2)
        yield
