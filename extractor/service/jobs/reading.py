"""Who reads the sources of a job: worker processes, which ask the model through one open client of this one."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.batch.asking import Asker
from extractor.batch.crew import read_in_processes
from extractor.batch.outcome import Outcome
from extractor.batch.tasks import Task
from extractor.batch.worker import Orders
from extractor.errors import UsageError
from extractor.model.budget import Usage
from extractor.model.client import ModelClient
from extractor.model.settings import ModelSettings
from extractor.pipeline import Settings
from extractor.service.jobs.settings import JobSettings

if TYPE_CHECKING:
    from extractor.batch.resumable import Read

__all__ = ["BudgetSpent", "Reader", "ReadingSettings", "open_reader"]

_QUESTIONS = 4
"""A source has about so many sections to ask about: so many calls one worker keeps in flight."""

_LOG = logging.getLogger(__name__)


class BudgetSpent(Exception):
    """A job has no budget left; the message says which."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """What the service reads with."""

    jobs: int = 1
    """Worker processes; with a model at least as many as keep its calls in flight."""
    seconds: float = 300.0
    """Time for one source."""
    memory: int | None = None
    """Bytes of address space for a worker; None for no limit."""
    model: ModelSettings | None = None
    """The second reader, for jobs that ask for one; its limits hold for each job."""

    def settings_of(self, job: JobSettings) -> Settings:
        """Return what can change a result of this job.

        Raises:
            UsageError: the job asks for a model, and there is none.
        """
        identity = self._model(job).identity if job.model else {}
        return Settings(lang=job.lang, use=job.use, model=identity)

    def model_of(self, job: JobSettings, used: Usage) -> ModelSettings | None:
        """Return the model that a job asks, with what is left of its budget as limits; None where it asks none.

        Args:
            job: what it was told.
            used: what it has used in earlier lives.

        Raises:
            UsageError: there is no model, or a cost is limited whose price is not known.
            BudgetSpent: nothing is left.
        """
        if not job.model:
            return None
        model = self._model(job)
        calls = _left("calls", (job.max_requests, model.limits.max_calls), used.calls)
        cost = _left(model.price.currency if model.price else "", (job.max_cost, model.limits.max_cost), used.cost or 0)
        return replace(
            model, limits=replace(model.limits, max_calls=None if calls is None else int(calls), max_cost=cost)
        )

    def _model(self, job: JobSettings) -> ModelSettings:
        if self.model is None:
            raise UsageError(
                "the job asks for a model, and the service was started without one (gongkai serve --model)"
            )
        return self.model


def _left(what: str, limits: Iterable[float | None], used: float) -> float | None:
    most = min((limit for limit in limits if limit is not None), default=None)
    if most is not None and used >= most:
        raise BudgetSpent(f"the budget of {most:g} {what} is used up")
    return None if most is None else most - used


class Reader:
    """Reads sources for one job."""

    def __init__(self, reading: ReadingSettings, settings: Settings, client: ModelClient | None) -> None:
        self._reading, self._settings, self._client = reading, settings, client

    @property
    def exhausted(self) -> str | None:
        """Why nothing more is asked of the model within this job's budget; None while it is."""
        return self._client.exhausted if self._client else None

    @property
    def usage(self) -> Usage:
        """What the model has taken since this reader was opened."""
        return self._client.usage if self._client else Usage(0, None)

    @property
    def fault(self) -> str | None:
        """What was the first fault of the model's provider; None where there was none."""
        fault = self._client.provider_fault if self._client else None
        return f"the model's provider failed: {fault.message}" if fault else None

    def read_until(self, halted: Callable[[], bool]) -> Read:
        """Return who reads tasks until it is halted; an outcome that the budget cut short is left out."""

        def read(tasks: Iterable[Task], ahead: int | None) -> Iterator[tuple[int, Outcome]]:
            orders = Orders(self._settings, self._reading.seconds, self._reading.memory)
            asker, jobs = Asker(self._client) if self._client else None, self._reading.jobs
            if asker:
                jobs = max(jobs, math.ceil(asker.at_once / _QUESTIONS))
            within = self._within_budget(tasks)
            read = read_in_processes(within, orders, jobs=jobs, ahead=ahead, halted=halted, asker=asker)
            for index, outcome in read:
                if not (self.exhausted and outcome.tally.unanswered):
                    yield index, outcome

        return read

    def _within_budget(self, tasks: Iterable[Task]) -> Iterator[Task]:
        for task in tasks:
            if self.exhausted:
                return
            yield task


@contextmanager
def open_reader(reading: ReadingSettings, job: JobSettings, used: Usage) -> Iterator[Reader]:
    """Yield who reads the sources of a job; what it still asks of a model is cancelled at the end.

    Raises:
        UsageError: the model cannot be asked.
        BudgetSpent: the job has used up its budget.
    """
    settings, model = reading.settings_of(job), reading.model_of(job, used)
    if model is None:
        yield Reader(reading, settings, None)
        return
    with ModelClient(model, announce=_LOG.warning) as client:
        yield Reader(reading, settings, client)
