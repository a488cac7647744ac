"""The one loop that reads many sources so that it can be gone on with: whoever keeps what is done, a file or a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from extractor.batch.outcome import Outcome
from extractor.batch.tasks import Task

__all__ = ["Keeper", "Observer", "Read", "read_into"]

Read = Callable[[Iterable[Task], int | None], Iterable[tuple[int, Outcome]]]
"""Whoever reads: tasks in, outcomes out as they are done, each with its task's index. The second argument is how far a
task may be begun before the oldest one is done; None for any distance."""


class Keeper(Protocol):
    """Where what is done is kept: the journal beside a file of results, or the store of a service."""

    def has(self, task: Task) -> bool:
        """Return whether an earlier run, or an earlier task of this one, left an outcome that holds for this task.

        Such a task is not read; whoever keeps the outcomes counts it as done.
        """

    def keep(self, index: int, outcome: Outcome) -> None:
        """Keep the outcome of the task of that index. Once this returns, no kill loses it."""


class Observer(Protocol):
    """Whoever looks on while sources are read."""

    def kept(self) -> None:
        """A source need not be read again."""

    def done(self, outcome: Outcome) -> None:
        """A source was read."""

    def say(self, message: str) -> None:
        """Something about the whole run is worth knowing."""


def read_into(keeper: Keeper, tasks: Iterable[Task], read: Read, observer: Observer) -> None:
    """Read every task whose outcome is not kept yet, and keep each outcome as soon as it is there.

    All four are called from the thread that calls this, one at a time.

    Args:
        keeper: where outcomes are kept, and found again by the next run.
        tasks: taken one by one, not long before they are begun.
        read: whoever reads.
        observer: whoever looks on.
    """

    def pending() -> Iterator[Task]:
        for task in tasks:
            if keeper.has(task):
                observer.kept()
            else:
                yield task

    for index, outcome in read(pending(), None):
        keeper.keep(index, outcome)
        observer.done(outcome)
