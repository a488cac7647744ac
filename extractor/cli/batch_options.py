"""The options that say how many sources are read, and what is kept of a run that does not end."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from extractor.cli.option_group import Option, grouped
from extractor.errors import UsageError

__all__ = ["BatchOptions", "batch_options", "check_place"]

_FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What the options say, by the names that click gives them."""

    jobs: int | None = None
    """Worker processes; 0 for this process; None for what fits."""
    resume: bool = False
    time_limit: float | None = None
    """Seconds for one source; None for the usual."""
    memory_limit: int | None = None
    """MiB of address space for a worker; None for no limit."""
    progress: bool | None = None
    """None shows it on a terminal."""
    failures: Path | None = None
    summary: Path | None = None


_OPTIONS: tuple[Option, ...] = (
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=0),
        metavar="N",
        help="Processes that read; 0: this one. Default: 1, for a single source 0. With a model one process reads, N "
        "sources at once (default: --concurrency).",
    ),
    click.option(
        "--resume", is_flag=True, help="Go on with what a run into this -o left; read what is new or has changed."
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="For one source; one that takes longer is a line with an error. Default: 300.",
    ),
    click.option(
        "--memory-limit", type=click.IntRange(min=256), metavar="MIB", help="For one process that reads. Default: none."
    ),
    click.option(
        "--progress/--no-progress", default=None, help="Say on stderr how far the run is. Default: on a terminal."
    ),
    click.option("--failures", type=_FILE, metavar="FILE", help="Write a JSON line a source that failed."),
    click.option("--summary", type=_FILE, metavar="FILE", help="Write what the run comes to, as JSON."),
)


def _checked(**values: Any) -> BatchOptions:
    mine = BatchOptions(**values)
    for path in (mine.failures, mine.summary):
        check_place(path)
    return mine


batch_options = grouped(_OPTIONS, [field.name for field in fields(BatchOptions)], "batch", _checked)
"""Adds the options to a command, which gets what they say as ``batch``."""


def check_place(path: Path | None) -> None:
    """Find out before hours of work that what comes of them could not be written.

    Raises:
        UsageError: so it is.
    """
    if path and str(path) != "-" and not path.exists() and not os.access(path.resolve().parent, os.W_OK):
        raise UsageError(f"{path}: cannot be written: its folder is not there, or not yours to write in")
