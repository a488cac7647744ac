"""Cells, facts and findings over all reports, and agencies over the years."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from extractor.service.api.auth import CurrentService
from extractor.service.api.models.base import PageOf
from extractor.service.api.models.lists import Agency, AgencyReports, FoundCell, FoundFact, FoundFinding
from extractor.service.api.models.queries import AgencyFilter, CellFilter, FactFilter, FindingFilter
from extractor.service.api.models.reports import ReportDetail, ReportSummary
from extractor.service.api.parameters import Organization, paged
from extractor.service.api.problems import ProblemError, problems
from extractor.service.store.cells import list_cells
from extractor.service.store.facts import list_facts
from extractor.service.store.findings import list_findings
from extractor.service.store.reports import agencies as list_agencies
from extractor.service.store.reports import agency_reports

__all__ = ["router"]

router = APIRouter(tags=["search"])


@router.get("/cells")
def cells(
    request: Request, response: Response, service: CurrentService, query: Annotated[CellFilter, Query()]
) -> PageOf[FoundCell]:
    """List cells over all reports, after decisions."""
    with service.store.read() as session:
        page = list_cells(session, **dict(query))
    paged(request, response, page)
    return PageOf[FoundCell].model_validate(page)


@router.get("/facts")
def facts(
    request: Request, response: Response, service: CurrentService, query: Annotated[FactFilter, Query()]
) -> PageOf[FoundFact]:
    """List the numbers of the prose over all reports."""
    with service.store.read() as session:
        page = list_facts(session, **dict(query))
    paged(request, response, page)
    return PageOf[FoundFact].model_validate(page)


@router.get("/findings")
def findings(
    request: Request, response: Response, service: CurrentService, query: Annotated[FindingFilter, Query()]
) -> PageOf[FoundFinding]:
    """List findings over all reports, after decisions."""
    with service.store.read() as session:
        page = list_findings(session, **dict(query))
    paged(request, response, page)
    return PageOf[FoundFinding].model_validate(page)


@router.get("/agencies")
def agencies(
    request: Request, response: Response, service: CurrentService, query: Annotated[AgencyFilter, Query()]
) -> PageOf[Agency]:
    """List agencies by name."""
    with service.store.read() as session:
        page = list_agencies(session, query.search, query.offset, query.limit)
    paged(request, response, page)
    return PageOf[Agency].model_validate(page)


@router.get("/agencies/{organization:path}", responses=problems("not-found"))
def agency(service: CurrentService, organization: Organization) -> AgencyReports:
    """Return an agency's reports by year, after decisions."""
    with service.store.read() as session:
        found = agency_reports(session, organization)
        if not found:
            raise ProblemError("not-found", f"there is no report of {organization}; GET /v1/agencies lists all")
        reports = [ReportDetail(info=ReportSummary.model_validate(one.info), report=one.settled) for one in found]
    return AgencyReports(organization=organization, reports=reports)
