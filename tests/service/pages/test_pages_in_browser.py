"""Pages in a real browser: every page in both languages, both schemes and several widths; uploads, progress, keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from extractor.service.store.jobs import list_jobs
from extractor.service.store.runs import list_runs
from tests.browser import Browsing
from tests.service.pages.agency_files import AGENCY
from tests.service.pages.site import SAMPLES, Site, looking

GRAVE = ("serious", "critical")
AXE = {"resultTypes": ["violations"], "iframes": False}
"""The page in the frame is the evaluation's, and tested there."""
HEARD = (390, 1280)
"""Widths at which the pages are gone through by axe, one a language, a scheme and a layout."""
SHOWN = (("en", "light", 1280), ("zh", "dark", 390), ("en", "dark", 820), ("zh", "light", 1680))


def places(site: Site) -> list[str]:
    with site.store.read() as session:
        job, runs = list_jobs(session).items[-1].id, [run.id for run in list_runs(session)]
    compared = f"/evaluation/compare?a={runs[0]}&b={runs[1]}"
    return [
        "/",
        "/agencies",
        f"/agencies/{AGENCY}",
        "/jobs",
        f"/jobs/{job}?offset=100",
        "/sources",
        "/evaluation",
        compared,
        "/login",
    ]


@pytest.mark.parametrize(("lang", "scheme", "width"), SHOWN)
def test_every_page_can_be_seen_and_heard_by_all(
    browser: Browsing, site: Site, lang: str, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 860}
    with looking(browser, site, lang, viewport=size, color_scheme=scheme, has_touch=width < 500) as person:
        for path in places(site):
            person.go(path)
            assert person.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
            if width in HEARD:
                found = Axe().run(person.page, options=AXE).response["violations"]
                assert [(path, one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []


def test_files_are_chosen_read_and_listed_as_they_go(browser: Browsing, site: Site, tmp_path: Path) -> None:
    bad = tmp_path / "空.html"
    bad.write_bytes(b"")
    with looking(browser, site) as person:
        person.go("/?q=泉")
        page = person.page
        page.set_input_files("input[name=files]", [next((SAMPLES / "xiyan-street-2022").glob("source.*")), bad])
        job = page.locator("#jobs .job").first
        expect(job.locator("[data-state=done]")).to_be_visible(timeout=15_000)
        expect(job.locator("[data-field=done]")).to_have_text("1")
        expect(job.locator("[data-field=failed]")).to_have_text("1")
        expect(page.locator("#live")).to_have_text("A job has ended.")
        assert page.url.endswith("/?q=%E6%B3%89"), "the list stays as it was filtered"
        page.fill("input[name=q]", "洗砚街道")
        page.press("input[name=q]", "Enter")
        expect(page.locator("#list tbody tr")).to_have_count(1)
        page.goto(f"{site.url}{page.locator('#jobs h3 a').first.get_attribute('href')}?state=failed")
        expect(page.locator("#list tbody tr")).to_contain_text("the source is empty")


def test_a_folder_is_dropped_anywhere_on_the_page(browser: Browsing, site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "2024" / "inner"
    folder.mkdir(parents=True)
    for name in ("qishan-university-2024", "luoyan-township-2023"):
        source = next((SAMPLES / name).glob("source.*"))
        (folder / f"{name}{source.suffix}").write_bytes(source.read_bytes())
    with looking(browser, site, "zh") as person:
        person.go("/?sort=year")
        drag(person.page, "dragEnter", tmp_path / "2024")
        expect(person.page.locator("#drop")).to_contain_text("松开即开始读取")
        drag(person.page, "drop", tmp_path / "2024")
        expect(person.page.locator("#drop")).to_be_hidden()
        done = person.page.locator("#jobs .job").first.locator("[data-field=done]")
        expect(done).to_have_text("2", timeout=15_000)
        expect(person.page.locator("#list")).to_contain_text("栖山理工大学")
        person.page.locator("#jobs h3 a").first.click()
        expect(person.page.locator("#list")).to_contain_text("2024/inner/luoyan-township-2023")


def drag(page: Page, kind: str, path: Path) -> None:
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    steps = ("dragEnter", "dragOver") if kind == "dragEnter" else ("dragOver", "drop")
    for step in steps:
        session.send("Input.dispatchDragEvent", {"type": step, "x": 640, "y": 700, "data": data})
    session.detach()


def test_what_was_not_taken_up_is_said_and_can_be_sent_again(browser: Browsing, site: Site) -> None:
    files = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": n.encode()} for n in "ab"]
    with looking(browser, site, expected="net::ERR_FAILED") as person:
        page = person.page
        person.go("/")
        page.route("**/uploads", lambda route: route.abort())
        page.set_input_files("input[name=files]", files)  # type: ignore[arg-type]
        expect(page.locator("#upload-text")).to_have_text("The files were not taken up: the service cannot be reached")
        page.unroute("**/uploads")
        page.click("text=Try again")
        expect(page.locator("#upload-state")).to_be_hidden()
        expect(page.locator("#jobs .job").first.locator("[data-tally]").last).to_be_attached()
        page.evaluate("document.getElementById('upload').dataset.most = '1'")
        page.set_input_files("input[name=files]", files)  # type: ignore[arg-type]
        expect(page.locator("#upload-text")).to_have_text(
            "2 files are more than one upload takes (1). Send them in parts, or as a ZIP archive."
        )


def test_the_way_back_is_the_browsers_own(browser: Browsing, site: Site) -> None:
    with looking(browser, site) as person:
        page = person.page
        person.go("/")
        page.select_option("select[name=year]", "2023")
        page.wait_for_url("**/?year=2023")
        page.click("text=Verified numbers")
        page.wait_for_url("**/?year=2023&sort=verified")
        expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Verified")
        page.go_back()
        page.go_back()
        page.wait_for_url(f"{site.url}/")
        expect(page.locator("select[name=year]")).to_have_value("")


def test_the_list_follows_what_is_typed(browser: Browsing, site: Site) -> None:
    with looking(browser, site) as person:
        page = person.page
        person.go("/?sort=year")
        everything = page.locator("#list tbody tr").count()
        page.locator("input[name=q]").press_sequentially("hengqu", delay=20)
        expect(page.locator("#list tbody tr")).to_have_count(1)
        page.wait_for_url("**/?q=hengqu&sort=year")
        expect(page.locator("input[name=q]")).to_be_focused()
        expect(page.locator("input[name=q]")).to_have_value("hengqu")
        expect(page.locator("#head .count")).to_contain_text("1 of ")
        expect(page.locator("#clear a")).to_be_visible()
        expect(page.locator("#tools a >> nth=0")).to_have_attribute("href", "/?q=hengqu&sort=year&lang=zh")
        page.go_back()
        page.wait_for_url("**/?sort=year")
        expect(page.locator("#list tbody tr")).to_have_count(everything)
        expect(page.locator("input[name=q]")).to_have_value("")
        page.fill("input[name=q]", "no such agency")
        expect(page.locator("#list")).to_contain_text("No report is like that")
        person.go("/agencies")
        page.fill("input[name=q]", AGENCY)
        expect(page.locator("#list tbody tr")).to_have_count(1)
        expect(page.locator("#live")).to_have_text("1 agency")  # no job is followed here, which would speak too


@pytest.mark.parametrize("width", [390, 800])
def test_every_part_can_be_reached_from_a_report_on_a_narrow_screen(browser: Browsing, site: Site, width: int) -> None:
    with looking(browser, site, viewport={"width": width, "height": 1100}) as person:
        person.go("/")
        person.page.locator("#list tbody a").first.click()
        for link in person.page.locator(".bar nav a").all():
            expect(link).to_be_in_viewport(ratio=1)
        person.page.get_by_role("link", name="Agencies").click()
        expect(person.page.locator("h1")).to_have_text("Agencies")


def test_all_is_reached_by_keyboard(browser: Browsing, site: Site) -> None:
    with looking(browser, site) as person:
        page = person.page
        person.go("/agencies")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("/")
        expect(page.locator("input[name=q]")).to_be_focused()
        page.keyboard.type("自然资源/")
        expect(page.locator("input[name=q]")).to_have_value("自然资源/")
        page.keyboard.press("Backspace")
        page.keyboard.press("Enter")
        page.wait_for_url("**/agencies?q=*")
        page.locator("tbody a", has_text=AGENCY).focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(AGENCY)


def test_language_and_colours_are_chosen_on_the_page(browser: Browsing, site: Site) -> None:
    with looking(browser, site, color_scheme="dark") as person:
        page = person.page
        person.go("/agencies")
        page.click("text=中文")
        expect(page.locator("h1")).to_have_text("单位")
        page.click(".tool >> nth=1")
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(243, 244, 241)"
        person.go("/jobs")
        expect(page.locator("h1")).to_have_text("任务")


def test_signing_in_and_out(browser: Browsing, site: Site) -> None:
    with looking(browser, site, signed_in=False) as person:
        page = person.page
        person.go("/agencies?q=县")
        page.keyboard.type(site.key)
        page.keyboard.press("Tab")
        page.keyboard.type("林晓")
        page.keyboard.press("Enter")
        page.wait_for_url("**/agencies?q=*")
        expect(page.locator(".who")).to_have_text("林晓")
        page.click("text=Log out")
        expect(page.locator("h1")).to_have_text("Sign in")


def test_a_run_is_added_and_two_are_compared_in_a_frame(browser: Browsing, site: Site) -> None:
    with looking(browser, site) as person:
        page = person.page
        person.go("/evaluation")
        page.click("tbody a")
        inner = page.frame_locator("iframe")
        expect(inner.locator("h1")).to_contain_text("Run ")
        inner.locator("#theme").click()
        expect(inner.locator("html")).to_have_attribute("data-theme", "dark")
        page.click("text=All runs")
        page.check("input[name=a] >> nth=0")
        expect(page.locator("input[name=b] >> nth=1")).to_be_checked()
        page.click("text=Compare A with B")
        expect(page.frame_locator("iframe").locator("h1")).to_contain_text("A: ")
        page.click("text=Open the page alone")
        expect(page.locator("#verdict")).to_be_visible()
        assert page.evaluate("origin") == "null", "a document of its own, which is no page of the service"
