"""Bringing a database to the tables of this version: whole or not at all, and by one program at a time."""

from __future__ import annotations

import threading
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, insert, select, text

from extractor.service.store.errors import StoreError
from extractor.service.store.tables import PathRow
from schemas.vocabulary import cell_definitions

__all__ = ["head", "revision_of", "upgrade", "upgrade_within"]

_LOCK = 0x676F6E676B6169
"""Of PostgreSQL's advisory locks: the program's name."""
_ALEMBIC = threading.Lock()
"""Alembic tells a step its connection by a global name, so that it works at one database at a time."""


def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Bring a database to this version's tables.

    Args:
        engine: as ``engine.connect`` makes it.

    Returns:
        The revision that it had, none where it was empty, and the one that it has.

    Raises:
        StoreError: it was made by a newer version of the program, or is no store.
    """
    with engine.execution_options(gongkai_writing=True).begin() as connection:
        return upgrade_within(connection)


def upgrade_within(connection: Connection) -> tuple[str | None, str]:
    """Do the same within a transaction of the caller's."""
    if connection.dialect.name == "postgresql":
        _check_server(connection)
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    before = revision_of(connection)
    if before != head():
        _check_known(before)
        config = _config()
        config.attributes["connection"] = connection
        with _ALEMBIC:
            command.upgrade(config, "head")
    _name_paths(connection)
    return before, head()


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database's tables; None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def head() -> str:
    """Return the revision of this version's tables."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise RuntimeError("the migrations are not installed")
    return revision


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "extractor.service.store:migrations")
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _check_known(revision: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(f"the store has tables of a newer version ({revision}); use that version of gongkai")


def _check_server(connection: Connection) -> None:
    encoding = connection.execute(text("show server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            f"the database's encoding is {encoding}; make one with: createdb --encoding UTF8 --template template0"
        )


def _name_paths(connection: Connection) -> None:
    """Give every cell of the forms that has none a number; those given before stay."""
    known = {path: number for number, path in connection.execute(select(PathRow.id, PathRow.path))}
    new = [path for path in cell_definitions() if path not in known]
    if new:
        first = max(known.values(), default=0) + 1
        connection.execute(insert(PathRow), [{"id": first + place, "path": path} for place, path in enumerate(new)])
