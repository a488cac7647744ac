"""Arguments and options that several commands share."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import TypeVar

import click

from extractor.cli.outcome import complain
from extractor.cli.sources import find_sources, read_list

__all__ = ["lang_option", "sources_argument", "use_option"]

R = TypeVar("R")


def sources_argument(function: Callable[..., R]) -> Callable[..., R]:
    """Add what names the sources to a command, which gets their names as ``sources``.

    Those are files, folders, patterns, ``-`` for standard input, and with ``--from`` a list of files and folders.
    """

    @functools.wraps(function)
    def command(*args: object, sources: tuple[str, ...], **values: object) -> R:
        listed = values.pop("from")
        assert listed is None or isinstance(listed, str)
        if listed is None and not sources:
            raise click.UsageError("Missing argument 'SOURCE...'.")
        if listed == "-" and "-" in sources:
            raise click.UsageError("standard input is the list of sources or a source, not both")
        return function(*args, sources=_expand(sources, listed), **values)

    argument = click.argument("sources", nargs=-1, metavar="SOURCE...")
    option = click.option(
        "--from",
        metavar="FILE",
        help="Read more names of files and folders from FILE (- for standard input): one a line, or each ended by a "
        "NUL byte, as find -print0 does.",
    )
    argument(option(command))
    return command


def _expand(arguments: tuple[str, ...], listed: str | None) -> tuple[str, ...]:
    sources = find_sources(arguments, read_list(listed, sys.stdin.buffer) if listed else ())
    if sources.passed_over:
        kinds = ", ".join(f"{count} {suffix or '(no suffix)'}" for suffix, count in sorted(sources.passed_over.items()))
        complain(f"files in folders passed over, being no page or text by their suffix: {kinds}")
    if sources.repeated:
        complain(f"named more than once, and read once: {sources.repeated}")
    if not sources.names:
        raise click.UsageError("no page or text stands in what is named")
    return sources.names


lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of messages."
)


def use_option(function: Callable[..., R]) -> Callable[..., R]:
    """Add what a model is asked about: every section, or what its answer can still change."""
    return click.option(
        "--use",
        type=click.Choice(["full", "economy"]),
        default="full",
        show_default=True,
        help="Ask the model about every section, or about the prose and what rules and sums left open.",
    )(function)
