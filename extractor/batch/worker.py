"""A process that reads one source after another for a batch. It writes nothing but its answers to its parent.

It ends as soon as its parent does, however that ends: its standard input is then at its end, which a thread waits for.
Where even that thread is kept waiting, by code that never gives way, a timer ends the process some seconds after the
source's time is over.
"""

from __future__ import annotations

import faulthandler
import gc
import hashlib
import os
import pickle
import resource
import signal
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from extractor.batch.frames import Said, frame
from extractor.batch.outcome import Outcome
from extractor.batch.questions import Answers, Questions
from extractor.batch.reading import outcome_of
from extractor.batch.tasks import Task
from extractor.pipeline import Settings

__all__ = ["Orders", "main"]

_GRACE = 10.0
"""Seconds that a parent has for ending a worker whose source takes too long."""
_MOST_SOURCES = 2000
_MOST_RESIDENT = 1 << 30
"""Sources, and bytes of memory after a source, above which another process takes over."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker is told once."""

    settings: Settings
    seconds: float
    """Time for one source."""
    memory: int | None = None
    """Bytes of address space; None for no limit."""
    asks: bool = False
    """A model is asked, by way of the parent; time spent waiting for it does not count."""


def main() -> None:
    """Read what comes on standard input until it ends. Never returns."""
    requests, answers = _own_streams()
    faulthandler.enable()
    try:
        orders: Orders = pickle.load(requests)  # of our own parent
    except EOFError:
        os._exit(1)  # which was killed before it said anything
    if orders.memory:
        _limit_memory(orders.memory)
    inbox: SimpleQueue[Task] = SimpleQueue()
    answered: SimpleQueue[Answers] = SimpleQueue()
    questions = Questions(partial(_asked, answers, answered, orders)) if orders.asks else None
    threading.Thread(target=_listen, args=(requests, inbox, answered), daemon=True).start()
    gc.freeze()  # what is imported now stays
    _say(answers, Said.READY)
    for count in range(1, _MOST_SOURCES + 1):
        task = inbox.get()
        faulthandler.dump_traceback_later(orders.seconds + _GRACE, exit=True)
        _say(answers, Said.BEGUN)
        outcome = _read(task, orders.settings, answers, questions)
        faulthandler.cancel_dump_traceback_later()
        leaving = count == _MOST_SOURCES or _resident() > _MOST_RESIDENT
        _say(answers, Said.LEAVING if leaving else Said.DONE, outcome.to_bytes())
        if leaving:
            os._exit(0)  # the thread that listens would keep an ordinary end waiting


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes from and to the parent; what else prints in this process prints on stderr, and reads nothing."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _listen(requests: BinaryIO, inbox: SimpleQueue[Task], answered: SimpleQueue[Answers]) -> None:
    """Put what comes where it is waited for; end the process, and what it started, when nothing more can come."""
    try:
        while True:
            came: Task | Answers = pickle.load(requests)
            inbox.put(came) if isinstance(came, Task) else answered.put(came)
    finally:
        if os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _say(answers: BinaryIO, kind: Said, payload: bytes = b"") -> None:
    rest = memoryview(frame(kind, payload))
    try:
        while rest:
            rest = rest[answers.write(rest) :]
    except OSError:
        os._exit(1)  # nobody listens any more


def _read(task: Task, settings: Settings, answers: BinaryIO, questions: Questions | None) -> Outcome:
    opened = task.open()
    if not opened.error:
        _say(answers, Said.OPENED, hashlib.sha256(opened.data).hexdigest().encode())
    return outcome_of(opened, settings, questions)


def _asked(answers: BinaryIO, answered: SimpleQueue[Answers], orders: Orders, questions: bytes) -> Answers:
    """Ask the parent, and wait; with the answers the source's time begins anew, here as there."""
    faulthandler.cancel_dump_traceback_later()
    _say(answers, Said.ASKING, questions)
    came = answered.get()
    faulthandler.dump_traceback_later(orders.seconds + _GRACE, exit=True)
    return came


def _limit_memory(size: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size if hard < 0 else min(size, hard), hard))


def _resident() -> int:
    """Bytes of memory in use; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
