"""One source after another in this process, or several at once while a model is waited for."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from typing import Protocol, TypeVar

from extractor.batch.outcome import Outcome
from extractor.batch.tasks import Task
from extractor.library import Opened
from extractor.model.reader import ModelReader
from extractor.pipeline import Settings
from schemas.result import Extraction

__all__ = ["Asking", "extracted", "in_order", "outcome_of", "read_here", "with_threads"]

A = TypeVar("A")
R = TypeVar("R")


class Asking(Protocol):
    """Whom to ask as second reader."""

    def about(self, source: str) -> ModelReader:
        """Return who answers what is asked about one source."""
        ...


def extracted(opened: Opened, settings: Settings, asker: Asking | None = None) -> Extraction:
    """Return what can be read from a source, whatever it sets off.

    A defect of the program itself is shown with its traceback on stderr and is an extraction with ``error`` too, so
    that one source in ten thousand does not cost the others.
    """
    try:
        return opened.extract(settings, asker.about(opened.name) if asker else None)
    except CancelledError:  # the run was interrupted, and with it the calls that this source waits for
        raise
    except MemoryError:
        return opened.failed("out_of_memory", f"{opened.name}: takes more memory than there is to be had", settings)
    except Exception as error:  # the rim: whatever a source can set off ends here, visibly
        return _defect(opened, error, settings)


def outcome_of(opened: Opened, settings: Settings, asker: Asking | None = None) -> Outcome:
    """Return what becomes of a source, whatever it sets off, also where its result cannot be written down."""
    extraction = extracted(opened, settings, asker)
    try:
        return Outcome.of(extraction)
    except Exception as error:  # as above
        return Outcome.of(_defect(opened, error, settings))


def _defect(opened: Opened, error: Exception, settings: Settings) -> Extraction:
    traceback.print_exception(error)
    message = f"{opened.name}: a defect of gongkai, not of the source ({type(error).__name__}); please report it"
    return opened.failed("internal", message, settings)


def read_here(
    tasks: Iterable[Task],
    settings: Settings,
    asker: Asking | None = None,
    *,
    at_once: int = 1,
    ahead: int | None = None,
) -> Iterator[tuple[int, Outcome]]:
    """Yield the outcomes of sources as they are done, each with its task's index.

    Args:
        tasks: taken one by one, not before there is a place for them.
        settings: of all of them.
        asker: whom to ask as second reader; None reads without a model.
        at_once: how many sources are read at once.
        ahead: see ``with_threads``.
    """

    def read(task: Task) -> Outcome:
        return outcome_of(task.open(), settings, asker)

    if at_once == 1:
        return ((task.index, read(task)) for task in tasks)
    return with_threads(read, ((task.index, task) for task in tasks), at_once, ahead)


def with_threads(
    function: Callable[[A], R], items: Iterable[tuple[int, A]], at_once: int, ahead: int | None = None
) -> Iterator[tuple[int, R]]:
    """Yield the results of numbered items as they are done; so many are worked on at once, and one more is taken.

    Args:
        function: what is done with each, in a thread.
        items: with their numbers, which rise.
        at_once: the number of threads.
        ahead: how far an item may be begun before the oldest one is done; None for any distance.
    """
    pending: dict[Future[R], int] = {}
    pool = ThreadPoolExecutor(at_once)
    try:
        for index, item in items:
            while pending and (len(pending) >= at_once or (ahead and index - min(pending.values()) >= ahead)):
                yield from _done(pending)
            pending[pool.submit(function, item)] = index
        while pending:
            yield from _done(pending)
    finally:
        # an interrupted run does not wait for what it throws away
        pool.shutdown(wait=not pending, cancel_futures=True)


def _done(pending: dict[Future[R], int]) -> Iterator[tuple[int, R]]:
    for future in wait(pending, return_when=FIRST_COMPLETED).done:
        yield pending.pop(future), future.result()


def in_order(results: Iterable[tuple[int, R]]) -> Iterator[R]:
    """Yield results in the order of their numbers, which are 0, 1, 2 and so on, each as soon as those before it."""
    early: dict[int, R] = {}
    turn = 0
    for index, result in results:
        early[index] = result
        while turn in early:
            yield early.pop(turn)
            turn += 1
