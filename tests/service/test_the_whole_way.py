"""From `gongkai serve` on a bare folder to a label: a real process, a real browser, in both languages, by keyboard.

In one language all samples are uploaded, in the other a few, of which one has many doubts.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import Browsing, chromium
from tests.service.jobs.served import Served, last_key

SAMPLES = Path(__file__).parents[2] / "samples"
AGENCY = "云砚市丰桐区人民政府"
PATIENCE = 60_000
"""Milliseconds: a busy machine is no failure."""
FEW = "[df]*"
WORDS = {
    "en": {"reviewed": "reviewed by", "decided": "All doubtful cells are settled"},
    "zh": {"reviewed": "已复核", "decided": "存疑单元格已全部决定"},
}


def named_samples(folder: Path, chosen: str) -> list[Path]:
    """Samples under names of their own, as somebody has saved them."""
    return [
        Path(shutil.copy(source, folder / f"{source.parent.name}{source.suffix}"))
        for source in sorted(SAMPLES.glob(f"{chosen}/source.*"))
    ]


def sign_in(page: Page, key: str) -> None:
    page.fill("input[name=key]", key)
    page.fill("input[name=name]", "王芳")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=files]")).to_be_attached()
    page.wait_for_load_state()  # its scripts, too, which take what is chosen


def settled(page: Page) -> None:
    """Wait until every step is taken and what became of it is shown."""
    page.locator("#sending:empty").wait_for(state="attached")


def no_grave_fault(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"], "iframes": False}).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def upload(page: Page, files: list[Path]) -> None:
    """Upload all, and watch them being read."""
    page.set_input_files("input[name=files]", files)
    job = page.locator("#jobs .job").first
    expect(job.locator("[data-state=done]")).to_be_visible(timeout=2 * PATIENCE)
    expect(job.locator("[data-field=done]")).to_have_text(str(len(files)))


def settle(page: Page, decided: str) -> tuple[str, int]:
    """A step, its undo, the step again and all the others; returns the first cell, and how many keys the steps took."""
    place = page.locator("#card .card-head code")
    first = place.inner_text()
    page.keyboard.press("Enter")
    expect(place).not_to_have_text(first)
    settled(page)
    page.keyboard.press("u")
    expect(place).to_have_text(first)
    settled(page)
    presses = 0
    while decided not in page.inner_text("#message") and presses < 20:
        before = page.inner_text("#card")
        page.keyboard.press("Enter")
        presses += 1
        page.wait_for_function("(before) => document.querySelector('#card').innerText !== before", arg=before)
    settled(page)
    return first, presses


def label_of(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.keyboard.press("w")
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text("utf-8"))
    return found


def exported(context: BrowserContext, address: str) -> list[dict[str, str]]:
    """The rows of the agency's cells in the exported table."""
    text = context.request.get(f"{address}/v1/export?format=csv").text().removeprefix("\ufeff")
    return [row for row in csv.DictReader(io.StringIO(text)) if row["organization"] == AGENCY]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browsing]:
    with chromium() as found:
        yield found


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("lang", "chosen"), [("en", FEW), ("zh", "*")])
def test_from_a_bare_folder_to_a_label(browser: Browsing, tmp_path: Path, lang: str, chosen: str) -> None:
    files = named_samples(tmp_path, chosen)
    assert len(files) > (1 if chosen == FEW else 20)
    options = {"locale": "zh-CN" if lang == "zh" else "en-US", "viewport": {"width": 1400, "height": 900}}
    with Served(tmp_path) as served, browser.visit_service(served.ready(), options) as visit:
        address, page, context = served.ready(), visit.page, visit.context
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        sign_in(page, last_key(tmp_path))
        upload(page, files)
        no_grave_fault(page)

        page.goto(f"{address}/?q={AGENCY}")
        page.locator("#list tbody a").first.focus()
        page.keyboard.press("Enter")
        page.locator("#card .card-head").wait_for()
        no_grave_fault(page)
        first, presses = settle(page, WORDS[lang]["decided"])
        page.keyboard.press("d")
        settled(page)
        label = label_of(page)

        rows = exported(context, address)
        labels = zipfile.ZipFile(io.BytesIO(context.request.get(f"{address}/v1/labels").body()))
        page.goto(f"{address}/?q={AGENCY}")
        expect(page.locator("#list tbody")).to_contain_text(WORDS[lang]["reviewed"])
    human = [row["path"] for row in rows if "human" in row["witnesses"]]
    assert first in human
    assert len(human) == presses <= 15
    assert all(label["reports"][0]["cells"][path]["certain"] for path in human)
    assert sum(name.endswith("label.json") for name in labels.namelist()) == 1
