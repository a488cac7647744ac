from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.sources import is_traditional, normalize

FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}

PIECES = st.sampled_from(
    [
        *'0129０９三总计公开領導規章人⼈⾏豈，、。：；（）()[],.-+%|/"“”‘’ \u00a0\u3000\u200b\ufeff\t\na Zǐ',
        *("(lǐng)", "（dǎo）", "(inc)", "(A)", ",、", ",，", ",。", "  ", "3 4", "1,113", "本年新 制作", "\ufffd"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)
GENERATED = settings(max_examples=300, deadline=None)


def digit_runs(text: str) -> list[str]:
    return re.findall("[0-9]+", text.translate(FULL_WIDTH))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("１２３", "123"),
        ("（一）予以公开：", "(一)予以公开:"),
        ("自 然 人", "自然人"),
        ("总\u3000计", "总计"),
        ("总\u00a0计\u200b", "总计"),
        ("（一） 予以公开", "(一)予以公开"),
        ("1. 属于国家秘密", "1.属于国家秘密"),
        ("3 4", "3 4"),
        ("3\u200b4", "3 4"),
        ("2024  年", "2024 年"),
        ("⼈⾏", "人行"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("一,、总体情况", "一、总体情况"),
        ("2023年,，我局", "2023年,我局"),
        ("会议,。", "会议。"),
        ("共3,，4件", "共3,,4件"),
        ("−8", "-8"),
        ("1,113", "1,113"),
        ("总计\n（一）", "总计(一)"),
    ],
)
def test_canonical_form(raw: str, expected: str) -> None:
    assert normalize(raw).text == expected


def test_pinyin_residue_goes_before_conversion_and_other_brackets_stay() -> None:
    raw = "領(lǐng)導(dǎo)負(fù)責(zé)復(fù) (yì)議（A）（一）公司(inc)"
    assert normalize(raw, traditional=True).text == "领导负责复议(A)(一)公司(inc)"


def test_simplified_text_is_not_converted_unless_asked() -> None:
    assert normalize("藉由").text == "藉由"


def test_lines_and_tabs_stay_where_they_are_wanted() -> None:
    assert normalize("规章 \t 0\n 总 计", keep_lines=True).text == "规章\t0\n总计"


def test_spans_lead_back_to_what_was_printed() -> None:
    raw = "（一）領(lǐng)導(dǎo)  １２ 件"
    normalized = normalize(raw, traditional=True)
    start = normalized.text.index("领导")
    assert raw[slice(*normalized.raw_span(start, start + 2))] == "領(lǐng)導"
    start = normalized.text.index("12")
    assert raw[slice(*normalized.raw_span(start, start + 2))] == "１２"
    end = len(normalized.text)
    assert normalized.raw_span(end, end) == (len(raw), len(raw))
    assert normalized.raw_span(0, 0) == (0, 0)


@GENERATED
@given(TEXTS, st.booleans(), st.booleans())
def test_every_character_maps_into_the_input_in_order(text: str, traditional: bool, keep_lines: bool) -> None:
    normalized = normalize(text, traditional=traditional, keep_lines=keep_lines)
    origins = list(normalized.origins)
    assert len(origins) == len(normalized.text)
    assert all(earlier < later for earlier, later in pairwise(origins))
    assert not origins or (origins[0] >= 0 and origins[-1] < len(text))


@GENERATED
@given(TEXTS, st.booleans())
def test_digits_are_neither_lost_nor_invented_nor_joined(text: str, traditional: bool) -> None:
    assert digit_runs(normalize(text, traditional=traditional).text) == digit_runs(text)


@GENERATED
@given(TEXTS, st.booleans())
def test_the_canonical_form_is_its_own(text: str, keep_lines: bool) -> None:
    once = normalize(text, keep_lines=keep_lines).text
    assert normalize(once, keep_lines=keep_lines).text == once


@GENERATED
@given(TEXTS)
def test_each_digit_maps_to_itself(text: str) -> None:
    normalized = normalize(text)
    for index, char in enumerate(normalized.text):
        if char in "0123456789":
            start, end = normalized.raw_span(index, index + 1)
            assert text[start:end].translate(FULL_WIDTH) == char


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山陽縣體育局2011年度信息公開報告", True),
        ("總計", True),
        ("政府信息公開", True),
        ("政府信息公开", False),
        ("著作权、乾陵区、藉由", False),
        ("", False),
        ("0 0 0", False),
        ("繁體版 无障碍 青川市人民政府办公室2022年政府信息公开工作年度报告根据条例第五十条编制" * 2, False),
    ],
)
def test_traditional_pages_are_told_from_simplified_ones(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("政府資訊公開", "政府信息公开"),
        ("網路申請數", "网络申请数"),
        ("規範性檔案", "规范性文件"),
        ("某市檔案局", "某市档案局"),
        ("設定政府資訊公開查閱點數", "设置政府信息公开查阅点数"),
    ],
)
def test_words_of_taiwan_become_the_form_s(raw: str, expected: str) -> None:
    assert normalize(raw, traditional=True).text == expected
    assert normalize(expected).text == expected
