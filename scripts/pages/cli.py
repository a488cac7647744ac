"""docs/cli.md: the help of every command, and the exit codes."""

from __future__ import annotations

from collections.abc import Iterator

import click

from extractor.cli import cli
from extractor.cli.outcome import ExitCode
from scripts.pages.markdown import GENERATED, table
from scripts.pages.members import described

__all__ = ["cli_page", "commands"]


def commands(group: click.Group = cli, name: str = "gongkai") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its full name, groups before what is in them."""
    yield name, group
    context = click.Context(group, info_name=name)
    for child in group.list_commands(context):
        command = group.get_command(context, child)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {child}")
        elif command:
            yield f"{name} {child}", command


def cli_page() -> str:
    """Return the page."""
    lines = [
        "# The command line",
        "",
        GENERATED,
        "",
        "stdout carries data, stderr progress and errors, one line each. Every option is also an environment variable:",
        "`GONGKAI_`, the command, the option, such as `GONGKAI_EXTRACT_LANG=zh`; what stands on the command line wins.",
        "",
        *table(("exit code", "meaning"), [(str(int(code)), text) for code, text in _codes()]),
    ]
    for name, command in commands():
        context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100)
        lines += ["", f"## `{name}`", "", "```text", command.get_help(context), "```"]
    return "\n".join(lines) + "\n"


def _codes() -> Iterator[tuple[ExitCode, str]]:
    texts = described(ExitCode)
    for code in ExitCode:
        yield code, texts.get(code.name, "everything was done")
