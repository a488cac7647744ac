"""The body of one request as it comes: not too large, not too slow, not too deep."""

from __future__ import annotations

import asyncio
import re

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from extractor.service.api.problems import ProblemError
from extractor.service.settings import RequestLimits

__all__ = ["Body", "json_depth"]

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


def json_depth(data: bytes) -> int:
    """Return how deep arrays and objects stand within each other in a JSON text, well-formed or not."""
    depth = deepest = 0
    for found in _TOKEN.finditer(data):
        first = found.group()[:1]
        if first in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in b"]}":
            depth -= 1
    return deepest


class Body:
    """What a request sends, piece by piece.

    Args:
        scope: of the request.
        receive: gives the next piece.
        limits: what is let through.
        upload_bytes: of an upload at most.

    Raises:
        ProblemError: on what is above a limit.
    """

    def __init__(self, scope: Scope, receive: Receive, limits: RequestLimits, upload_bytes: int) -> None:
        headers = Headers(scope=scope)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        self.is_json = kind == "application/json" or kind.endswith("+json")
        self.is_upload = kind == "multipart/form-data"
        self.complete = False
        self.waiting = False
        self._kept: list[Message] = []
        self._most = upload_bytes if self.is_upload else limits.json_bytes
        self._limits = limits
        self._receive = receive
        self._size = 0
        self._until = asyncio.get_running_loop().time() + limits.body_seconds
        declared = headers.get("content-length", "0")
        if not (declared.isascii() and declared.isdigit()):
            raise ProblemError("bad-request", "the header Content-Length is no number")
        self._check(int(declared[:20]))

    def _check(self, size: int) -> None:
        if size > self._most:
            said = f"the body has more than {self._most:,} bytes, the most that is taken here; send it in parts"
            raise ProblemError("too-large", said, headers={"Connection": "close"}, limit=self._most)

    async def receive(self) -> Message:
        """Return the next piece."""
        if self._kept:
            return self._kept.pop(0)
        if self.complete:
            return await self._receive()
        self.waiting = True
        try:
            return self._counted(await self._in_time())
        finally:
            self.waiting = False

    async def read_json(self) -> None:
        """Take the whole body in, look at how deep it is, and keep it for who asks."""
        pieces = [await self.receive()]
        while not self.complete and pieces[-1]["type"] == "http.request":
            pieces.append(await self.receive())
        data = b"".join(piece.get("body", b"") for piece in pieces)
        deepest = self._limits.json_depth
        if json_depth(data) > deepest:
            raise ProblemError("bad-request", f"arrays and objects stand more than {deepest} deep in each other")
        self._kept = [{"type": "http.request", "body": data, "more_body": False}]
        self._kept += [piece for piece in pieces if piece["type"] != "http.request"]

    async def _in_time(self) -> Message:
        left = self._until - asyncio.get_running_loop().time()
        try:
            return await asyncio.wait_for(self._receive(), max(0.0, min(left, self._limits.idle_seconds)))
        except TimeoutError:
            raise ProblemError("timeout", "the body did not come in time", headers={"Connection": "close"}) from None

    def _counted(self, message: Message) -> Message:
        self._size += len(message.get("body", b""))
        self._check(self._size)
        self.complete = not message.get("more_body", False)
        return message
