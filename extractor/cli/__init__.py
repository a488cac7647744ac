"""The command line: one module a command, each parses, calls one library function and prints.

stdout carries data, stderr progress. Exit codes are those of ``ExitCode``; the highest of a run wins.
"""

from __future__ import annotations

import os
import sys
import traceback

import click

from extractor.cli.lazy import Lazy, LazyGroup
from extractor.cli.outcome import ExitCode, Failure
from extractor.errors import GongkaiError
from extractor.version import VERSION

__all__ = ["COMMANDS", "EVAL_COMMANDS", "cli", "main"]

EVAL_COMMANDS = {
    "run": Lazy(
        "eval.commands.run:command", "Read a gold set by every reader, keep it in one file, print the figures."
    ),
    "score": Lazy("eval.commands.score:command", "Score a run again, or results of any tool: silent errors, coverage."),
    "compare": Lazy("eval.commands.compare:command", "Compare two runs: which is better, and why."),
    "report": Lazy("eval.commands.report:command", "Make one page of a run, or of the comparison of two."),
    "mangle": Lazy("eval.commands.mangle:command", "Damage sources in known ways, with the truth kept beside them."),
    "plant": Lazy("eval.commands.plant:command", "Plant one known error a report, and see whether it is found."),
    "agreement": Lazy(
        "eval.commands.agreement:command",
        "Compare two annotations of the same reports: how often they agree, and where.",
    ),
    "lie": Lazy("eval.commands.lie:command", "Let a model lie at a set rate, and see what is believed."),
}

COMMANDS = {
    "extract": Lazy("extractor.cli.extract:command", "Read reports into JSON Lines, one line a source."),
    "check": Lazy("extractor.cli.check:command", "Say which sums of a draft break and what else is odd."),
    "show": Lazy("extractor.cli.show:command", "Show a cell, its witnesses and its surroundings; or a source's text."),
    "export": Lazy("extractor.cli.export:command", "Turn results into tables: CSV, Excel, Parquet, SQLite."),
    "review": Lazy("extractor.cli.review:command", "Make one static page to settle doubtful cells beside the source."),
    "serve": Lazy("extractor.cli.serve:command", "Serve the HTTP API and the review pages, for one team."),
    "prompt": Lazy(
        "extractor.cli.prompt:command", "Print what a model would be asked about a source; nothing is sent."
    ),
    "record": Lazy("extractor.cli.record:command", "Record a model's answers about sources, to replay them offline."),
    "forms": Lazy("extractor.cli.forms:command", "List every number that the official forms print, and their sums."),
    "cache": Lazy("extractor.cli.cache:group", "Look at or remove the answers of models that are kept."),
    "store": Lazy("extractor.cli.store:group", "Back up, restore and upgrade the service's store; labels and keys."),
    "eval": Lazy("extractor.cli.evaluation:group", "Measure: score against labels, mangle sources."),
}


class _Root(LazyGroup):
    """The outermost group: turns the project's own errors into one line on stderr."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            result: object = super().invoke(ctx)
        except GongkaiError as error:
            raise Failure(str(error)) from error
        except BrokenPipeError:
            # the reader went away; without this the interpreter complains again when it flushes at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(ExitCode.PIPE)
        except OSError as error:
            # sources have their own errors: what is left is a place that could not be written to
            raise Failure(f"{error.filename or 'output'}: {error.strerror}") from error
        return result


cli = _Root(
    "gongkai",
    COMMANDS,
    text="""Read Chinese government information-disclosure annual reports, number by number.

    \b
    gongkai extract report.html --table
    gongkai extract pages/ -o reports.jsonl
    gongkai check draft.html

    Every option is also an environment variable: GONGKAI_EXTRACT_LANG=zh is --lang zh of extract.
    """,
    settings={"auto_envvar_prefix": "GONGKAI", "max_content_width": 100},
)
click.version_option(VERSION, prog_name="gongkai", message="%(prog)s %(version)s")(cli)


def main() -> None:
    """Run the program and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code: object = cli.main(prog_name="gongkai", standalone_mode=False)
    except click.Abort:
        click.echo("gongkai: interrupted", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.FAILED)
    except Exception:  # a defect of the program must not look like findings, which an uncaught one would (exit code 1)
        traceback.print_exc()
        click.echo("gongkai: a defect of gongkai, not of what it was given; please report it", err=True)
        sys.exit(ExitCode.FAILED)
    sys.exit(code if isinstance(code, int) else ExitCode.FINE)
