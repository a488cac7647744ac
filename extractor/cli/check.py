"""``gongkai check``: the linter for drafts, before they are published."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.cli.model_options import model_options
from extractor.cli.options import lang_option, sources_argument, use_option
from extractor.cli.outcome import ExitCode, complain
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.settings import ModelSettings

__all__ = ["command"]

_FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class _Options:
    """What the options say, by the names that click gives them."""

    sources: tuple[str, ...]
    against: tuple[str, ...]
    fail_on: str
    baseline: Path | None
    write_baseline: Path | None
    form: str | None
    as_json: bool
    output: Path | None
    lang: str
    use: Literal["full", "economy"]
    model_settings: ModelSettings | None

    @property
    def others(self) -> tuple[str, ...]:
        """The files of ``--against`` that are not checked themselves."""
        from extractor.cli.sources import find_sources

        checked = {Path(name).resolve() for name in self.sources}
        return tuple(name for name in find_sources(self.against).names if Path(name).resolve() not in checked)

    @property
    def format(self) -> str:
        """The one format that is asked for."""
        if self.as_json and self.form not in (None, "json"):
            raise UsageError(f"--json and --format {self.form} ask for two formats: name one")
        return "json" if self.as_json else self.form or "text"


@click.command()
@sources_argument
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="Least severity that makes the exit code 1.",
)
@click.option("--baseline", type=_FILE, metavar="FILE", help="Accepted findings; they are counted and not printed.")
@click.option(
    "--write-baseline",
    type=_FILE,
    metavar="FILE",
    help="Accept all that is found now, in this file. Entries of --baseline for reports not checked now are kept.",
)
@click.option(
    "--against",
    multiple=True,
    metavar="SOURCE",
    help="Other years' reports, to hold the checked ones against; their own errors are not told. Repeatable.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), help="Default: text.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding: --format json.")
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Write the findings here; whole or not at all.")
@lang_option
@use_option
@model_options(model_from_environment=False)
@click.pass_context
def command(ctx: click.Context, /, **values: object) -> None:
    """Say which sums of a draft break and what else is odd in it. No model is asked unless --model names one here.

    \b
    gongkai check draft.html
    gongkai check drafts/ --fail-on warning --lang zh
    gongkai check drafts/ --against last-years/ --baseline accepted.json

    A finding is a line FILE:TABLE/ROW:COLUMN: severity: cell: message [kind, whose error]. Tables, rows and columns
    are those of the source, counted from 1; where the source has no table, FILE:LINE:COLUMN counts in the text that
    `gongkai show --text FILE` prints. Reports of one agency are held against each other, and what differs stands at
    the end, at its place in the later one. Exit code 1 says that there are findings that are not accepted, 2 that a
    source could not be read, 3 that the model's provider failed.
    """
    ctx.exit(_check(_Options(**values)))  # type: ignore[arg-type]


def _check(options: _Options) -> ExitCode:
    from extractor.cli.asking import open_asker
    from extractor.cli.baseline import Baseline, read_baseline, write_baseline
    from extractor.cli.check_output import output_of
    from extractor.cli.check_run import CheckRun
    from extractor.cli.output import lines_out
    from extractor.pipeline import Settings
    from schemas.enums import Severity

    output_format = options.format
    baseline = read_baseline(options.baseline) if options.baseline else Baseline()
    model = options.model_settings
    settings = Settings(lang=options.lang, use=options.use, model=model.identity if model else {})
    fail_on = None if options.fail_on == "never" else Severity(options.fail_on)
    with lines_out(options.output) as write, open_asker(model) if model else nullcontext() as asker:
        output = output_of(output_format, write, options.lang)
        run = CheckRun(output, baseline, fail_on, accept_all=options.write_baseline is not None)
        run.check(options.sources, settings, asker, options.others)
        code = max(run.code, asker.conclude() if asker else ExitCode.FINE)
    if options.write_baseline:
        written = write_baseline(options.write_baseline, run.entries, baseline.not_checked)
        complain(f"{options.write_baseline}: {written} findings are accepted from now on")
    return code
