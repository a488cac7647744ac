"""``gongkai extract``: sources in, one JSON line a source out, in the order of the sources."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.cli.batch_options import BatchOptions, batch_options
from extractor.cli.model_options import dry_run_option, model_options
from extractor.cli.options import lang_option, sources_argument, use_option
from extractor.cli.outcome import ExitCode, about, complain
from extractor.errors import SourceError, UsageError

if TYPE_CHECKING:
    from extractor.cli.asking import Asker
    from extractor.model.settings import ModelSettings

__all__ = ["command"]


@click.command()
@sources_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the lines here; whole or not at all. Until then what is done stands in FILE.partial.",
)
@click.option("--table", is_flag=True, help="Print a table for a person; the lines go to -o alone.")
@lang_option
@use_option
@batch_options
@model_options()
@dry_run_option
def command(
    sources: tuple[str, ...],
    output: Path | None,
    table: bool,
    lang: str,
    use: Literal["full", "economy"],
    batch: BatchOptions,
    model_settings: ModelSettings | None,
    dry_run: bool,
) -> None:
    """Read reports into JSON Lines, one compact line a source.

    \b
    gongkai extract report.html
    gongkai extract pages/ 'more/*.txt' -o reports.jsonl
    gongkai extract report.html --table --model deepseek
    curl -s "$ADDRESS" | gongkai extract - --table
    find pages -name '*.html' -print0 | gongkai extract --from - -o reports.jsonl -j 8 --resume

    SOURCE is a file, a folder (every page, text and office file below it), a pattern, or - for standard input; what is
    named twice is read once. Read are web pages, plain text, Markdown, DOCX and XLSX; DOC, WPS, RTF, XLS and ET where
    LibreOffice is installed. A source that cannot be read is a line with "error" and one line on stderr, and the exit
    code is 2; the others are done. Where a model's provider is at fault it is 3, and the lines hold what the other
    witnesses say.
    """
    from extractor.cli.asking import open_asker
    from extractor.cli.batch import Destination, run, whole_target
    from extractor.pipeline import Settings

    if batch.resume and not whole_target(output):
        raise UsageError("--resume goes on with a file of results: name it with -o FILE")
    settings = Settings(lang=lang, use=use, model=model_settings.identity if model_settings else {})
    ctx = click.get_current_context()
    if dry_run:
        ctx.exit(_plan(sources, model_settings))
    with open_asker(model_settings) as asker:
        failed = run(sources, settings, asker, batch, Destination(output, table, lang))
        code = asker.conclude() if asker else ExitCode.FINE
    ctx.exit(max(code, ExitCode.FAILED if failed else ExitCode.FINE))


def _plan(sources: tuple[str, ...], model: ModelSettings | None) -> ExitCode:
    """Say what asking about every section of all sources would take; nothing is sent, and no key is needed."""
    from extractor.cli.asking import open_asker

    if model is None:
        raise UsageError("there is nothing to plan without a model: name one with --model")
    with open_asker(replace(model, offline=True)) as asker:
        assert asker is not None
        return _planned(sources, asker)


def _planned(sources: tuple[str, ...], asker: Asker) -> ExitCode:
    from extractor.library import open_each
    from extractor.model.plan import Plan
    from extractor.pipeline import requests_about

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
