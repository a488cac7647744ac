"""What sources look like: bytes, layouts and documents as the catalogue of real deviations describes them."""

from __future__ import annotations

import re

import pytest

from eval.mangle import mangle, parse_modes
from eval.mangle.canvas import width
from eval.truth import generate

SEEDS = range(12)


def _bytes(modes: str, seed: int, form: str | None = None, blanks: str | None = None) -> bytes:
    return mangle(generate(seed, form=form, blank_policy=blanks), parse_modes(modes), seed).data


def _text(modes: str, seed: int, form: str | None = None, blanks: str | None = None) -> str:
    return _bytes(modes, seed, form, blanks).decode()


def test_gbk_decodes_back() -> None:
    for seed in SEEDS:
        assert _bytes("gbk+pipes", seed).decode("gb18030") == _text("pipes", seed)
        page = _bytes("gbk+html", seed)
        assert re.search(rb'charset=(gb2312|gbk|GB2312|gb18030)"', page)
        body = page.decode("gb18030").split("</head>")[1]
        assert body.split("</head>")[-1] == _text("html", seed).split("</head>")[1]
        with pytest.raises(UnicodeDecodeError):
            page.decode()


def test_big5_is_traditional() -> None:
    for seed in SEEDS:
        text = _bytes("big5+lines", seed, form="2021").decode("cp950")
        assert "政府信息公開" in text
        assert "公开" not in text


def test_wrong_declarations_and_byte_order_marks() -> None:
    for seed in SEEDS:
        page = _bytes("wrong_meta", seed)
        assert re.search(rb"charset=(gb2312|iso-8859-1)", page)
        assert page.decode().endswith(_text("html", seed).split("</head>")[1])
        assert _bytes("bom+tabs", seed).startswith((b"\xef\xbb\xbf", b"\xff\xfe"))


def test_residue_stands_after_traditional_characters() -> None:
    text = _text("traditional_residue:1+lines", 1, form="2021")
    assert "公開(kāi)" in text
    assert "開(kāi)" in text
    residue = re.findall(r"(.)\(([a-zāáǎàēéěèīíǐìōóǒòūúǔùǚǜ]+)\)", text)
    assert len(residue) > 100
    assert all("\u4e00" <= character <= "\u9fff" for character, _ in residue)
    assert not re.search(r"\([a-z]", _text("traditional+lines", 1, form="2021"))
    mangled = mangle(generate(1, form="2021"), parse_modes("traditional_residue:1+lines"), 1)
    report = mangled.label["reports"][0]
    assert report["organization"] == mangled.truths[0].organization
    assert all(fact["quote"] in text for fact in report["facts"])
    assert [fact["quote_normalized"] for fact in report["facts"]] == [f.quote for f in mangled.truths[0].facts]


def test_one_cell_a_line_with_pipes() -> None:
    lines = _text("cell_pipes", 2, form="2019", blanks="totals_only").splitlines()
    start = next(i for i, line in enumerate(lines) if "本年新收" in line)
    run = lines[start + 1 : start + 9]
    # Lone pipes for blanks, the total, then the row's end; shorter rows end with more pipes.
    assert all(re.fullmatch(r"\||[\d,]+ \|", line) for line in run[:7])
    assert run[7] == "||"
    caption = next(i for i, line in enumerate(lines) if "第二十条" in line)
    assert lines[caption + 1] == "||||"


def test_blank_lines_keep_every_run_countable() -> None:
    for seed in SEEDS:
        lines = _text("lines", seed, form="2021", blanks="blank_cells").splitlines()
        start = next(i for i, line in enumerate(lines) if line.endswith("一、本年新收政府信息公开申请数量"))
        assert lines[start + 8].endswith("二、上年结转政府信息公开申请数量")
        assert all(re.fullmatch(r"[\d,]*", line) for line in lines[start + 1 : start + 8])


def test_tabs_and_pipes_have_a_place_for_every_column() -> None:
    for seed in SEEDS:
        for line in _text("pipes", seed, form="2021", blanks="blank_cells").splitlines():
            if "三安全一稳定" in line:
                cells = [cell.strip() for cell in line.split("三安全一稳定")[1].split("|")][1:]
                assert all(re.fullmatch(r"[\d,]*", cell) for cell in cells[:7])
                assert not any(cells[7:])


def test_layout_keeps_columns_under_each_other() -> None:
    rows = 0
    for seed in SEEDS:
        lines = _text("layout", seed, form="2021", blanks="totals_only").splitlines()
        ends = set()
        for line in lines:
            if re.search(r"属于\S+  +\d+$", line):
                rows += 1
                ends.add((width(line) - len(line.split()[-1]) // 2) // 2)
        # The lone total of every row stands in the last column.
        assert not ends or max(ends) - min(ends) <= 1
    assert rows > 20


def test_pages_are_numbered_and_upright_labels_stand_a_character_a_line() -> None:
    text = _text("layout", 5, form="2021")
    assert text.count("\f") >= 2
    assert re.search(r"(?m)^ +[-—] ?1 ?[-—]$", text)
    upright = [line[0] for line in text.splitlines() if line[:1] in set("三、本年度办理结果") and line[1:3] == "  "]
    assert len(upright) >= 6


def test_saved_pages_are_mostly_noise() -> None:
    for seed in SEEDS:
        assert 80_000 < len(_bytes("saved_page:90", seed, form="2021")) < 130_000
        assert len(_text("saved_page:90+lines", seed)) > 30 * 1000


def test_word_processor_pages_cut_words_into_spans() -> None:
    text = _text("html_wps", 1, form="2021")
    assert "<o:p>" in text
    assert re.search(r"<span[^>]*>[^<]{1,3}</span><span", text)
    assert text.count("<table") == text.count("</table>") >= 4


def test_several_reports_and_stacked_years_have_a_label_each() -> None:
    for seed in SEEDS:
        mangled = mangle(generate(seed, form="2021"), parse_modes("several_reports:2+pipes"), seed)
        reports = mangled.label["reports"]
        assert len({report["organization"] for report in reports}) == 3
        text = mangled.data.decode()
        assert all(text.count(str(report["title"])) >= 1 for report in reports[1:])
        stacked = mangle(generate(seed, form="2021"), parse_modes("stacked_years+tabs"), seed)
        newer, older = stacked.label["reports"]
        assert (older["organization"], older["year"]) == (newer["organization"], (newer["year"] or 0) - 1)
        lines = stacked.data.decode().splitlines()
        marks = [line for line in lines if re.fullmatch(r"【?\d{4}年度?】?", line)]
        assert [int(re.sub(r"\D", "", mark)) for mark in marks] == [newer["year"], older["year"]] * 3


def test_spam_hides_the_agency_and_the_label_does_not_guess() -> None:
    for seed in SEEDS:
        mangled = mangle(generate(seed), parse_modes("spam+lines"), seed)
        report = mangled.label["reports"][0]
        assert report["organization"] is None
        assert mangled.truths[0].organization not in mangled.data.decode()


def test_headings_drift_shift_and_double() -> None:
    shifted = _text("headings_shifted+lines", 5, form="2021")
    assert re.search(r"(?m)^一、.*主动公开", shifted)
    assert re.search(r"(?m)^四、.*问题", shifted)
    doubled = _text("headings_doubled:1+lines", 5, form="2021")
    assert len(re.findall(r"(?m)^三、.*申请情况$", doubled)) == 2
    glued = _text("headings_glued+lines", 5, form="2021")
    assert re.search(r"(?m)^一、[^。]{2,20}\d{4}年，", glued)
    drifted = [_text("headings_drift+lines", seed, form="2021") for seed in range(10)]
    assert any(re.search(r"(?m)^五、监督保障", text) for text in drifted)


def test_hidden_tables_are_hidden() -> None:
    for seed in SEEDS:
        page = _text("hidden_table", seed, form="2021")
        assert page.count("<table") > _text("html", seed, form="2021").count("<table")
        assert re.search(r"display:none|<div hidden|visibility: hidden|<template>|<!-- <table", page)
    with_spans = _text("hidden_table+html_wps", 3, form="2021")
    assert with_spans.count("<table") == with_spans.count("</table>")


def test_subtotals_add_their_rows() -> None:
    mangled = mangle(generate(5, form="2021", blank_policy="zeros"), parse_modes("subtotal_rows+tabs"), 5)
    cells = mangled.label["reports"][0]["cells"]
    children = [
        cells[f"requests.other_handling.{k}.total"]["value"] or 0
        for k in ("not_corrected_in_time", "fee_unpaid", "other")
    ]
    assert cells["requests.other_handling.total"]["value"] == sum(children)
    rows = [line for line in mangled.data.decode().splitlines() if re.search(r"(\t[\d,]+){7}$", line)]
    assert len(rows) == 25 + 4 + 1, "the form's rows, the groups' and table four"


def test_the_annex_as_one_run() -> None:
    mangled = mangle(generate(3, form="statistics", blank_policy="blank_cells"), parse_modes("annex_run"), 3)
    text = mangled.data.decode()
    run = next(line for line in text.splitlines() if "主动公开规范性文件数" in line)
    assert "接受培训人员数" in run
    blank = [p for p, c in mangled.label["reports"][0]["cells"].items() if c["state"] == "blank"]
    assert blank
    assert mangled.label["reports"][0]["cells"][blank[0]]["alternatives"] == [{"value": None, "state": "lost"}]
