"""Cells, facts and findings over all reports, and agencies over the years."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from extractor.service.api.auth import CurrentService
from extractor.service.api.models.base import PageOf
from extractor.service.api.models.lists import Agency, AgencyReports, FoundCell, FoundFact, FoundFinding
from extractor.service.api.models.reports import ReportDetail, ReportSummary
from extractor.service.api.parameters import Limit, Offset, Organization, Search, Year, paged
from extractor.service.api.problems import ProblemError, problems
from extractor.service.store.cells import list_cells
from extractor.service.store.facts import list_facts
from extractor.service.store.findings import list_findings
from extractor.service.store.reports import agencies as list_agencies
from extractor.service.store.reports import agency_reports
from schemas.enums import Blame, FindingKind, Severity, State, Status
from schemas.facts import Metric

__all__ = ["router"]

router = APIRouter(tags=["search"])
ReportId = Annotated[str | None, Query(pattern=r"^[0-9a-f]{32}$", description="Of one report.")]


@router.get("/cells")
def cells(
    request: Request,
    response: Response,
    service: CurrentService,
    path: Annotated[str | None, Query(max_length=200, pattern=r"^[a-z0-9_.]+$", description="Of the cell.")] = None,
    status: Status | None = None,
    state: State | None = None,
    decided: bool | None = None,
    report_id: ReportId = None,
    year: Year = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> PageOf[FoundCell]:
    """List cells over all reports, after decisions."""
    with service.store.read() as session:
        page = list_cells(
            session,
            path=path,
            status=status,
            state=state,
            decided=decided,
            report_id=report_id,
            year=year,
            offset=offset,
            limit=limit,
        )
    paged(request, response, page)
    return PageOf[FoundCell].model_validate(page)


@router.get("/facts")
def facts(
    request: Request,
    response: Response,
    service: CurrentService,
    report_id: ReportId = None,
    metric: Metric | None = None,
    status: Status | None = None,
    year: Year = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> PageOf[FoundFact]:
    """List the numbers of the prose over all reports."""
    with service.store.read() as session:
        page = list_facts(
            session, report_id=report_id, metric=metric, status=status, year=year, offset=offset, limit=limit
        )
    paged(request, response, page)
    return PageOf[FoundFact].model_validate(page)


@router.get("/findings")
def findings(
    request: Request,
    response: Response,
    service: CurrentService,
    report_id: ReportId = None,
    kind: FindingKind | None = None,
    severity: Severity | None = None,
    blame: Blame | None = None,
    year: Year = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> PageOf[FoundFinding]:
    """List findings over all reports, after decisions."""
    with service.store.read() as session:
        page = list_findings(
            session,
            report_id=report_id,
            kind=kind,
            severity=severity,
            blame=blame,
            year=year,
            offset=offset,
            limit=limit,
        )
    paged(request, response, page)
    return PageOf[FoundFinding].model_validate(page)


@router.get("/agencies")
def agencies(
    request: Request,
    response: Response,
    service: CurrentService,
    search: Search = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> PageOf[Agency]:
    """List agencies by name."""
    with service.store.read() as session:
        page = list_agencies(session, search, offset, limit)
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
