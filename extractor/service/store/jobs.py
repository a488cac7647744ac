"""Jobs and their items: what is to be read, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from extractor.service.store.errors import NotFound
from extractor.service.store.packed import new_id
from extractor.service.store.pages import AnyRow, Chosen, Page, equal, page_of
from extractor.service.store.tables import JobItemRow, JobRow, SourceRow
from schemas.result import ErrorResult

__all__ = [
    "ItemInfo",
    "JobInfo",
    "NewItem",
    "add_usage",
    "cancel_job",
    "create_job",
    "get_job",
    "item_done",
    "item_hashes",
    "job_by_key",
    "job_ended",
    "job_items",
    "job_started",
    "list_jobs",
    "next_job",
    "recent_jobs",
    "waiting_items",
]


_OPEN = ("running", "waiting")
"""States of a job of which something may still be read."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """One thing that was uploaded."""

    name: str
    source_id: str | None
    """None where it was refused."""
    error_kind: str | None = None
    """Why it was refused."""
    error_message: str | None = None


@dataclass(frozen=True, slots=True)
class ItemInfo:
    """One source of a job."""

    job_id: str
    position: int
    """From 0."""
    source_id: str | None
    name: str
    state: str
    """``waiting``, ``done``, ``failed`` or ``refused``."""
    error_kind: str | None
    error_message: str | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class JobInfo:
    """A job and how far it is."""

    id: str
    state: str
    """``waiting``, ``running``, ``done``, ``stopped`` or ``cancelled``."""
    settings: dict[str, Any]
    reason: str | None
    by: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    total: int
    done: int
    failed: int
    refused: int
    waiting: int
    cost: float | None
    requests: int

    @property
    def over(self) -> bool:
        """True where nothing more will happen."""
        return self.state not in _OPEN


def create_job(
    session: Session,
    *,
    settings: Mapping[str, Any],
    items: Sequence[NewItem],
    by: str,
    at: datetime,
    key: str | None = None,
) -> JobInfo:
    """Make a job of sources that were added in the same transaction, or before.

    Args:
        session: that writes.
        settings: as JSON.
        items: in the order in which they came.
        by: who asked for it.
        at: when.
        key: at most 64 characters that no other job has (``job_by_key``).
    """
    id = new_id()
    session.execute(
        insert(JobRow).values(
            id=id, key=key, state="waiting", settings=dict(settings), by=by, created_at=at, requests=0
        )
    )
    rows = [
        {
            "job_id": id,
            "position": position,
            "source_id": item.source_id,
            "name": item.name,
            "state": "refused" if item.source_id is None else "waiting",
            "error_kind": item.error_kind,
            "error_message": item.error_message,
            "ended_at": at if item.source_id is None else None,
        }
        for position, item in enumerate(items)
    ]
    if rows:
        session.execute(insert(JobItemRow), rows)
    return get_job(session, id)


def get_job(session: Session, id: str) -> JobInfo:
    """Return a job.

    Raises:
        NotFound: there is none of this id.
    """
    found = _first(session, _chosen().where(JobRow.id == id))
    if found is None:
        raise NotFound("job", id)
    return found


def job_by_key(session: Session, key: str) -> JobInfo | None:
    """Return the job that was made with a key, if there is one."""
    return _first(session, _chosen().where(JobRow.key == key))


def list_jobs(session: Session, offset: int = 0, limit: int = 50) -> Page[JobInfo]:
    """Return jobs, the newest first."""
    rows: Page[AnyRow] = page_of(
        session, select(JobRow.id), _chosen(), _NEWEST, lambda row: row, offset=offset, limit=limit
    )
    return Page(_with_counts(session, rows.items), rows.total, offset, limit)


def recent_jobs(session: Session, limit: int) -> list[JobInfo]:
    """Return the newest jobs."""
    return _with_counts(session, session.execute(_chosen().order_by(*_NEWEST).limit(limit)).all())


def next_job(session: Session) -> JobInfo | None:
    """Return the job to work at: the oldest that runs (a killed program left it) or waits."""
    chosen = _chosen().where(JobRow.state.in_(_OPEN))
    return _first(session, chosen.order_by(JobRow.state != "running", JobRow.created_at, JobRow.id).limit(1))


def job_started(session: Session, id: str, at: datetime) -> None:
    """Note that a waiting job runs now."""
    session.execute(
        update(JobRow).where(JobRow.id == id, JobRow.state == "waiting").values(state="running", started_at=at)
    )


def job_ended(session: Session, id: str, state: str, at: datetime, reason: str | None = None) -> None:
    """Note that a job is over; one that is over already stays as it is.

    Args:
        session: that writes.
        id: of the job.
        state: ``done``, ``stopped`` or ``cancelled``.
        at: when.
        reason: why it was stopped.
    """
    over = update(JobRow).where(JobRow.id == id, JobRow.state.in_(_OPEN))
    session.execute(over.values(state=state, ended_at=at, reason=reason))


def cancel_job(session: Session, id: str, at: datetime) -> JobInfo:
    """Take a job back: what it has not read by now is not read.

    Raises:
        NotFound: there is none of this id.
    """
    job_ended(session, id, "cancelled", at)
    return get_job(session, id)


def add_usage(session: Session, id: str, cost: float | None, requests: int) -> None:
    """Add what a model has taken for a job; a cost that is not known adds nothing."""
    more: dict[Any, Any] = {JobRow.requests: JobRow.requests + requests}
    if cost is not None:
        more[JobRow.cost] = func.coalesce(JobRow.cost, 0.0) + cost
    session.execute(update(JobRow).where(JobRow.id == id).values(more))


def job_items(
    session: Session, id: str, *, state: str | None = None, offset: int = 0, limit: int = 50
) -> Page[ItemInfo]:
    """Return what a job is made of, in its order.

    Raises:
        NotFound: there is no job of this id.
    """
    if session.execute(select(JobRow.id).where(JobRow.id == id)).first() is None:
        raise NotFound("job", id)
    keys = equal(select(JobItemRow.position), (JobItemRow.job_id, id), (JobItemRow.state, state))
    shown = _items().where(JobItemRow.job_id == id)
    return page_of(session, keys, shown, (JobItemRow.position,), _item, offset=offset, limit=limit)


def item_hashes(session: Session, id: str) -> list[tuple[str, str | None]]:
    """Return name and sha256 of everything that a job is made of, in its order; no hash for what was refused."""
    rows = session.execute(
        select(JobItemRow.name, SourceRow.sha256)
        .outerjoin(SourceRow, SourceRow.id == JobItemRow.source_id)
        .where(JobItemRow.job_id == id)
        .order_by(JobItemRow.position)
    )
    return [(name, sha256) for name, sha256 in rows]


def waiting_items(session: Session, job_id: str, after_position: int = -1, limit: int = 100) -> list[ItemInfo]:
    """Return the next items of a job that were not yet read."""
    chosen = _items().where(
        JobItemRow.job_id == job_id, JobItemRow.position > after_position, JobItemRow.state == "waiting"
    )
    return [_item(row) for row in session.execute(chosen.order_by(JobItemRow.position).limit(limit))]


def item_done(session: Session, job_id: str, position: int, *, error: ErrorResult | None = None, at: datetime) -> bool:
    """Note that an item was read, or could not be.

    Args:
        session: that writes; the result is kept in the same transaction.
        job_id: of the job.
        position: of the item.
        error: why it could not be read.
        at: when.

    Returns:
        False where that was noted before; nothing was changed then.
    """
    waiting = update(JobItemRow).where(
        JobItemRow.job_id == job_id, JobItemRow.position == position, JobItemRow.state == "waiting"
    )
    done = waiting.values(
        state="failed" if error else "done",
        error_kind=error.kind if error else None,
        error_message=error.message if error else None,
        ended_at=at,
    )
    return session.execute(done.returning(JobItemRow.position)).first() is not None


_JOB_COLUMNS = (
    JobRow.id,
    JobRow.state,
    JobRow.settings,
    JobRow.reason,
    JobRow.by,
    JobRow.created_at,
    JobRow.started_at,
    JobRow.ended_at,
    JobRow.cost,
    JobRow.requests,
)


_NEWEST = (JobRow.created_at.desc(), JobRow.id)


def _chosen() -> Chosen:
    return select(*_JOB_COLUMNS)


def _first(session: Session, chosen: Chosen) -> JobInfo | None:
    row = session.execute(chosen).first()
    return _with_counts(session, [row])[0] if row else None


def _with_counts(session: Session, rows: Sequence[AnyRow]) -> list[JobInfo]:
    if not rows:
        return []
    counts: dict[str, dict[str, int]] = {row.id: {} for row in rows}
    asked = (
        select(JobItemRow.job_id, JobItemRow.state, func.count())
        .where(JobItemRow.job_id.in_(counts))
        .group_by(JobItemRow.job_id, JobItemRow.state)
    )
    for job_id, state, count in session.execute(asked):
        counts[job_id][state] = count
    return [_info(row, counts[row.id]) for row in rows]


def _info(row: AnyRow, counts: Mapping[str, int]) -> JobInfo:
    states = {state: counts.get(state, 0) for state in ("done", "failed", "refused", "waiting")}
    known: dict[str, Any] = {**row._mapping, **states}
    return JobInfo(**known, total=sum(states.values()))


def _items() -> Chosen:
    return select(
        JobItemRow.job_id,
        JobItemRow.position,
        JobItemRow.source_id,
        JobItemRow.name,
        JobItemRow.state,
        JobItemRow.error_kind,
        JobItemRow.error_message,
        JobItemRow.ended_at,
    )


def _item(row: AnyRow) -> ItemInfo:
    return ItemInfo(*row)
