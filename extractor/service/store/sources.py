"""Documents as they were uploaded: the same bytes are one source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from extractor.service.store.errors import NotFound
from extractor.service.store.packed import new_id, sha256_of
from extractor.service.store.pages import AnyRow, Chosen, Page, page_of
from extractor.service.store.tables import ExtractionRow, ReportRow, SourceDataRow, SourceRow, table_of
from extractor.service.store.upsert import insert_unless_there

__all__ = ["SourceInfo", "add_source", "get_source", "list_sources", "source_by_hash", "source_data"]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a source without its bytes."""

    id: str
    sha256: str
    name: str
    size: int
    uploaded_at: datetime
    uploaded_by: str
    extraction_id: int | None
    """None before it was read."""
    error_kind: str | None
    """Why it could not be read (``SourceError.kind``); None where it could, or was not yet read."""
    error_message: str | None
    reports: int
    """How many its current result has."""


def add_source(session: Session, *, name: str, data: bytes, by: str, at: datetime) -> tuple[SourceInfo, bool]:
    """Keep a document.

    Args:
        session: that writes.
        name: as it came, without folders.
        data: its bytes.
        by: who uploaded it.
        at: when.

    Returns:
        The source, and whether it is new; the same bytes are the same source and keep their first name.
    """
    sha256 = sha256_of(data)
    values = {
        "id": new_id(),
        "sha256": sha256,
        "name": name,
        "size": len(data),
        "uploaded_at": at,
        "uploaded_by": by,
    }
    new = insert_unless_there(session, SourceRow, values, SourceRow.sha256)
    if new:
        session.execute(insert(table_of(SourceDataRow)), {"source_id": values["id"], "data": data})
    known = source_by_hash(session, sha256)
    if known is None:
        raise RuntimeError("a source that was just kept is not there")
    return known, new


def get_source(session: Session, id: str) -> SourceInfo:
    """Return a source.

    Raises:
        NotFound: there is none of this id.
    """
    known = _one(session, SourceRow.id == id)
    if known is None:
        raise NotFound("source", id)
    return known


def source_by_hash(session: Session, sha256: str) -> SourceInfo | None:
    """Return the source with these bytes, if it is there."""
    return _one(session, SourceRow.sha256 == sha256)


def source_data(session: Session, id: str) -> bytes:
    """Return a source's bytes as they came.

    Raises:
        NotFound: there is none of this id.
    """
    data = session.execute(select(SourceDataRow.data).where(SourceDataRow.source_id == id)).scalar_one_or_none()
    if data is None:
        raise NotFound("source", id)
    return data


def list_sources(
    session: Session,
    *,
    search: str | None = None,
    failed: bool | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Page[SourceInfo]:
    """Return sources, the newest first.

    Args:
        session: of the store.
        search: a part of the name.
        failed: True for those only that could not be read, False for those that could.
        offset: from 0.
        limit: how many at most.
    """
    keys: Chosen = select(SourceRow.id)
    if search:
        keys = keys.where(SourceRow.name.icontains(search, autoescape=True))
    if failed is not None:
        current, error = ExtractionRow.id == SourceRow.extraction_id, ExtractionRow.error_kind
        if failed:  # from the results that failed, which have an index, to their sources
            keys = keys.join(ExtractionRow, current & (ExtractionRow.source_id == SourceRow.id))
            keys = keys.where(error.is_not(None))
        else:
            keys = keys.outerjoin(ExtractionRow, current).where(error.is_(None))
    order = (SourceRow.uploaded_at.desc(), SourceRow.id.desc())
    return page_of(session, keys, _chosen(), order, _info, offset=offset, limit=limit)


def _chosen() -> Chosen:
    reports = (
        select(func.count(ReportRow.ordinal))  # which those have that are present
        .where(ReportRow.source_id == SourceRow.id)
        .correlate(SourceRow)
        .scalar_subquery()
    )
    return select(
        SourceRow.id,
        SourceRow.sha256,
        SourceRow.name,
        SourceRow.size,
        SourceRow.uploaded_at,
        SourceRow.uploaded_by,
        SourceRow.extraction_id,
        ExtractionRow.error_kind,
        ExtractionRow.error_message,
        reports,
    ).outerjoin(ExtractionRow, ExtractionRow.id == SourceRow.extraction_id)


def _info(row: AnyRow) -> SourceInfo:
    return SourceInfo(*row)


def _one(session: Session, condition: ColumnElement[bool]) -> SourceInfo | None:
    row = session.execute(_chosen().where(condition)).one_or_none()
    return _info(row) if row else None
