"""What every test shares: no network beyond this machine, the corpus where it stands, one hypothesis profile."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"

# Hundreds of processes are started by the tests: what one of them compiled, the others need not compile again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

hypothesis.settings.register_profile("gongkai", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("gongkai")


def _is_loopback(host: object) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Make every connection and look-up beyond this machine an error."""
    connect: Callable[..., None] = socket.socket.connect
    look_up: Callable[..., object] = socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not (isinstance(address, tuple) and _is_loopback(address[0])):
            raise RuntimeError(f"a test tried to connect to {address!r}; tests reach this machine only")
        connect(self, address)

    def guarded_look_up(host: object, *args: object, **kwargs: object) -> object:
        if host not in (None, "") and not _is_loopback(host):
            raise RuntimeError(f"a test tried to look up {host!r}; tests reach this machine only")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports with labels; skips where it is not there, fails where it is required."""
    if CORPUS.is_dir():
        return CORPUS
    reason = "the corpus of real reports does not stand beside this checkout (../shared/corpus)"
    if os.environ.get("GONGKAI_REQUIRE_CORPUS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
