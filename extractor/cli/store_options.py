"""Which store a command works at: the one that ``gongkai serve`` keeps, named in the same way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = ["store_options", "store_url"]


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--data`` and ``--database`` to a command; what the environment says for ``serve`` holds here too."""
    database = click.option(
        "--database",
        envvar="GONGKAI_SERVE_DATABASE",
        metavar="URL",
        help="A store that is kept elsewhere: sqlite:////FILE or postgresql://USER@HOST/NAME.",
    )
    data = click.option(
        "--data",
        envvar="GONGKAI_SERVE_DATA",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("gongkai-data"),
        show_default=True,
        metavar="DIR",
        help="Folder of the service; the store is gongkai.db in it.",
    )
    return data(database(command))


def store_url(data: Path, database: str | None) -> str:
    """Return the URL of the store that the options name."""
    from extractor.service.settings import ServiceSettings

    return ServiceSettings(data_dir=data, database_url=database).url
