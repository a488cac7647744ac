"""Making a run: documents and readers to a run file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from eval.runs.format import Asked, Header, Reader, RunDocument, RunFile
from eval.runs.gold import gold_sets
from eval.runs.prompt_texts import draft_texts
from eval.runs.reading import Read
from eval.runs.samples import Sample, WhichSplit
from eval.runs.usage import total_usage
from eval.runs.workers import Readers, read_all, recorded, recording_of
from extractor.cli.asking import Asker
from extractor.errors import UsageError
from extractor.model.settings import ModelSettings
from extractor.version import VERSION

__all__ = ["RunPlan", "make_run", "repeats", "without_recording"]

_SHOWN = 12
_ASKED = (Reader.CROSSCHECK, Reader.NAIVE)
"""Readers whose results say what was asked; the model's alone asked the same as the cross-check."""


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run is told, beside its documents."""

    name: str
    split: WhichSplit
    seed: int
    readers: Readers
    prompts_from: str | None = None
    """Name of the folder of drafts; None for the prompts that ship."""
    repeat: int = 1


def repeats(plan: RunPlan, count: int) -> tuple[RunPlan, ...]:
    """Return the plans of so many repeats; each asks anew, under a number of its own for kept answers.

    Raises:
        UsageError: nothing new would be asked.
    """
    model = plan.readers.model
    if count == 1:
        return (plan,)
    if model is None:
        raise UsageError("--repeat needs a model: the rules read the same every time")
    if model.cassettes is not None:
        raise UsageError("--repeat asks anew each time; with --cassettes it would measure the recording, not the model")
    if model.offline:
        raise UsageError(
            "--repeat asks anew each time; with --offline it would measure the kept answers, not the model"
        )
    return tuple(
        replace(
            plan,
            repeat=number + 1,
            readers=replace(plan.readers, model=replace(model, epoch=model.epoch + number)),
        )
        for number in range(count)
    )


def without_recording(samples: Iterable[Sample], readers: Readers) -> tuple[Sample, ...]:
    """Return the documents that are read by the rules alone, because recordings answer and there is none of them.

    Raises:
        UsageError: there is a recording of none of them.
    """
    model, listed = readers.model, list(samples)
    if model is None:
        return ()
    missing = tuple(sample for sample in listed if not recorded(model, sample))
    if listed and len(missing) == len(listed):
        raise UsageError(f"{model.cassettes}: no recorded answers about any of the {len(listed)} documents")
    return missing


def make_run(
    samples: Sequence[Sample],
    plan: RunPlan,
    jobs: int = 1,
    *,
    announce: Callable[[str], None] = lambda message: None,
    advance: Callable[[], None] = lambda: None,
    conclude: Callable[[Asker], None] = lambda asker: None,
) -> RunFile:
    """Return the run: every document by every reader; the same whatever the number of jobs.

    Args:
        samples: the documents.
        plan: the rest.
        jobs: documents at once, see ``read_all``.
        announce: see ``read_all``.
        advance: called when a document is read.
        conclude: see ``read_all``.

    Raises:
        UsageError: the model cannot be asked, or offline an answer is not there.
    """
    reads: list[Read] = []
    for read in read_all(samples, plan.readers, jobs, announce=announce, conclude=conclude):
        reads.append(read)
        advance()
    if plan.readers.model and not plan.readers.model.sends:
        _refuse_stale(reads, plan.readers.model)
    documents = tuple(read.document for read in reads)
    return RunFile(header=_header(documents, plan), documents=documents)


def _refuse_stale(reads: Iterable[Read], model: ModelSettings) -> None:
    """Let no document pass whose answers are missing: it would look as if the model had not read it.

    Raises:
        UsageError: an answer is missing; the message says of which documents and prompts.
    """
    missing = []
    for read in reads:
        prompts = ", ".join(f"{id_} (prompt {sha256[:12]})" for id_, sha256 in sorted(set(read.skipped)))
        if prompts:
            place = recording_of(model, read.document.extractions[Reader.RULES].source) or read.document.id
            missing.append(f"{place}: {prompts}")
    if missing:
        kind = "recorded" if model.cassettes else "kept"
        more = [f"and {len(missing) - _SHOWN} more documents"] if len(missing) > _SHOWN else []
        how = "`gongkai record` asks for them" if model.cassettes else "without --offline they are asked for"
        raise UsageError("\n".join((f"no {kind} answer to what is asked; {how}:", *missing[:_SHOWN], *more)))


def _header(documents: tuple[RunDocument, ...], plan: RunPlan) -> Header:
    made = {reader for document in documents for reader in document.extractions}
    model = plan.readers.model
    # the epoch tells repeats apart, which are runs of the same settings
    settings = replace(plan.readers.settings, model={k: v for k, v in _identity(model).items() if k != "epoch"})
    return Header(
        name=plan.name,
        version=VERSION,
        gold=gold_sets(documents),
        split=plan.split,
        readers=tuple(reader for reader in Reader if reader in made),
        asked=_asked(documents, plan, model) if model else None,
        settings=settings.digest(),
        seed=plan.seed,
        repeat=plan.repeat,
        documents=len(documents),
        usage=total_usage(document.usage for document in documents),
        naive_usage=total_usage(document.naive_usage for document in documents),
    )


def _identity(model: ModelSettings | None) -> dict[str, str | int | float | None]:
    return dict(model.identity) if model else {}


def _asked(documents: tuple[RunDocument, ...], plan: RunPlan, model: ModelSettings) -> Asked:
    runs = [d.extractions[reader].run for d in documents for reader in _ASKED if reader in d.extractions]
    names = sorted({name for run in runs if run.model for name in run.model.split(", ")})
    prompts = {id_: sha256 for run in runs for id_, sha256 in run.prompts.items()}
    return Asked(
        preset=model.preset or model.model,
        model=model.model,
        resolved=", ".join(names) or None,
        use=plan.readers.settings.use,
        prompts=dict(sorted(prompts.items())),
        prompts_from=plan.prompts_from,
        cassettes=model.cassettes is not None,
        prompt_texts=draft_texts(prompts, plan.readers.settings.prompts),
    )
