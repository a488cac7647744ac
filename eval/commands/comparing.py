"""The options of every command that compares two runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from eval.runs.format import Reader

__all__ = ["reader_option", "seed_option"]

F = TypeVar("F", bound=Callable[..., object])


def reader_option(name: str, words: str) -> Callable[[F], F]:
    """Return an option that names a reader, or None.

    Args:
        name: the option's, with its dashes.
        words: its help.
    """
    return click.option(
        name,
        type=click.Choice([one.value for one in Reader]),
        callback=lambda ctx, param, value: None if value is None else Reader(value),
        help=words,
    )


seed_option = click.option("--seed", type=int, help="Of the bootstrap; else that of the runs.")
