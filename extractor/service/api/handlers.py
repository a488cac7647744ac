"""What becomes of errors: every one is a problem, and none shows how the program is made."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as OutOfTime
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from extractor.errors import GongkaiError
from extractor.service.api.problems import API_PREFIX, PROBLEM_TYPES, ProblemError, problem_response
from extractor.service.store.errors import Busy, NotFound, VersionConflict

__all__ = ["ErrorPage", "add_handlers", "answer"]

_LOG = logging.getLogger("gongkai.service")
_BY_STATUS = {status: kind for kind, (status, _) in reversed(PROBLEM_TYPES.items())}
_MOST_ERRORS = 50
_LATER = {"Retry-After": "5"}

ErrorPage = Callable[[Request, ProblemError], Response]
"""How a problem is shown to a person; pages set it as ``app.state.error_page``."""


def add_handlers(app: FastAPI) -> None:
    """Turn every error into a problem."""
    for error in (HTTPException, RequestValidationError, GongkaiError, OperationalError, OutOfTime):
        app.add_exception_handler(error, _handle)


async def _handle(request: Request, error: Exception) -> Response:
    return answer(request, _problem(error))


def answer(request: Request, problem: ProblemError) -> Response:
    """Return what is answered: a problem to programs, a page to a browser that asked for a page."""
    if request.url.path == API_PREFIX or request.url.path.startswith(f"{API_PREFIX}/"):
        return problem_response(problem, request.url.path)
    if problem.kind == "unauthorized" and request.method in ("GET", "HEAD"):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)
    page: ErrorPage | None = getattr(request.app.state, "error_page", None)
    if page is not None and "text/html" in request.headers.get("accept", ""):
        return page(request, problem)
    return problem_response(problem, request.url.path)


def _problem(error: Exception) -> ProblemError:
    for kind, make in _MADE.items():
        if isinstance(error, kind):
            return make(error)
    return ProblemError("refused", str(error))  # any other GongkaiError: its message is written for who asked


def _unavailable(error: Exception) -> ProblemError:
    _LOG.error("the database: %s", error)
    if "disk is full" in str(error) or "No space left" in str(error):
        return ProblemError("unavailable", "the database's disk is full; nothing was changed", headers=_LATER)
    return ProblemError("unavailable", "the database cannot be reached", headers=_LATER)


def _invalid(error: RequestValidationError) -> ProblemError:
    """Without what was sent: it may be long, secret, or no text at all."""
    errors = error.errors()
    if errors and errors[0]["type"] == "json_invalid":
        return ProblemError("bad-request", f"the body is no JSON: {errors[0]['ctx']['error']}")
    found = [
        {"where": _clean(".".join(map(str, one["loc"]))), "message": _clean(one["msg"])}
        for one in errors[:_MOST_ERRORS]
    ]
    first = found[0] if found else {"where": "request", "message": "not valid"}
    return ProblemError("invalid", f"{first['where']}: {first['message']}", errors=found)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()[:500]


def _plain(error: HTTPException) -> ProblemError:
    """An error that FastAPI or Starlette raised itself."""
    details = {
        404: "there is nothing at this address; /v1/openapi.json lists all addresses",
        405: "this address takes other methods; see the header Allow",
    }
    kind = _BY_STATUS.get(error.status_code)
    if kind is None:
        _LOG.error("an error without a kind: %s %s", error.status_code, error.detail)
        kind = "bad-request" if error.status_code < 500 else "internal"
    if "Too many" in error.detail and kind == "bad-request":
        kind = "too-large"  # files or fields of a form
    return ProblemError(kind, details.get(error.status_code, error.detail), headers=error.headers)


_MADE: dict[type[Exception], Callable[[Any], ProblemError]] = {
    ProblemError: lambda error: error,
    RequestValidationError: _invalid,
    HTTPException: _plain,
    VersionConflict: lambda error: ProblemError("version-conflict", str(error), current=error.current),
    NotFound: lambda error: ProblemError("not-found", str(error)),
    Busy: lambda error: ProblemError("unavailable", str(error), headers=_LATER),
    OperationalError: _unavailable,
    OutOfTime: _unavailable,
}
"""What each error is; the first that fits."""
