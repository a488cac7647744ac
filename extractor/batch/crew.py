"""Worker processes at work: who gets which source, and what becomes of the source whose worker hangs or dies."""

from __future__ import annotations

import math
import selectors
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.batch.desk import Desk
from extractor.batch.frames import Said
from extractor.batch.outcome import Outcome
from extractor.batch.process import WorkerProcess, worker_command
from extractor.batch.reading import Asking
from extractor.batch.tasks import Task
from extractor.batch.worker import Orders
from extractor.errors import UsageError
from extractor.library import failure, source_name

__all__ = ["read_in_processes"]

_MOST_FALSE_STARTS = 3
"""Workers in a row that may end before a source came to them."""
_LOOK = 0.2
"""Seconds after which it is asked again whether to go on, where anybody is to be asked."""


def _never() -> bool:
    """Nothing halts what is being done."""
    return False


def read_in_processes(
    tasks: Iterable[Task],
    orders: Orders,
    *,
    jobs: int,
    ahead: int | None = None,
    command: Sequence[str] | None = None,
    halted: Callable[[], bool] = _never,
    asker: Asking | None = None,
) -> Iterator[tuple[int, Outcome]]:
    """Yield the outcomes of sources as they are done, each with its task's index.

    A source whose worker takes too long, or ends, is an outcome with ``error`` (``timeout``, ``worker_died``); another
    worker goes on with the others. When this ends, for whatever reason, so do the workers.

    Args:
        tasks: taken one by one, not long before there is a worker for them.
        orders: what each worker is told.
        jobs: workers at once.
        ahead: how far a task may be begun before the oldest one is done; None for any distance.
        command: of a worker; None for the usual one.
        halted: asked several times a second, in the thread that takes the outcomes; where it says so, this ends without
            what is not done.
        asker: whom to ask as second reader, on behalf of the workers; None reads without a model.

    Raises:
        UsageError: workers cannot be started.
    """
    orders = replace(orders, asks=asker is not None)
    crew = _Crew(orders, jobs, ahead, command or worker_command(), halted, Desk(asker, jobs) if asker else None)
    try:
        yield from crew.read(iter(tasks))
    finally:
        crew.end()


class _Crew:
    def __init__(
        self,
        orders: Orders,
        jobs: int,
        ahead: int | None,
        command: Sequence[str],
        halted: Callable[[], bool],
        desk: Desk | None,
    ) -> None:
        self._orders, self._jobs, self._ahead, self._command, self._halted = orders, jobs, ahead, command, halted
        self._desk = desk
        self._workers: list[WorkerProcess] = []
        self._waiting: deque[Task] = deque()
        self._false_starts = 0
        self._selector = selectors.DefaultSelector()
        if desk:
            self._selector.register(desk, selectors.EVENT_READ)

    def read(self, tasks: Iterator[Task]) -> Iterator[tuple[int, Outcome]]:
        while not self._halted():
            while len(self._waiting) < self._jobs and (task := next(tasks, None)):
                self._waiting.append(task)
            if not self._waiting and not self._busy():
                return
            self._hire()
            self._hand_out()
            yield from self._news()

    def end(self) -> None:
        for worker in self._workers:
            worker.end()
        self._selector.close()
        if self._desk:
            self._desk.close()

    def _busy(self) -> list[WorkerProcess]:
        return [worker for worker in self._workers if worker.task]

    def _hire(self) -> None:
        """Start as many workers as there are tasks for, and places."""
        free = sum(not worker.task for worker in self._workers)
        for _ in range(min(len(self._waiting) - free, self._jobs - len(self._workers))):
            try:
                worker = WorkerProcess(self._command, self._orders)
            except OSError as error:
                raise UsageError(f"a worker process cannot be started: {error.strerror}; -j 0 reads without") from error
            self._workers.append(worker)
            self._selector.register(worker, selectors.EVENT_READ)

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.ready and not worker.task and self._waiting and self._may_begin(self._waiting[0]):
                worker.begin(self._waiting.popleft())

    def _may_begin(self, task: Task) -> bool:
        oldest = min((worker.task.index for worker in self._workers if worker.task), default=task.index)
        return self._ahead is None or task.index - oldest < self._ahead

    def _news(self) -> Iterator[tuple[int, Outcome]]:
        """Wait until a worker says something or its time is over, and tell what is done by that."""
        watched = (worker.until for worker in self._workers if worker.task or not worker.ready)
        wait = max(0.0, min(watched, default=math.inf) - time.monotonic())
        if self._halted is not _never:
            wait = min(wait, _LOOK)
        for key, _ in self._selector.select(None if wait == math.inf else wait):
            if isinstance(key.fileobj, WorkerProcess):
                yield from self._heard(key.fileobj)
                if key.fileobj.ended:
                    yield from self._lost(key.fileobj, None)
            else:
                self._pass_on()
        now = time.monotonic()
        for worker in [w for w in self._workers if w.until < now and (w.task or not w.ready)]:
            yield from self._lost(worker, f"not done within {self._orders.seconds:g} s; --time-limit gives it more")

    def _heard(self, worker: WorkerProcess) -> Iterator[tuple[int, Outcome]]:
        for kind, payload in worker.answers():
            if kind is Said.BEGUN:
                self._false_starts = 0
            elif kind is Said.ASKING and worker.task and self._desk:
                self._desk.ask(worker, source_name(worker.task.name), payload)
            elif kind in (Said.DONE, Said.LEAVING) and worker.task:
                index, worker.task = worker.task.index, None
                worker.ended |= kind is Said.LEAVING
                yield index, Outcome.from_bytes(payload)

    def _pass_on(self) -> None:
        """Give the workers that are still there what they asked for."""
        for worker, answers in self._desk.answers() if self._desk else ():
            if worker in self._workers:
                worker.answer(answers)

    def _lost(self, worker: WorkerProcess, late: str | None) -> Iterator[tuple[int, Outcome]]:
        """Let a worker go: one that ended, or one that is too late."""
        self._selector.unregister(worker)
        self._workers.remove(worker)
        how, task = worker.end(), worker.task
        if not worker.ready or (task and not worker.begun):
            self._false_start(how)
        if task and not worker.begun and not late:
            self._waiting.appendleft(task)  # it was killed before the source came there
        elif task:
            name = source_name(task.name)
            kind = "timeout" if late else "worker_died"
            message = late or f"the process that read it was ended ({how}); {_MEANING.get(how, 'please report it')}"
            extraction = failure(name, worker.sha256, kind, f"{name}: {message}", self._orders.settings)
            yield task.index, Outcome.of(extraction)

    def _false_start(self, how: str) -> None:
        self._false_starts += 1
        if self._false_starts >= _MOST_FALSE_STARTS:
            raise UsageError(f"worker processes end before they can read ({how}); -j 0 reads without them")


_MEANING = {
    "SIGKILL": "somebody did, or memory ran out",
    "SIGTERM": "somebody did",
}
