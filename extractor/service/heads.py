"""Connections that have not said yet what they want: for how long, and how many of them are borne."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["bounded_heads"]


def bounded_heads(seconds: float, most: int) -> type[asyncio.Protocol]:
    """Return a protocol for one server that closes connections whose request's head does not come.

    Without it each of them holds an open file for as long as its sender likes, until there are none left to answer others.

    Args:
        seconds: until the head of a request must be whole, from its first byte; of the first one, from the connection.
        most: connections without a whole head at once; for one more, the one that has waited longest is closed.
    """
    waiting: dict[_Bounded, None] = {}

    class Bounded(_Bounded):
        _waiting = waiting
        _seconds = seconds
        _most = most

    return Bounded


class _Bounded(H11Protocol):
    _waiting: dict[_Bounded, None]
    """Those without a whole head, the oldest first."""
    _seconds: float
    _most: int
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]  # uvicorn narrows it
        self._await_head()
        if len(self._waiting) > self._most:
            next(iter(self._waiting))._give_up()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._await_head()
        else:
            self._await_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        self._await_no_more()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(self._seconds, self._give_up)
            self._waiting[self] = None

    def _await_no_more(self) -> None:
        self._waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._await_no_more()
        self.transport.abort()
