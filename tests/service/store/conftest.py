"""What the store's tests share: a store of either kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.service.store.engine import Store, open_store
from tests.service.postgres import Server, running

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def running_server() -> Iterator[Server]:
    """A PostgreSQL server for all tests of this process."""
    with running() as server:
        yield server


@pytest.fixture
def server(running_server: Server) -> Iterator[Server]:
    """The same, without the databases of other tests."""
    yield running_server
    running_server.clear()


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database."""
    return str(request.param)


@pytest.fixture
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Makes the URL of an empty database of a kind."""
    made = iter(range(100))

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / f'store{next(made)}.db'}"
        server: Server = request.getfixturevalue("server")
        return server.new_database()

    return make


@pytest.fixture
def store(kind: str, new_url: Callable[[str], str]) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(new_url(kind))
    yield opened
    opened.close()
