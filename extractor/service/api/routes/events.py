"""What persons do with a report: each action an event, each edit on the version that was seen."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.api.changes import changes
from extractor.service.api.models.base import PageOf
from extractor.service.api.models.events import EventIn
from extractor.service.api.models.queries import EventFilter
from extractor.service.api.models.reports import Changes, RecordedEvent, ReportSummary
from extractor.service.api.parameters import Id, IdempotencyKey, IfMatch, etag, paged, part_of, version_of
from extractor.service.api.problems import ProblemError, problems
from extractor.service.store.errors import VersionConflict
from extractor.service.store.events import append_event, history
from extractor.service.store.reports import get_report

__all__ = ["router"]

router = APIRouter(prefix="/reports/{id}/events", tags=["review"])


@router.get("", responses=problems("not-found"))
def events(
    request: Request,
    response: Response,
    service: CurrentService,
    id: Id,
    query: Annotated[EventFilter, Query()],
) -> PageOf[RecordedEvent]:
    """List what was done with a report, oldest first."""
    with service.store.read() as session:
        info = get_report(session, id).info
        every = [RecordedEvent.of(event) for event in history(session, id, query.path)]
    page = part_of(every, query)
    paged(request, response, page)
    response.headers["ETag"] = etag(info.version)
    return page


@router.post(
    "",
    status_code=201,
    responses=problems("bad-request", "not-found", "version-conflict", "refused", "version-needed"),
)
def append(
    request: Request,
    response: Response,
    service: CurrentService,
    who: CurrentPerson,
    id: Id,
    event: EventIn,
    if_match: IfMatch = None,
    idempotency_key: IdempotencyKey = None,
) -> Changes:
    """Decide about a cell, withdraw that, undo, or say that the report is done.

    If-Match names the version that the person saw. Where somebody else was quicker, nothing is done, and the problem
    has the report's state and what was done since. Sums are computed again at once; the answer has what changed.
    """
    version = version_of(if_match)
    key = event.key or idempotency_key or secrets.token_hex(16)
    with service.store.write() as session:
        before = get_report(session, id)
        try:
            append_event(session, id, version, event.new(key), by=who.name, at=service.now(), key_id=who.key_id)
        except VersionConflict as conflict:
            raise _conflict(session, id, version, conflict) from conflict
        after = get_report(session, id)
    request.app.state.metrics.events.labels(event.kind).inc()
    response.headers["ETag"] = etag(after.info.version)
    return changes(before, after, getattr(event, "path", None))


def _conflict(session: Session, id: str, seen: int, conflict: VersionConflict) -> ProblemError:
    """With what a person needs to decide anew: the report's state, and who did what since."""
    found = get_report(session, id)
    since = [RecordedEvent.of(one).model_dump(mode="json") for one in found.events if one.version > seen]
    return ProblemError(
        "version-conflict",
        str(conflict),
        headers={"ETag": etag(conflict.current)},
        current=conflict.current,
        report=ReportSummary.model_validate(found.info).model_dump(mode="json"),
        since=since,
    )
