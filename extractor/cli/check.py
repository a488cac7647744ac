"""``gongkai check``: the linter for drafts, before they are published."""

from __future__ import annotations

import json

import click

from extractor.cli.options import lang_option, sources_argument
from extractor.cli.outcome import ExitCode

__all__ = ["command"]


@click.command()
@sources_argument
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="Least severity that makes the exit code 1.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@lang_option
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...], fail_on: str, as_json: bool, lang: str) -> None:
    """Say which sums of a draft break and what else is odd in it. No model is ever asked.

    \b
    gongkai check draft.html
    gongkai check drafts/ --fail-on warning --lang zh

    A finding is a line FILE:TABLE/ROW:COLUMN: severity: cell: message [kind, whose error]. Tables, rows and columns
    are those of the source, counted from 1; where the source has no table, FILE:LINE:COLUMN counts in the text that
    `gongkai show --text FILE` prints. Exit code 1 says that there are findings, 2 that a source could not be read.
    """
    from extractor.cli.batch import extract_each
    from extractor.export.findings import at_least, located_findings
    from extractor.pipeline import Settings
    from extractor.sources import read_source
    from schemas.enums import Severity

    code = ExitCode.FINE
    for opened, extraction in extract_each(sources, Settings(lang=lang)):
        if extraction.error:
            code = max(code, ExitCode.FAILED)
            continue
        text = read_source(opened.data, opened.name).text
        for found in located_findings(extraction, text):
            click.echo(json.dumps(found.record(), ensure_ascii=False) if as_json else found.line(lang))
            if fail_on != "never" and at_least(found.finding.severity, Severity(fail_on)):
                code = max(code, ExitCode.FINDINGS)
    ctx.exit(code)
