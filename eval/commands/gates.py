"""``--fail-if``: conditions on figures, the same for every command that scores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eval.gate import Gate
    from eval.scorecard import Scorecard

__all__ = ["fail_if_option", "failed"]

fail_if_option = click.option(
    "--fail-if",
    "gates",
    multiple=True,
    metavar="EXPR",
    help="Exit with 1 where it holds: a figure, a comparison and a number. Repeatable.",
)


def failed(gates: Iterable[Gate], card: Scorecard) -> bool:
    """Return whether a gate has failed; say each on stderr."""
    failures = [failure for gate in gates if (failure := gate.failure(card)) is not None]
    for failure in failures:
        click.echo(f"gate failed: {failure}", err=True)
    return bool(failures)
