"""The thread that reads what is waiting: job after job, and the one first that a killed process left."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from pydantic import ValidationError

from extractor.batch.outcome import Outcome
from extractor.batch.resumable import read_into
from extractor.errors import UsageError
from extractor.model.budget import Usage
from extractor.service.jobs.keeping import STORE_UNWELL, InStore
from extractor.service.jobs.reading import BudgetSpent, Reader, ReadingSettings, open_reader
from extractor.service.jobs.settings import JobSettings
from extractor.service.jobs.watch import Watch
from extractor.service.store.engine import Store
from extractor.service.store.jobs import JobInfo, get_job, job_ended, job_started, next_job

__all__ = ["JobRunner"]

_LOG = logging.getLogger(__name__)
_IDLE = 5.0
"""Seconds after which the store is asked for a job, where nobody wakes the runner."""
_LONGEST_PAUSE = 30.0
"""Seconds at most until a job is tried again that something else than a source brought down."""
_MOST_TRIES = 5
"""Defects in a row after which a job is stopped, so that it does not keep the others waiting."""


class JobRunner:
    """Runs jobs one after another, in a thread of its own.

    What it does stands in the store after every source; it may be ended at any moment, and goes on from there.

    Args:
        store: with jobs and sources.
        reading: what sources are read with.
        now: the time, with its zone.
    """

    def __init__(self, store: Store, reading: ReadingSettings, now: Callable[[], datetime]) -> None:
        self._store, self._reading, self._now = store, reading, now
        self._stopping, self._news = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._tries = 0

    def start(self) -> None:
        """Begin; jobs that were left are gone on with."""
        if self._thread is not None:
            raise RuntimeError("a runner is started once")
        self._thread = threading.Thread(target=self._serve, name="jobs", daemon=True)
        self._thread.start()

    @property
    def stopping(self) -> bool:
        """True once it was told to end: whoever follows a job need not wait for more."""
        return self._stopping.is_set()

    def begin_to_stop(self) -> None:
        """Tell it to end, and do not wait."""
        self._stopping.set()
        self._news.set()

    def stop(self) -> None:
        """End; what is being read is read again by the next runner. Returns when nothing is written any more."""
        self.begin_to_stop()
        if self._thread is not None:
            self._thread.join()

    def wake(self) -> None:
        """Look for a job now; to be called after one was made."""
        self._news.set()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            self._news.clear()
            pause = self._next()
            if pause and not self._stopping.is_set():
                self._news.wait(pause) if not self._tries else self._stopping.wait(pause)

    def _next(self) -> float:
        """Run the next job, if there is one; return how many seconds to wait after it."""
        job = None
        try:
            with self._store.read() as session:
                job = next_job(session)
            if job is None:
                return _IDLE
            self._run(job)
        except STORE_UNWELL as error:
            _LOG.warning("the store cannot be used just now, jobs wait: %s", error)
            self._tries = max(1, self._tries)
            return _LONGEST_PAUSE / 6
        except Exception:  # the rim: a defect costs one job at most, never those behind it
            _LOG.exception("a defect of gongkai while a job ran; please report it")
            return self._after_defect(job)
        self._tries = 0
        return 0.0

    def _after_defect(self, job: JobInfo | None) -> float:
        self._tries += 1
        if job and self._tries >= _MOST_TRIES:
            self._tries = 0
            self._end(job, "a defect of gongkai, not of the sources; please report it")
            return 0.0
        return min(2.0**self._tries, _LONGEST_PAUSE)

    def _run(self, job: JobInfo) -> None:
        """Read what a job has waiting, and end it; where the service ends, it stays as it is."""
        with self._store.write() as session:
            job_started(session, job.id, self._now())
        try:
            settings = JobSettings.model_validate(job.settings)
            with open_reader(self._reading, settings, Usage(job.requests, job.cost)) as reader:
                self._read(job, settings, reader)
                stopped, said = reader.exhausted, reader.fault
        except (UsageError, BudgetSpent) as error:
            stopped, said = str(error), None
        except ValidationError as error:
            stopped, said = f"its settings cannot be understood: {error.error_count()} of them are wrong", None
        if not self._stopping.is_set():
            self._end(job, stopped, said)

    def _read(self, job: JobInfo, settings: JobSettings, reader: Reader) -> None:
        kept = InStore(self._store, job.id, self._reading.settings_of(settings), again=settings.again, now=self._now)
        watch = Watch(self._store, job.id, reader, self._stopping)
        try:
            read_into(kept, kept.tasks(), reader.read_until(watch), _Silent())
        finally:
            watch.write_usage()

    def _end(self, job: JobInfo, stopped: str | None, said: str | None = None) -> None:
        """End a job.

        Args:
            job: that ran.
            stopped: why it was stopped, if it was; one of which nothing is left to be read is done all the same.
            said: what is worth knowing of one that is done.
        """
        with self._store.write() as session:
            if stopped and get_job(session, job.id).waiting:
                job_ended(session, job.id, "stopped", self._now(), stopped)
            else:
                job_ended(session, job.id, "done", self._now(), said)


class _Silent:
    """Nobody looks on: how far a job is stands in the store."""

    def kept(self) -> None:
        pass

    def done(self, outcome: Outcome) -> None:
        pass

    def say(self, message: str) -> None:
        pass
