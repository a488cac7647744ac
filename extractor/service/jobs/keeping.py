"""The store in the role that a journal has for a file: an outcome and the end of its item, in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from extractor.batch.outcome import Outcome, Tally
from extractor.batch.tasks import Task
from extractor.pipeline import Settings
from extractor.service.jobs.holding import holds
from extractor.service.store.engine import Store
from extractor.service.store.errors import Busy
from extractor.service.store.jobs import item_done, waiting_items
from extractor.service.store.results import extraction_of, put_extraction
from extractor.service.store.sources import get_source, source_data
from schemas.result import ErrorResult, Extraction

__all__ = ["STORE_UNWELL", "InStore"]

STORE_UNWELL = (OperationalError, InterfaceError, Busy)
"""Errors that are the database's, whatever is put into it."""

_LOG = logging.getLogger(__name__)
_AT_ONCE = 50
"""Items that are asked for in one go; their documents are fetched one by one."""
_UNANSWERED = "the model gave no usable answer to a section; the result from before stays"


class InStore:
    """What a job has read, and has still to read (``extractor.batch.resumable.Keeper``)."""

    def __init__(
        self, store: Store, job_id: str, settings: Settings, *, again: bool, now: Callable[[], datetime]
    ) -> None:
        """Begin.

        Args:
            store: where it is kept.
            job_id: of the job.
            settings: that it reads with; they say which earlier results hold for it.
            again: no earlier result holds for it.
            now: the time.
        """
        self._store, self._job_id, self._settings, self._again, self._now = store, job_id, settings, again, now
        self._begun: dict[int, str] = {}
        """The sources that are being read, by their item's position."""

    def tasks(self) -> Iterator[Task]:
        """Yield the job's items that are not done, each with its bytes, fetched when it is asked for."""
        after = -1
        while True:
            with self._store.read() as session:
                items = waiting_items(session, self._job_id, after, _AT_ONCE)
            if not items:
                return
            for item in items:
                after = item.position
                if item.source_id is None:
                    raise ValueError(f"item {item.position} of job {self._job_id} waits, and has no source")
                with self._store.read() as session:
                    source = get_source(session, item.source_id)
                    data = source_data(session, item.source_id)
                self._begun[item.position] = item.source_id
                yield Task(item.position, source.name, data)

    def has(self, task: Task) -> bool:
        """Return whether the source has a result that holds for this job; its item is done then."""
        if self._again:
            return False
        with self._store.read() as session:
            found = extraction_of(session, self._begun[task.index])
        if found is None or not holds(found, self._settings):
            return False
        with self._store.write() as session:
            item_done(session, self._job_id, task.index, error=found.error, at=self._now())
        del self._begun[task.index]
        return True

    def keep(self, index: int, outcome: Outcome) -> None:
        """Keep an outcome; where the store refuses what is in it, the item has failed, and the job goes on."""
        source_id = self._begun.pop(index)
        try:
            with self._store.write() as session:
                error = self._put(session, source_id, outcome)
                item_done(session, self._job_id, index, error=error, at=self._now())
        except STORE_UNWELL:
            raise  # whoever runs the job tries again
        except Exception as defect:  # the rim: one result that cannot be kept does not cost the others
            _LOG.exception("a result could not be kept")
            message = f"a defect of gongkai, not of the source ({type(defect).__name__}); please report it"
            with self._store.write() as session:
                item_done(
                    session, self._job_id, index, error=ErrorResult(kind="internal", message=message), at=self._now()
                )

    def _put(self, session: Session, source_id: str, outcome: Outcome) -> ErrorResult | None:
        """Keep a result, unless one with a model's answers would give way to one without; return why the item failed."""
        extraction = Extraction.from_json_line(outcome.line.decode())
        if outcome.tally.unanswered:
            before = extraction_of(session, source_id)
            if before and not before.error and Tally.of(before).final:
                return ErrorResult(kind="unanswered", message=_UNANSWERED)
        put_extraction(session, source_id, extraction, self._now(), lang=self._settings.lang)
        return extraction.error
