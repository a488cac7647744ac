"""A runner at work on a store, and what it made of jobs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import text

from eval.mangle import ModeSpec
from eval.mangle.batch import mangled_reports
from extractor.batch.outcome import Outcome
from extractor.batch.reading import Asking, read_here
from extractor.batch.tasks import Task
from extractor.batch.worker import Orders
from extractor.service.jobs.intake import Upload, take_up
from extractor.service.jobs.reading import ReadingSettings
from extractor.service.jobs.runner import JobRunner
from extractor.service.jobs.settings import JobSettings
from extractor.service.store.engine import Store
from extractor.service.store.jobs import JobInfo, get_job
from tests.batch.runs import await_true
from tests.service.jobs.uploads import items_of, now

__all__ = ["Counted", "done", "made", "reports", "results", "running", "states"]

_MODES = ("pipes", "html", "lines", "tabs")


def reports(count: int, seed: int = 7) -> dict[str, bytes]:
    """So many invented reports, each another one, by name."""
    found = {}
    for number in range(count):
        item = next(mangled_reports(seed * 1_000_000 + number, 1, (ModeSpec(_MODES[number % len(_MODES)]),)))
        found[f"{number:03}-{item.name}"] = item.data
    return found


def made(store: Store, files: Mapping[str, bytes], **settings: object) -> JobInfo:
    """A job that reads these files."""
    chosen = JobSettings.model_validate(settings)
    return take_up(store, [Upload(name, data) for name, data in files.items()], chosen, "reviewer", now)


@contextmanager
def running(store: Store, reading: ReadingSettings | None = None) -> Iterator[JobRunner]:
    """A runner that is stopped at the end."""
    runner = JobRunner(store, reading or ReadingSettings(), now)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()


def job_of(store: Store, job: JobInfo) -> JobInfo:
    with store.read() as session:
        return get_job(session, job.id)


def done(store: Store, job: JobInfo, reading: ReadingSettings | None = None, seconds: float = 60.0) -> JobInfo:
    """The job once a runner has ended it."""
    with running(store, reading):
        assert await_true(lambda: job_of(store, job).over, seconds), job_of(store, job)
    return job_of(store, job)


def states(store: Store, job: JobInfo) -> dict[str, tuple[str, str | None]]:
    """How each item ended, by name."""
    return {item.name: (item.state, item.error_kind) for item in items_of(store, job)}


def results(store: Store) -> dict[str, int]:
    """How many different results each source has, by its name."""
    asked = "SELECT s.name, count(e.id) FROM sources s LEFT JOIN extractions e ON e.source_id = s.id GROUP BY s.name"
    with store.read() as session:
        return {name: count for name, count in session.execute(text(asked))}


class Counted:
    """Reads in this process in the place of worker processes, and says what it read."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.slow = 0.0
        """Seconds that each source takes longer."""

    def __call__(
        self,
        tasks: Iterable[Task],
        orders: Orders,
        *,
        jobs: int,
        ahead: int | None = None,
        halted: Callable[[], bool] = lambda: False,
        asker: Asking | None = None,
    ) -> Iterator[tuple[int, Outcome]]:
        def counted() -> Iterator[Task]:
            for task in tasks:
                self.names.append(os.fspath(task.name))
                time.sleep(self.slow)
                if halted():
                    return
                yield task

        return read_here(counted(), orders.settings, asker, ahead=ahead)
