"""Many sources at the command line: who reads them, and where what comes of it goes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.batch.crew import read_in_processes
from extractor.batch.outcome import Outcome, Tally
from extractor.batch.reading import extracted, in_order, read_here, with_threads
from extractor.batch.resumable import Read
from extractor.batch.run import Batch, into_file, streamed
from extractor.batch.summary import BatchSummary
from extractor.batch.worker import Orders
from extractor.cli.asking import Asker
from extractor.cli.outcome import about, complain
from extractor.cli.output import lines_out, takes_whole_files
from extractor.cli.progress import Progress
from extractor.errors import UsageError
from extractor.export.overview import overview
from extractor.export.summary import Summary
from extractor.library import Opened, open_each
from extractor.pipeline import Settings
from schemas.result import Extraction

if TYPE_CHECKING:
    from extractor.cli.batch_options import BatchOptions

__all__ = ["Destination", "extract_each", "run", "whole_target"]

_SECONDS = 300.0
"""For one source, where nothing else is asked for: far more than any page takes, so that no result hangs on the clock."""


def extract_each(
    sources: tuple[str, ...], settings: Settings, asker: Asker | None = None, at_once: int | None = None
) -> Iterator[tuple[Opened, Extraction]]:
    """Yield each source with its extraction, in order, read in this process; why one failed is said on stderr.

    Args:
        sources: paths, or ``-`` for standard input.
        settings: of all of them.
        asker: whom to ask as second reader; None reads without a model.
        at_once: how many sources are read at once while a model is waited for; None leaves it to the asker.
    """

    def read(opened: Opened) -> tuple[Opened, Extraction]:
        return opened, extracted(opened, settings, asker)

    opened = open_each(sources, sys.stdin.buffer)
    some = at_once or (asker.at_once if asker else 1)
    done = in_order(with_threads(read, enumerate(opened), some, some)) if asker else map(read, opened)
    for source, extraction in done:
        if extraction.error:
            complain(about(extraction.source, extraction.error.message))
        yield source, extraction


@dataclass(frozen=True, slots=True)
class Destination:
    """Where results go."""

    output: Path | None
    """None or ``-`` for standard output."""
    table: bool
    """A table for a person takes standard output; the lines go to a file alone."""
    lang: str


def run(
    sources: tuple[str, ...], settings: Settings, asker: Asker | None, options: BatchOptions, to: Destination
) -> int:
    """Read all sources; return how many failed.

    Args:
        sources: paths, or ``-`` for standard input, each once.
        settings: of all of them.
        asker: whom to ask as second reader; None reads without a model.
        options: how.
        to: where the results go.

    Raises:
        UsageError: the options do not go together, or something cannot be written.
    """
    read = _reader(options, len(sources), settings, asker)
    progress = Progress(len(sources), shown=options.progress)
    summary, glance = BatchSummary(), Summary(to.lang)
    batch = Batch(sources, settings, read, progress, sys.stdin.buffer)
    try:
        with _outcomes(batch, to, resume=options.resume) as outcomes, _failures_out(options.failures) as failed:
            for outcome in outcomes:
                summary.add(outcome.tally)
                failed(outcome.tally)
                if to.table:
                    extraction = Extraction.from_json_line(outcome.line.decode())
                    click.echo(overview(extraction, to.lang))
                    glance.add(extraction)
            if options.summary:
                with lines_out(options.summary) as write:
                    write(json.dumps(summary.record(), ensure_ascii=False, indent=2))
    finally:
        progress.end()
    _conclude(summary, glance, to)
    return summary.failures.total()


def whole_target(output: Path | None) -> Path | None:
    """Return the file that results are gathered for; None where they are written to a stream as they come."""
    if output is None or not takes_whole_files(output):
        return None
    return output.resolve() if output.is_symlink() else output


def _reader(options: BatchOptions, count: int, settings: Settings, asker: Asker | None) -> Read:
    limited = options.time_limit is not None or options.memory_limit is not None
    jobs = options.jobs
    if jobs is None:
        jobs = 1 if limited or (count > 1 and not asker) else 0
    if limited and (asker or not jobs):
        raise UsageError("--time-limit and --memory-limit need a worker process: -j 1 or more, and no model")
    if asker:
        at_once = options.jobs or asker.at_once
        return lambda tasks, ahead: read_here(tasks, settings, asker, at_once=at_once, ahead=ahead)
    if not jobs:
        return lambda tasks, ahead: read_here(tasks, settings, ahead=ahead)
    memory = options.memory_limit and options.memory_limit * 1024 * 1024
    orders = Orders(settings, options.time_limit or _SECONDS, memory)
    return lambda tasks, ahead: read_in_processes(tasks, orders, jobs=jobs, ahead=ahead)


@contextmanager
def _outcomes(batch: Batch, to: Destination, *, resume: bool) -> Iterator[Iterator[Outcome]]:
    """All outcomes in order; each is written before it is handed on."""
    target = whole_target(to.output)
    if target:
        with into_file(batch, target, resume=resume) as outcomes:
            yield outcomes
        return
    with lines_out(to.output, silent=to.table) as write:
        yield _written(streamed(batch), write)


def _written(outcomes: Iterable[Outcome], write: Callable[[str], None]) -> Iterator[Outcome]:
    for outcome in outcomes:
        write(outcome.line.decode())
        yield outcome


@contextmanager
def _failures_out(path: Path | None) -> Iterator[Callable[[Tally], None]]:
    """A function that adds a line where a source failed."""
    with lines_out(path, silent=path is None) as write:

        def failed(tally: Tally) -> None:
            if tally.kind:
                record = {"source": tally.source, "kind": tally.kind, "message": tally.message}
                write(json.dumps(record, ensure_ascii=False))

        yield failed


def _conclude(summary: BatchSummary, glance: Summary, to: Destination) -> None:
    if summary.sources < 2:
        return
    if to.table:
        click.echo(glance.text() + "\n")
    for line in summary.lines(to.lang if to.table else "en"):
        click.echo(line) if to.table else complain(line)
