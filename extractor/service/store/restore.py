"""A store made from a backup: every row is compared before the store can be used, and a store that holds something stays."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, select, text
from sqlalchemy.exc import DBAPIError

from extractor.errors import UsageError
from extractor.service.store.backup import beside, check_file, copy_file, end_log
from extractor.service.store.engine import connect, parsed_url
from extractor.service.store.errors import StoreError
from extractor.service.store.rows import TABLES, copied, digest_of, is_empty
from extractor.service.store.upgrade import revision_of, upgrade, upgrade_within
from extractor.whole_files import to_disk

__all__ = ["restore"]


def restore(source: Path, url: str) -> dict[str, int]:
    """Make a store from a backup, whole or not at all.

    A backup of an older version is brought to this one's tables on the way; the file itself is not touched.

    Args:
        source: as ``back_up`` wrote it.
        url: of a database that is not there yet, or holds nothing.

    Returns:
        How many rows each table has.

    Raises:
        StoreError: the backup is damaged or none, the store is not empty or in use, or rows came out otherwise.
        UsageError: the URL cannot be used.
    """
    if not source.is_file():
        raise StoreError(f"{source}: there is no such backup")
    check_file(source)
    parsed = parsed_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _into_server(source, url)
    if not parsed.database or parsed.database == ":memory:":
        raise UsageError("the store needs a file: sqlite:////folder/file")
    return _into_file(source, Path(parsed.database))


def _into_file(source: Path, target: Path) -> dict[str, int]:
    _free(target)
    with beside(target) as part:
        counts = _prepared(source, part)
        part.replace(target)
    to_disk(target.parent)
    return counts


def _free(target: Path) -> None:
    """Make sure that a file can be put in the place of a database: it holds nothing, and nobody has it open.

    Raises:
        StoreError: it holds something, or is in use.
    """
    if target.exists() and target.stat().st_size:
        engine = connect(f"sqlite:///{target}")
        try:
            with engine.connect() as connection:
                _check_empty(connection, str(target))
        except DBAPIError as error:
            raise StoreError(f"{target}: is no store: {error.orig}") from error
        finally:
            engine.dispose()
        _take_alone(target)
    for end in ("-wal", "-shm", "-journal"):
        beside_it = target.with_name(target.name + end)
        if beside_it.exists() and beside_it.stat().st_size:
            raise StoreError(f"{beside_it}: belongs to another database; move it away first")
        with suppress(FileNotFoundError):
            beside_it.unlink()


def _take_alone(target: Path) -> None:
    """End a database's log, which only the last one who has it open can.

    Raises:
        StoreError: somebody else has it open.
    """
    try:
        with closing(sqlite3.connect(target, timeout=1)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise StoreError(f"{target}: the store is in use; stop the service first") from error
    if mode != "delete":
        raise StoreError(f"{target}: the store is in use; stop the service first")


def _into_server(source: Path, url: str) -> dict[str, int]:
    engine = connect(url)
    try:
        with tempfile.TemporaryDirectory(prefix="gongkai-restore-") as folder:
            part = Path(folder) / "backup.db"
            part.touch(0o600)
            _prepared(source, part)
            backup = connect(f"sqlite:///{part}")
            try:
                return _copied(backup, engine)
            finally:
                backup.dispose()
    except DBAPIError as error:
        raise StoreError(f"the backup cannot be restored: {error.orig}; nothing was kept") from error
    finally:
        engine.dispose()


def _copied(backup: Engine, engine: Engine) -> dict[str, int]:
    name = engine.url.render_as_string(hide_password=True)
    with backup.connect() as source, engine.begin() as target:
        _check_empty(target, name)
        upgrade_within(target)
        target.execute(text(f"lock table {', '.join(table.name for table in TABLES)} in exclusive mode"))
        _check_empty(target, name)
        digests = copied(source, target)
        if digests != digest_of(target):
            raise StoreError(f"{name}: what was restored is not what the backup holds; nothing was kept")
        for table in TABLES:
            _count_on(target, table)
    return {table: digest.rows for table, digest in digests.items()}


def _prepared(source: Path, part: Path) -> dict[str, int]:
    """Copy a backup and bring the copy to this version's tables; return how many rows each has."""
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        copy_file(opened, part)
    engine = connect(f"sqlite:///{part}")
    try:
        with engine.connect() as connection:
            if revision_of(connection) is None:
                raise StoreError(f"{source}: the file is no backup of a store")
        upgrade(engine)
        with engine.connect() as connection:
            counts = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES
            }
    finally:
        engine.dispose()
    end_log(part)
    check_file(part)
    return counts


def _check_empty(connection: Connection, name: str) -> None:
    if revision_of(connection) is None:
        tables = connection.dialect.get_table_names(connection)
        if tables:
            raise StoreError(f"{name}: the database holds tables that are not of a store ({tables[0]})")
    elif not is_empty(connection):
        raise StoreError(f"{name}: the store is not empty; a backup is restored into an empty one only")


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL's counter of a table go on behind the rows that were copied."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    sequence = connection.execute(
        text("select pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
    ).scalar_one()
    highest = connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
    connection.execute(text("select setval(:sequence, :next, false)"), {"sequence": sequence, "next": highest + 1})
