"""A running service with reports, a job, files that failed and runs, and browsers that are signed in."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import uvicorn
from playwright.sync_api import BrowserContext, Page

from eval.labels import load_label
from eval.runs.format import GoldSet, Reader, RunFile
from extractor.pipeline import extract
from extractor.service.api.app import create_app
from extractor.service.api.auth import SESSION_COOKIE, sign_in
from extractor.service.jobs.reading import ReadingSettings
from extractor.service.jobs.runner import JobRunner
from extractor.service.settings import ServiceSettings
from extractor.service.store.engine import Store, open_store
from extractor.service.store.jobs import NewItem, create_job, item_done, job_ended, job_started
from extractor.service.store.keys import new_key
from extractor.service.store.results import put_extraction
from extractor.service.store.runs import add_run
from extractor.service.store.sources import add_source
from extractor.service.wiring import Service
from schemas.result import ErrorResult, Extraction
from tests.browser import Browsing
from tests.eval import hand_made
from tests.service.pages.agency_files import agency_files

__all__ = ["KEY_FILE", "NOW", "PERSON", "SAMPLES", "Site", "fill", "looking"]

SAMPLES = Path(__file__).parents[3] / "samples"
NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
PERSON = "林晓"
KEY_FILE = "key"
_CHOSEN = ("qinglan-province-2023", "hengqu-market-regulation-2022", "dipu-water-2021", "tanxi-two-bureaus-2023")
_HOSTILE = (
    "<title><script>window.stolen=1</script></title><h1><img src=x onerror='window.stolen=1'>县2023年政府信息公开工作年度报告</h1>"
    "<p>一、总体情况</p><p>2023年，本机关主动公开政府信息12条。</p><p>三、收到和处理政府信息公开申请情况</p>"
)
_HOSTILE_NAME = '"><script>window.stolen=1</script>.html'


def fill(folder: Path) -> None:
    """Make a store with content in a folder, and a file with its key."""
    store = open_store(f"sqlite:///{folder / 'gongkai.db'}")
    files = {f"{year}.html": data for year, data in agency_files().items()}
    for name in _CHOSEN:
        source = next((SAMPLES / name).glob("source.*"))
        files[f"{name}{source.suffix}"] = source.read_bytes()
    files |= {_HOSTILE_NAME: _HOSTILE.encode(), "scan.pdf": b"%PDF-1.4 nothing"}
    with store.write() as session:
        (folder / KEY_FILE).write_text(new_key(session, "first", NOW))
        read: list[tuple[str, str, ErrorResult | None]] = []
        for name, data in files.items():
            extraction = _read(name, data)
            source_id = add_source(session, name=name, data=data, by=PERSON, at=NOW)[0].id
            put_extraction(session, source_id, extraction, NOW)
            read.append((name, source_id, extraction.error))
        items = [
            *(NewItem(name, id) for name, id, _ in read),
            NewItem("big.zip", None, "hostile", "unpacks to too much"),
        ]
        job = create_job(
            session, settings={"lang": "en", "model": True, "max_cost": 2.5}, items=items, by=PERSON, at=NOW
        )
        job_started(session, job.id, NOW)
        for position, (_, _, error) in enumerate(read):
            item_done(session, job.id, position, error=error, at=NOW)
        job_ended(session, job.id, "stopped", NOW, "the budget of 2.5 is used up")
        many = [NewItem(f"{number}.exe", None, "binary", "no document") for number in range(120)]
        create_job(session, settings={"lang": "en", "model": False}, items=many, by=PERSON, at=NOW - timedelta(hours=1))
        for name, readers in (("before", ("rules",)), ("after", ("rules", "crosscheck"))):
            add_run(session, f"{name}.jsonl", _run_file(name, readers), PERSON, NOW)
    store.close()


def _read(name: str, data: bytes) -> Extraction:
    if name.endswith(".pdf"):
        error = ErrorResult(kind="binary", message=f"{name}: the source is a PDF, which is not read yet")
        return hand_made.extraction_of(error=error).model_copy(update={"source": name, "sha256": ""})
    return extract(data, name)


def _run_file(name: str, readers: tuple[str, ...]) -> bytes:
    sample = "dipu-water-2021"
    source = next((SAMPLES / sample).glob("source.*"))
    given = tuple(Reader(one) for one in readers)
    read = extract(source.read_bytes(), source.name)
    label = load_label(SAMPLES / sample / "label.json")
    document = hand_made.run_document(sample, label, dict.fromkeys(given, read), source_kind="text", text=None)
    header = hand_made.header(
        name, 1, gold=(GoldSet(name="samples", sha256="0" * 64, documents=1, reports=1),), readers=given
    )
    run = RunFile(header=header, documents=(document,))
    return "".join(f"{one.model_dump_json()}\n" for one in (run.header, *run.documents)).encode()


class Site:
    """A service on a port of its own; its jobs are really run."""

    def __init__(self, folder: Path) -> None:
        self.store: Store = open_store(f"sqlite:///{folder / 'gongkai.db'}")
        self.key = (folder / KEY_FILE).read_text()
        seconds = count(1)

        def now() -> datetime:
            return NOW + timedelta(seconds=next(seconds))

        self.service = Service(self.store, JobRunner(self.store, ReadingSettings(), now), ServiceSettings(folder), now)
        self.app = create_app(self.service)
        self._server = uvicorn.Server(uvicorn.Config(self.app, port=0, log_level="error", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Listen; returns when requests are answered."""
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def cookie(self) -> dict[str, str]:
        """Of a browser that has signed in."""
        signed = sign_in(self.service, self.key, PERSON)
        assert signed
        return {"name": SESSION_COOKIE, "value": signed[0], "url": self.url}

    def stop(self) -> None:
        """End, with everything that runs."""
        self._server.should_exit = True
        self._thread.join()
        self.store.close()


@dataclass(frozen=True)
class Looking:
    """A person at a browser."""

    page: Page
    context: BrowserContext
    site: Site

    def go(self, path: str) -> None:
        """Open a page."""
        self.page.goto(self.site.url + path)


@contextmanager
def looking(
    browser: Browsing, site: Site, lang: str = "en", *, signed_in: bool = True, expected: str = "", **options: object
) -> Iterator[Looking]:
    """Yield a browser at a site; at its end nothing has left the machine, and nothing has gone wrong in it.

    ``expected`` is part of what the console may say, for tests that break something on purpose.
    """
    settings = {"viewport": {"width": 1280, "height": 860}, "locale": "zh-CN" if lang == "zh" else "en-US", **options}
    cookies, expecting = [site.cookie()] if signed_in else [], [expected] if expected else []
    with browser.visit_service(site.url, settings, cookies, expecting) as visit:
        yield Looking(visit.page, visit.context, site)
