"""A backup is one SQLite file that holds every row, whatever the store is kept in; restoring works from either to either.

A backup is made while the service runs and shows one moment. It appears under its name whole or not at all.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from extractor.service.store import postgres
from extractor.service.store.engine import Store, connect
from extractor.service.store.errors import StoreError
from extractor.service.store.packed import new_id
from extractor.service.store.rows import copied, digest_of
from extractor.service.store.upgrade import head, revision_of, upgrade_within
from extractor.whole_files import to_disk

__all__ = ["back_up", "beside", "check_file", "copy_file", "end_log"]


def back_up(store: Store, target: Path) -> None:
    """Write everything that a store holds into a new file; others may go on reading and writing.

    Args:
        store: of either kind.
        target: a file that is not there yet.

    Raises:
        StoreError: the file is there already, or cannot be written; nothing is left behind.
    """
    if target.exists():
        raise StoreError(f"{target}: there is a file already; a backup replaces none")
    with beside(target) as part:
        if store.kind == "sqlite":
            _back_up_file(store, part)
        else:
            _back_up_rows(store, part)
        check_file(part)
        to_disk(part)
        part.rename(target)
        to_disk(target.parent)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Yield a name for a file in the same folder, readable by its owner alone; what is left there at the end is removed.

    Raises:
        StoreError: nothing can be written there.
    """
    part = target.with_name(f".{target.name}.{new_id()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield part
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise StoreError(f"{target}: cannot be written: {reason}") from error
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(FileNotFoundError):
                left.unlink()


def check_file(file: Path) -> None:
    """Make sure that a file is a whole database whose rows fit together.

    Raises:
        StoreError: it is none, or it is damaged.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{file}: no backup can be read from it: {error}") from error
    if said != "ok" or loose:
        raise StoreError(
            f"{file}: the backup is damaged: {said if said != 'ok' else f'a row of {loose[0]} refers to none'}"
        )


def copy_file(source: sqlite3.Connection, part: Path) -> None:
    """Copy a database as it is at this moment into one file that needs no other beside it."""
    with closing(sqlite3.connect(part)) as target:
        source.backup(target)
    end_log(part)


def end_log(part: Path) -> None:
    """Let a database that nobody has open need no other file beside it."""
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _back_up_file(store: Store, part: Path) -> None:
    connection = store.engine.raw_connection()
    try:
        driver = connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise TypeError("the driver of SQLite is another one")
        copy_file(driver, part)
    finally:
        connection.close()


def _back_up_rows(store: Store, part: Path) -> None:
    engine = connect(f"sqlite:///{part}")
    try:
        with (
            store.engine.connect().execution_options(**postgres.READING) as source,
            engine.execution_options(gongkai_writing=True).begin() as target,
        ):
            if revision_of(source) != head():
                raise StoreError(
                    "the store has an older version's tables; bring it to this one first: gongkai store upgrade"
                )
            upgrade_within(target)
            if copied(source, target) != digest_of(target):
                raise StoreError(f"{part}: what was written is not what the store holds; nothing was kept")
    finally:
        engine.dispose()
    end_log(part)
