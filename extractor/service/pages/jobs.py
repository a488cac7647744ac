"""Jobs: what was uploaded together, how far it is, and why something was not read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import HTMLResponse, RedirectResponse

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.api.forms import Files
from extractor.service.api.problems import ProblemError
from extractor.service.jobs.intake import Upload, take_up
from extractor.service.jobs.settings import JobSettings
from extractor.service.pages.addresses import offset_of
from extractor.service.pages.paging import paging_of
from extractor.service.pages.preferences import preferences
from extractor.service.pages.rendering import page
from extractor.service.pages.reports import currency
from extractor.service.store.jobs import cancel_job, get_job, job_items, list_jobs

__all__ = ["router"]

router = APIRouter()

_JOBS = 50
_ITEMS = 100
_STATES = ("waiting", "done", "failed", "refused")


@router.post("/uploads")
def upload(request: Request, service: CurrentService, person: CurrentPerson, sent: Files) -> RedirectResponse:
    """Take files up and show the job that reads them."""
    uploads = (Upload(name, data) for name, data in sent.each())
    settings = _settings(request, sent.fields)
    key = sent.fields.get("key") or None
    limits = service.settings.uploads
    job = take_up(service.store, uploads, settings, person.name, service.now, limits=limits, key=key)
    service.runner.wake()
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _settings(request: Request, fields: dict[str, str]) -> JobSettings:
    """What the form beside the files says.

    Raises:
        ProblemError: a budget that is none.
    """
    try:
        return JobSettings.model_validate(
            {
                "lang": preferences(request).language,
                "use": "economy" if fields.get("use") == "economy" else "full",
                "model": fields.get("model") == "on",
                "max_cost": fields.get("max_cost") or None,
                "again": fields.get("again") == "on",
            }
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ProblemError("invalid", f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


@router.get("/jobs")
def jobs(request: Request, service: CurrentService, person: CurrentPerson) -> HTMLResponse:
    """Return the list of jobs, the newest first."""
    offset = offset_of(request.query_params)
    with service.store.read() as session:
        found = list_jobs(session, offset, _JOBS)
    pages = paging_of("/jobs", {}, len(found.items), found.total, offset=offset, limit=_JOBS)
    return page(request, "jobs.html", person=person, found=found, pages=pages, currency=currency(service))


@router.get("/jobs/{id}")
def job(request: Request, service: CurrentService, person: CurrentPerson, id: str) -> HTMLResponse:
    """Return a job with what it is made of."""
    state = request.query_params.get("state")
    chosen = state if state in _STATES else None
    offset = offset_of(request.query_params)
    with service.store.read() as session:
        found = get_job(session, id)
        items = job_items(session, id, state=chosen, offset=offset, limit=_ITEMS)
    pages = paging_of(f"/jobs/{id}", {"state": chosen}, len(items.items), items.total, offset=offset, limit=_ITEMS)
    return page(
        request,
        "job.html",
        person=person,
        job=found,
        items=items,
        pages=pages,
        state=chosen,
        currency=currency(service),
    )


@router.post("/jobs/{id}/cancel")
def cancel(service: CurrentService, person: CurrentPerson, id: str) -> RedirectResponse:
    """Take a job back: what it has read stays, what waits is not read."""
    with service.store.write() as session:
        cancel_job(session, id, service.now())
    service.runner.wake()
    return RedirectResponse(f"/jobs/{id}", 303)
