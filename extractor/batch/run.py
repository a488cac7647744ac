"""A batch from its sources to their outcomes in order, with a journal or without."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor.batch.earlier import Earlier
from extractor.batch.journal import Journal, open_journal
from extractor.batch.outcome import Outcome
from extractor.batch.reading import in_order
from extractor.batch.resumable import Observer, Read, read_into
from extractor.batch.tasks import Task, tasks_of
from extractor.pipeline import Settings
from extractor.whole_files import whole_file

__all__ = ["AHEAD", "Batch", "into_file", "streamed"]

AHEAD = 64
"""How far a source may be begun before the oldest one is done, where results wait for their turn."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is read, how, and who looks on."""

    names: Sequence[str]
    """Of the sources, in order, each once."""
    settings: Settings
    read: Read
    observer: Observer
    stdin: BinaryIO | None = None
    """What the name ``-`` stands for; without it, ``-`` is a path as any other."""


def streamed(batch: Batch) -> Iterator[Outcome]:
    """Yield the outcomes of all sources in order, each as soon as those before it are done."""

    def seen() -> Iterator[tuple[int, Outcome]]:
        for index, outcome in batch.read(tasks_of(batch.names, batch.stdin), AHEAD):
            batch.observer.done(outcome)
            yield index, outcome

    return in_order(seen())


@contextmanager
def into_file(batch: Batch, target: Path, *, resume: bool) -> Iterator[Iterator[Outcome]]:
    """Read all sources, then yield an iterator over their outcomes in order, which writes their lines.

    ``target`` takes its place when the block ends well. Until then what is done stands in the journal beside it, and is
    left there when the block does not end well.

    Args:
        batch: what is read.
        target: the file of results.
        resume: use what an earlier run left, and what ``target`` holds.

    Raises:
        UsageError: the file cannot be written, or another run writes it.
    """
    with open_journal(target) as journal:
        earlier = Earlier()
        if resume:
            earlier.gather(journal, target, batch.names, batch.settings, batch.observer.say)
        elif journal.start(batch.settings):
            batch.observer.say(
                f"{journal.place.name}: what a run before this left is dropped; --resume would go on from it"
            )
        try:
            kept = _InJournal(journal, earlier, len(batch.names))
            read_into(kept, tasks_of(batch.names, batch.stdin), batch.read, batch.observer)
            with whole_file(target, journal.place.with_name(f"{journal.place.name}.ordered")) as stream:
                yield _written(journal.read(kept.places), stream)
        except BaseException:
            if journal.count:
                batch.observer.say(
                    f"what is done stands in {journal.place}; the same command with --resume goes on from there"
                )
            raise
        journal.discard()


class _InJournal:
    """The journal of a file of results as the place where outcomes are kept."""

    def __init__(self, journal: Journal, earlier: Earlier, count: int) -> None:
        self._journal, self._earlier = journal, earlier
        self.places = array("q", [-1]) * count
        """Where in the journal each source's outcome stands, by the source's index."""

    def has(self, task: Task) -> bool:
        place = self._earlier.place(task)
        if place is not None:
            self.places[task.index] = place
        return place is not None

    def keep(self, index: int, outcome: Outcome) -> None:
        self.places[index] = self._journal.add(outcome)


def _written(outcomes: Iterable[Outcome], stream: BinaryIO) -> Iterator[Outcome]:
    for outcome in outcomes:
        stream.write(outcome.line + b"\n")
        yield outcome
