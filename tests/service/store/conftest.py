"""What the store's tests share: a store of either kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from extractor.service.store.engine import Store, open_store
from tests.service.postgres import Server, running
from tests.service.store.made import at_url, file_of, untouched

KINDS = ("sqlite", "postgresql")


class MakesStore(Protocol):
    """See ``new_store``."""

    def __call__(self, kind: str, fill: Callable[[Store], None] = untouched) -> Store: ...


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
def new_store(request: pytest.FixtureRequest, new_url: Callable[[str], str]) -> Iterator[MakesStore]:
    """Makes a store of a kind, as a function fills it: a copy of one that was made before."""
    with ExitStack() as opened:

        def make(kind: str, fill: Callable[[Store], None] = untouched) -> Store:
            if kind == "sqlite":
                url = new_url(kind)
                Path(url.removeprefix("sqlite:///")).write_bytes(file_of(fill))
            else:
                server: Server = request.getfixturevalue("server")
                url = server.copy_of(at_url(fill))
            store = open_store(url)
            opened.callback(store.close)
            return store

        yield make


@pytest.fixture
def store(kind: str, new_store: MakesStore) -> Store:
    """An empty store."""
    return new_store(kind)
