"""``gongkai extract``: sources in, one JSON line a source out, as they come."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.cli.model_options import dry_run_option, model_options
from extractor.cli.options import lang_option, sources_argument
from extractor.cli.outcome import ExitCode, about, complain
from extractor.cli.output import lines_out
from extractor.errors import SourceError, UsageError

if TYPE_CHECKING:
    from extractor.cli.asking import Asker
    from extractor.model.settings import ModelSettings

__all__ = ["command"]


@click.command()
@sources_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the lines here; whole or not at all."
)
@click.option("--table", is_flag=True, help="Print a table for a person; the lines go to -o alone.")
@lang_option
@click.option(
    "--use",
    type=click.Choice(["full", "economy"]),
    default="full",
    show_default=True,
    help="Ask the model about every section, or about the prose and what rules and sums left open.",
)
@model_options()
@dry_run_option
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    output: Path | None,
    table: bool,
    lang: str,
    use: Literal["full", "economy"],
    model_settings: ModelSettings | None,
    dry_run: bool,
) -> None:
    """Read reports into JSON Lines, one compact line a source.

    \b
    gongkai extract report.html
    gongkai extract pages/ 'more/*.txt' -o reports.jsonl
    gongkai extract report.html --table --model deepseek
    curl -s "$ADDRESS" | gongkai extract - --table

    SOURCE is a file, a folder (every page, text and office file below it), a pattern, or - for standard input. Read
    are web pages, plain text, Markdown, DOCX and XLSX; DOC, WPS, RTF, XLS and ET where LibreOffice is installed. A
    source that cannot be read is a line with "error" and one line on stderr, and the exit code is 2; the others are
    done. Where a model's provider is at fault it is 3, and the lines hold what the other witnesses say.
    """
    from extractor.cli.asking import open_asker
    from extractor.cli.batch import extract_each
    from extractor.export.overview import overview
    from extractor.export.summary import Summary
    from extractor.pipeline import Settings

    settings = Settings(lang=lang, use=use, model=model_settings.identity if model_settings else {})
    failed, summary = 0, Summary(lang)
    with open_asker(model_settings) as asker:
        if dry_run:
            ctx.exit(_plan(sources, asker))
        with lines_out(output, silent=table) as write:
            for _, extraction in extract_each(sources, settings, asker):
                write(extraction.to_json_line())
                if table:
                    click.echo(overview(extraction, lang))
                    summary.add(extraction)
                failed += extraction.error is not None
        code = asker.conclude() if asker else ExitCode.FINE
    if table and len(sources) > 1:
        click.echo(summary.text())
    if len(sources) > 1:
        complain(f"{len(sources)} sources, {failed} failed")
    ctx.exit(max(code, ExitCode.FAILED if failed else ExitCode.FINE))


def _plan(sources: tuple[str, ...], asker: Asker | None) -> ExitCode:
    """Say what asking about every section of all sources would take; nothing is sent."""
    from extractor.library import open_each
    from extractor.model.plan import Plan
    from extractor.pipeline import requests_about

    if asker is None:
        raise UsageError("there is nothing to plan without a model: name one with --model")
    total, code = Plan(), ExitCode.FINE
    for opened in open_each(sources, sys.stdin.buffer):
        try:
            if opened.error:
                raise opened.error
            total += asker.plan(opened.name, requests_about(opened.data, opened.name))
        except SourceError as error:
            complain(about(opened.name, error.message))
            code = ExitCode.FAILED
    click.echo(total.line())
    return code
