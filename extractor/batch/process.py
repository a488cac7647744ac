"""One worker process, as its parent sees it."""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from extractor.batch.frames import Said, take_frames
from extractor.batch.questions import Answers
from extractor.batch.tasks import Task
from extractor.batch.worker import Orders

__all__ = ["WorkerProcess", "worker_command"]

_TO_START = 120.0
"""Seconds within which a worker must be ready."""
_TO_END = 5.0
"""Seconds that a process that closed its end has for telling how it ended."""


def worker_command(module: str = "extractor.batch.worker") -> tuple[str, ...]:
    """Return the command line of a worker: this interpreter, with modules found where this process finds them.

    Args:
        module: whose ``main`` it runs.
    """
    places = [place for place in sys.path if isinstance(place, str)]
    code = f"import sys; sys.path[:] = {places!a}; from {module} import main; main()"
    return (sys.executable, "-c", code, "gongkai-worker")


class WorkerProcess:
    """A worker with the task that it has, and until when it may take."""

    def __init__(self, command: Sequence[str], orders: Orders) -> None:
        """Start it, as leader of its own process group, so that Ctrl-C reaches the parent alone.

        Raises:
            OSError: it cannot be started.
        """
        self.task: Task | None = None
        self.begun = False
        """True once the task came there."""
        self.sha256 = ""
        """Of the task's content, as far as the worker told."""
        self.ready = False
        self.until = time.monotonic() + _TO_START
        self.ended = False
        """True once nothing more can come from it."""
        self.asking = False
        """True while it waits for answers, which takes as long as it takes."""
        self._seconds = orders.seconds
        self._buffer = bytearray()
        self._process = subprocess.Popen(
            command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        os.set_blocking(self.fileno(), False)
        self._send(orders)

    def fileno(self) -> int:
        """Return what to wait on for its answers."""
        return self._from.fileno()

    def begin(self, task: Task) -> None:
        """Give it a task; where it is gone already, that shows as an end without a beginning."""
        self.task, self.begun, self.sha256 = task, False, ""
        self.until = time.monotonic() + self._seconds
        self._send(task)

    def answer(self, answers: Answers) -> None:
        """Send what it waits for; its source's time begins anew."""
        self.until = time.monotonic() + self._seconds
        self.asking = False
        self._send(answers)

    def answers(self) -> Iterator[tuple[Said, bytes]]:
        """Yield what it said since; never waits."""
        while True:
            try:
                part = os.read(self.fileno(), 1 << 20)
            except BlockingIOError:
                break
            if not part:
                self.ended = True
                break
            self._buffer += part
        for kind, payload in take_frames(self._buffer):
            if kind is Said.READY:
                self.ready = True
            elif kind is Said.BEGUN:
                self.begun = True
            elif kind is Said.ASKING:
                self.asking, self.until = True, math.inf
            elif kind is Said.OPENED:
                self.sha256 = payload.decode("ascii")
            yield kind, payload

    def end(self) -> str:
        """End it and what it started; return how it had ended by itself, or was ended now."""
        if self.ended:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_TO_END)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        try:
            code = self._process.wait(_TO_END)
        except subprocess.TimeoutExpired:
            return "cannot be ended: it waits for the system"
        finally:
            self._to.close()
            self._from.close()
        return f"exit code {code}" if code >= 0 else signal.Signals(-code).name

    def _send(self, thing: object) -> None:
        rest = memoryview(pickle.dumps(thing))
        with contextlib.suppress(BrokenPipeError):
            while rest:
                rest = rest[self._to.write(rest) or 0 :]
