"""``--fail-if``: conditions on figures, the same for every command that scores or compares."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import click

__all__ = ["Condition", "fail_if_option", "failed"]

F = TypeVar("F", bound=Callable[..., object])
M_contra = TypeVar("M_contra", contravariant=True)


class Condition(Protocol[M_contra]):
    """A condition under which what was measured has failed."""

    def failure(self, measured: M_contra, /) -> str | None:
        """Return why it has failed, or None where it has not."""
        ...


def fail_if_option(of: str) -> Callable[[F], F]:
    """Return the option; ``of`` is what its conditions compare with a number."""
    return click.option(
        "--fail-if",
        "gates",
        multiple=True,
        metavar="EXPR",
        help=f"Exit with 1 where it holds: {of}, a comparison and a number. Repeatable.",
    )


def failed(gates: Iterable[Condition[M_contra]], measured: M_contra) -> bool:
    """Return whether a gate has failed; say each on stderr."""
    failures = [failure for gate in gates if (failure := gate.failure(measured)) is not None]
    for failure in failures:
        click.echo(f"gate failed: {failure}", err=True)
    return bool(failures)
