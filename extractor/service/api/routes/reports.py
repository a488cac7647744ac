"""Reports, their cells, and the queue of what a person should look at."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from extractor.export.labels import cell_labels
from extractor.service.api.auth import CurrentService
from extractor.service.api.changes import sums_with
from extractor.service.api.models.base import PageOf
from extractor.service.api.models.lists import FacetCounts
from extractor.service.api.models.queries import ReportCellFilter, ReportFilter
from extractor.service.api.models.reports import (
    CellDetail,
    Decision,
    LookItem,
    RecordedEvent,
    ReportCell,
    ReportDetail,
    ReportSummary,
)
from extractor.service.api.parameters import CellPath, Id, IfNoneMatch, etag, not_modified, paged, part_of
from extractor.service.api.problems import ProblemError, problems
from extractor.service.store.events import history
from extractor.service.store.reports import ReportQuery, StoredReport, facets, get_report, list_reports

__all__ = ["router"]

router = APIRouter(prefix="/reports", tags=["reports"])


@router.get("")
def reports(
    request: Request, response: Response, service: CurrentService, query: Annotated[ReportFilter, Query()]
) -> PageOf[ReportSummary]:
    """List reports; those with most doubtful cells first, unless told otherwise."""
    with service.store.read() as session:
        page = list_reports(session, ReportQuery(**dict(query)))
    paged(request, response, page)
    return PageOf[ReportSummary].model_validate(page)


@router.get("/facets")
def report_facets(service: CurrentService) -> FacetCounts:
    """Say which years and forms there are, with how many reports each."""
    with service.store.read() as session:
        return FacetCounts.of(facets(session))


@router.get(
    "/{id}",
    responses={304: {"description": "It is still the version that If-None-Match names"}, **problems("not-found")},
    response_model=ReportDetail,
)
def report(
    response: Response,
    service: CurrentService,
    id: Id,
    decisions: Annotated[bool, Query(description="False: as it was read.")] = True,
    if_none_match: IfNoneMatch = None,
) -> ReportDetail | Response:
    """Return a report whole. Its ETag is the version that an edit must name."""
    with service.store.read() as session:
        found = get_report(session, id)
        tag = etag(found.info.version)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if not_modified(if_none_match, tag):
            return Response(status_code=304, headers=headers)
        shown = found.settled if decisions else found.report
    response.headers.update(headers)
    return ReportDetail(info=ReportSummary.model_validate(found.info), report=shown)


@router.get("/{id}/cells", responses=problems("not-found"))
def cells(
    request: Request,
    response: Response,
    service: CurrentService,
    id: Id,
    query: Annotated[ReportCellFilter, Query()],
) -> PageOf[ReportCell]:
    """List a report's cells in the order of the form, after decisions."""
    with service.store.read() as session:
        found = get_report(session, id)
        every = [_cell(found, path) for path in found.settled.cells]
    chosen = [
        cell for cell in every if query.status in (None, cell.cell.status) and query.decided in (None, cell.decided)
    ]
    page = part_of(chosen, query)
    paged(request, response, page)
    response.headers["ETag"] = etag(found.info.version)
    return page


@router.get("/{id}/cells/{path}", responses=problems("not-found"))
def cell(response: Response, service: CurrentService, id: Id, path: CellPath) -> CellDetail:
    """Return all that is known of one cell: readings, decision, history, and the sums that it stands in."""
    with service.store.read() as session:
        found = get_report(session, id)
        if path not in found.settled.cells:
            raise ProblemError("not-found", f"report {id} has no cell {path}; its list of cells has all")
        shown = _cell(found, path)
        events = history(session, id, path)
    look = next((look for look in found.looks if look.path == path), None)
    stands = found.standing.get(path)
    response.headers["ETag"] = etag(found.info.version)
    return CellDetail(
        **dict(shown),
        reading=found.report.cells[path],
        decision=Decision.of(stands) if stands else None,
        history=[RecordedEvent.of(event) for event in events],
        sums=sums_with(found, {path}),
        look=LookItem.of(look) if look else None,
    )


def _cell(found: StoredReport, path: str) -> ReportCell:
    label, label_en = cell_labels(path, found.report.form)
    stands = found.standing.get(path)
    return ReportCell(
        path=path,
        label=label,
        label_en=label_en,
        cell=found.settled.cells[path],
        decided=stands is not None and stands.current,
    )


@router.get("/{id}/queue", responses=problems("not-found"))
def queue(response: Response, service: CurrentService, id: Id) -> list[LookItem]:
    """List what a person should look at, in the order in which it is best looked at; settled ones stay in it."""
    with service.store.read() as session:
        found = get_report(session, id)
    response.headers["ETag"] = etag(found.info.version)
    return [LookItem.of(look) for look in found.looks]
