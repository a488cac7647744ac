"""Sources: the documents as they came, what was read of them, and reading them again."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import PlainTextResponse

from extractor.library import source_text
from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.api.middleware.headers import SANDBOX_POLICY
from extractor.service.api.models.base import PageOf
from extractor.service.api.models.jobs import Job
from extractor.service.api.models.queries import SourceFilter
from extractor.service.api.models.sources import Source
from extractor.service.api.parameters import Id, paged
from extractor.service.api.problems import ProblemError, problems
from extractor.service.api.routes.jobs import job_settings
from extractor.service.jobs.settings import JobSettings
from extractor.service.store.jobs import NewItem, create_job
from extractor.service.store.results import extraction_of
from extractor.service.store.sources import get_source, list_sources, source_data
from schemas.result import Extraction

__all__ = ["attachment", "router"]

router = APIRouter(prefix="/sources", tags=["sources"])


@router.get("")
def sources(
    request: Request,
    response: Response,
    service: CurrentService,
    query: Annotated[SourceFilter, Query()],
) -> PageOf[Source]:
    """List sources, the newest first."""
    with service.store.read() as session:
        page = list_sources(session, **dict(query))
    paged(request, response, page)
    return PageOf[Source].model_validate(page)


@router.get("/{id}", responses=problems("not-found"))
def source(service: CurrentService, id: Id) -> Source:
    """Say what is known of a source."""
    with service.store.read() as session:
        return Source.model_validate(get_source(session, id))


@router.get(
    "/{id}/content",
    response_class=Response,
    responses={
        200: {"description": "The bytes as they came", "content": {"application/octet-stream": {}}},
        **problems("not-found"),
    },
)
def content(service: CurrentService, id: Id) -> Response:
    """Return the bytes as they came. A browser saves them and runs nothing of them."""
    with service.store.read() as session:
        found = get_source(session, id)
        data = source_data(session, id)
    return Response(data, headers={"ETag": f'"{found.sha256}"', **attachment(found.name)})


def attachment(name: str, media_type: str = "application/octet-stream") -> dict[str, str]:
    """Return the headers that make a browser save an answer under a name, and run nothing of it."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)[-100:] or "file"
    return {
        "Content-Type": media_type,
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": SANDBOX_POLICY,
        "X-Content-Type-Options": "nosniff",
    }


@router.get(
    "/{id}/text",
    response_class=PlainTextResponse,
    responses=problems("not-found", "refused"),
)
def text(service: CurrentService, id: Id) -> PlainTextResponse:
    """Return the source's text: what all spans of its result count characters of."""
    with service.store.read() as session:
        found = get_source(session, id)
        data = source_data(session, id)
    return PlainTextResponse(source_text(data, found.name), headers={"Content-Security-Policy": SANDBOX_POLICY})


@router.get("/{id}/result", responses=problems("not-found"))
def result(service: CurrentService, id: Id) -> Extraction:
    """Return what was read, without decisions: the line that `gongkai extract` writes."""
    with service.store.read() as session:
        found = extraction_of(session, id)
    if found is None:
        raise ProblemError("not-found", f"source {id} was not read yet; its job says how far it is")
    return found


@router.post("/{id}/read", status_code=202, responses=problems("not-found", "invalid"))
def read_again(
    response: Response,
    service: CurrentService,
    who: CurrentPerson,
    id: Id,
    settings: Annotated[JobSettings | None, Body()] = None,
) -> Job:
    """Read a source again, as a job of its own. Decisions stay, and come back where a reading changed."""
    chosen = (settings or job_settings(None, service.settings)).model_copy(update={"again": True})
    with service.store.write() as session:
        found = get_source(session, id)
        job = create_job(
            session,
            settings=chosen.model_dump(mode="json"),
            items=[NewItem(found.name, found.id)],
            by=who.name,
            at=service.now(),
        )
    service.runner.wake()
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return Job.model_validate(job)
