"""``gongkai eval agreement``: two annotations of the same reports."""

from __future__ import annotations

import json
from pathlib import Path

import click

from eval.agreement import compare, load_annotations, open_questions
from eval.agreement.show import agreement_data, agreement_text, difference_data
from extractor.errors import UsageError

__all__ = ["command"]

_EPILOG = """Examples:

\b
  gongkai eval agreement samples/annotations/a samples/annotations/b
  gongkai eval agreement samples/annotations/a samples/annotations/b --gold samples > to-settle.jsonl

Facts are the same where value and metric are and the quotes overlap: the longest run that both share is at least half
of the shorter one. Undefined is said, never 0. Exit codes: 0 compared; 2 the folders cannot be used.
"""


@click.command("agreement", short_help="Compare two annotations of the same reports.", epilog=_EPILOG)
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print figures and differences as one line of JSON.")
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Print instead, one JSON line each, what does not stand the same in A, B and this gold set's labels.",
)
def command(a: Path, b: Path, as_json: bool, gold: Path | None) -> None:
    """Say how often the annotations in the folders A and B agree, and list where they do not.

    A folder holds <id>.json files in the label format, or is a gold set of <id>/label.json.
    """
    if as_json and gold:
        raise UsageError("give either --json or --gold; what --gold prints is JSON already")
    ones, others = load_annotations(a), load_annotations(b)
    if not ones.keys() & others.keys():
        raise UsageError(f"{a} and {b} have no document in common; a document's id is the name of its file or folder")
    if gold is not None:
        for item in open_questions(ones, others, load_annotations(gold)):
            click.echo(json.dumps(difference_data(item, ("label", "a", "b")), ensure_ascii=False))
        return
    documents, alone = compare(ones, others), sorted(ones.keys() ^ others.keys())
    if as_json:
        click.echo(json.dumps(agreement_data(documents, alone), ensure_ascii=False))
    else:
        click.echo(agreement_text(documents, alone), nl=False)
