"""The list of agencies, and the page of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.pages.addresses import offset_of, text_of
from extractor.service.pages.agency.history import AgencyReport, history
from extractor.service.pages.paging import paging_of
from extractor.service.pages.preferences import preferences
from extractor.service.pages.rendering import page
from extractor.service.store.errors import NotFound
from extractor.service.store.reports import StoredReport, agencies, agency_reports
from extractor.service.store.results import extraction_of
from schemas.result import Extraction

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
        extractions = {id: extraction_of(session, id) for id in {one.info.source_id for one in stored}}
    known = history(_reports(stored, extractions), preferences(request).language)
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


def _reports(stored: Sequence[StoredReport], extractions: Mapping[str, Extraction | None]) -> list[AgencyReport]:
    """The reports as they stand after decisions, each with the extraction that it stands in."""
    by_source: dict[str, list[StoredReport]] = defaultdict(list)
    for one in stored:
        by_source[one.info.source_id].append(one)
    found: list[AgencyReport] = []
    used: set[str] = set()
    for id, several in by_source.items():
        extraction = extractions[id]
        if extraction is None:
            continue
        reports = list(extraction.reports)
        placed = [(one, one.info.ordinal) for one in several if one.info.ordinal is not None]
        for one, ordinal in placed:
            reports[ordinal] = one.settled
        name = extraction.source if extraction.source not in used else f"{extraction.source} ({id[:6]})"
        used.add(name)
        whole = extraction.model_copy(update={"source": name, "reports": reports})
        found += [AgencyReport(one.info.id, whole, ordinal, _decided(one)) for one, ordinal in placed]
    return found


def _decided(one: StoredReport) -> frozenset[str]:
    return frozenset(path for path, standing in one.standing.items() if standing.current)
