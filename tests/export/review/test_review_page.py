"""The page as bytes: inert data, pinned script and style, the same every time, and what it says of its sources."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.export.review.ranking import choose
from extractor.export.review.report_record import doubtful, report_record
from extractor.export.review.vocabulary import vocabulary
from extractor.export.self_contained import island
from extractor.reviewing.doubts import ordered_paths
from schemas.enums import Status
from schemas.result import ErrorResult, Extraction
from tests.export.review.conftest import MakePage

HOSTILE = "</script><script>alert(1)</script><!--<script>\u2028\u2029\u202e\u0000\"'&lt;\ud800\U0001f600]]>"


def data_of(page: bytes) -> dict[str, Any]:
    found = re.findall(rb'<script type="application/json" id="([^"]*)">(.*?)</script>', page, re.DOTALL)
    return {name.decode(): json.loads(text) for name, text in found}


@given(st.text(alphabet=st.characters(codec=None)) | st.just(HOSTILE))
@settings(max_examples=300)
def test_nothing_in_the_data_ends_it_or_steers_it(text: str) -> None:
    written = island("x", {text: [text]}).decode("utf-8")
    inner = written.removeprefix('<script type="application/json" id="x">').removesuffix("</script>\n")
    assert json.loads(inner) == {text: [text]}
    assert not set(inner) & set("<>&")
    assert not [c for c in inner if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]


def test_the_page_is_the_same_every_time_and_names_no_other_place(make_page: MakePage, disputed: Extraction) -> None:
    page = make_page([disputed])
    assert page == make_page([disputed])
    text = page.decode("utf-8")
    outside = text[: text.index('<script type="application/json"')] + text[text.index('<script id="program">') :]
    assert not re.findall(r"https?://|//[a-z]+\.|@import|url\(|\bsrc=|<link|<img|<iframe", outside)


def test_only_its_own_script_and_style_may_run(make_page: MakePage, disputed: Extraction) -> None:
    page = make_page([disputed]).decode("utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = dict(part.split(" ", 1) for part in found.group(1).replace("&#x27;", "'").split("; "))
    assert policy["default-src"] == "'none'"
    for directive, tag in (("script-src", '<script id="program">'), ("style-src", "<style>")):
        inner = page.split(tag, 1)[1].split(f"</{tag[1:].split()[0].rstrip('>')}>", 1)[0]
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert policy[directive] == f"'sha256-{digest}'"


def test_doubtful_cells_come_in_the_order_of_doubt(disputed: Extraction, unread: Extraction) -> None:
    report = unread.reports[0].model_copy(deep=True)
    paths = ordered_paths(report)
    report.cells[paths[30]].status = Status.DISPUTED
    report.cells[paths[20]].status = Status.REPAIRED
    first = doubtful(report)
    assert first[:2] == [30, 20]
    assert all(report.cells[paths[at]].status is Status.UNREAD for at in first[2:])
    with_finding = disputed.reports[0].model_copy(deep=True)
    before = doubtful(with_finding)
    path = ordered_paths(with_finding)[0]
    with_finding.cells[path].status = Status.READ
    assert doubtful(with_finding) == before
    with_finding.findings[0].paths.append(path)
    assert doubtful(with_finding) == [*before, 0]


def test_the_worst_reports_come_first_and_the_rest_is_counted(
    make_page: MakePage, disputed: Extraction, unread: Extraction
) -> None:
    failed = unread.model_copy(update={"reports": [], "error": ErrorResult(kind="empty", message="nothing in it")})
    results = [failed, unread, disputed]
    data = data_of(make_page(results))
    index = data["index"]
    assert [listed["source"] for listed in index["reports"]] == [disputed.source, unread.source]
    assert {listed["layout"] for listed in index["reports"]} == set(range(len(data["shared"]["layouts"])))
    assert index["failed"] == [{"name": unread.source, "kind": "empty", "message": "nothing in it"}]
    data = data_of(make_page(results, most=1))
    assert (len(data["index"]["reports"]), data["index"]["total"]) == (1, 2)
    assert set(data) == {"shared", "index", "source-2", "report-0"}
    assert choose(results, 1).lines == {2}


def test_a_cell_keeps_print_value_state_and_place(disputed: Extraction, make_page: MakePage) -> None:
    data = data_of(make_page([disputed]))
    report = disputed.reports[0]
    layout, source = data["shared"]["layouts"][0], data["source-0"]
    order = data["shared"]["words"]["order"]
    seen = 0
    for path, written in zip(layout["paths"], data["report-0"]["cells"], strict=True):
        cell = report.cells[path]
        status, state, value, printed, place, *_ = written
        assert (order["status"][status], order["state"][state], value) == (cell.status, cell.state, cell.value)
        assert (str(value) if printed == 0 else printed) == cell.printed
        if place and cell.printed:
            seen += 1
            assert source["text"][place[0] : place[0] + place[1]] == cell.printed
    assert seen > 150


def test_without_its_source_a_report_has_no_places(disputed: Extraction, make_page: MakePage) -> None:
    gone = disputed.model_copy(update={"source": "gone.md"})
    changed = disputed.model_copy(update={"sha256": "0" * 64})
    data = data_of(make_page([gone, changed]))
    assert (data["source-0"]["absent"], data["source-1"]["absent"]) == ("missing", "changed")
    assert not any(cell[4] for cell in data["report-0"]["cells"])
    assert report_record(gone.reports[0], None, gone.origin) == data["report-0"]


@pytest.mark.parametrize("group", [name for name in vocabulary() if name not in ("order", "signs")])
def test_every_word_has_both_languages(group: str) -> None:
    words: Any = vocabulary()[group]
    assert len(words) >= 3
    assert all(english and chinese for english, chinese in words.values())


def test_a_long_source_is_shown_in_windows(disputed: Extraction, make_page: MakePage) -> None:
    short = data_of(make_page([disputed], limit=1000))["source-0"]
    assert short["left_out"] > 0
    assert len(short["text"]) <= 1400
    doubts = data_of(make_page([disputed], limit=1000))["report-0"]["cells"][-15:-10]
    assert all(cell[4] for cell in doubts)


def test_a_number_beyond_all_floats_keeps_its_print(disputed: Extraction, make_page: MakePage) -> None:
    extraction = disputed.model_copy(deep=True)
    path = ordered_paths(extraction.reports[0])[0]
    extraction.reports[0].cells[path].value = Decimal("1e999")
    assert data_of(make_page([extraction]))["report-0"]["cells"][0][2:4] == [
        None,
        extraction.reports[0].cells[path].printed,
    ]
