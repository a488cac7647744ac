"""The routes of the review page: the page, what its report has become, and its source in two shapes."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from sqlalchemy.orm import Session

from extractor.errors import SourceError
from extractor.export.review.source_text import Absence, SourceText
from extractor.service.api.auth import CurrentPerson, CurrentService, Person
from extractor.service.api.parameters import Id
from extractor.service.pages.filters import ReportFilters, filters_of
from extractor.service.pages.preferences import preferences
from extractor.service.pages.rendering import address, page
from extractor.service.pages.review.data import islands, source_data_record, state_record
from extractor.service.pages.review.history import history_html
from extractor.service.store.reports import list_reports, neighbours
from extractor.service.store.sources import source_data
from extractor.service.store.stored import StoredReport, get_report
from extractor.shown_text import shown_text
from extractor.sources import read_source
from extractor.sources.shown_page import ShownPage, shown_page
from extractor.version import VERSION

__all__ = ["FRAME_POLICY", "router"]

_LONGEST_FIND = 200
"""Characters of what is looked for."""
_MOST_FOUND = 20

FRAME_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
"""Of a source's own page: no script, no request but for our style, whatever it says; the page around it may look in."""


def router() -> APIRouter:
    """Return the routes of the review page; handlers get their service from the application."""
    made = APIRouter(include_in_schema=False)
    for path, handler in (("", review), ("/state", state), ("/source", source), ("/text", text), ("/found", found)):
        made.add_api_route(f"/reports/{{id}}{path}", handler, methods=["GET"], response_model=None)
    return made


def review(request: Request, service: CurrentService, who: CurrentPerson, id: Id) -> HTMLResponse:
    """Return the page of one report."""
    filters = filters_of(request.query_params)
    with service.store.read() as session:
        stored = get_report(session, id)
        beside = _neighbours(session, filters, id)
    info = stored.info
    return page(
        request,
        "review.html",
        person=who,
        info=info,
        name=f"{info.organization or ''} {info.year or ''}".strip() or info.source_name,
        islands=islands(stored, preferences(request).language, _state(stored, who, request)),
        source=address(f"/reports/{id}/source", {"v": f"{VERSION}-{info.sha256[:12]}"}),
        back=address("/", filters.parameters()),
        previous=beside[0],
        next=beside[1],
    )


def state(request: Request, service: CurrentService, who: CurrentPerson, id: Id) -> JSONResponse:
    """Return what the report has become by its events."""
    with service.store.read() as session:
        stored = get_report(session, id)
    return JSONResponse(_state(stored, who, request))


def source(request: Request, service: CurrentService, who: CurrentPerson, id: Id) -> Response:
    """Return the source as it came, for a frame in which nothing of it acts."""
    with service.store.read() as session:
        data = source_data(session, get_report(session, id).info.source_id)
    shown = _shown(data)
    answer = page(request, "review_frame.html", html=shown.html if shown else None, title=shown.title if shown else "")
    answer.headers["Content-Security-Policy"] = FRAME_POLICY
    return answer


def text(service: CurrentService, who: CurrentPerson, id: Id) -> JSONResponse:
    """Return the text of the source as it was read, and the places of the report in it."""
    with service.store.read() as session:
        stored = get_report(session, id)
        data = source_data(session, stored.info.source_id)
    return JSONResponse(source_data_record(stored, _text(data, stored.info.source_name)))


def found(request: Request, service: CurrentService, who: CurrentPerson, id: Id, find: str = "") -> JSONResponse:
    """Return the reports of the list in whose agency, year, title or file name all words of ``find`` stand."""
    filters = filters_of(request.query_params)
    words = tuple(find[:_LONGEST_FIND].split())
    query = replace(filters.query(offset=0), words=words, limit=_MOST_FOUND)
    with service.store.read() as session:
        reports = list_reports(session, query).items if words else []
    parameters = filters.parameters()
    return JSONResponse(
        [
            {
                "organization": info.organization,
                "year": info.year,
                "source": info.source_name,
                "address": address(f"/reports/{info.id}", parameters),
            }
            for info in reports
            if info.id != id
        ]
    )


def _neighbours(session: Session, filters: ReportFilters, id: str) -> tuple[str, str]:
    """The addresses of the reports beside this one in the list that its address tells of; empty where there is none."""
    before, after = neighbours(session, filters.query(), id)
    parameters = filters.parameters()
    return (
        address(f"/reports/{before}", parameters) if before else "",
        address(f"/reports/{after}", parameters) if after else "",
    )


def _state(stored: StoredReport, person: Person, request: Request) -> dict[str, object]:
    history = history_html(stored.events, preferences(request).language)
    return {**state_record(stored, person.name, person.key_id), "history": history}


def _shown(data: bytes) -> ShownPage | None:
    try:
        return shown_page(data)
    except SourceError:
        return None


def _text(data: bytes, name: str) -> SourceText | Absence:
    try:
        return shown_text(read_source(data, name))
    except SourceError:
        return Absence.UNREADABLE
