"""Defects: they are logged whole, and answered without saying how the program is made."""

from __future__ import annotations

import logging
import secrets

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.service.api.problems import ProblemError, problem_response

__all__ = ["Failures"]

_LOG = logging.getLogger("gongkai.service")


class Failures:
    """Answers whatever escapes the handlers with 500 and a number that the log has too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            return  # nobody is there to be told, and nothing was done
        except Exception as error:  # the rim: whatever a request can set off ends here, visibly
            number = secrets.token_hex(4)
            _LOG.error("incident %s: %s %s", number, scope["method"], scope["path"], exc_info=error)
            if started:
                raise  # the server cuts the answer off, so that nobody takes a part for the whole
            detail = f"incident {number}: the log of the service says more; nothing was changed by half"
            await problem_response(ProblemError("internal", detail, incident=number), scope["path"])(
                scope, receive, send
            )
