"""The pages in a browser: filters, keys, dark, narrow and printed; nothing leaves, nothing of a source acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from eval.compare.compare import compare
from eval.page.from_comparison import comparison_view
from eval.page.page import render_page
from eval.runs.format import Reader
from tests.browser import Browsing, chromium, watched
from tests.eval.page.conftest import DOUBTED, SILENT
from tests.eval.page.many import BROKEN, FOLDED, broken_run, model_run

CONTRAST = """([text, ground]) => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
    .map((c) => c / 255).map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const colour = (of, key) => getComputedStyle(document.querySelector(of))[key];
  const [a, b] = [light(colour(text, "color")), light(colour(ground, "backgroundColor"))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browsing]:
    with chromium() as found:
        yield found


@pytest.fixture
def run_file(tmp_path: Path, run_page: bytes) -> Path:
    place = tmp_path / "run.html"
    place.write_bytes(run_page)
    return place


@pytest.fixture
def comparison_file(tmp_path: Path, comparison_page: bytes) -> Path:
    place = tmp_path / "comparison.html"
    place.write_bytes(comparison_page)
    return place


def shown(page: Page) -> list[str]:
    return [code.text_content() or "" for code in page.query_selector_all(".entry:not([hidden]) code")]


def test_filters_of_a_run(browser: Browsing, run_file: Path) -> None:
    with watched(browser, run_file) as page:
        every = shown(page)
        page.select_option("#filter-outcome", "silent")
        assert shown(page) == [SILENT]
        page.select_option("#filter-reader", "rules")
        assert shown(page) == []
        page.click("text=Show all")
        page.wait_for_selector(f"text='{len(every)} of {len(every)} shown'")
        assert shown(page) == every
        page.select_option("#filter-reader", "crosscheck")
        page.select_option("#filter-status", "read")
        page.select_option("#filter-outcome", "error")
        assert DOUBTED in shown(page) and SILENT not in shown(page)
        assert page.evaluate("window.stolen") is None


def test_cells_that_nobody_has_wrong_come_when_they_are_asked_for(browser: Browsing, run_file: Path) -> None:
    with watched(browser, run_file) as page:
        assert page.is_hidden("#rest")
        page.select_option("#filter-outcome", "right")
        page.select_option("#filter-table", "review_and_litigation")
        page.select_option("#filter-document", "dipu-water-2021")
        assert page.is_visible("#rest table")
        assert page.inner_text("#rest tbody tr:first-child td:last-child").startswith("right, ")
        assert "other cells below" in page.inner_text("#shown")
        assert page.evaluate("window.stolen") is None


def test_keys(browser: Browsing, run_file: Path) -> None:
    with watched(browser, run_file) as page:
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.querySelector('code').textContent") == SILENT
        page.keyboard.press("/")
        page.keyboard.type("received.natural")
        assert SILENT in shown(page) and DOUBTED not in shown(page)
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.querySelector('code').textContent") == SILENT


def test_flips_are_filtered_by_kind_and_side(browser: Browsing, comparison_file: Path) -> None:
    with watched(browser, comparison_file) as page:
        assert len(shown(page)) == 3
        page.select_option("#filter-kind", "broken")
        assert len(shown(page)) == 2
        page.select_option("#filter-kind", "now_silent")
        page.select_option("#filter-reader", "B")
        page.select_option("#filter-outcome", "silent")
        assert shown(page) == [SILENT]
        page.select_option("#filter-reader", "A")
        assert shown(page) == []
        assert page.evaluate("window.stolen") is None


@pytest.fixture
def grouped_file(tmp_path: Path) -> Path:
    place = tmp_path / "grouped.html"
    found = compare(model_run(), broken_run(), reader=Reader.MODEL, resamples=50, shipped={"a" * 64: "一\n二\n"})
    place.write_bytes(render_page(comparison_view(found)))
    return place


def seen(page: Page) -> list[str]:
    """Paths of the cells that a person sees, those in folds left out."""
    return page.eval_on_selector_all(".entry", "all => all.filter((e) => e.checkVisibility()).map((e) => e.querySelector('code').textContent)")  # type: ignore[no-any-return]  # fmt: skip


def test_folded_cells_of_a_group_are_found_by_filters_and_keys(browser: Browsing, grouped_file: Path) -> None:
    with watched(browser, grouped_file) as page:
        assert seen(page) == list(BROKEN[:3])
        assert page.inner_text(".more summary") == f"{len(BROKEN) - 3} more"
        page.fill("#filter-search", FOLDED)
        assert seen(page) == [FOLDED]
        assert page.inner_text(".count") == f"1 of {len(BROKEN)}"
        page.fill("#filter-search", "no such cell")
        assert seen(page) == [] and page.is_hidden(".entry-group")
        page.click("text=Show all")
        page.wait_for_selector(f"text='{len(BROKEN)} of {len(BROKEN)} shown'")
        assert seen(page) == list(BROKEN[:3])  # folded again
        page.select_option("#filter-reader", "B")
        assert seen(page) == list(BROKEN[:3])  # many stay folded
        page.click("h1")  # out of the field
        for _ in range(4):
            page.keyboard.press("j")
        assert page.evaluate("document.activeElement.querySelector('code').textContent") == BROKEN[3]
        assert seen(page) == list(BROKEN)


def test_links_to_other_readers_and_the_fold_of_a_prompt(browser: Browsing, tmp_path: Path) -> None:
    place = tmp_path / "announced.html"
    found = compare(model_run(), broken_run(), resamples=50, shipped={"a" * 64: "一\n二\n"})
    place.write_bytes(render_page(comparison_view(found)))
    with watched(browser, place) as page:
        page.click(".also a")
        assert page.evaluate("location.hash") == "#reader-model"
        assert page.evaluate("document.querySelector('#reader-model').getBoundingClientRect().top") < 800
        assert page.is_hidden(".diff pre")
        page.click(".diff summary")
        assert "+四" in page.inner_text(".diff pre")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_changed_and_what_is_identical_are_told_apart_by_colour_too(
    browser: Browsing, grouped_file: Path, tmp_path: Path, scheme: str
) -> None:
    same = tmp_path / "same.html"
    same.write_bytes(render_page(comparison_view(compare(model_run(), model_run(), resamples=50))))
    colours = []
    for place in (grouped_file, same):
        with watched(browser, place, color_scheme=scheme) as page:
            assert page.evaluate(CONTRAST, [".verdict", ".lead"]) >= 4.5
            assert page.evaluate(CONTRAST, [".reasons li", ".lead"]) >= 4.5 if place is grouped_file else True
            colours.append(page.evaluate("getComputedStyle(document.querySelector('.lead')).backgroundColor"))
    assert colours[0] != colours[1]


def test_at_400_pixels_nothing_is_cut_off_but_where_it_scrolls(
    browser: Browsing, grouped_file: Path, run_file: Path, comparison_file: Path
) -> None:
    cut = """() => [...document.querySelectorAll("main *")].filter((one) => {
      if (!one.checkVisibility() || one.getBoundingClientRect().right <= innerWidth + 1) return false;
      for (let over = one.parentElement; over; over = over.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(over).overflowX)) return false;
      return true;
    }).map((one) => one.outerHTML.slice(0, 80))"""
    for place in (grouped_file, run_file, comparison_file):
        with watched(browser, place) as page:
            page.set_viewport_size({"width": 400, "height": 900})
            page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
            assert page.evaluate(cut) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browsing, run_file: Path, scheme: str) -> None:
    with watched(browser, run_file, color_scheme=scheme) as page:
        pairs = (
            ("main", "body"),
            (".note", "body"),
            (".verdict", ".lead"),
            (".answer.silent td", ".answer.silent td"),
            (".answer.wrong .outcome", ".entry"),
            ("mark", "mark"),
            ("nav a", "nav"),
        )
        for pair in pairs:
            assert page.evaluate(CONTRAST, list(pair)) >= 4.5, pair
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.click("#theme")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_a_narrow_window_scrolls_down_alone(browser: Browsing, run_file: Path, comparison_file: Path) -> None:
    for place in (run_file, comparison_file):
        with watched(browser, place) as page:
            page.set_viewport_size({"width": 360, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_in_print_all_is_open_and_dark_on_white(browser: Browsing, run_file: Path) -> None:
    with watched(browser, run_file, color_scheme="dark") as page:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.is_hidden("nav") and page.is_hidden("#filters")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.eval_on_selector_all("details", "all => all.every(one => one.open)")
        assert page.pdf().startswith(b"%PDF")


def test_everything_stands_in_the_page_without_a_script(browser: Browsing, run_file: Path) -> None:
    with watched(browser, run_file, java_script_enabled=False) as page:
        assert page.is_visible("#verdict") and page.is_visible(".entry mark")
        assert page.is_hidden("#filters")
