"""The review page in a browser: hands on the keyboard, two persons at one report, lines that break, nothing acts."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, Route

from extractor.reviewing.events import EventKind
from extractor.reviewing.queue import Reason
from extractor.service.store.results import extraction_of, put_extraction
from schemas.enums import State, Status
from tests.browser import drawn, press
from tests.service.review.conftest import HOSTILE, NOW, SAMPLES, Running, Sit

HTML, MARKDOWN, TEXT = "衡渠", "丰桐", "荻浦"


def sent(page: Page) -> None:
    """Wait until every step is taken and what became of it is shown."""
    page.locator("#sending:empty").wait_for(state="attached")
    drawn(page)


def in_frame(page: Page, place: str, what: str) -> list[object]:
    """What the elements of the frame have, asked by the page around it: the frame itself runs nothing."""
    found: list[object] = page.evaluate(
        "([place, what]) => [...document.querySelector('.source-page').contentDocument.querySelectorAll(place)]"
        ".map((element) => what === 'top' ? element.getBoundingClientRect().top : element[what])",
        [place, what],
    )
    return found


def current(page: Page) -> str:
    return page.inner_text("#card .card-head code")


def test_a_report_is_settled_by_keyboard_and_the_next_one_opens(running: Running, sit: Sit) -> None:
    with sit(MARKDOWN) as desk:
        page = desk.page
        queue = [look.path for look in running.report(MARKDOWN).looks]
        keys = ["Enter"] * len(queue)
        press(page, *keys)
        assert "All doubtful cells are settled" in page.inner_text("#message")
        sent(page)
        press(page, "d")
        page.wait_for_url(f"**/reports/{running.reports(TEXT)[0].id}*")
        page.locator("#card .card-head").wait_for()
    stored = running.report(MARKDOWN)
    assert 9 <= len(keys) + 1 <= 15
    assert [event.kind for event in stored.events] == [EventKind.DECIDE] * len(queue) + [EventKind.REVIEW]
    assert {event.by for event in stored.events} == {"Li Hua"}
    assert [event.path for event in stored.events[:-1]] == queue
    assert (stored.info.open_doubts, stored.info.reviewed_by) == (0, "Li Hua")


def test_every_key_does_what_the_sheet_says(running: Running, sit: Sit) -> None:
    with sit(HTML) as desk:
        page = desk.page
        queue = running.report(HTML).looks
        first = queue[0].path
        assert queue[0].reason is Reason.BREAK
        assert current(page) == first
        assert "47 ≠ 49" in page.inner_text("#card .sums")
        press(page, "2")
        assert current(page) == queue[1].path
        sent(page)
        press(page, "k")
        assert "✓" in page.inner_text("#card .sums")
        assert "47 ≠" not in page.inner_text("#card .sums")
        press(page, "u")
        sent(page)
        assert "47 ≠ 49" in page.inner_text("#card .sums")
        press(page, "c")
        page.keyboard.type("按原样")
        press(page, "Enter", "r")
        sent(page)
        press(page, "b", "x", "e")
        page.keyboard.type("jkd12")
        press(page, "Escape", "e")
        page.keyboard.type("１２")
        press(page, "Enter", "Shift+D", "?")
        assert page.is_visible("dialog[open] .keys")
        press(page, "j", "Escape")
        sent(page)
        page.click("a.cell-link >> nth=0")
    stored = running.report(HTML)
    decided = {path: found.reading for path, found in stored.standing.items()}
    assert (decided[first].how, decided[first].value, stored.standing[first].event.why) == (
        "report_wrong",
        49,
        "按原样",
    )
    assert [decided[look.path].state for look in queue[1:4]] == [State.BLANK, State.UNREADABLE, State.NUMBER]
    assert (decided[queue[3].path].value, decided[queue[3].path].printed) == (12, "１２")
    assert stored.settled.cells[first].status is Status.VERIFIED
    assert [event.kind for event in stored.events][:2] == [EventKind.DECIDE, EventKind.UNDO]


def test_a_verified_number_that_the_sums_deny_comes_first_and_is_marked(running: Running, sit: Sit) -> None:
    source_id = running.report(HTML).info.source_id
    with running.service.store.write() as session:
        extraction = extraction_of(session, source_id)
        assert extraction
        report = extraction.reports[0]
        cells = {path: cell.model_copy(update={"status": Status.VERIFIED}) for path, cell in report.cells.items()}
        changed = report.model_copy(update={"cells": cells})
        put_extraction(session, source_id, extraction.model_copy(update={"reports": [changed]}), NOW)
    with sit(HTML) as desk:
        page = desk.page
        assert current(page) == "requests.outcome_total.total"
        assert page.locator(".form .cell.current .sign").all_inner_texts() == ["✓", "✗"]
        assert page.locator(".form .sign.broken").count() == 1
        assert "read as printed, but a sum is broken" in page.inner_text("#card .card-head .badge.broken")
        assert "points at this cell" in page.inner_text("#card .reason")
        press(page, "r")
        sent(page)
        assert page.locator(".form .sign.broken").count() == 1
        press(page, "k", "e")
        page.keyboard.type("47")
        press(page, "Enter")
        sent(page)
        assert page.locator(".form .sign.broken").count() == 0
    found = running.report(HTML)
    assert found.looks[0].settled and found.settled.cells["requests.outcome_total.total"].printed == "49"


def test_keys_work_under_an_input_method_and_not_inside_inputs(running: Running, sit: Sit) -> None:
    pressed = """([key, code, composing]) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, code, isComposing: composing, bubbles: true, cancelable: true }))"""
    with sit(HTML, lang="zh") as desk:
        page = desk.page
        queue = [look.path for look in running.report(HTML).looks]
        page.evaluate(pressed, ["Process", "KeyJ", False])
        assert current(page) == queue[1]
        page.evaluate(pressed, ["j", "KeyJ", True])
        assert current(page) == queue[1]
        page.evaluate(pressed, ["ｋ", "KeyK", False])
        assert current(page) == queue[0]
        page.focus("#filter")
        press(page, "x")
        page.focus("#card button >> nth=0")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.frame_locator(".source-page").locator(".current").click()
        press(page, "j")
        assert current(page) == queue[1]
    assert running.report(HTML).events == []


def test_the_source_as_it_came_shows_the_place_and_leads_back(running: Running, sit: Sit) -> None:
    with sit(HTML) as desk:
        page = desk.page
        report = running.report(HTML)
        at = report.report.cells[report.looks[0].path].at
        assert at
        assert in_frame(page, f"[data-at='{at.table}/{at.row}/{at.column}'].current", "textContent") == ["49"]
        (top,) = in_frame(page, ".current", "top")
        pane = page.locator(".source-page").bounding_box()
        assert pane and 0 < float(str(top)) < pane["height"]
        banded = in_frame(page, ".banded", "textContent")
        assert "（七）总计" in banded
        assert len(banded) > 20
        other = report.report.cells["requests.received.total"].at
        assert other
        place = f"[data-at='{other.table}/{other.row}/{other.column}']"
        page.frame_locator(".source-page").locator(place).click()
        assert current(page) == "requests.received.total"
        press(page, "v")
        page.locator(".source-text mark.current").wait_for()
        assert page.inner_text(".source-text mark.current") == "48"
        press(page, "v")
        assert page.is_visible(".source-page")


def test_two_persons_at_one_report_lose_nothing(running: Running, sit: Sit) -> None:
    with sit(HTML, "Li Hua") as one, sit(HTML, "Wang Fang") as other:
        one.expected.append("412")
        queue = [look.path for look in running.report(HTML).looks]
        press(other.page, "2")
        sent(other.page)
        press(one.page, "Enter")
        dialog = one.page.locator("dialog.conflict")
        dialog.wait_for()
        assert "Wang Fang" in dialog.inner_text()
        assert "47" in dialog.inner_text()
        assert "the same cell" in dialog.inner_text()
        assert one.page.evaluate("document.activeElement.textContent") == "Load theirs and drop mine"
        press(one.page, "Enter")
        sent(one.page)
        press(one.page, "k")
        assert "47" in one.page.inner_text("#card .card-head")
        press(other.page, "Enter")
        sent(other.page)
        press(one.page, "j", "j", "Enter")
        dialog.wait_for()
        assert "other cells" in dialog.inner_text()
        press(one.page, "Enter")
        sent(one.page)
    standing = running.report(HTML).standing
    assert {path: found.event.by for path, found in standing.items()} == {
        queue[0]: "Wang Fang", queue[1]: "Wang Fang", queue[2]: "Li Hua"
    }  # fmt: skip


def test_a_lost_connection_keeps_what_is_unsent(running: Running, sit: Sit) -> None:
    with sit(HTML) as desk:
        page = desk.page
        desk.expected.append("ERR_")
        taken: list[str] = []

        def lose_the_answer(route: Route) -> None:
            if not taken:
                taken.append(route.request.post_data or "")
                route.fetch()
            route.abort()

        page.route("**/events", lose_the_answer)
        press(page, "Enter", "Enter", "Enter")
        page.locator("#notice", has_text="cannot be reached").wait_for()
        page.locator("#sending", has_text="3 not sent yet").wait_for()
        assert len(running.report(HTML).events) == 1
        page.unroute("**/events")
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        page.locator("#card .card-head").wait_for()
        sent(page)
        assert page.is_hidden("#notice")
        page.context.clear_cookies()
        desk.expected.append("401")
        press(page, "Enter")
        page.locator("#notice a", has_text="Sign in").wait_for()
        page.context.add_cookies([running.cookie("Li Hua")])  # type: ignore[list-item]
        page.reload()
        sent(page)
    events = running.report(HTML).events
    assert [event.path for event in events] == [look.path for look in running.report(HTML).looks[:4]]
    assert json.loads(taken[0])["key"]


def test_what_others_did_while_an_answer_was_lost_is_seen_before_more_is_sent(running: Running, sit: Sit) -> None:
    queue = [look.path for look in running.report(HTML).looks]
    with sit(HTML, "Li Hua") as one, sit(HTML, "Wang Fang") as other:
        one.expected.extend(["ERR_", "412"])
        taken: list[Route] = []

        def lose_the_answer(route: Route) -> None:
            if not taken:
                route.fetch()
            taken.append(route)
            route.abort()

        one.page.route("**/events", lose_the_answer)
        press(one.page, "Enter", "Enter")
        one.page.locator("#notice", has_text="cannot be reached").wait_for()
        other.page.reload()
        other.page.locator("#card .card-head").wait_for()
        press(other.page, "j", "b")
        sent(other.page)
        one.page.unroute("**/events")
        one.page.locator("#notice button").click()
        dialog = one.page.locator("dialog.conflict")
        dialog.wait_for()
        assert "Wang Fang" in dialog.inner_text()
        assert "the same cell" in dialog.inner_text()
        press(one.page, "Enter")
        sent(one.page)
    standing = running.report(HTML).standing
    assert {path: found.event.by for path, found in standing.items()} == {queue[0]: "Li Hua", queue[1]: "Wang Fang"}


def test_two_tabs_of_one_person_keep_what_both_have_not_sent(running: Running, sit: Sit) -> None:
    queue = [look.path for look in running.report(HTML).looks]
    with sit(HTML) as desk:
        desk.expected.append("ERR_")
        context = desk.page.context
        other = context.new_page()
        other.goto(desk.page.url)
        other.locator("#card .card-head").wait_for()
        context.route("**/events", lambda route: route.abort())
        desk.page.bring_to_front()
        press(desk.page, "Enter", "Enter")
        other.bring_to_front()
        press(other, "j", "j", "b")
        again = context.new_page()
        other.close()
        desk.page.close()
        context.unroute("**/events")
        again.goto(f"{running.url}/reports/{running.reports(HTML)[0].id}")
        again.locator("#card .card-head").wait_for()
        sent(again)
        assert again.evaluate("Object.keys(localStorage).filter((name) => name.includes('outbox'))") == []
    assert [event.path for event in running.report(HTML).events] == queue[:3]


def test_an_undo_names_the_step_that_it_takes_back(running: Running, sit: Sit) -> None:
    queue = [look.path for look in running.report(HTML).looks]
    with sit(HTML) as here:
        press(here.page, "Enter")
        sent(here.page)
        with sit(HTML) as there:
            press(there.page, "Enter")
            sent(there.page)
        assert running.report(HTML).standing.keys() == set(queue[:2])
        here.expected.append("412")
        press(here.page, "u")
        dialog = here.page.locator("dialog.conflict")
        dialog.wait_for()
        here.page.get_by_role("button", name="Load theirs and save mine on top").click()
        sent(here.page)
        assert running.report(HTML).standing.keys() == {queue[1]}
        press(here.page, "Enter", "Enter", "u", "u")
        sent(here.page)
        assert running.report(HTML).standing.keys() == {queue[1]}


def test_a_bare_number_is_taken_as_the_columns_head_says(running: Running, sit: Sit) -> None:
    money = "proactive_disclosure.article_20_9.procurement.amount"
    read = running.report(HTML).report.cells[money]
    assert (read.printed, read.value) == ("203.465", 2034650)
    with sit(HTML) as desk:
        page = desk.page
        for typed, value in ((None, 2034650), ("203.47", 2034700), ("203.47元", 203.47), ("0.5万", 5000)):
            page.evaluate("path => { location.hash = path; }", money)
            page.locator("#card .card-head code", has_text=money).wait_for()
            press(page, "e")
            if typed:
                page.fill("#typed", typed)
            press(page, "Enter")
            sent(page)
            assert running.report(HTML).standing[money].reading.value == Decimal(str(value)), typed


def faults(page: Page, place: str | None) -> list[object]:
    """What axe calls serious or critical, of the page or of one place in it."""
    found = Axe().run(page, context=place, options={"resultTypes": ["violations"]})
    serious = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in serious]


def test_a_new_reading_brings_back_what_it_changed_and_nothing_else(running: Running, sit: Sit) -> None:
    stored = running.report(HTML)
    first, second = (look.path for look in stored.looks[:2])
    with sit(HTML, "Wang Fang") as desk:
        press(desk.page, "Enter", "Enter")
        sent(desk.page)
        with running.service.store.write() as session:
            extraction = extraction_of(session, stored.info.source_id)
            assert extraction
            cell = extraction.reports[0].cells[second]
            cell.value, cell.printed = 4, "4"
            put_extraction(session, stored.info.source_id, extraction, NOW)
        desk.expected.append("412")
        press(desk.page, "Enter")
        dialog = desk.page.locator("dialog.conflict")
        dialog.wait_for()
        assert "read again" in dialog.inner_text()
        with desk.page.expect_navigation():
            desk.page.keyboard.press("Enter")
        sent(desk.page)
        press(desk.page, "k", "k")
        assert current(desk.page) == second
        assert "Wang Fang" in desk.page.inner_text(".card .note.warning")
    standing = running.report(HTML).standing
    assert [standing[path].current for path in (first, second)] == [True, False]
    assert len(standing) == 3


def test_a_report_that_was_called_done_before_its_readings_changed_can_be_called_done_again(
    running: Running, sit: Sit
) -> None:
    stored = running.report(HTML)
    with sit(HTML) as desk:
        press(desk.page, "d", "d")
        sent(desk.page)
    assert running.report(HTML).info.reviewed_by == "Li Hua"
    with running.service.store.write() as session:
        extraction = extraction_of(session, stored.info.source_id)
        assert extraction
        cell = extraction.reports[0].cells[stored.looks[0].path]
        cell.value, cell.printed = 4, "4"
        put_extraction(session, stored.info.source_id, extraction, NOW)
    assert running.report(HTML).info.reviewed_by is None
    with sit(HTML, "Wang Fang") as desk:
        assert desk.page.inner_text("#reviewed") == ""
        press(desk.page, "d", "d")
        sent(desk.page)
    assert running.report(HTML).info.reviewed_by == "Wang Fang"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_axe_finds_no_fault(running: Running, sit: Sit, lang: str) -> None:
    with sit(HTML, lang=lang, color_scheme="dark" if lang == "zh" else "light") as desk:
        page = desk.page
        press(page, "Enter", "k")
        sent(page)
        if lang == "zh":
            press(page, "v", "e")
            page.locator(".source-text mark.current").wait_for()
        assert faults(page, None) == []
        press(page, "Escape", "?")
        assert faults(page, "dialog") == []
        press(page, "Escape")
        page.set_viewport_size({"width": 400, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        press(page, "s")
        assert page.is_visible(".source")
        assert page.is_hidden(".form >> nth=0")


def test_a_hostile_page_does_nothing_in_its_frame(running: Running, sit: Sit) -> None:
    name = "hengqu-market-regulation-2022.html"
    data = next((SAMPLES / name.removesuffix(".html")).glob("source.*")).read_bytes()
    running.add(
        "<img src=x onerror=stolen=1>.html",
        data.replace(b"<table", HOSTILE.encode() + b"<table", 1).replace("衡渠".encode(), "恒曲".encode()),
    )
    with sit("恒曲") as desk:
        page = desk.page
        inside = page.frames[1]
        assert len(in_frame(page, ".current", "textContent")) == 1
        assert inside.url.startswith(f"{running.url}/reports/")
        assert page.evaluate("window.stolen ?? null") is None
        acting = (
            "script, link:not([href^='/static']), iframe, form, svg, a, base, meta[http-equiv], style, object, button"
        )
        assert in_frame(page, f"{acting}, [onload], [onerror], [onfocus], [style], [src]", "outerHTML") == []
        assert page.locator("img").count() == 0
        press(page, "Enter", "k", "v")
        page.locator(".source-text mark.current").wait_for()
        answer = page.request.get(inside.url)
        policy = answer.headers["content-security-policy"]
        assert "sandbox allow-same-origin" in policy
        assert "script-src" not in policy
        assert "default-src 'none'" in policy
