"""The options that say where a service listens, where it keeps things, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import click

from extractor.cli.option_group import Option, grouped

__all__ = ["ServeOptions", "serve_options"]


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What the options say, by the names that click gives them."""

    host: str
    port: int
    data: Path
    database: str | None
    jobs: int
    time_limit: float
    """Seconds for one source."""
    memory_limit: int
    """MiB of address space for a worker."""


_OPTIONS: tuple[Option, ...] = (
    click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Listen here."),
    click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="0: any that is free."),
    click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("gongkai-data"),
        show_default=True,
        metavar="DIR",
        help="Folder of the service, made where it is not there; the store is gongkai.db in it.",
    ),
    click.option(
        "--database", metavar="URL", help="Keep the store elsewhere: sqlite:////FILE or postgresql://USER@HOST/NAME."
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help="Processes that read; with a model at least one for every four calls of --concurrency.",
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        default=300.0,
        show_default=True,
        metavar="SECONDS",
        help="For one source; one that takes longer has failed.",
    ),
    click.option(
        "--memory-limit",
        type=click.IntRange(min=256),
        default=4096,
        show_default=True,
        metavar="MIB",
        help="For one process that reads.",
    ),
)

serve_options = grouped(_OPTIONS, [field.name for field in fields(ServeOptions)], "options", ServeOptions)
"""Adds the options to a command, which gets what they say as ``options``."""
