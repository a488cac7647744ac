"""A service with content in it, without anybody who reads sources, and somebody who asks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from fastapi.testclient import TestClient

from extractor import extract
from extractor.service.api.app import create_app
from extractor.service.jobs.runner import JobRunner
from extractor.service.settings import ServiceSettings
from extractor.service.store.engine import Store, open_store
from extractor.service.store.jobs import NewItem, create_job, item_done, job_ended, job_started
from extractor.service.store.keys import new_key
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import add_source
from extractor.service.wiring import Service

ADDRESS = "http://127.0.0.1:8340"
SAMPLES = Path(__file__).resolve().parents[3] / "samples"
CHOSEN = ("hengqu-market-regulation-2022", "qinglan-province-2023")
NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
HOSTILE = (
    "<html><head><title>=cmd|'/c calc'!A1</title><script>fetch('/v1/keys')</script></head>"
    "<body onload=alert(1)><h1>+cmd县教育局2023年政府信息公开工作年度报告</h1>"
    "<p>一、总体情况</p><p>2023年，本机关主动公开政府信息12条。</p><p>二、主动公开政府信息情况</p>"
    "<table><tr><td colspan=4>第二十条第（一）项</td></tr>"
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>=HYPERLINK(1)</td><td>@SUM(A1)</td><td>-cmd</td></tr></table>"
    "<p>五、存在的主要问题及改进情况</p><p>=HYPERLINK(1)公开不及时。</p></body></html>"
)


class IdleRunner:
    """Reads nothing; counts how often it is told that there is work."""

    def __init__(self) -> None:
        self.woken = 0
        self.running = False
        self.stopping = False

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False

    def wake(self) -> None:
        self.woken += 1


@dataclass(frozen=True)
class Filled:
    """A store's file and the key to it."""

    path: Path
    key: str


@dataclass(frozen=True)
class Api:
    """A running API."""

    service: Service
    client: TestClient
    """With the key."""
    stranger: TestClient
    """Without one."""
    key: str
    runner: IdleRunner

    def report(self, organization: str = "衡渠") -> dict[str, object]:
        """The first report of an agency, as the list has it."""
        found = self.client.get("/v1/reports", params={"search": organization}).json()["items"]
        return cast("dict[str, object]", found[0])


def fill(store: Store) -> str:
    """Put samples, a hostile page and a finished job into a store; return a key."""
    with store.write() as session:
        key = new_key(session, "office", NOW)
        items = []
        for name in CHOSEN:
            path = next((SAMPLES / name).glob("source.*"))
            source, _ = add_source(session, name=f"{name}{path.suffix}", data=path.read_bytes(), by="office", at=NOW)
            put_extraction(session, source.id, extract(path.read_bytes(), name=source.name), NOW)
            items.append(NewItem(source.name, source.id))
        hostile, _ = add_source(session, name="=cmd.html", data=HOSTILE.encode(), by="office", at=NOW)
        put_extraction(session, hostile.id, extract(HOSTILE.encode(), name="=cmd.html"), NOW)
        broken, _ = add_source(session, name="broken.pdf", data=b"%PDF-1.4 nothing", by="office", at=NOW)
        put_extraction(session, broken.id, extract(b"%PDF-1.4 nothing", name="broken.pdf"), NOW)
        items.append(NewItem("refused.exe", None, "binary", "refused.exe: is no document"))
        job = create_job(session, settings={"lang": "en"}, items=items, by="office", at=NOW)
        job_started(session, job.id, NOW)
        for position in range(len(CHOSEN)):
            item_done(session, job.id, position, error=None, at=NOW)
        job_ended(session, job.id, "done", NOW)
    return key


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    path = tmp_path_factory.mktemp("store") / "filled.db"
    store = open_store(f"sqlite:///{path}")
    key = fill(store)
    store.close()
    return Filled(path, key)


@pytest.fixture
def settings(tmp_path: Path) -> ServiceSettings:
    """Override to change a limit."""
    return ServiceSettings(data_dir=tmp_path)


@pytest.fixture
def api(filled: Filled, settings: ServiceSettings) -> Iterator[Api]:
    """A service of the test's own."""
    with running(filled, settings) as made:
        yield made


@pytest.fixture(scope="session")
def shared(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A service for tests that change nothing in it."""
    with running(filled, ServiceSettings(data_dir=tmp_path_factory.mktemp("shared"))) as made:
        yield made


@contextmanager
def running(filled: Filled, settings: ServiceSettings) -> Iterator[Api]:
    """A service on a copy of the store."""
    shutil.copy(filled.path, settings.data_dir / "gongkai.db")
    with served(open_store(settings.url), filled.key, settings) as made:
        yield made


@contextmanager
def served(store: Store, key: str, settings: ServiceSettings) -> Iterator[Api]:
    """A service on a store, which is closed at the end."""
    runner = IdleRunner()
    service = Service(store, cast("JobRunner", runner), settings, lambda: NOW)
    app, sent = create_app(service), {"Authorization": f"Bearer {key}"}
    with TestClient(app, base_url=ADDRESS, headers=sent) as client, TestClient(app, base_url=ADDRESS) as stranger:
        yield Api(service, client, stranger, key, runner)
    store.close()


def with_limits(settings: ServiceSettings, **limits: float) -> ServiceSettings:
    """The settings with other limits of requests."""
    return replace(settings, limits=replace(settings.limits, **limits))  # type: ignore[arg-type]
