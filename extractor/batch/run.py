"""A batch from its sources to their outcomes in order, with a journal or without."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from extractor.batch.earlier import Earlier
from extractor.batch.journal import Journal, open_journal
from extractor.batch.outcome import Outcome
from extractor.batch.reading import in_order
from extractor.batch.tasks import Task, tasks_of
from extractor.pipeline import Settings
from extractor.whole_files import whole_file

__all__ = ["AHEAD", "Batch", "Observer", "Read", "into_file", "streamed"]

AHEAD = 64
"""How far a source may be begun before the oldest one is done, where results wait for their turn."""

Read = Callable[[Iterable[Task], int | None], Iterable[tuple[int, Outcome]]]
"""Whoever reads: tasks in, outcomes out as they are done, each with its task's index. The second argument is how far a
task may be begun before the oldest one is done; None for any distance."""


class Observer(Protocol):
    """Whoever looks on while sources are read."""

    def kept(self) -> None:
        """A source need not be read again."""

    def done(self, outcome: Outcome) -> None:
        """A source was read."""

    def say(self, message: str) -> None:
        """Something about the whole run is worth knowing."""


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
            places = _read_into(journal, batch, earlier)
            with whole_file(target, journal.place.with_name(f"{journal.place.name}.ordered")) as stream:
                yield _written(journal.read(places), stream)
        except BaseException:
            if journal.count:
                batch.observer.say(
                    f"what is done stands in {journal.place}; the same command with --resume goes on from there"
                )
            raise
        journal.discard()


def _read_into(journal: Journal, batch: Batch, earlier: Earlier) -> Sequence[int]:
    """Where in the journal each source's outcome stands, once all are there."""
    places = array("q", [-1]) * len(batch.names)

    def pending() -> Iterator[Task]:
        for task in tasks_of(batch.names, batch.stdin):
            place = earlier.place(task)
            if place is None:
                yield task
            else:
                places[task.index] = place
                batch.observer.kept()

    for index, outcome in batch.read(pending(), None):
        places[index] = journal.add(outcome)
        batch.observer.done(outcome)
    return places


def _written(outcomes: Iterable[Outcome], stream: BinaryIO) -> Iterator[Outcome]:
    for outcome in outcomes:
        stream.write(outcome.line + b"\n")
        yield outcome
