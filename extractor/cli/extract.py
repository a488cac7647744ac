"""``gongkai extract``: sources in, one JSON line a source out, as they come."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import lang_option, sources_argument
from extractor.cli.outcome import ExitCode, complain
from extractor.cli.output import lines_out

__all__ = ["command"]


@click.command()
@sources_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the lines here; whole or not at all."
)
@click.option("--table", is_flag=True, help="Print a table for a person; the lines go to -o alone.")
@lang_option
@click.option(
    "--model",
    type=click.Choice(["none"]),
    default="none",
    show_default=True,
    help="The second reader; this version has none.",
)
@click.pass_context
def command(
    ctx: click.Context, sources: tuple[str, ...], output: Path | None, table: bool, lang: str, model: str
) -> None:
    """Read reports into JSON Lines, one compact line a source.

    \b
    gongkai extract report.html
    gongkai extract pages/ 'more/*.txt' -o reports.jsonl
    curl -s "$ADDRESS" | gongkai extract - --table

    SOURCE is a file, a folder (every page and text below it), a pattern, or - for standard input. A source that
    cannot be read is a line with "error" and one line on stderr, and the exit code is 2; the others are done.
    """
    from extractor.cli.batch import extract_each
    from extractor.export.overview import overview
    from extractor.export.summary import Summary
    from extractor.pipeline import Settings

    complain("no model was used (--model none): one reader and the form's own sums are all the witnesses there are")
    failed, summary = 0, Summary(lang)
    with lines_out(output, silent=table) as write:
        for _, extraction in extract_each(sources, Settings(lang=lang)):
            write(extraction.to_json_line())
            if table:
                click.echo(overview(extraction, lang))
                summary.add(extraction)
            failed += extraction.error is not None
    if table and len(sources) > 1:
        click.echo(summary.text())
    if len(sources) > 1:
        complain(f"{len(sources)} sources, {failed} failed")
    ctx.exit(ExitCode.FAILED if failed else ExitCode.FINE)
