"""Who asks: a key in a header, or a browser's session, which must prove that its own pages send what it sends.

A page uses the same dependency as the API; without a session it is answered with the way to ``/login``.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.security import APIKeyCookie, APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from extractor.service.api.forms import closed_form, form_of
from extractor.service.api.problems import ProblemError
from extractor.service.store.keys import check_key, close_session, open_session, session_of
from extractor.service.wiring import Service

__all__ = [
    "SESSION_COOKIE",
    "CurrentPerson",
    "CurrentService",
    "Person",
    "current_service",
    "person",
    "same_origin",
    "set_session_cookie",
    "sign_in",
    "sign_out",
]

SESSION_COOKIE = "gongkai_session"
CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST = 200
"""Characters of a key or cookie: longer ones are none of ours, and are not hashed."""

_LONGEST_NAME = 80

_BEARER = HTTPBearer(auto_error=False, description="A key of `gongkai serve` or `gongkai store key`.")
_KEY = APIKeyHeader(name="X-API-Key", auto_error=False, description="The same key, in a header of its own.")
_COOKIE = APIKeyCookie(
    name=SESSION_COOKIE,
    auto_error=False,
    description="A browser that signed in; what changes something also takes the header X-CSRF-Token.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    name: str
    """Stands as ``by`` in what they do."""
    key_id: int
    csrf: str | None = None
    """What this browser's forms and scripts send along; None for a key."""


async def current_service(request: Request) -> Service:  # a plain function would be sent to a thread
    """Return the service that answers this request."""
    service: Service = request.app.state.service
    return service


CurrentService = Annotated[Service, Depends(current_service)]


async def person(
    request: Request,
    service: CurrentService,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
    key: Annotated[str | None, Security(_KEY)],
    cookie: Annotated[str | None, Security(_COOKIE)],
    _: Annotated[None, Depends(closed_form)],
) -> Person:
    """Return who asks.

    Raises:
        ProblemError: nobody that is known, or a browser that cannot show that a page of this service sent it.
    """
    secret = bearer.credentials if bearer else key
    found = await run_in_threadpool(_identify, service, secret, cookie)
    if found is None:
        raise ProblemError(
            "unauthorized",
            "send a key that is valid in the header Authorization: Bearer, or sign in at /login",
            headers={"WWW-Authenticate": 'Bearer realm="gongkai"'},
        )
    if found.csrf is not None and request.method not in _SAFE:
        await _check_origin(request, found.csrf)
    return found


CurrentPerson = Annotated[Person, Depends(person)]


def sign_in(service: Service, secret: str, name: str) -> tuple[str, Person] | None:
    """Return a new session's cookie and person, or None where the key is not valid.

    Args:
        service: whose.
        secret: the key.
        name: of the person, as it will stand beside what they decide, and by which they undo it.

    Raises:
        ProblemError: the name has nothing that can be seen.
    """
    at = service.now()
    chosen = "".join(c for c in name if c.isprintable()).strip()[:_LONGEST_NAME]
    with service.store.write() as session:
        known = check_key(session, secret) if 0 < len(secret) <= _LONGEST else None
        if known is None:
            return None
        if not chosen:
            raise ProblemError("invalid", "say who you are: your name stands beside what you decide")
        cookie, csrf = open_session(session, known.id, chosen, at, service.settings.sign_in.days)
    return cookie, Person(chosen, known.id, csrf)


def sign_out(service: Service, request: Request, response: Response) -> None:
    """End the session of the browser that asks."""
    cookie = request.cookies.get(SESSION_COOKIE)
    if cookie and len(cookie) <= _LONGEST:
        with service.store.write() as session:
            close_session(session, cookie)
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax")


def set_session_cookie(service: Service, request: Request, response: Response, cookie: str) -> None:
    """Let the browser keep the session; scripts do not see it, other sites do not send it along."""
    response.set_cookie(
        SESSION_COOKIE,
        cookie,
        max_age=service.settings.sign_in.days * 86_400,
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def _identify(service: Service, secret: str | None, cookie: str | None) -> Person | None:
    """A key that was sent counts alone: with a wrong one, no session helps."""
    with service.store.read() as session:
        if secret is not None:
            known = check_key(session, secret) if 0 < len(secret) <= _LONGEST else None
            return Person(known.name, known.id) if known else None
        if cookie is None or not 0 < len(cookie) <= _LONGEST:
            return None
        found = session_of(session, cookie, service.now())
        return Person(found.person, found.key_id, found.csrf) if found else None


def same_origin(request: Request) -> None:
    """Let a request pass unless a browser says that another site's page sent it.

    Raises:
        ProblemError: it says so.
    """
    said = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    if said not in ("same-origin", "none") or (origin is not None and not _own(request, origin)):
        raise ProblemError("csrf", "it was sent by a page of another site; nothing was done")


async def _check_origin(request: Request, csrf: str) -> None:
    """What changes something comes from a page of this service, and carries the session's token."""
    same_origin(request)
    header = request.headers.get(CSRF_HEADER)
    token = (await form_of(request)).get(CSRF_FIELD) if header is None else header
    if not isinstance(token, str) or not hmac.compare_digest(token.encode(), csrf.encode()):
        raise ProblemError("csrf", f"the header {CSRF_HEADER} is not that of this session; load the page again")


def _own(request: Request, origin: str) -> bool:
    try:
        sent = urlsplit(origin)
    except ValueError:  # such as "http://["
        return False
    return sent.scheme in ("http", "https") and sent.netloc == request.headers.get("host")
