"""One filled store for all tests of pages; each module has a copy of its own, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from extractor.service.api.auth import SESSION_COOKIE
from tests.browser import Browsing, chromium
from tests.service.pages.site import Site, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    for part in filled.iterdir():
        shutil.copy(part, folder)
    made = Site(folder)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browsing]:
    expect.set_options(timeout=20_000)  # a busy machine is no failure
    with chromium() as found:
        yield found


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    """Somebody who is signed in, without any script."""
    made = TestClient(site.app, base_url=site.url, headers={"Accept": "text/html", "Accept-Language": "en"})
    made.cookies.set(SESSION_COOKIE, site.cookie()["value"])
    yield made
    made.close()
