"""``gongkai review``: one static page on which a person settles the doubtful cells of a result file."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import lang_option
from extractor.cli.outcome import complain
from extractor.cli.output import bytes_out

__all__ = ["command"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Look for the sources in this folder first: under their name as the results give it, then under its last part.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="Show at most so many reports, those with the most doubtful cells.",
)
@click.option(
    "--source-limit",
    type=click.IntRange(min=1000),
    default=40_000,
    show_default=True,
    metavar="CHARACTERS",
    help="Of a longer source show windows around its cells.",
)
@lang_option
def command(file: Path, output: Path | None, sources: Path | None, limit: int, source_limit: int, lang: str) -> None:
    """Make one static page to look at, or to mail: each report's form beside its source, doubtful cells first.

    \b
    gongkai review out.jsonl -o review.html
    gongkai review out.jsonl -o review.html --sources pages/ --lang zh

    FILE is a result file. The sources are read again from where it says, from here or beside FILE, and shown where
    they are still the same (sha256). The page asks for nothing from any network, and keeps what its reader decides in
    the reader's browser; docs/review.md has its keys and its file of decisions.
    """
    from extractor.cli.source_files import SourceFiles
    from extractor.export.results import read_results
    from extractor.export.review.page import PageSettings, review_page
    from extractor.export.review.ranking import choose

    found = SourceFiles(file, sources)
    chosen = choose(read_results(file), limit)
    if (total := chosen.total) > limit:
        complain(f"{file}: the worst {limit} of {total} reports are on the page; --limit {total} takes all")
    settings = PageSettings(lang=lang, source_limit=source_limit)
    with bytes_out(output) as stream:
        for piece in review_page(chosen, read_results(file), found.text_of, settings):
            stream.write(piece)
    for line in found.complaints():
        complain(line)
