"""Connections that never say what they want: they are closed, and others are answered meanwhile."""

from __future__ import annotations

import contextlib
import resource
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn

from extractor.service.heads import bounded_heads
from tests.batch.runs import await_true
from tests.service.jobs.served import Served

_HALF = b"GET / HT"
_REST = b"TP/1.1\r\nHost: here\r\n\r\n"
_FILES = 160
_CONNECTIONS = 300

Message = MutableMapping[str, Any]


async def _fine(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"fine"})


@contextlib.contextmanager
def _serving(seconds: float, most: int) -> Iterator[tuple[str, int]]:
    config = uvicorn.Config(_fine, port=0, http=bounded_heads(seconds, most), lifespan="off", log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert await_true(lambda: server.started, 30)
        yield server.servers[0].sockets[0].getsockname()[:2]
    finally:
        server.should_exit = True
        thread.join()


def _open(address: tuple[str, int], sent: bytes = _HALF) -> socket.socket:
    made = socket.create_connection(address, timeout=20)
    made.sendall(sent)
    return made


def _answered(asking: socket.socket) -> None:
    said = b""
    while not said.endswith(b"fine"):
        piece = asking.recv(1000)
        assert piece
        said += piece


def _is_closed(half: socket.socket) -> bool:
    """Waits until it is, or something else comes."""
    try:
        return half.recv(100) == b""
    except ConnectionResetError:
        return True


def test_a_head_that_does_not_come_in_time_is_not_waited_for() -> None:
    with _serving(0.5, 100) as address:
        begun = time.monotonic()
        silent, half, trickling, used = (_open(address, sent) for sent in (b"", _HALF, b"G", _HALF + _REST))
        with silent, half, trickling, used:
            _answered(used)
            used.sendall(_HALF)
            trickling.sendall(b"E")
            assert all(map(_is_closed, (silent, half, trickling, used)))
        assert 0.4 < time.monotonic() - begun < 15


def test_a_head_in_pieces_is_answered_and_an_idle_connection_kept() -> None:
    with _serving(1.0, 100) as address, _open(address) as slow:
        for _ in range(3):
            time.sleep(0.4)
            slow.sendall(_REST)
            _answered(slow)
            slow.sendall(_HALF)


def test_the_oldest_gives_way_where_there_are_too_many() -> None:
    with _serving(60.0, 5) as address, contextlib.ExitStack() as stack:
        halves = [stack.enter_context(_open(address)) for _ in range(20)]
        assert all(map(_is_closed, halves[:15]))
        halves[-1].sendall(_REST)
        _answered(halves[-1])


@pytest.fixture
def few_files() -> Iterator[None]:
    """Processes that are started meanwhile may have few files open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < 2 * _CONNECTIONS:
        pytest.skip(f"this process may have {soft} files open")
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_service_answers_while_more_connections_say_nothing_than_it_has_files(
    tmp_path: Path, few_files: None
) -> None:
    with Served(tmp_path, anew=True) as served, contextlib.ExitStack() as stack:
        where = urlsplit(served.ready())
        resource.setrlimit(resource.RLIMIT_NOFILE, (2 * _CONNECTIONS, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        address = where.hostname or "", where.port or 0
        for _ in range(_CONNECTIONS):
            with contextlib.suppress(ConnectionError):
                stack.enter_context(_open(address))
        for _ in range(3):
            answer = httpx.get(f"{served.ready()}/v1/health", timeout=8.0, trust_env=False)
            assert answer.status_code == 200
