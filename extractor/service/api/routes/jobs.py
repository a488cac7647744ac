"""Uploads, and the jobs that they become."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError
from starlette.responses import StreamingResponse

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.api.forms import FILES, Files, form_body
from extractor.service.api.job_stream import EVENT_SCHEMA, job_stream
from extractor.service.api.models.base import PageOf
from extractor.service.api.models.jobs import Job, JobItem
from extractor.service.api.models.queries import ItemFilter, Part
from extractor.service.api.parameters import Id, IdempotencyKey, paged
from extractor.service.api.problems import ProblemError, problems
from extractor.service.jobs.intake import Upload, take_up
from extractor.service.jobs.settings import JobSettings
from extractor.service.settings import ServiceSettings
from extractor.service.store.jobs import cancel_job, get_job, job_items, list_jobs

__all__ = ["job_settings", "router"]

router = APIRouter(tags=["jobs"])

_UPLOAD = form_body(
    files={**FILES, "description": "Documents, or ZIP archives of documents."},
    settings={
        "type": "string",
        "description": "JSON: how they are read (JobSettings); the service's own where left out.",
        "contentMediaType": "application/json",
        "contentSchema": {"$ref": "#/components/schemas/JobSettings"},
    },
)


@router.post(
    "/uploads",
    status_code=202,
    openapi_extra=_UPLOAD,
    responses=problems("bad-request", "conflict", "too-large", "unsupported-media-type", "invalid"),
)
def upload(
    request: Request,
    response: Response,
    service: CurrentService,
    who: CurrentPerson,
    sent: Files,
    idempotency_key: IdempotencyKey = None,
) -> Job:
    """Take files up and read them. The same bytes are one source, however often they come; ZIP archives are opened.

    What cannot be taken up is an item of the job that says why. The answer comes when everything is kept.
    """
    settings = service.settings
    job = take_up(
        service.store,
        (Upload(name, file) for name, file in sent.each()),
        job_settings(sent.fields.get("settings"), settings),
        who.name,
        service.now,
        limits=settings.uploads,
        key=idempotency_key,
    )
    service.runner.wake()
    request.app.state.metrics.uploads.inc(len(sent.files))
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return Job.model_validate(job)


def job_settings(text: str | None, service: ServiceSettings) -> JobSettings:
    """Return the settings that an upload gives as JSON, or those of one that gives none.

    Raises:
        ProblemError: it gives something else.
    """
    try:
        return JobSettings(lang=service.lang, use=service.use) if not text else JobSettings.model_validate_json(text)
    except ValidationError as error:
        found = [
            {"where": ".".join(map(str, ("body", "settings", *one["loc"]))), "message": one["msg"]}
            for one in error.errors(include_url=False, include_input=False, include_context=False)[:50]
        ]
        first = found[0]
        raise ProblemError("invalid", f"{first['where']}: {first['message']}", errors=found) from error


@router.get("/jobs")
def jobs(request: Request, response: Response, service: CurrentService, query: Annotated[Part, Query()]) -> PageOf[Job]:
    """List jobs, the newest first."""
    with service.store.read() as session:
        page = list_jobs(session, query.offset, query.limit)
    paged(request, response, page)
    return PageOf[Job].model_validate(page)


@router.get("/jobs/{id}", responses=problems("not-found"))
def job(service: CurrentService, id: Id) -> Job:
    """Say how far a job is."""
    with service.store.read() as session:
        return Job.model_validate(get_job(session, id))


@router.delete("/jobs/{id}", responses=problems("not-found"))
def cancel(service: CurrentService, who: CurrentPerson, id: Id) -> Job:
    """Take a job back: what it has read stays, what waits is not read. A job that is over stays as it is."""
    with service.store.write() as session:
        cancelled = cancel_job(session, id, service.now())
    service.runner.wake()
    return Job.model_validate(cancelled)


@router.get("/jobs/{id}/items", responses=problems("not-found"))
def items(
    request: Request,
    response: Response,
    service: CurrentService,
    id: Id,
    query: Annotated[ItemFilter, Query()],
) -> PageOf[JobItem]:
    """List what a job is made of, in the order of the upload."""
    with service.store.read() as session:
        page = job_items(session, id, **dict(query))
    paged(request, response, page)
    return PageOf[JobItem].model_validate(page)


@router.get(
    "/jobs/{id}/events",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-sent events: `progress` with a Job as JSON whenever it has changed, `done` at its end.",
            "content": {"text/event-stream": {"schema": EVENT_SCHEMA}},
        },
        **problems("not-found", "unavailable"),
    },
)
def events(request: Request, service: CurrentService, id: Id) -> StreamingResponse:
    """Follow a job as it goes."""
    with service.store.read() as session:
        get_job(session, id)
    return job_stream(request, service, id)
