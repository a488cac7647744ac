"""What the review page says and shows to a person who has never seen it: nothing happens in silence, nothing moves away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from extractor.reviewing.events import EventKind
from extractor.reviewing.queue import Reason
from extractor.service.store.results import extraction_of, put_extraction
from schemas.enums import State, Status
from tests.browser import press
from tests.service.review.conftest import NOW, Running, Sit
from tests.service.review.test_review_in_browser import HTML, MARKDOWN, TEXT, current, sent

NAMES = {HTML: "衡渠县市场监督管理局 2022", TEXT: "荻浦县水利局 2021"}


def message(page: Page) -> str:
    return page.inner_text("#message")


def pressed(page: Page) -> list[str]:
    return page.locator("#card [aria-pressed=true]").all_inner_texts()


def test_what_one_reader_alone_read_is_said_before_the_report_is_left(running: Running, sit: Sit) -> None:
    with sit(TEXT) as desk:
        page = desk.page
        assert "110 read, not proved" in page.inner_text("#progress")
        press(page, "w")
        assert f"{NAMES[TEXT]} is not reviewed yet" in message(page)
        press(page, "d")
        assert "8 places are still open" in message(page)
        assert "110 cells are read but not proved and stay uncertain in labels" in message(page)
        here = page.url
        press(page, "d")
        page.wait_for_url(lambda url: url != here)
        page.locator("#message", has_text=f"{NAMES[TEXT]} is reviewed. This is").wait_for()
        with page.expect_download() as download:
            page.click(f"#left a:has-text('the label of {NAMES[TEXT]}')")
        assert download.value.failure() is None
        press(page, "j", "k")
        with page.expect_download() as download:
            press(page, "w")
        assert download.value.failure() is None
        assert f"Saved: the label of {NAMES[TEXT]}" in message(page)
        next_one = page.url.partition("#")[0]
        page.keyboard.press("p")
        page.wait_for_url(lambda url: url.partition("?")[0] == here.partition("#")[0].partition("?")[0])
        page.locator("#card .card-head").wait_for()
        page.keyboard.press("n")
        page.wait_for_url(lambda url: url.partition("#")[0] == next_one)
        page.locator("#card .card-head").wait_for()
        press(page, "x")
        sent(page)
        press(page, "w")
        assert "is not reviewed yet" in message(page)
        page.keyboard.press("p")
        page.wait_for_url(lambda url: url.partition("?")[0] == here.partition("#")[0].partition("?")[0])
        page.goto(here)
        page.locator("#card .card-head").wait_for()
        done = page.locator("#done")
        assert done.inner_text().startswith("Next report")
        assert "primary" not in (done.get_attribute("class") or "")
        with page.expect_download():
            press(page, "w")
        assert f"the label of {NAMES[TEXT]}" in message(page)
    assert running.report(TEXT).info.reviewed_by == "Li Hua"


def test_the_end_of_the_queue_says_what_stays_uncertain(sit: Sit) -> None:
    with sit(HTML, lang="zh") as desk:
        page = desk.page
        press(page, *["Enter"] * 5)
        assert "未获证实" not in message(page)
        press(page, "Enter")
        assert "22 格读出但未获证实，在标注中仍为不确定" in message(page)
        sent(page)
        assert page.inner_text("#saved") == "✓ 已保存"
        press(page, "d")
        page.locator("#reviewed", has_text="已复核：Li Hua").wait_for()
        assert page.is_hidden("#done")


def test_a_row_and_a_wrong_report_are_called_what_they_are(sit: Sit) -> None:
    with sit(MARKDOWN) as desk:
        page = desk.page
        assert page.locator("#card button", has_text="Accept row").is_enabled()
        press(page, "Shift+Enter")
        assert message(page) == "5 cells of the row, each as read: 6, 2, 0, 1, 0."
        sent(page)
        assert page.inner_text("#saved") == "✓ saved"
    with sit(HTML) as desk:
        page = desk.page
        assert page.locator("#card button", has_text="Accept row").is_disabled()
        press(page, "r")
        assert "49 (kept as printed: the report is wrong)" in message(page)
        press(page, "k")
        sent(page)
        assert len(pressed(page)) == 1
        assert pressed(page)[0].startswith("The report is wrong")
        (cell,) = page.locator(".form .report-wrong").all_text_contents()
        assert "kept as printed: the report is wrong" in cell
        press(page, "1", "k")
        sent(page)
        assert pressed(page)[0].startswith("1")
        assert page.locator(".form .report-wrong").count() == 0


def test_the_card_says_what_keeps_a_cell_from_being_verified(sit: Sit) -> None:
    with sit(TEXT) as desk:
        page = desk.page
        page.click(".chip.s-read")
        page.click("[data-cell='3']")
        assert "one reader alone says so" in page.inner_text("#card .about")
        page.evaluate("location.hash = 'requests.received.total'")
        page.locator("#card h2", has_text="本年新收").wait_for()
        assert "row sum" in page.inner_text("#card dl")
        assert "in recognised text a sum that holds proves no number" in page.inner_text("#card .about")
        assert "one reader alone" not in page.inner_text("#card")


def test_read_cells_are_settled_row_by_row_and_a_greyed_key_does_nothing(running: Running, sit: Sit) -> None:
    with sit(TEXT) as desk:
        page = desk.page
        page.click(".chip.s-read")
        page.click("[data-cell='3']")
        button = page.locator("#card button", has_text="Accept row")
        assert "Accept row (3 cells)" in button.inner_text()
        press(page, "?")
        assert "accept all cells of the row that nobody settled" in page.inner_text("dialog .keys")
        press(page, "Escape", "Shift+Enter")
        assert message(page).startswith("3 cells of the row, each as read: 0, 0, 0.")
        sent(page)
        page.click("[data-cell='3']")
        assert button.is_disabled()
        press(page, "Shift+Enter")
        assert message(page).startswith("Nothing is left to accept in this row")
        page.click(".form tr:has(th:text-is('行政强制')) td.cell")
        assert button.is_disabled()
        before = current(page)
        press(page, "Shift+Enter")
        assert "Enter does it" in message(page)
        press(page, "Delete")
        assert "Nothing was decided here" in message(page)
        assert current(page) == before
        sent(page)
    assert len(running.report(TEXT).events) == 3


def test_what_is_lost_is_not_called_absent(running: Running, sit: Sit) -> None:
    lost = "requests.received.other"
    source_id = running.report(TEXT).info.source_id
    with running.service.store.write() as session:
        extraction = extraction_of(session, source_id)
        assert extraction
        changed: dict[str, object] = {
            "state": State.LOST,
            "status": Status.UNREAD,
            "value": None,
            "printed": "",
            "witnesses": [],
        }
        extraction.reports[0].cells[lost] = (
            extraction.reports[0]
            .cells[lost]
            .model_copy(update={**changed, "span": None, "at": None, "placed_by": None})
        )
        put_extraction(session, source_id, extraction, NOW)
    with sit(TEXT) as desk:
        page = desk.page
        page.evaluate("path => { location.hash = path; }", lost)
        page.locator("#card .card-head code", has_text=lost).wait_for()
        facts = page.inner_text("#card dl")
        assert "it cannot be told where this stands in the source, or whether it does" in facts
        assert "not in the source" not in facts
        press(page, "x")
        assert "(not in the source)" in message(page)
        sent(page)
        assert "(not in the source)" in (page.text_content("#history") or "")


def test_a_step_made_while_the_state_is_fetched_is_sent(running: Running, sit: Sit) -> None:
    with sit(HTML) as desk:
        page = desk.page

        def slowly(route: Route) -> None:
            if not page.evaluate("window.pressed"):
                page.evaluate("window.pressed = true")
                page.keyboard.press("Enter")
            route.continue_()

        page.route("**/state", slowly)
        press(page, "Enter")
        sent(page)
    assert len(running.report(HTML).events) == 2


def test_an_undo_made_while_the_one_before_is_sent_takes_back_the_step_before(running: Running, sit: Sit) -> None:
    with sit(HTML) as desk:
        page = desk.page
        pressed: list[str] = []

        def undo_meanwhile(route: Route) -> None:
            what = "state" if route.request.url.endswith("/state") else (route.request.post_data_json or {})["kind"]
            if what not in pressed and (what == "state" or "state" in pressed):
                pressed.append(what)
                page.keyboard.press("u")
            route.continue_()

        press(page, "Enter")
        sent(page)
        page.route("**/state", undo_meanwhile)
        page.route("**/events", undo_meanwhile)
        press(page, "Enter")
        sent(page)
        assert pressed == ["state", "undo"]
    assert running.report(HTML).standing == {}
    assert [event.kind for event in running.report(HTML).events][2:] == [EventKind.UNDO] * 2


def test_a_note_is_seen_where_it_is_and_undo_keeps_it(running: Running, sit: Sit) -> None:
    with sit(HTML) as desk:
        page = desk.page
        first = current(page)
        press(page, "Enter", "k", "c")
        page.keyboard.type("probably 47")
        press(page, "Enter")
        assert message(page) == "The note is saved with the decision."
        assert "Note: probably 47" in page.inner_text("#card")
        sent(page)
        assert "Note: probably 47" in page.inner_text("#card")
        press(page, "u")
        sent(page)
        assert "Its note waits" in message(page)
        assert "not saved yet: probably 47" in page.inner_text("#card")
        press(page, "Enter")
        sent(page)
        page.reload()
        page.locator("#card .card-head").wait_for()
        press(page, "k", "u")
        sent(page)
        assert "not saved yet: probably 47" in page.inner_text("#card")
        press(page, "Enter", "?")
        assert "probably" in page.inner_text("dialog .keys")
        press(page, "Escape")
        sent(page)
    assert running.report(HTML).standing[first].event.why == "probably 47"


def test_a_look_aside_leaves_the_walk_where_it_was(running: Running, sit: Sit) -> None:
    queue = [look.path for look in running.report(HTML).looks]
    with sit(HTML) as desk:
        page = desk.page
        press(page, "Enter", "Enter", "Enter")
        sent(page)
        page.click("[data-cell='0']")
        aside = current(page)
        assert aside not in queue
        press(page, "Enter")
        assert current(page) == aside
        assert "j goes on where you were" in message(page)
        sent(page)
        press(page, "k")
        assert current(page) == queue[2]
        page.click("[data-cell='0']")
        press(page, "j")
        assert current(page) == queue[3]


def test_chips_filters_and_text_agree_after_decisions(running: Running, sit: Sit) -> None:
    first = next(look for look in running.report(TEXT).looks if look.reason is Reason.UNREAD)
    with sit(TEXT) as desk:
        page = desk.page
        assert current(page) == first.path
        mark = page.locator(".source-text mark.s-unread", has_text="3l")
        mark.wait_for()
        press(page, "e")
        page.keyboard.type("31")
        press(page, "Enter")
        sent(page)
        assert mark.count() == 0
        assert page.locator(".source-text mark.s-decided", has_text="3l").count() == 1
        chips = [text.rsplit(" ", 1) for text in page.locator(".chip").all_inner_texts()]
        options = page.locator("#filter option").all_inner_texts()
        for name, count in chips:
            assert any(f"({count})" in option and name.split()[-1] in option for option in options), (name, count)
        page.click(".chip.s-read")
        assert page.input_value("#filter") == "read"
        press(page, "j")
        assert "read" in page.inner_text("#card .badge")


def test_keys_lead_out_of_the_filter_and_a_slash_is_never_lost(running: Running, sit: Sit) -> None:
    queue = [look.path for look in running.report(HTML).looks]
    dispatched = """([key, code, shift]) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, code, shiftKey: shift, bubbles: true, cancelable: true }))"""
    with sit(HTML) as desk:
        page = desk.page
        page.focus("#filter")
        press(page, "j")
        assert current(page) == queue[1]
        page.focus("#filter")
        press(page, "Escape")
        assert page.evaluate("document.activeElement.matches('.form .current')")
        page.focus("#filter")
        press(page, "ArrowDown")
        assert page.evaluate("document.activeElement.id") == "filter"
        for place in ("#filter", ".chip >> nth=0", "#card button:enabled >> nth=0", ".card-known"):
            page.focus(place)
            press(page, "/")
            page.locator("dialog[open] input").wait_for()
            press(page, "Escape")
        page.evaluate(dispatched, ["/", "Digit7", True])
        page.locator("dialog[open] input").wait_for()
        press(page, "Escape")
        page.frame_locator(".source-page").locator(".current").click()
        press(page, "/")
        page.keyboard.type("outcome_total")
        assert page.locator("dialog [role=option]").count() > 3
    assert running.report(HTML).events == []


@pytest.mark.parametrize(
    ("lang", "width", "height"), [("en", 1400, 900), ("zh", 1400, 900), ("en", 800, 1100), ("zh", 390, 800)]
)
def test_everything_stands_where_it_stood(sit: Sit, lang: str, width: int, height: int) -> None:
    sight = """() => [...document.querySelectorAll('#card .buttons button, #message')].every((one) => {
        const { top, bottom, right, width } = one.getBoundingClientRect();
        return width > 0 && top > 0 && bottom <= innerHeight + .5 && right <= innerWidth; })"""
    with sit(HTML, lang=lang) as desk:
        page = desk.page
        page.set_viewport_size({"width": width, "height": height})
        tops = set()
        for key in ("j", "j", "Enter", "k", "k", "k", "k", "r", "k"):
            press(page, key)
            assert page.evaluate(sight), key
            tops.add(page.evaluate("document.getElementById('card').getBoundingClientRect().top"))
            assert page.evaluate(
                "[...document.querySelectorAll('#card .choice')].every((one) => one.scrollWidth <= one.clientWidth)"
            )
        sent(page)
        assert len(tops) == 1
        if width == 800:
            assert page.is_visible(".source-page")
            assert page.is_visible(".form >> nth=0")
        if width == 390:
            press(page, "s", "j")
            assert page.is_visible(".source-page")
            assert page.is_visible("#card .buttons")
        else:
            heads = (
                "document.querySelector('.form-requests thead').getBoundingClientRect().top"
                " - document.querySelector('.desk .scroll').getBoundingClientRect().top"
            )
            page.evaluate("document.querySelector('.desk .scroll').scrollTop = 700")
            assert abs(page.evaluate(heads)) < 12
            frozen = "[...document.querySelector('.source-page').contentDocument.querySelectorAll('.frozen')].length"
            assert page.evaluate(frozen) >= 2


def test_the_head_that_is_pinned_is_that_of_the_rows_below_it(sit: Sit) -> None:
    pinned = """y => { const inside = document.querySelector('.source-page').contentDocument;
        inside.defaultView.scrollTo(0, y);
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
            const heads = [...inside.querySelectorAll('.frozen')].map((head) => [head, head.getBoundingClientRect()])
                .filter(([, { top, bottom }]) => top < 1 && bottom > 1);
            done(heads.map(([head, { bottom }]) => [head.innerText.replace(/\\s/g, ''),
                (inside.elementFromPoint(60, bottom + 3)?.closest('tr')?.innerText || '').replace(/\\s/g, '')])); }))); }"""
    with sit(HTML) as desk:
        seen = [found for y in range(0, 900, 25) for found in desk.page.evaluate(pinned, y)]
    for rows, article in {
        "规范性文件": "（一）项",
        "行政许可": "（五）项",
        "行政强制": "（六）项",
        "政府集中采购": "（九）项",
    }.items():
        above = {head[:9] for head, row in seen if row.startswith(rows)}
        assert above <= {f"第二十条第{article}"[:9]}, rows
    assert {head[5:8] for head, _ in seen} >= {"（一）", "（五）", "（六）", "（九）"}


def test_another_report_of_the_list_is_found_by_its_agency_year_or_file(sit: Sit) -> None:
    with sit(HTML) as desk:
        page = desk.page
        for words in ("水利 2021", "dipu-WATER"):
            press(page, "g")
            assert "agency, year or file name" in (page.get_attribute("dialog input", "placeholder") or "")
            page.keyboard.type(words)
            found = page.locator("dialog [role=option]", has_text=f"{NAMES[TEXT]} · dipu-water-2021.txt")
            found.wait_for()
            assert page.locator("dialog [role=option]").count() == 1
            if words == "水利 2021":
                press(page, "Escape")
        page.keyboard.press("Enter")
        page.locator("h1", has_text=NAMES[TEXT]).wait_for()
        page.locator("#card .card-head").wait_for()
        page.keyboard.press("p")
        page.locator("h1", has_text=NAMES[HTML]).wait_for()
        page.locator("#card .card-head").wait_for()


def test_what_is_known_of_a_cell_scrolls_by_keyboard_and_nothing_else_moves(sit: Sit) -> None:
    tops = """() => [...document.querySelectorAll('#card .buttons button')].map((one) => one.getBoundingClientRect().top)"""
    seen = """() => { const known = document.getElementById('known').getBoundingClientRect();
        return [...document.querySelectorAll('#card .sums li')].map((one) => one.getBoundingClientRect())
            .map(({ top, bottom }) => top >= known.top && bottom <= known.bottom + 1); }"""
    with sit(HTML) as desk:
        page = desk.page
        page.set_viewport_size({"width": 1400, "height": 900})
        press(page, "k")
        before, form = page.evaluate(tops), page.evaluate("document.querySelector('.desk .scroll').scrollTop")
        shown = page.evaluate(seen)
        for _ in range(4):
            press(page, "PageDown")
            shown = [one or other for one, other in zip(shown, page.evaluate(seen), strict=True)]
        assert len(shown) == 3
        assert all(shown)
        assert page.evaluate("document.querySelector('.desk .scroll').scrollTop") == form
        press(page, "w")
        assert page.evaluate(tops) == before


def test_nothing_internal_is_said_and_a_link_only_leads(sit: Sit) -> None:
    with sit(HTML) as desk:
        page = desk.page
        text = page.inner_text(".panel-findings")
        assert "It would add up so (one number is another)" in text
        assert not any(word in text for word in ("single_cell", "row_sum", "outcome_sum"))
        assert "49 → 47" in text
        links = page.locator(".panel-findings .cell-link")
        assert not any("→" in link for link in links.all_inner_texts())
        assert links.first.get_attribute("title") == "go to this cell; nothing is changed"
        assert "11 zeros and blanks left out" in page.inner_text("#card .sums")
        assert page.locator("#card .options kbd").all_inner_texts()[:3:2] == ["1", "2"]
        assert "a sum does not hold with it" in page.inner_text("#card")
    with sit(TEXT, lang="zh") as desk:
        page = desk.page
        assert page.locator("[data-view=page]").is_disabled()
        assert "不是网页" in page.inner_text(".source-head")
        button = page.locator("#card button", has_text="无法辨认")
        assert button.count() == 1
        press(page, "?")
        assert "无法辨认：" in page.inner_text("dialog .keys")
        press(page, "Escape")
        page.click("[data-cell='9']")
        assert "10,962,400 元 “1096.24” 万元" in " ".join(page.inner_text("#card .choice >> nth=0").split())
