"""The list of agencies, and the page of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.pages.addresses import offset_of, text_of
from extractor.service.pages.agency.history import AgencyReport, history
from extractor.service.pages.paging import paging_of
from extractor.service.pages.preferences import preferences
from extractor.service.pages.rendering import page
from extractor.service.store.agencies import agencies
from extractor.service.store.errors import NotFound
from extractor.service.store.reports import agency_reports
from extractor.service.store.stored import StoredReport
from extractor.version import VERSION
from schemas.decisions import How
from schemas.result import SCHEMA_VERSION, Extraction, Run

__all__ = ["router"]

router = APIRouter()
_AGENCIES = 50


@router.get("/agencies")
def agencies_page(request: Request, service: CurrentService, person: CurrentPerson) -> HTMLResponse:
    """Return the list of agencies by name."""
    search, offset = text_of(request.query_params, "q"), offset_of(request.query_params)
    with service.store.read() as session:
        found = agencies(session, search or None, offset, _AGENCIES)
    pages = paging_of("/agencies", {"q": search}, len(found.items), found.total, offset=offset, limit=_AGENCIES)
    return page(request, "agencies.html", person=person, found=found, pages=pages, search=search)


@router.get("/agencies/{organization:path}")
def agency(request: Request, service: CurrentService, person: CurrentPerson, organization: str) -> HTMLResponse:
    """Return one agency over the years.

    Raises:
        NotFound: no report bears that name.
    """
    with service.store.read() as session:
        stored = agency_reports(session, organization)
        if not stored:
            raise NotFound("agency", organization)
    known = history(_reports(stored), preferences(request).language)
    years = [one.info.year for one in stored if one.info.year is not None]
    missing = sorted(set(range(min(years), max(years) + 1)) - set(years)) if years else []
    infos = sorted((one.info for one in stored), key=lambda info: (info.year or 0, info.id))
    return page(
        request,
        "agency.html",
        person=person,
        organization=organization,
        infos=infos,
        known=known,
        missing=missing,
    )


def _reports(stored: Sequence[StoredReport]) -> list[AgencyReport]:
    """The reports as they stand after decisions, in extractions of their sources that hold no other agency's."""
    by_source: dict[str, list[StoredReport]] = defaultdict(list)
    for one in stored:
        by_source[one.info.source_id].append(one)
    names = Counter(several[0].info.source_name for several in by_source.values())
    found: list[AgencyReport] = []
    for id, several in by_source.items():
        first = several[0]
        name = first.info.source_name
        extraction = Extraction(
            source=name if names[name] == 1 else f"{name} ({id[:6]})",
            sha256=first.info.sha256,
            schema_version=SCHEMA_VERSION,
            origin=first.origin,
            error=None,
            run=Run(version=VERSION, settings="", model=None, prompts={}),
            reports=[one.settled for one in several],
        )
        found += [
            AgencyReport(one.info.id, extraction, place, _decided(one), _blamed(one))
            for place, one in enumerate(several)
        ]
    return found


def _decided(one: StoredReport) -> frozenset[str]:
    return frozenset(path for path, standing in one.standing.items() if standing.current)


def _blamed(one: StoredReport) -> frozenset[str]:
    said = ((path, found) for path, found in one.standing.items() if found.current)
    return frozenset(path for path, found in said if found.reading.how is How.REPORT_WRONG)
