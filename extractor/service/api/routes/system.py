"""Health, metrics and sessions."""

from __future__ import annotations

import time
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import StringConstraints
from sqlalchemy import text

from extractor.service.api.auth import (
    CurrentPerson,
    CurrentService,
    person,
    same_origin,
    set_session_cookie,
    sign_in,
    sign_out,
)
from extractor.service.api.metrics import CONTENT_TYPE
from extractor.service.api.models.base import NO_CONTROL, Model, example
from extractor.service.api.problems import ProblemError, problems
from extractor.version import VERSION

__all__ = ["open_router", "router"]

open_router = APIRouter(tags=["system"])
router = APIRouter(tags=["system"])


class Health(Model):
    """Whether the service can work."""

    model_config = example(status="ok", version=VERSION)

    status: Literal["ok"]
    version: str


class SignIn(Model):
    """A browser that wants in."""

    model_config = example(key="gongkai_…", person="Li Hua")

    key: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200)]
    person: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=80, pattern=NO_CONTROL)]
    """Who sits there, one name a person: it stands beside what they decide, and only they undo that."""


class SessionOut(Model):
    """Who asks."""

    model_config = example(person="Li Hua", csrf=None)

    person: str
    csrf: str | None
    """What this browser must send in X-CSRF-Token with everything that changes something; null for a key."""


@open_router.get("/health", responses=problems("unavailable"))
def health(service: CurrentService) -> Health:
    """Say whether the store can be read. Needs no key."""
    try:
        with service.store.read() as session:
            session.execute(text("SELECT 1"))
    except Exception as error:  # whatever keeps the store away
        raise ProblemError("unavailable", "the store cannot be read; the log says why") from error
    return Health(status="ok", version=VERSION)


@open_router.post(
    "/session",
    status_code=201,
    dependencies=[Depends(same_origin)],
    responses=problems("unauthorized", "csrf", "too-many", "invalid"),
)
def open_session(request: Request, response: Response, service: CurrentService, asked: SignIn) -> SessionOut:
    """Sign a browser in with a key. The session is a cookie that scripts cannot read."""
    address = request.client.host if request.client else ""
    limit, metrics = request.app.state.sign_in_limit, request.app.state.metrics
    limit.check(address, time.monotonic())
    opened = sign_in(service, asked.key, asked.person)
    if opened is None:
        limit.failed(address, time.monotonic())
        metrics.failed_sign_ins.inc()
        raise ProblemError("unauthorized", "this is no valid key; `gongkai store key` makes one")
    limit.succeeded(address)
    set_session_cookie(service, request, response, opened[0])
    return SessionOut(person=opened[1].name, csrf=opened[1].csrf)


@router.get("/session")
def read_session(who: CurrentPerson) -> SessionOut:
    """Say who asks."""
    return SessionOut(person=who.name, csrf=who.csrf)


@router.delete("/session", status_code=204)
def end_session(request: Request, service: CurrentService) -> Response:
    """Sign the browser out."""
    response = Response(status_code=204)
    sign_out(service, request, response)
    return response


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"description": "Prometheus' text format", "content": {CONTENT_TYPE: {}}}},
    dependencies=[Depends(person)],
)
def metrics(request: Request) -> Response:
    """Return figures for Prometheus: requests, their times, what the store holds."""
    return Response(request.app.state.metrics.text(), headers={"Content-Type": CONTENT_TYPE})
