"""``gongkai eval report``: a run, or the comparison of two, as one page for a person."""

from __future__ import annotations

from pathlib import Path

import click

from eval.commands.comparing import reader_option, seed_option
from eval.compare.compare import compare
from eval.figures import figures
from eval.page.from_comparison import comparison_view
from eval.page.from_scores import run_view
from eval.page.page import render_page
from eval.runs.file import read_run
from eval.runs.format import Reader
from eval.runs.prompt_texts import shipped_texts
from extractor.cli.output import bytes_out
from extractor.errors import UsageError

__all__ = ["command"]

_EPILOG = """Examples:

\b
  gongkai eval report run.jsonl -o run.html
  gongkai eval report before.jsonl after.jsonl -o comparison.html
"""


@click.command("report", short_help="Make one page of a run, or of the comparison of two.", epilog=_EPILOG)
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("other", type=click.Path(path_type=Path), required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
@reader_option("--reader", "Of a comparison: the reader that the verdict is on.")
@reader_option("--against", "Of a comparison: the reader of RUN, where it is another.")
@seed_option
def command(
    run: Path,
    other: Path | None,
    output: Path | None,
    *,
    reader: Reader | None,
    against: Reader | None,
    seed: int | None,
) -> None:
    """Make one static page of RUN, a file of gongkai eval run; with OTHER, of how OTHER differs from RUN.

    The page of a run has its figures with their intervals and every error with its place in the source; the page of a
    comparison says first which run is better and why, and has every cell that changed. It asks for nothing from any
    network; docs/evaluation_pages.md says what stands in it.
    """
    if other is None:
        if reader or against:
            raise UsageError("--reader and --against are for two runs; the page of one has all its readers")
        found = read_run(run)
        view = run_view(found, figures(found, seed=seed))
    else:
        compared = compare(
            read_run(run), read_run(other), reader=reader, against=against, seed=seed, shipped=shipped_texts()
        )
        view = comparison_view(compared)
    with bytes_out(output) as stream:
        stream.write(render_page(view))
