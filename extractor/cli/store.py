"""``gongkai store``: what the service keeps, looked after from outside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.new_folder import write_folder
from extractor.cli.outcome import Failure, complain
from extractor.cli.store_options import store_options, store_url

if TYPE_CHECKING:
    from extractor.service.store.engine import Store

__all__ = ["group"]


@click.group("store")
def group() -> None:
    """Back up, restore and upgrade the service's store; write labels; make and revoke keys.

    \b
    gongkai store backup 2026-03-01.backup
    gongkai store restore 2026-03-01.backup --database postgresql://gongkai@localhost/gongkai
    gongkai store key new "the statistics team"
    """


@group.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_options
def backup(file: Path, data: Path, database: str | None) -> None:
    """Write everything the store holds into FILE, which is not there yet.

    The service may go on running. One file, SQLite, readable by its owner alone; from SQLite and PostgreSQL alike.
    """
    with _opened(data, database, migrate=False) as store:
        from extractor.service.store.backup import back_up

        back_up(store, file)
    complain(f"{file}: {file.stat().st_size} bytes written")


@group.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_options
def restore(file: Path, data: Path, database: str | None) -> None:
    """Make a store from the backup FILE, where there is none or an empty one.

    Prints how many rows each table has, as JSON. Every row is compared before the store can be used.
    """
    _needs_extra()
    from extractor.service.store.restore import restore as restored

    if database is None:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    click.echo(json.dumps(restored(file, store_url(data, database))))


@group.command()
@store_options
def upgrade(data: Path, database: str | None) -> None:
    """Bring the store to this version's tables, whole or not at all; the service does the same when it starts."""
    with _opened(data, database, migrate=False) as store:
        from extractor.service.store.upgrade import upgrade as upgraded

        before, after = upgraded(store.engine)
    complain(
        f"{store.url}: " + (f"is up to date ({after})" if before == after else f"brought from {before} to {after}")
    )


@group.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--without-sources", is_flag=True, help="Labels only, not the documents that they are of.")
@store_options
def labels(folder: Path, without_sources: bool, data: Path, database: str | None) -> None:
    """Write every source with a reviewed report into FOLDER as a gold set: a folder each, with its label.

    What a person settled, or witnesses verify, is certain; nothing else is ever scored. `gongkai eval run FOLDER`
    measures on it. FOLDER is not there yet; it appears whole or not at all.
    """
    with _opened(data, database) as store, store.read() as session:
        from extractor.service.labels import label_files

        written = write_folder(folder, label_files(session, with_sources=not without_sources))
    complain(f"{folder}: {written} files of reviewed reports")


@group.group()
def key() -> None:
    """Keys to the service; of each only a hash is kept."""


@key.command("new")
@click.argument("name")
@store_options
def new(name: str, data: Path, database: str | None) -> None:
    """Make a key for NAME and print it, this once."""
    if database is None:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(data, database, create=True) as store, store.write() as session:
        from extractor.service.store.keys import new_key

        secret = new_key(session, name, datetime.now(UTC))
    click.echo(secret)


@key.command("list")
@store_options
def list_(data: Path, database: str | None) -> None:
    """Print all keys without their secrets, one JSON object a line."""
    with _opened(data, database) as store, store.read() as session:
        from extractor.service.store.keys import list_keys

        keys = list_keys(session)
    for each in keys:
        revoked = each.revoked_at.isoformat() if each.revoked_at else None
        record = {"id": each.id, "name": each.name, "created_at": each.created_at.isoformat(), "revoked_at": revoked}
        click.echo(json.dumps(record, ensure_ascii=False))


@key.command()
@click.argument("id", type=int)
@store_options
def revoke(id: int, data: Path, database: str | None) -> None:
    """End the key with number ID, and every browser session that was opened with it."""
    with _opened(data, database) as store, store.write() as session:
        from extractor.service.store.keys import revoke_key

        ended = revoke_key(session, id, datetime.now(UTC))
    complain(f"key {ended.id} ({ended.name}) is revoked")


@contextmanager
def _opened(data: Path, database: str | None, *, create: bool = False, migrate: bool = True) -> Iterator[Store]:
    _needs_extra()
    from extractor.service.store.engine import open_store

    store = open_store(store_url(data, database), create=create, migrate=migrate)
    try:
        yield store
    finally:
        store.close()


def _needs_extra() -> None:
    try:
        import alembic  # noqa: F401
        import sqlalchemy  # noqa: F401
    except ImportError as error:
        raise Failure(f"the store needs more to be installed: pip install 'gongkai[service]' ({error})") from error
