"""Where the questions of worker processes are asked: one thread a question, answers collected by whoever waits."""

from __future__ import annotations

import socket
import traceback
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue

from extractor.batch.process import WorkerProcess
from extractor.batch.questions import Answers, requests_from
from extractor.batch.reading import Asking

__all__ = ["Desk"]


class Desk:
    """Can be waited on, as a worker can; is then ready when there are answers."""

    def __init__(self, asker: Asking, at_once: int) -> None:
        """Open it.

        Args:
            asker: whom to ask.
            at_once: how many workers may wait for answers.
        """
        self._asker = asker
        self._pool = ThreadPoolExecutor(at_once)
        self._there: SimpleQueue[tuple[WorkerProcess, Answers]] = SimpleQueue()
        self._bell, self._cord = socket.socketpair()
        self._bell.setblocking(False)
        self._cord.setblocking(False)

    def fileno(self) -> int:
        """Return what to wait on for answers."""
        return self._bell.fileno()

    def ask(self, worker: WorkerProcess, source: str, questions: bytes) -> None:
        """Ask what a worker wants to know about a source; never waits."""
        self._pool.submit(self._ask, worker, source, questions)

    def answers(self) -> Iterator[tuple[WorkerProcess, Answers]]:
        """Yield what was answered since, with who asked; never waits."""
        with suppress(BlockingIOError):
            self._bell.recv(1024)
        with suppress(Empty):
            while True:
                yield self._there.get_nowait()

    def close(self) -> None:
        """Take no more questions; who answers may still be at one, whose answer nobody will want."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._bell.close()
        self._cord.close()

    def _ask(self, worker: WorkerProcess, source: str, questions: bytes) -> None:
        try:
            answers = Answers(self._asker.about(source).read(requests_from(questions)))
        except CancelledError:  # the run is over, and with it the worker
            return
        except Exception as error:  # the rim: a defect here is shown here, and costs the source that asked
            traceback.print_exception(error)
            answers = Answers(fault=f"{type(error).__name__}: {error}")
        self._there.put((worker, answers))
        with suppress(OSError):  # rung already, or nobody listens any more
            self._cord.send(b"\0")
