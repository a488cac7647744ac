"""What a request may take: size and speed of its body (``body``), and time until it is answered."""

from __future__ import annotations

import asyncio
import contextlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.service.api.middleware.body import Body
from extractor.service.api.problems import ProblemError, problem_response
from extractor.service.settings import RequestLimits

__all__ = ["Limits"]

_LOOK = 0.5
"""Seconds after which a deadline that was moved is seen."""


class Limits:
    """Refuses bodies that are too large, too slow or too deep, and ends what takes too long.

    Work that runs in a thread cannot be stopped: it ends by itself, its answer is thrown away.
    """

    def __init__(self, app: ASGIApp, limits: RequestLimits, upload_bytes: int) -> None:
        self.app = app
        self.limits = limits
        self.upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            body = Body(scope, receive, self.limits, self.upload_bytes)
            if body.is_json:
                await body.read_json()
        except ProblemError as problem:
            await problem_response(problem, scope["path"])(scope, receive, send)
            return
        await _Exchange(body, send, self.limits).run(self.app, scope, receive)


class _Exchange:
    """One request on its way, with the time at which it must be further."""

    def __init__(self, body: Body, send: Send, limits: RequestLimits) -> None:
        self._body = body
        self._send = send
        self._limits = limits
        self._until_answer = limits.upload_seconds if body.is_upload else limits.answer_seconds
        self._clock = asyncio.get_running_loop().time
        self._deadline = self._clock() + self._until_answer
        self._started = False
        self._closed = False

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive) -> None:
        task = asyncio.ensure_future(app(scope, self._receive, self._answer))
        try:
            while not task.done():
                left = self._deadline - self._clock()
                if left <= 0 and not self._body.waiting:
                    break
                await asyncio.wait({task}, timeout=max(0.01, min(left, _LOOK)))
        finally:
            if not task.done():
                self._closed = True
                task.cancel()
        if not self._closed:
            await task
            return
        task.add_done_callback(_seen)
        if self._started:
            raise TimeoutError("the answer took longer than it may")
        problem = ProblemError("unavailable", "the answer took too long; ask for less", headers={"Retry-After": "10"})
        await problem_response(problem, scope["path"])(scope, receive, self._send)

    async def _receive(self) -> Message:
        message = await self._body.receive()
        if not self._started:
            self._deadline = self._clock() + self._until_answer
        return message

    async def _answer(self, message: Message) -> None:
        if self._closed:
            return
        if message["type"] == "http.response.start":
            self._started = True
            self._deadline = self._clock() + self._limits.stream_seconds
        await self._send(message)


def _seen(task: asyncio.Future[None]) -> None:
    """Nobody waits for it any more; what it raised is not news."""
    with contextlib.suppress(asyncio.CancelledError):
        task.exception()
