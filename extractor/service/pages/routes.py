"""All pages, put together."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from extractor.service.api.problems import ProblemError
from extractor.service.pages import jobs, reports, runs, signing, sources
from extractor.service.pages.agency import routes as agency
from extractor.service.pages.assets import assets
from extractor.service.pages.rendering import page
from extractor.service.pages.review import routes as review

__all__ = ["TOLD", "error_page", "router"]

_YEAR = 365 * 24 * 3600
TOLD = {
    "not-found": "not_found",
    "csrf": "csrf",
    "too-large": "too_large",
    "unauthorized": "unauthorized",
    "internal": "internal",
}
"""Kinds of problems that have words of their own."""


def router() -> APIRouter:
    """Return the routes of all pages; handlers get their service from the application."""
    every = APIRouter(include_in_schema=False)
    every.add_api_route("/static/{name}", static, methods=["GET"])
    for part in (signing, reports, jobs, sources, agency, runs):
        every.include_router(part.router)
    every.include_router(review.router())
    return every


def static(request: Request, name: str) -> Response:
    """Return a style sheet, a script or the icon; nobody needs to be signed in for that.

    Raises:
        ProblemError: there is none of this name.
    """
    asset = assets().get(name)
    if asset is None:
        raise ProblemError("not-found", f"there is no file {name}")
    lasting = request.query_params.get("v") == asset.version
    cache = f"public, max-age={_YEAR}, immutable" if lasting else "no-cache"
    return Response(asset.data, media_type=asset.media_type, headers={"Cache-Control": cache})


def error_page(request: Request, problem: ProblemError) -> HTMLResponse:
    """Return a problem as a person is told of it."""
    key = TOLD.get(problem.kind, "other")
    answer = page(request, "error.html", status=problem.status_code, key=key, detail=problem.detail)
    answer.headers.update(problem.headers or {})
    return answer
