"""``gongkai eval compare``: two runs, which is better, and why."""

from __future__ import annotations

from pathlib import Path

import click

from eval.commands.comparing import reader_option, seed_option
from eval.commands.gates import fail_if_option, failed
from eval.compare.compare import compare
from eval.compare.format import Comparison
from eval.compare.gate import names, parse_condition
from eval.compare.text import render
from eval.label_format import Label
from eval.labels import load_gold
from eval.runs.file import read_run
from eval.runs.format import Reader
from eval.runs.prompt_texts import shipped_texts
from extractor.cli.outcome import ExitCode
from extractor.errors import UsageError

__all__ = ["command"]

_EPILOG = f"""Examples:

\b
  gongkai eval compare before.jsonl after.jsonl
  gongkai eval compare before.jsonl after.jsonl --fail-if 'silent>0' --fail-if 'd.verified<-1%' --fail-if verdict==worse
  gongkai eval compare run.jsonl run.jsonl --against rules --reader crosscheck

Names for --fail-if, {names()}. They speak of the headline reader; an undefined figure fails.
Exit codes: 0 compared; 1 a gate failed; 2 the files or options cannot be used.
"""


@click.command("compare", short_help="Compare two runs: which is better, and why.", epilog=_EPILOG)
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@reader_option("--reader", "The reader that the verdict is on; else the cross-check.")
@reader_option("--against", "The reader of A, where it is another than that of B.")
@click.option(
    "--gold",
    "folders",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FOLDER",
    help="Judge both runs by these labels in place of their own. Repeatable.",
)
@seed_option
@click.option("--flips", type=click.IntRange(0), default=20, show_default=True, help="How many flips are listed.")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison, with all flips, as one line of JSON.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write the page of the comparison too.")
@fail_if_option("a name")
@click.pass_context
def command(  # noqa: PLR0913  one an option
    ctx: click.Context,
    a: Path,
    b: Path,
    *,
    reader: Reader | None,
    against: Reader | None,
    folders: tuple[Path, ...],
    seed: int | None,
    flips: int,
    as_json: bool,
    html: Path | None,
    gates: tuple[str, ...],
) -> None:
    """Compare the runs A and B, files of gongkai eval run, report by report and cell by cell: is B better?

    The verdict rests on bootstrap intervals over the reports that both have, and silent errors outrank coverage.
    """
    conditions = [parse_condition(gate) for gate in gates]
    found = compare(
        read_run(a),
        read_run(b),
        reader=reader,
        against=against,
        labels=_labels(folders) if folders else None,
        gold=[folder.resolve().name for folder in folders],
        seed=seed,
        shipped=shipped_texts(),
    )
    click.echo(found.model_dump_json() if as_json else render(found, flips), nl=as_json)
    if html is not None:
        html.write_bytes(_page(found))
    if failed(conditions, found):
        ctx.exit(ExitCode.FINDINGS)


def _labels(folders: tuple[Path, ...]) -> dict[str, Label]:
    """The labels of gold sets by document id."""
    found: dict[str, Label] = {}
    for folder in folders:
        for document in load_gold(folder):
            if document.id in found:
                raise UsageError(f"two of the gold sets have a document {document.id}; name one of them")
            found[document.id] = document.label
    return found


def _page(found: Comparison) -> bytes:
    from eval.page.from_comparison import comparison_view  # noqa: PLC0415  only the page needs what it is made with
    from eval.page.page import render_page  # noqa: PLC0415

    return render_page(comparison_view(found))
