"""The options that choose among reports and cells, given to a command as one value."""

from __future__ import annotations

from typing import TypedDict

import click

from extractor.cli.option_group import grouped

__all__ = ["Choice", "selection_options"]


class Choice(TypedDict):
    """What ``Results.select`` takes."""

    years: tuple[int, ...]
    forms: tuple[str, ...]
    tables: tuple[str, ...]
    statuses: tuple[str, ...]


_OPTIONS = (
    click.option("--year", "years", type=int, multiple=True, help="Only reports about this year; again for more."),
    click.option("--form", "forms", metavar="FORM", multiple=True, help="Only reports on this form; again for more."),
    click.option("--table", "tables", metavar="TABLE", multiple=True, help="Only cells of this table; again for more."),
    click.option(
        "--status", "statuses", metavar="STATUS", multiple=True, help="Only cells and facts of this; again for more."
    ),
)

selection_options = grouped(_OPTIONS, Choice.__annotations__, "choice", Choice)
"""Gives the command the four options, and what they say as its argument ``choice``."""
