"""PostgreSQL as the store needs it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine

from extractor.errors import UsageError

__all__ = ["READING", "WRITING", "connect"]

READING: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
WRITING: dict[str, Any] = {}


def connect(url: URL, patience: float) -> Engine:
    """Return an engine for a database.

    Args:
        url: ``postgresql://user@host/database``.
        patience: seconds that a writer waits for another one.

    Raises:
        UsageError: the driver is not installed.
    """
    try:
        import psycopg  # noqa: F401, PLC0415  asked for here, so that its absence has a name
    except ImportError as error:
        raise UsageError("PostgreSQL needs its driver: pip install 'gongkai[postgres]'") from error
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"client_encoding": "utf8", "options": f"-c lock_timeout={int(patience * 1000)} -c timezone=UTC"},
        pool_size=8,
        max_overflow=24,
        pool_pre_ping=True,  # a server that was restarted is no error of who asks next
    )
