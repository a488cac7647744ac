"""How many long answers are given at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from extractor.service.api.problems import ProblemError, problem_response

__all__ = ["PlacedResponse", "Places"]


class Places:
    """Places for answers of one kind; used on the event loop alone."""

    def __init__(self, most: int) -> None:
        self.free = most


class PlacedResponse(StreamingResponse):
    """Holds a place as long as it lasts; where none is free, the answer is a problem."""

    def __init__(self, content: AsyncIterator[bytes], headers: Mapping[str, str], places: Places) -> None:
        super().__init__(content, headers=dict(headers))
        self._places = places

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if self._places.free <= 0:
            said = "too many long answers of this kind are being given; ask again"
            problem = ProblemError("unavailable", said, headers={"Retry-After": "10"})
            await problem_response(problem, scope["path"])(scope, receive, send)
            return
        self._places.free -= 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._places.free += 1
