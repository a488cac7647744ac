"""How a run ends: exit codes, and the error that is printed as one line."""

from __future__ import annotations

from enum import IntEnum
from typing import IO, Any

import click

__all__ = ["ExitCode", "Failure", "about", "complain"]


class ExitCode(IntEnum):
    """What the program's exit code says; of several the highest wins."""

    FINE = 0
    FINDINGS = 1
    """``check`` and the gates of ``eval`` only."""
    FAILED = 2
    """Wrong usage, or a source that failed; the other sources were done all the same."""
    PROVIDER = 3
    """The model's provider failed: key, balance or connection. What the other witnesses say was done all the same."""
    INTERRUPTED = 130
    """Ctrl-C."""
    PIPE = 141
    """The program that read stdout went away, as ``head`` does."""


class Failure(click.ClickException):
    """An error that its user can act on, printed without a traceback."""

    exit_code = ExitCode.FAILED

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on one line of stderr."""
        complain(self.message)


def complain(message: str) -> None:
    """Print one line ``gongkai: message`` on stderr."""
    click.echo("gongkai: " + " ".join(message.split("\n")), err=True)


def about(source: str, message: str) -> str:
    """Return the message with the name of its source in front, once."""
    return message if message.startswith(source) else f"{source}: {message}"
