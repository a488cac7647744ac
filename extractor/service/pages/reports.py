"""Reports: the list that everything starts from, with what is being read at the moment."""

from __future__ import annotations

from importlib.util import find_spec

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.pages.filters import PAGE_SIZE, filters_of
from extractor.service.pages.paging import paging_of
from extractor.service.pages.rendering import page, query_of
from extractor.service.pages.report_rows import report_row
from extractor.service.store.jobs import JobInfo, recent_jobs
from extractor.service.store.reports import amount, facets, list_reports
from extractor.service.store.sources import list_sources
from extractor.service.wiring import Service

__all__ = ["currency", "router"]

router = APIRouter()

_RECENT_JOBS = 5
_FAILED_SHOWN = 10
_FORMATS = {"xlsx": "openpyxl", "csv": None, "jsonl": None, "sqlite": None, "parquet": "pyarrow"}
"""What results can be exported as, with the library that it takes."""
_COLUMNS = ("organization", "year", "verified", "doubts", "findings")


@router.get("/")
def reports(request: Request, service: CurrentService, person: CurrentPerson) -> HTMLResponse:
    """Return the list of reports, filtered and sorted as its address says."""
    filters = filters_of(request.query_params)
    with service.store.read() as session:
        there = amount(session, filters.query())
        last = max(0, there.reports - 1) // PAGE_SIZE * PAGE_SIZE
        offset = filters.offset if filters.offset < there.reports else last  # the list may have become shorter
        found = list_reports(session, filters.query(offset), there.reports)
        return page(
            request,
            "reports.html",
            person=person,
            filters=filters,
            found=found,
            files=there.files,
            facets=facets(session),
            pages=paging_of(
                "/", filters.parameters(), len(found.items), found.total, offset=found.offset, limit=PAGE_SIZE
            ),
            query=query_of(filters.parameters()),
            report_row=report_row,
            sorts={column: filters.sorted_by(column) for column in _COLUMNS},
            jobs=_recent(session),
            failed=list_sources(session, failed=True, limit=_FAILED_SHOWN),
            has_model=service.settings.reading.model is not None,
            currency=currency(service),
            formats=[name for name, library in _FORMATS.items() if library is None or find_spec(library)],
            limits=service.settings.uploads,
        )


def currency(service: Service) -> str:
    """Return what the model's cost is counted in; empty where no price is known."""
    model = service.settings.reading.model
    return model.price.currency if model and model.price else ""


def _recent(session: Session) -> list[JobInfo]:
    """What is being read or waits, and the job before, which may just have ended."""
    jobs = recent_jobs(session, _RECENT_JOBS)
    return [job for place, job in enumerate(jobs) if place == 0 or not job.over]
