"""The options that choose among reports and cells, given to a command as one value."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypedDict

import click

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


def selection_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give the command the four options, and what they say as its argument ``choice``."""

    @wraps(function)
    def chosen(*args: Any, **given: Any) -> None:
        choice = Choice(**{name: given.pop(name) for name in Choice.__annotations__})  # type: ignore[typeddict-item]
        function(*args, choice=choice, **given)

    for option in reversed(_OPTIONS):
        option(chosen)
    return chosen
