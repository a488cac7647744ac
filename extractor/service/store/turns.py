"""Writers of one process take turns: SQLite lets one write at a time, and its own waiting is a poll without a queue."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from extractor.service.store.errors import Busy

__all__ = ["Turns"]


class Turns:
    """Lets one thread after another.

    Args:
        patience: seconds that a thread waits for its turn.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._holder: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and end it with the block.

        Raises:
            Busy: it took too long.
            RuntimeError: this thread has the turn already and would wait for itself.
        """
        me = threading.get_ident()
        if self._holder == me:
            raise RuntimeError("a transaction that writes was begun within another one of the same thread")
        if not self._lock.acquire(timeout=self._patience):
            raise Busy(f"another part of the service has been writing for {self._patience:g} seconds; try again")
        self._holder = me
        try:
            yield
        finally:
            self._holder = None
            self._lock.release()
