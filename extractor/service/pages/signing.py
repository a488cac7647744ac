"""Signing in with a key, and out."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from extractor.service.api.auth import (
    CurrentPerson,
    CurrentService,
    same_origin,
    set_session_cookie,
    sign_in,
    sign_out,
)
from extractor.service.api.forms import form_of
from extractor.service.api.problems import ProblemError
from extractor.service.api.sign_in_limit import SignInLimit
from extractor.service.pages.preferences import preferences
from extractor.service.pages.rendering import page
from extractor.service.pages.speech import say

__all__ = ["inner_address", "router"]

router = APIRouter()


def _limit(request: Request) -> SignInLimit:
    """How often a wrong key was tried on this service."""
    limit: SignInLimit = request.app.state.sign_in_limit
    return limit


@router.get("/login")
def login_page(request: Request) -> HTMLResponse:
    """Return the form for the key."""
    return _form(request, inner_address(request.query_params.get("next")))


@router.post("/login", dependencies=[Depends(same_origin)])
async def login(request: Request, service: CurrentService, limit: Annotated[SignInLimit, Depends(_limit)]) -> Response:
    """Let a browser in that sends a valid key."""
    form = await form_of(request)
    key, name, wanted = (_text(form.get(field)) for field in ("key", "name", "next"))
    target, address = inner_address(wanted), request.client.host if request.client else ""
    language = preferences(request).language
    try:
        limit.check(address, time.monotonic())
    except ProblemError as error:
        seconds = (error.headers or {}).get("Retry-After", "60")
        return _form(request, target, 429, say(language, "signing.too_many", seconds=seconds), name)
    if not _shown(name):
        return _form(request, target, 422, say(language, "signing.nameless"))
    signed = await run_in_threadpool(sign_in, service, key.strip(), _shown(name))
    if signed is None:
        limit.failed(address, time.monotonic())
        return _form(request, target, 401, say(language, "signing.wrong"), name)
    limit.succeeded(address)
    answer = RedirectResponse(target, 303)
    set_session_cookie(service, request, answer, signed[0])
    return answer


@router.post("/logout")
def logout(request: Request, service: CurrentService, person: CurrentPerson) -> RedirectResponse:
    """End the browser's session."""
    answer = RedirectResponse("/login", 303)
    sign_out(service, request, answer)
    return answer


def inner_address(wanted: str | None) -> str:
    """Return where to go after signing in: a place of this service and no other, the list of reports by default."""
    plain = wanted is not None and wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    return wanted if plain and wanted and wanted.startswith("/") and not wanted.startswith("//") else "/"


def _form(request: Request, target: str, status: int = 200, problem: str = "", name: str = "") -> HTMLResponse:
    return page(request, "login.html", status=status, next=target, problem=problem, name=name)


def _shown(name: str) -> str:
    """A person's name as it will stand in what they decide: without what cannot be seen or turns the writing round."""
    return "".join(character for character in name if character.isprintable()).strip()[:80]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
