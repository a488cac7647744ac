"""A running service with three reports to review, and browsers that are signed in."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
import uvicorn

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
from tests.browser import Browsing, Visit, chromium

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
        self._file = store.engine.url.database or ""
        self.service = Service(store, cast(JobRunner, _Idle()), ServiceSettings(Path()), lambda: NOW)
        app = create_app(self.service)
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def begin_again(self, filled: Path) -> None:
        """Put the content of another store into this one; what was there is gone."""
        with closing(sqlite3.connect(filled)) as source, closing(sqlite3.connect(self._file)) as ours:
            source.backup(ours)
        with self.service.store.write() as session:
            self.key = new_key(session, "test", NOW)

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


Sit = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browsing]:
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
    store.close()
    return place


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Running]:
    place = tmp_path_factory.mktemp("running") / filled.name
    shutil.copy(filled, place)
    made = Running(open_store(f"sqlite:///{place}"))
    yield made
    made.stop()


@pytest.fixture
def running(at_work: Running, filled: Path) -> Running:
    """A service with what was filled in and nothing else."""
    at_work.begin_again(filled)
    return at_work


@pytest.fixture
def sit(browser: Browsing, running: Running) -> Sit:
    """Opens a report in a browser of its own; at its end nothing has left the machine and nothing has gone wrong."""

    @contextmanager
    def open_report(search: str, person: str = "Li Hua", lang: str = "en", **options: object) -> Iterator[Visit]:
        settings = {
            "viewport": {"width": 1440, "height": 900},
            "locale": "zh-CN" if lang == "zh" else "en",
            **options,
        }
        with browser.visit_service(running.url, settings, [running.cookie(person)]) as desk:
            desk.page.goto(f"{running.url}/reports/{running.reports(search)[0].id}")
            desk.page.locator("#card .card-head, #message:not(:empty)").first.wait_for()
            yield desk

    return open_report
