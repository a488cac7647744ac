"""Which store a command works at: a folder of the service's, or a database by URL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = ["store_options", "store_url"]

STORE_FILE = "gongkai.db"
"""Of a service that was given no other database, in its folder."""


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--data-dir`` and ``--database-url`` to a command."""
    command = click.option(
        "--database-url",
        envvar="GONGKAI_DATABASE_URL",
        metavar="URL",
        help="The store's database: sqlite:////folder/file or postgresql://user@host/database.  "
        "[default: gongkai.db in --data-dir]",
    )(command)
    return click.option(
        "--data-dir",
        envvar="GONGKAI_DATA_DIR",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("gongkai-data"),
        show_default=True,
        help="The service's folder.",
    )(command)


def store_url(data_dir: Path, url: str | None) -> str:
    """Return the URL of the store that the options name."""
    return url or f"sqlite:///{data_dir / STORE_FILE}"
