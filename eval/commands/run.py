"""``gongkai eval run``: read a gold set by every reader, keep all of it in one file, print the figures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from click.core import ParameterSource

from eval.commands.gates import fail_if_option
from eval.runs.file import write_run
from extractor.cli.batch_options import check_place
from extractor.cli.model_options import model_options
from extractor.cli.outcome import ExitCode, complain
from extractor.cli.progress import Progress
from extractor.errors import UsageError

if TYPE_CHECKING:
    from eval.runs.format import RunFile
    from eval.runs.make import RunPlan
    from eval.runs.samples import Sample, WhichSplit
    from eval.runs.workers import Readers
    from extractor.cli.asking import Asker
    from extractor.model.settings import ModelSettings
    from prompts import Prompt

__all__ = ["command"]

_GOLD = (Path("samples"), Path("../shared/corpus"))
_CASSETTES, _RECORDED = Path("cassettes"), "relay-model"
"""Where recorded answers are looked for, and the model that they were asked of, where no model is named."""

_EPILOG = """Examples:

\b
  gongkai eval run -o run.jsonl.gz
  gongkai eval run --gold gold/ --model none --fail-if 'silent>0'
  gongkai eval run --gold gold/ --model deepseek --repeat 3 -o runs/deepseek.jsonl.gz
  gongkai eval run --split dev --model deepseek --prompts drafts/ -o draft.jsonl.gz

Gates speak of the cross-check, or of the rules where no model was asked. Exit codes: 0 done; 1 a gate failed; 2 files or
options cannot be used, or offline an answer is not there; 3 the model's provider failed.
"""


@click.command("run", short_help="Read a gold set by every reader into one run file.", epilog=_EPILOG)
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FOLDER",
    help="Gold set: a folder of <id>/label.json with the sources. Repeatable; default: samples, and ../shared/corpus "
    "where it stands.",
)
@click.option(
    "--split",
    type=click.Choice(["dev", "test", "all"]),
    default="all",
    show_default=True,
    help="Which documents; those of a set without splits.json are test.",
)
@model_options()
@click.option(
    "--use",
    type=click.Choice(["full", "economy"]),
    default="full",
    show_default=True,
    help="Ask the model about every section, or about the prose and what rules and sums left open.",
)
@click.option(
    "--naive",
    is_flag=True,
    help="Ask the naive question too: one request a document. Where recordings answer, of those in their folder naive.",
)
@click.option(
    "--prompts",
    "drafts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Drafts of prompts, named as those that ship and taken in their place. On dev alone.",
)
@click.option(
    "--repeat",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Ask so many times, each anew, into FILE-1, FILE-2 …; limits hold for all together.",
)
@click.option("--name", metavar="TEXT", help="What the run is called; default: as the file.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the bootstrap behind the intervals.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Documents at once; default: as many as there are cores. The file is the same whatever it is.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the run here; compressed where the name ends in .gz.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one line of JSON a run.")
@fail_if_option("a figure")
def command(
    gold: tuple[Path, ...],
    model_settings: ModelSettings | None,
    output: Path | None,
    as_json: bool,
    gates: tuple[str, ...],
    **options: object,
) -> None:
    """Read every labelled document by the rules, by the model alone and by both, and score each against the labels.

    The run file holds all of it: settings, versions, prompt hashes, who answered, every reading, the labels, and what it
    took. `gongkai eval score` scores it again without a model.

    A model is asked once a document, and both readings take its answers. Without --model, and where a folder cassettes
    stands here, recorded answers are replayed and nothing is sent. Documents without a recording, as of another gold
    set, are read by the rules alone.
    """
    from eval.commands.showing import show_run
    from eval.gate import parse_gate
    from eval.runs.make import repeats
    from eval.runs.samples import load_samples

    ctx = click.get_current_context()
    conditions = [parse_gate(gate) for gate in gates]
    chosen = _Options(**options)  # type: ignore[arg-type]
    check_place(output)
    samples = load_samples(gold or _default_gold(), chosen.split)
    model = model_settings or _recordings(ctx, samples)
    plans = repeats(_plan(chosen, output, model, samples), chosen.repeat)
    _say_who_reads(samples, plans[0].readers)
    code, spent = ExitCode.FINE, _Spent()
    for plan in plans:
        run = spent.run(samples, plan, chosen.jobs or os.cpu_count() or 1)
        if output:
            place = _numbered(output, plan.repeat) if chosen.repeat > 1 else output
            write_run(run, place)
            complain(f"{place}: {run.header.documents} documents")
        code = max(code, spent.code, show_run(run, conditions, as_json=as_json))
    ctx.exit(code)


@dataclass(frozen=True, slots=True)
class _Options:
    """What the simple options say, by the names that click gives them."""

    split: WhichSplit
    use: Literal["full", "economy"]
    naive: bool
    drafts: Path | None
    repeat: int
    name: str | None
    seed: int
    jobs: int | None


def _default_gold() -> tuple[Path, ...]:
    samples, corpus = _GOLD
    if not corpus.is_dir():
        complain(f"no corpus at {corpus}: it is left out")
    return _GOLD if corpus.is_dir() else (samples,)


def _plan(chosen: _Options, output: Path | None, model: ModelSettings | None, samples: Sequence[Sample]) -> RunPlan:
    from eval.runs.make import RunPlan
    from eval.runs.workers import Readers
    from extractor.pipeline import Settings

    if model is None and (chosen.naive or chosen.drafts):
        raise UsageError("--naive and --prompts need a model: name one with --model")
    settings = Settings(use=chosen.use, model=model.identity if model else {}, prompts=_drafts(chosen.drafts, samples))
    return RunPlan(
        name=chosen.name or (output.name.partition(".")[0] if output else "run"),
        split=chosen.split,
        seed=chosen.seed,
        readers=Readers(settings, model, chosen.naive),
        prompts_from=chosen.drafts.resolve().name if chosen.drafts else None,
    )


def _drafts(folder: Path | None, samples: Iterable[Sample]) -> Mapping[str, Prompt]:
    """The prompts of a folder, for documents that may be tuned on."""
    from eval.gold_split import refuse_test
    from prompts import load_drafts

    if folder is None:
        return {}
    refuse_test((sample.gold for sample in samples), "trying other prompts")
    try:
        return load_drafts(folder)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _recordings(ctx: click.Context, samples: Sequence[Sample]) -> ModelSettings | None:
    """The recorded answers that are replayed where no model is named, if any are of these documents."""
    from eval.runs.workers import recorded
    from extractor.model.settings import model_settings

    folder: Path | None = ctx.params["cassettes"]
    if ctx.get_parameter_source("model") is not ParameterSource.DEFAULT:
        return None
    found = model_settings(_RECORDED, cassettes=folder or _CASSETTES)
    assert found is not None
    if folder is None and not any(recorded(found, sample) for sample in samples):
        complain("no model was named and no recorded answer stands in cassettes: the rules alone read")
        return None
    complain(f"no model was named: the recorded answers of {folder or _CASSETTES} are replayed, nothing is sent")
    return found


def _say_who_reads(samples: Sequence[Sample], readers: Readers) -> None:
    from eval.runs.make import without_recording

    alone = without_recording(samples, readers)
    if alone:
        complain(f"no recording, read by the rules alone: {', '.join(sample.id for sample in alone)}")


class _Spent:
    """Runs one plan after another, all within the limits of the first."""

    def __init__(self) -> None:
        self.code = ExitCode.FINE
        self._calls = self._tokens = 0
        self._cost = 0.0

    def run(self, samples: Sequence[Sample], plan: RunPlan, jobs: int) -> RunFile:
        from eval.runs.make import make_run

        progress = Progress(len(samples))
        run = make_run(
            samples, self._within(plan), jobs, announce=complain, advance=progress.advance, conclude=self._conclude
        )
        progress.end()
        return run

    def _conclude(self, asker: Asker) -> None:
        self.code = max(self.code, asker.conclude())
        totals = asker.client.totals
        self._calls += totals.calls
        self._tokens += totals.tokens
        self._cost += totals.cost

    def _within(self, plan: RunPlan) -> RunPlan:
        """The plan with what earlier repeats have left of its limits."""
        model = plan.readers.model
        if model is None:
            return plan
        limits = model.limits
        used = {"max_calls": self._calls, "max_tokens": self._tokens, "max_cost": self._cost}
        left = {name: limit - used[name] for name in used if (limit := getattr(limits, name)) is not None}
        for name, rest in left.items():
            if rest <= 0:
                raise UsageError(f"repeat {plan.repeat} is not begun: --{name.replace('_', '-')} is used up")
        within = replace(model, limits=replace(limits, **left))
        return replace(plan, readers=replace(plan.readers, model=within))


def _numbered(path: Path, number: int) -> Path:
    stem, dot, suffix = path.name.partition(".")
    return path.with_name(f"{stem}-{number}{dot}{suffix}")
