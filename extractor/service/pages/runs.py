"""Evaluation: runs that were uploaded, the page of one, and the comparison of two."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.api.forms import form_of
from extractor.service.jobs.names import clean_name
from extractor.service.pages.evaluation import Kept, MadePage
from extractor.service.pages.preferences import preferences
from extractor.service.pages.rendering import address, page
from extractor.service.run_files import checked_run
from extractor.service.store.errors import Refused
from extractor.service.store.runs import add_run, get_run, list_runs, run_data
from extractor.service.wiring import Service

__all__ = ["router"]

router = APIRouter()


def _kept(request: Request, service: CurrentService) -> Kept:
    """What was made before in this service."""
    state = request.app.state
    if not hasattr(state, "kept_runs"):
        state.kept_runs = Kept(lambda id: _load(service, id))
    kept: Kept = state.kept_runs
    return kept


KeptRuns = Annotated[Kept, Depends(_kept)]


def _load(service: Service, id: str) -> bytes:
    with service.store.read() as session:
        return run_data(session, id)


@router.get("/evaluation")
def runs_page(request: Request, service: CurrentService, person: CurrentPerson, kept: KeptRuns) -> HTMLResponse:
    """Return the list of runs."""
    return _list(request, service, person, kept)


@router.post("/evaluation")
async def add(request: Request, service: CurrentService, person: CurrentPerson, kept: KeptRuns) -> Response:
    """Take up a run file and show its page; say in the list what is wrong with one that is none."""
    form = await form_of(request)
    file = form.get("run")
    if not isinstance(file, UploadFile) or not file.filename:
        return await run_in_threadpool(_list, request, service, person, kept, problem="no_file")
    return await run_in_threadpool(_take, request, service, person, kept, (file.filename, await file.read()))


def _take(request: Request, service: Service, person: CurrentPerson, kept: Kept, file: tuple[str, bytes]) -> Response:
    name = clean_name(file[0])
    try:
        checked_run(name, file[1])
    except Refused as error:
        return _list(request, service, person, kept, problem="not_a_run", detail=str(error))
    with service.store.write() as session:
        added = add_run(session, name, file[1], person.name, service.now())
    return RedirectResponse(f"/evaluation/{added.id}", 303)


def _list(
    request: Request,
    service: Service,
    person: CurrentPerson,
    kept: Kept,
    *,
    problem: str | None = None,
    detail: str | None = None,
) -> HTMLResponse:
    with service.store.read() as session:
        runs = list_runs(session)
    shown = [(run, kept.head(run.id)) for run in runs]
    status = 422 if problem else 200
    return page(request, "evaluation.html", status=status, person=person, runs=shown, problem=problem, detail=detail)


@router.get("/evaluation/compare")
def comparison(request: Request, service: CurrentService, person: CurrentPerson, a: str, b: str) -> HTMLResponse:
    """Return the frame around the comparison of two runs."""
    with service.store.read() as session:
        runs = [get_run(session, id) for id in (a, b)]
    inner = address("/evaluation/compare/page", {"a": a, "b": b})
    return page(request, "evaluation_run.html", person=person, runs=runs, inner=inner, head=None)


@router.get("/evaluation/compare/page")
def comparison_inner(request: Request, person: CurrentPerson, kept: KeptRuns, a: str, b: str) -> Response:
    """Return the comparison of two runs, as the evaluation's own code makes it."""
    return _own(request, kept.comparison(a, b))


@router.get("/evaluation/{id}")
def run(request: Request, service: CurrentService, person: CurrentPerson, kept: KeptRuns, id: str) -> HTMLResponse:
    """Return the frame around the page of a run."""
    with service.store.read() as session:
        found = get_run(session, id)
    head = kept.head(id)
    return page(request, "evaluation_run.html", person=person, runs=[found], inner=f"/evaluation/{id}/page", head=head)


@router.get("/evaluation/{id}/page")
def run_inner(request: Request, person: CurrentPerson, kept: KeptRuns, id: str) -> Response:
    """Return the page of a run, as the evaluation's own code makes it."""
    return _own(request, kept.page(id))


def _own(request: Request, made: MadePage) -> Response:
    """A document of its own: sandboxed, so that it is no page of this service, whatever stands in it."""
    headers = {
        "Content-Security-Policy": made.policy,
        "Cross-Origin-Opener-Policy": "unsafe-none",  # a sandboxed document with another one is not shown at all
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie",
    }
    return HTMLResponse(made.in_colours(preferences(request).theme), headers=headers)
