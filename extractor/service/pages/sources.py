"""Files: every document that was taken up, and why one could not be read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.pages.addresses import offset_of, text_of
from extractor.service.pages.paging import paging_of
from extractor.service.pages.rendering import page
from extractor.service.store.sources import list_sources

__all__ = ["router"]

router = APIRouter()
_SOURCES = 50


@router.get("/sources")
def sources(request: Request, service: CurrentService, person: CurrentPerson) -> HTMLResponse:
    """Return the list of documents, the newest first."""
    search, offset = text_of(request.query_params, "q"), offset_of(request.query_params)
    failed = request.query_params.get("failed") == "1"
    with service.store.read() as session:
        found = list_sources(session, search=search or None, failed=failed or None, offset=offset, limit=_SOURCES)
    query = {"q": search, "failed": "1" if failed else None}
    pages = paging_of("/sources", query, len(found.items), found.total, offset=offset, limit=_SOURCES)
    return page(request, "sources.html", person=person, found=found, pages=pages, search=search, failed=failed)
