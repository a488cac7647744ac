"""How many requests there are, how they end and how long they take."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.service.api.metrics import Metrics

__all__ = ["Measuring"]


class Measuring:
    """Counts requests by the template of their address, so that ids make no series of their own."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self.metrics.answered(scope, status, time.perf_counter() - began)
            await send(message)

        with self.metrics.in_flight():
            await self.app(scope, receive, watched)
