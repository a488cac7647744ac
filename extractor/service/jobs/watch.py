"""What is looked after while a job runs: that it is still wanted, and that what it takes is written down as it goes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from extractor.model.budget import Usage
from extractor.service.jobs.reading import Reader
from extractor.service.store.engine import Store
from extractor.service.store.jobs import add_usage, get_job

__all__ = ["Watch"]

_LOOK = 1.0
"""Seconds after which the store is asked again whether the job is still wanted."""


class Watch:
    """Called several times a second, in the thread that runs the job; says whether to halt.

    Args:
        store: where the job is.
        job_id: of the job.
        reader: who reads it.
        stopping: set when the service ends.
        clock: seconds from any point.
    """

    def __init__(
        self,
        store: Store,
        job_id: str,
        reader: Reader,
        stopping: threading.Event,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._job_id, self._reader, self._stopping, self._clock = store, job_id, reader, stopping, clock
        self._written = Usage(0, None)
        self._looked = clock()
        self._unwanted = False

    def __call__(self) -> bool:
        """Return True where the service ends, or the job was taken back."""
        if self._stopping.is_set():
            return True
        self.write_usage()
        if not self._unwanted and self._clock() - self._looked >= _LOOK:
            self._looked = self._clock()
            with self._store.read() as session:
                self._unwanted = get_job(session, self._job_id).over
        return self._unwanted

    def write_usage(self) -> None:
        """Add to the job what its model has taken since, so that no kill gives a job its budget twice."""
        now, before = self._reader.usage, self._written
        if now == before:
            return
        cost = None if now.cost is None else now.cost - (before.cost or 0.0)
        with self._store.write() as session:
            add_usage(session, self._job_id, cost, now.calls - before.calls)
        self._written = now
