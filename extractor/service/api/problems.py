"""The one shape of an error: RFC 9457, ``application/problem+json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

__all__ = ["API_PREFIX", "PROBLEM_TYPES", "Invalid", "Problem", "ProblemError", "problem_response", "problems"]

API_PREFIX = "/v1"
MEDIA_TYPE = "application/problem+json"
_PREFIX = "urn:gongkai:problem:"

PROBLEM_TYPES: dict[str, tuple[int, str]] = {
    "bad-request": (400, "The request cannot be read"),
    "unauthorized": (401, "A key or a session is needed"),
    "forbidden": (403, "Not allowed"),
    "csrf": (403, "The request did not come from a page of this service"),
    "not-found": (404, "No such thing"),
    "method-not-allowed": (405, "Not a method of this address"),
    "timeout": (408, "The request came too slowly"),
    "conflict": (409, "It contradicts what is"),
    "version-conflict": (412, "Somebody else changed the report"),
    "too-large": (413, "Too large"),
    "unsupported-media-type": (415, "Not a kind of content that is taken here"),
    "invalid": (422, "The request does not have the form it must have"),
    "refused": (422, "This cannot be done"),
    "version-needed": (428, "Say which version is changed"),
    "too-many": (429, "Too many attempts"),
    "internal": (500, "A defect of the service"),
    "unavailable": (503, "Not now"),
}
"""Every kind of problem: the last part of its ``type``, with its status and title."""


class Invalid(BaseModel):
    """One thing that is wrong with a request."""

    where: str
    """``query.limit`` or ``body.reading.value``."""
    message: str


class Problem(BaseModel):
    """What went wrong. A program goes by ``type``; ``detail`` is for people. Some kinds have further members."""

    model_config = ConfigDict(
        extra="allow",
        use_attribute_docstrings=True,
        json_schema_extra={
            "examples": [
                {
                    "type": _PREFIX + "not-found",
                    "title": "No such thing",
                    "status": 404,
                    "detail": "there is no report 8c3f; GET /v1/reports lists them",
                    "instance": "/v1/reports/8c3f",
                }
            ]
        },
    )

    type: str
    """``urn:gongkai:problem:`` and a word that stays the same."""
    title: str
    status: int
    detail: str
    """What is wrong and what to do."""
    instance: str | None = None
    """The path that was asked for."""
    errors: list[Invalid] | None = None
    """All that is wrong with a request's form, where that is the problem."""


class ProblemError(HTTPException):
    """A request that ends in a problem.

    Args:
        kind: a key of ``PROBLEM_TYPES``.
        detail: what is wrong and what to do.
        headers: of the answer.
        more: further members of the problem.
    """

    def __init__(self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(PROBLEM_TYPES[kind][0], detail, dict(headers or {}))
        self.kind = kind
        self.more = more


def problem_response(error: ProblemError, path: str | None) -> JSONResponse:
    """Return the answer that says what went wrong."""
    status, title = PROBLEM_TYPES[error.kind]
    body = {
        "type": _PREFIX + error.kind,
        "title": title,
        "status": status,
        "detail": error.detail,
        "instance": path,
        **error.more,
    }
    known = {key: value for key, value in body.items() if value is not None}
    return JSONResponse(known, status, headers=error.headers, media_type=MEDIA_TYPE)


def problems(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Return the entries of these problems in a route's list of responses."""
    entries: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        status, title = PROBLEM_TYPES[kind]
        said = f"{entries[status]['description']}; {title[0].lower()}{title[1:]}" if status in entries else title
        schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
        entries[status] = {"description": said, "content": {MEDIA_TYPE: schema}}
    return entries
