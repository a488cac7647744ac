"""The figures of a run on the terminal or as JSON, with its gates."""

from __future__ import annotations

from collections.abc import Sequence

import click

from eval.commands.gates import failed
from eval.figures import figures
from eval.figures.text import render
from eval.gate import Gate
from eval.runs.format import RunFile
from eval.runs.rescore import headline_reader, scorecard_of
from extractor.cli.outcome import ExitCode

__all__ = ["show_run"]


def show_run(run: RunFile, gates: Sequence[Gate], *, as_json: bool) -> ExitCode:
    """Print the figures of a run; return what its gates make of the exit code."""
    scores = figures(run)
    click.echo(scores.model_dump_json() if as_json else render(scores), nl=as_json)
    if not gates:  # the scorecard is for them alone
        return ExitCode.FINE
    return ExitCode.FINDINGS if failed(gates, scorecard_of(run, headline_reader(run.header))) else ExitCode.FINE
