"""Runs of the evaluation that were uploaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from extractor.service.store.errors import NotFound
from extractor.service.store.packed import new_id, pack, sha256_of, unpack
from extractor.service.store.tables import RunDataRow, RunRow
from extractor.service.store.upsert import insert_unless_there

__all__ = ["RunInfo", "add_run", "get_run", "list_runs", "run_data"]


@dataclass(frozen=True, slots=True)
class RunInfo:
    """A run without its file."""

    id: str
    sha256: str
    name: str
    uploaded_at: datetime
    uploaded_by: str


_COLUMNS = (RunRow.id, RunRow.sha256, RunRow.name, RunRow.uploaded_at, RunRow.uploaded_by)


def add_run(session: Session, name: str, data: bytes, by: str, at: datetime) -> RunInfo:
    """Keep a run's file; the same file is kept once, under its first name."""
    sha256 = sha256_of(data)
    values = {"id": new_id(), "sha256": sha256, "name": name, "uploaded_at": at, "uploaded_by": by}
    if insert_unless_there(session, RunRow, values, RunRow.sha256):
        session.execute(insert(RunDataRow).values(run_id=values["id"], data=pack(data)))
    return RunInfo(*session.execute(select(*_COLUMNS).where(RunRow.sha256 == sha256)).one())


def list_runs(session: Session) -> list[RunInfo]:
    """Return all runs, the newest first."""
    return [RunInfo(*row) for row in session.execute(select(*_COLUMNS).order_by(RunRow.uploaded_at.desc(), RunRow.id))]


def get_run(session: Session, id: str) -> RunInfo:
    """Return a run.

    Raises:
        NotFound: there is none of this id.
    """
    row = session.execute(select(*_COLUMNS).where(RunRow.id == id)).one_or_none()
    if row is None:
        raise NotFound("run", id)
    return RunInfo(*row)


def run_data(session: Session, id: str) -> bytes:
    """Return a run's file as it came.

    Raises:
        NotFound: there is none of this id.
    """
    data = session.execute(select(RunDataRow.data).where(RunDataRow.run_id == id)).scalar_one_or_none()
    if data is None:
        raise NotFound("run", id)
    return unpack(data)
