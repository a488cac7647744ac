"""A service as a process: what it opens, what it says when it is there, and how it ends."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import signal
import socket
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import uvicorn

from extractor.errors import UsageError
from extractor.service.api.app import create_app
from extractor.service.heads import bounded_heads
from extractor.service.jobs.runner import JobRunner
from extractor.service.jobs.sole import sole_service
from extractor.service.pages.rendering import compile_pages
from extractor.service.settings import ServiceSettings
from extractor.service.store.engine import Store, open_store
from extractor.service.store.keys import any_key, new_key
from extractor.service.wiring import Service, utc_now

__all__ = ["Said", "is_loopback", "serve"]

_BACKLOG = 512
_TO_END = 5
"""Seconds that answers which are under way have when the service ends; job events would never end."""
_ENDING = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Said:
    """Whom a service tells what its user must know."""

    address: Callable[[str], None]
    """Told once it takes requests."""
    key: Callable[[str], None]
    """Told the first API key, once in a store's life. The key is good if this returns."""


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach what listens on a host."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(settings: ServiceSettings, said: Said) -> signal.Signals:
    """Serve until a signal ends it; must be called in the main thread.

    Args:
        settings: of the service; port 0 takes any that is free.
        said: told what its user must know.

    Returns:
        The signal.

    Raises:
        UsageError: the address or the folder cannot be used, or another service runs on the store.
        StoreError: the database cannot be used.
    """
    with _listening(settings.host, settings.port) as listening, _opened(settings) as store, sole_service(store):
        _make_first_key(store, said)
        runner = JobRunner(store, settings.reading, utc_now)
        app = create_app(Service(store, runner, settings, utc_now))
        config = uvicorn.Config(
            app,
            http=bounded_heads(settings.limits.head_seconds, _most_heads(settings.limits.heads)),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_TO_END,
        )
        _get_ready()
        server = _Server(config, lambda: said.address(_address(listening)), runner.begin_to_stop)
        try:
            server.run([listening])
        finally:
            runner.stop()
        return server.ended_by()


def _get_ready() -> None:
    """Do what the first requests would wait for: compile the pages, and look for garbage in what stays for good."""
    compile_pages()
    gc.collect()
    gc.freeze()  # else a collection goes through a hundred megabytes of it every few seconds, while all requests wait


def _most_heads(wanted: int) -> int:
    """So many that they take a quarter of the files that this process may have open, at most."""
    if sys.platform == "win32":
        return wanted
    import resource  # noqa: PLC0415  Windows has none

    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if files == resource.RLIM_INFINITY else max(1, min(wanted, files // 4))


class _Server(uvicorn.Server):
    """Says when it is there; ends by a signal without passing it on, so that everything else can end, too."""

    def __init__(self, config: uvicorn.Config, there: Callable[[], None], ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._there, self._ending = there, ending
        self._signal: signal.Signals | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._there()

    def ended_by(self) -> signal.Signals:
        """The first signal that came.

        Raises:
            UsageError: none did, the service could not start.
        """
        if self._signal is None:
            raise UsageError("the service could not start; the lines above say why")
        return self._signal

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._end) for number in _ENDING}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end(self, number: int, frame: types.FrameType | None) -> None:
        self.force_exit = self._signal is not None
        self._signal = self._signal or signal.Signals(number)
        self.should_exit = True
        self._ending()


@contextlib.contextmanager
def _opened(settings: ServiceSettings) -> Iterator[Store]:
    if settings.database_url is None:
        try:
            settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{settings.data_dir}: cannot be made: {error.strerror}") from error
    store = open_store(settings.url)
    try:
        yield store
    finally:
        store.close()


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise UsageError(f"{host}:{port} cannot be listened on: {error.strerror}; --port names another") from error
    with listening:
        yield listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _make_first_key(store: Store, said: Said) -> None:
    """Make a key where there is none; it is kept once it was told, so that no key is good that nobody has seen."""
    with store.write() as session:
        if not any_key(session):
            said.key(new_key(session, "first key", utc_now()))
