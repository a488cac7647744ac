"""``gongkai eval score``: predictions, or all readings of a run, against labels."""

from __future__ import annotations

from pathlib import Path

import click

from eval.commands.gates import fail_if_option, failed
from eval.gate import COUNTS, SHARES, Gate, parse_gate
from eval.labels import GoldDocument, load_gold, load_label
from eval.matching import Pairing, match_documents
from eval.predictions import load_predictions
from eval.report_text import render
from eval.runs.file import is_run_file, read_run
from eval.score import score_pairing
from extractor.cli.outcome import ExitCode, complain
from extractor.errors import UsageError

__all__ = ["command"]

_EPILOG = f"""Examples:

\b
  gongkai eval score run.jsonl.gz
  gongkai eval score run.jsonl.gz --gold samples/
  gongkai eval score out.jsonl --gold gold/
  gongkai eval score out.jsonl --gold gold/ --fail-if 'silent>0' --fail-if 'verified<90%'
  gongkai eval score other-tool.csv --labels gold/report-1/label.json --errors

Of a run, gates speak of the cross-check, or of the rules where no model was asked.
Figures for --fail-if: {", ".join((*COUNTS, *SHARES))}. An undefined figure fails.
Exit codes: 0 scored; 1 a gate failed; 2 the files or options cannot be used.
"""


@click.command("score", short_help="Score predictions against labels.", epilog=_EPILOG)
@click.argument("predictions", type=click.Path(path_type=Path))
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    multiple=True,
    help="Gold set: a folder of <id>/label.json. For a run, labels in place of its own; then repeatable.",
)
@click.option(
    "--labels",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="One label file, for predictions of one document whatever their source is called.",
)
@click.option("--only-answered", is_flag=True, help="Leave out gold documents without a result line.")
@click.option("--errors", "list_errors", is_flag=True, help="List all errors, not only the silent ones.")
@click.option("--json", "as_json", is_flag=True, help="Print the scorecard as one line of JSON.")
@fail_if_option("a figure")
@click.pass_context
def command(
    ctx: click.Context,
    predictions: Path,
    gold: tuple[Path, ...],
    labels: Path | None,
    only_answered: bool,
    list_errors: bool,
    as_json: bool,
    gates: tuple[str, ...],
) -> None:
    """Score PREDICTIONS: a run file of `eval run`, the JSON lines of an extraction, or a table of path,value in a .csv.

    A run holds its labels, and every reader of it is scored. For all else --gold or --labels says what is right.

    Every cell of the labels gets one outcome: right, right blank, wrong, missed, invented, misplaced or unscored.
    The headline is silent errors: cells that are verified or repaired, and not right.
    """
    conditions = [parse_gate(gate) for gate in gates]
    if is_run_file(predictions):
        if labels or only_answered or list_errors:
            raise UsageError(f"{predictions} is a run file: --labels, --only-answered and --errors are for predictions")
        ctx.exit(_score_run(predictions, gold, conditions, as_json=as_json))
    if (not gold) == (labels is None) or len(gold) > 1:
        raise UsageError("give either --gold FOLDER or --labels FILE, once")
    documents = load_gold(gold[0]) if gold else (_single(labels or Path()),)
    pairing = _pairing(documents, predictions, single=labels is not None)
    card = score_pairing(documents, pairing, only_answered=only_answered, list_errors=list_errors)
    click.echo(card.model_dump_json() if as_json else render(card), nl=as_json)
    if failed(conditions, card):
        ctx.exit(ExitCode.FINDINGS)


def _score_run(path: Path, gold: tuple[Path, ...], gates: list[Gate], *, as_json: bool) -> ExitCode:
    from eval.commands.showing import show_run  # noqa: PLC0415  # heavy parts are imported when used
    from eval.runs.rescore import relabelled  # noqa: PLC0415

    run = read_run(path)
    if gold:
        run, kept = relabelled(run, gold)
        if kept:
            complain(f"not in the folders named, scored against the labels of the run: {', '.join(kept)}")
    return show_run(run, gates, as_json=as_json)


def _single(path: Path) -> GoldDocument:
    return GoldDocument(path.parent.name or path.stem, path.parent, None, load_label(path))


def _pairing(documents: tuple[GoldDocument, ...], predictions: Path, *, single: bool) -> Pairing:
    lines = load_predictions(predictions)
    if not lines:
        raise UsageError(f"{predictions} holds no result line")
    if single:
        if len(lines) > 1:
            raise UsageError(f"{predictions} holds {len(lines)} documents; --labels takes one, --gold takes many")
        return Pairing(((documents[0], lines[0]),), (), ())
    pairing = match_documents(documents, lines)
    if not pairing.pairs:
        raise UsageError(
            f"no source in {predictions} is a document of the gold set, such as {documents[0].id}; "
            "a source's folder or file must be named as its label's folder"
        )
    return pairing
