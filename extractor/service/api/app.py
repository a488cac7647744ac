"""The app: routes, and what every request goes through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from starlette.routing import BaseRoute

from extractor.service.api.auth import person
from extractor.service.api.handlers import add_handlers
from extractor.service.api.metrics import Metrics
from extractor.service.api.middleware.failures import Failures
from extractor.service.api.middleware.headers import SecurityHeaders
from extractor.service.api.middleware.limits import Limits
from extractor.service.api.middleware.measuring import Measuring
from extractor.service.api.openapi import DESCRIPTION, TAGS, openapi_of
from extractor.service.api.places import Places
from extractor.service.api.problems import API_PREFIX, problems
from extractor.service.api.routes import events, exports, jobs, reports, runs, search, sources, system
from extractor.service.api.sign_in_limit import SignInLimit
from extractor.service.pages.routes import error_page
from extractor.service.pages.routes import router as pages
from extractor.service.wiring import Service
from extractor.version import VERSION

__all__ = ["create_app"]

_EVERYWHERE = problems("bad-request", "too-large", "invalid", "timeout", "internal", "unavailable")
_GUARDED = problems("unauthorized", "csrf")


def create_app(service: Service) -> FastAPI:
    """Return the app of a service: the API under ``/v1``, and the pages."""
    app = FastAPI(
        title="Gongkai",
        version=VERSION,
        description=DESCRIPTION,
        openapi_tags=TAGS,
        docs_url=None,  # their scripts would come from another host
        redoc_url=None,
        openapi_url=None,  # served below, to whoever has a key
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    settings = service.settings
    metrics = Metrics(service.store)
    app.state.service = service
    app.state.metrics = metrics
    app.state.followers = Places(settings.limits.followers)
    app.state.sign_in_limit = SignInLimit(settings.sign_in)
    app.state.exports = Places(settings.limits.exports)
    app.state.error_page = error_page
    app.router.routes.extend(_routes())
    add_handlers(app)
    # the last one added is the outermost
    app.add_middleware(Limits, limits=settings.limits, upload_bytes=settings.uploads.body_bytes)
    app.add_middleware(Failures)
    app.add_middleware(SecurityHeaders, api_prefix=API_PREFIX)
    app.add_middleware(Measuring, metrics=metrics)
    return app


@cache
def _routes() -> list[BaseRoute]:
    """Every route there is, of every app: what a route needs of its service, it gets from the request's app."""
    every = APIRouter()
    opened = APIRouter(prefix=API_PREFIX, responses=_EVERYWHERE)
    opened.include_router(system.open_router)
    guarded = APIRouter(prefix=API_PREFIX, dependencies=[Depends(person)], responses={**_EVERYWHERE, **_GUARDED})
    for part in (system, jobs, sources, reports, events, search, exports, runs):
        guarded.include_router(part.router)
    guarded.add_api_route("/openapi.json", _openapi, tags=["system"], response_model=None)
    every.include_router(opened)
    every.include_router(guarded)
    every.include_router(pages())
    return every.routes


def _openapi(request: Request) -> dict[str, Any]:
    """Return this description."""
    return openapi_of(request.app)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    current_default_thread_limiter().total_tokens = service.settings.limits.threads
    service.runner.start()
    try:
        yield
    finally:
        await run_in_threadpool(service.runner.stop)
