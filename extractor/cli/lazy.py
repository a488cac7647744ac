"""A click group whose commands are imported only when they run, so that ``--help`` costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

import click

__all__ = ["Lazy", "LazyGroup"]


@dataclass(frozen=True, slots=True)
class Lazy:
    """Where a command is, and the line of help that stands for it in its group."""

    target: str
    """``module:object``."""
    help: str

    def load(self) -> click.Command:
        """Import the command.

        Raises:
            TypeError: the target is no click command.
        """
        module, _, name = self.target.partition(":")
        command: object = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.target} is no click command")
        return command


class LazyGroup(click.Group):
    """A group over a table of ``name -> Lazy``; lists itself from the table alone."""

    def __init__(
        self, name: str, table: Mapping[str, Lazy], *, text: str, settings: dict[str, object] | None = None
    ) -> None:
        super().__init__(name, help=text, context_settings=settings)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the table's order."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, imported now, or None where there is none of that name."""
        entry = self.table.get(cmd_name)
        return entry.load() if entry else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.table.items()])
