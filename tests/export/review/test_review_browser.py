"""The page in a browser: hands on the keyboard, nothing leaves, nothing of a source acts.

One Chromium for the module: its loop must not run while other tests do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from extractor import extract
from extractor.export.review.report_record import doubtful
from extractor.reviewing.doubts import ordered_paths
from schemas.decisions import DecisionsFile
from schemas.enums import State
from schemas.result import Extraction
from tests.browser import Browsing, chromium, press, watched
from tests.export.review.conftest import MakePage

HOSTILE = "</script><script>window.stolen=1</script><img src=x onerror='window.stolen=1'>\"'\u2028\u202e\u0007\x7f"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browsing]:
    with chromium() as found:
        yield found


def saved(page: Page) -> DecisionsFile:
    with page.expect_download() as download:
        press(page, "w")
    return DecisionsFile.model_validate_json(Path(download.value.path()).read_text("utf-8"))


def current(page: Page) -> str:
    return page.inner_text("#card .card-head code")


@pytest.fixture
def file(tmp_path: Path, make_page: MakePage, disputed: Extraction, unread: Extraction) -> Path:
    place = tmp_path / "review.html"
    place.write_bytes(make_page([unread, disputed]))
    return place


def test_all_doubtful_cells_are_settled_by_keyboard_alone(
    browser: Browsing, file: Path, disputed: Extraction, unread: Extraction
) -> None:
    with watched(browser, file) as page:
        press(page, "j", "Enter")
        paths = ordered_paths(disputed.reports[0])
        queue = [paths[at] for at in doubtful(disputed.reports[0])]
        assert current(page) == queue[0]
        assert page.inner_text(".source mark.current") == disputed.reports[0].cells[queue[0]].printed
        press(page, "j", "j", "k")
        assert current(page) == queue[1]
        press(page, "k", "Shift+Enter")
        assert "of the row" in page.inner_text("#message")
        press(page, "u")
        assert current(page) == queue[0]
        press(page, *["Enter"] * (len(queue) - 1), "e")
        page.keyboard.type("９")
        press(page, "Enter", "n")
        assert "All doubtful" not in page.inner_text("#message")
        first = current(page)
        press(page, "Enter")
        assert "Nothing was read here" in page.inner_text("#message")
        press(page, "x")
        assert page.inner_text("#live").startswith(first) is False
        press(page, "1", "1", "1", "x")
        assert "Every doubtful cell" in page.inner_text("#message")
        file_of = saved(page)
        page.reload()
        assert saved(page) == file_of
    one, other = (
        [decision for decision in file_of.decisions if decision.sha256 == source.sha256]
        for source in (disputed, unread)
    )
    assert {decision.path for decision in one} == set(queue)
    assert [(d.value, d.printed, d.how) for d in one if d.path == queue[-1]] == [(9, "９", "typed")]
    assert len(other) == 5
    assert sorted(d.how for d in other) == ["candidate", "candidate", "candidate", "unreadable", "unreadable"]
    assert {d.state for d in other if d.how == "unreadable"} == {State.UNREADABLE}


def test_decisions_are_taken_up_again_and_strange_ones_are_counted(
    browser: Browsing, file: Path, tmp_path: Path, disputed: Extraction
) -> None:
    path = "review_and_litigation.review.total"
    decision = {"sha256": disputed.sha256, "report": 0, "path": path, "state": "number", "value": 9, "printed": "9"}
    strange = [{**decision, "sha256": "0" * 64}, {**decision, "path": "__proto__"}, {**decision, "value": "9"}, None]
    given = {"format": "gongkai-decisions", "version": 1, "decisions": [decision, *strange]}
    place = tmp_path / "given.json"
    place.write_text(json.dumps(given), encoding="utf-8")
    with watched(browser, file) as page:
        press(page, "j", "Enter")
        page.set_input_files("#import", place)
        page.locator("#message", has_text="4 belong to no report").wait_for()
        assert [(d.path, d.value) for d in saved(page).decisions] == [(path, 9)]
        assert "holds" in page.inner_text("#card .sums")
        place.write_text("[]", encoding="utf-8")
        page.set_input_files("#import", place)
        page.locator("#message", has_text="no file of decisions").wait_for()
        press(page, "u")
        assert saved(page).decisions == []


def test_form_source_search_and_palette_lead_to_each_other(browser: Browsing, file: Path) -> None:
    with watched(browser, file) as page:
        press(page, "j", "Enter", "g")
        page.keyboard.type("received.total")
        press(page, "Enter")
        assert current(page) == "requests.received.total"
        page.click(".source mark[data-place]:has-text('180') >> nth=0")
        assert current(page) == "requests.outcome_total.natural_person"
        page.click("[data-cell='0']")
        assert page.locator(".source .current").count() == 1
        page.click(".source mark[data-place]:has-text('180') >> nth=0")
        press(page, "ArrowRight", "ArrowDown")
        assert current(page) == "requests.carried_out.business"
        press(page, "/")
        page.keyboard.type("收取信息处理费")
        press(page, "Enter", "?")
        assert page.is_visible("dialog[open] .keys")
        press(page, "Escape", "g", "2", "Enter")
        assert "2 / 2" in page.inner_text(".here")
        page.select_option("#filter", "unread")
        assert page.locator(".form .cell:not(.passed-over)").count() == 5
        page.click(".panel-facts summary")
        page.click(".panel-facts .source-link >> nth=0")
        assert page.locator(".source .fact-place.current").count() >= 1
        page.click("text=中文")
        assert page.get_attribute("html", "lang") == "zh-CN"
        press(page, "l")
        assert page.inner_text("h1").startswith("报告")


def test_a_hostile_source_and_result_stay_text(
    browser: Browsing, tmp_path: Path, make_page: MakePage, disputed: Extraction
) -> None:
    text = (Path(disputed.source).read_text("utf-8") + "\n" + HOSTILE + "\n").encode()
    source = tmp_path / "hostile.md"
    source.write_bytes(text)
    extraction = extract(source)
    report = extraction.reports[0]
    report.organization, report.title = HOSTILE, HOSTILE
    report.findings[0].message = HOSTILE
    report.problems.append(HOSTILE)
    path = ordered_paths(report)[doubtful(report)[0]]
    report.cells[path].printed = HOSTILE
    gone = extraction.model_copy(update={"source": HOSTILE})
    file = tmp_path / "review.html"
    file.write_bytes(make_page([extraction, gone]))
    with watched(browser, file) as page:
        press(page, "j", "Enter")
        body = page.inner_text("body")
        assert "<script>window.stolen=1</script>" in body
        assert not set(body) & set("\u2028\u202e\u0007\x7f")
        assert {"U+202E", "U+2028", "U+0007", "U+007F"} <= set(page.locator(".unseen-character").all_inner_texts())
        press(page, "n", "Enter")
        page.locator(".source", has_text="The source is not shown").wait_for()
        assert page.evaluate("[window.stolen, document.querySelectorAll('#app script, #app img').length]") == [None, 0]
        assert page.evaluate("document.scripts.length") == 7


CONTRAST = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const shade = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor);
      if (a === 1 && r !== undefined) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll("#app *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const [one, other] = [shade(parse(getComputedStyle(element).color)), shade(ground(element))].sort((a, b) => b - a);
    if ((one + 0.05) / (other + 0.05) < 4.5) poor.add(`${element.tagName}.${element.className} ${element.textContent.slice(0, 20)}`);
  }
  return [...poor];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_in_light_and_dark(browser: Browsing, file: Path, scheme: str) -> None:
    with watched(browser, file, color_scheme=scheme) as page:
        grounds = [page.evaluate("getComputedStyle(document.body).backgroundColor")]
        assert page.evaluate(CONTRAST) == []
        press(page, "j", "Enter", "Enter", "n", "e")
        page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
        assert page.evaluate(CONTRAST) == []
        page.click("[title='Light or dark']")
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert page.evaluate(CONTRAST) == []
    assert len(set(grounds)) == 2
    assert (grounds[0] < grounds[1]) == (scheme == "dark")


def test_print_shows_the_forms_alone_and_a_narrow_screen_one_pane(browser: Browsing, file: Path) -> None:
    with watched(browser, file) as page:
        press(page, "j", "Enter")
        page.emulate_media(media="print")
        assert page.is_visible(".form-requests")
        assert not any(page.is_visible(part) for part in (".bar", ".source", "#card", ".panel", ".filters"))
        assert len(page.pdf()) > 10_000
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 400, "height": 800})
        assert (page.is_visible(".source"), page.is_visible(".form-requests")) == (False, True)
        press(page, "s")
        assert (page.is_visible(".source"), page.is_visible(".form-requests")) == (True, False)
        page.locator(".source mark.current").wait_for()
        assert page.evaluate("document.querySelector('.source').scrollTop") > 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_that_may_keep_nothing_says_so(browser: Browsing, file: Path) -> None:
    with watched(browser, file) as page:
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });")
        page.reload()
        assert "keeps nothing" in page.inner_text("[role=alert]")
        press(page, "j", "Enter", "Enter")
        assert len(saved(page).decisions) == 1
