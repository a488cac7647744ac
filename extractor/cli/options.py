"""Arguments and options that several commands share."""

from __future__ import annotations

import click

from extractor.cli.outcome import complain
from extractor.cli.sources import find_sources

__all__ = ["lang_option", "sources_argument"]


def _expand(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    sources = find_sources(value)
    if sources.passed_over:
        kinds = ", ".join(f"{count} {suffix or '(no suffix)'}" for suffix, count in sorted(sources.passed_over.items()))
        complain(f"files in folders passed over, being no page or text by their suffix: {kinds}")
    if not sources.names:
        raise click.BadParameter("no page or text stands in these folders")
    return sources.names


sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", callback=_expand)
"""Files, folders, patterns, and ``-`` for standard input."""

lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of messages."
)
