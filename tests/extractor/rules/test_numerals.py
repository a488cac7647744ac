"""A print's state and value: every print that FORMS.md and MESS.md name, and round trips of invented ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.rules.numerals import looks_like_value, read_print, unit_in
from schemas.enums import Quantity, State
from schemas.reading import Number

COUNT, CHANGE, MONEY = Quantity.COUNT, Quantity.CHANGE, Quantity.MONEY


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("12", 12),
        (" 12 ", 12),
        ("1,113", 1113),
        ("6,937,489", 6937489),
        ("3985758", 3985758),
        ("零", 0),
        ("〇", 0),
        ("32个", 32),
        ("32 个", 32),
        ("16件", 16),
        ("5宗", 5),
        ("120人次", 120),
        ("3条", 3),
        ("2万", 20000),
        ("+1036", 1036),
        ("22(其中修订 16 件)", 22),
        ("55(含自然失效 29 件)", 55),
        ("22(其中修订 16 件", 22),
        ("55[含自然失效29件]", 55),
        ("1,113件(含上年)", 1113),
        (".5", Decimal("0.5")),
        ("59237.2449", Decimal("59237.2449")),
        ("14722.49", Decimal("14722.49")),
    ],
)
def test_a_count_is_read_with_separators_units_and_notes(printed: str, value: Number) -> None:
    seen = read_print(printed)
    assert (seen.state, seen.value) == (State.NUMBER, value)
    assert seen.unit_known


def test_a_note_is_set_aside_and_kept() -> None:
    assert read_print("22(其中修订 16 件)").note == "(其中修订 16 件)"
    assert read_print("22").note == ""


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("8", 8),
        ("+8", 8),
        ("-8", -8),
        ("增8", 8),
        ("减8", -8),
        ("增 15", 15),
        ("减 4", -4),
        ("增加8", 8),
        ("减少8", -8),
        ("净减8", -8),
        ("+1036", 1036),
        ("-1,036", -1036),
        ("减8项", -8),
        ("0", 0),
        ("-0", 0),
    ],
)
def test_a_change_may_carry_its_sign_in_words(printed: str, value: int) -> None:
    seen = read_print(printed, CHANGE)
    assert (seen.state, seen.value) == (State.NUMBER, value)


@pytest.mark.parametrize("printed", ["增8", "减8", "减少8", "净增3"])
def test_a_sign_in_words_is_no_number_where_no_change_is_due(printed: str) -> None:
    assert read_print(printed, COUNT).state is State.UNREADABLE
    assert read_print(printed, MONEY).state is State.UNREADABLE


@pytest.mark.parametrize(
    ("printed", "header_unit", "value", "unit_known"),
    [
        ("61.71万元", None, 617100, True),
        ("61.71 万元", None, 617100, True),
        ("61.71万元", "元", 617100, True),
        ("2913705元", None, 2913705, True),
        ("2913705元", "万元", 2913705, True),
        ("251000元", None, 251000, True),
        ("152790元整", None, 152790, True),
        ("1.2亿元", None, 120000000, True),
        ("3千元", None, 3000, True),
        ("2百万元", None, 2000000, True),
        ("477.35", "万元", 4773500, True),
        ("1,113.5", "万元", 11135000, True),
        ("4068.208", "万元", 40682080, True),
        ("59237.2449", "元", Decimal("59237.2449"), True),
        ("59237.2449", "万元", 592372449, True),
        ("96171.6", None, Decimal("96171.6"), False),
        ("14722", None, 14722, False),
        ("0", None, 0, True),
        ("0.00", None, 0, True),
        ("零", None, 0, True),
        ("0", "万元", 0, True),
    ],
)
def test_money_is_given_in_yuan_and_says_whether_its_unit_is_known(
    printed: str, header_unit: str | None, value: Number, unit_known: bool
) -> None:
    seen = read_print(printed, MONEY, header_unit)
    assert (seen.state, seen.value, seen.unit_known) == (State.NUMBER, value, unit_known)


@pytest.mark.parametrize("printed", ["5件", "3人次", "2个"])
def test_money_is_not_counted_in_pieces(printed: str) -> None:
    assert read_print(printed, MONEY).state is State.UNREADABLE


@pytest.mark.parametrize("printed", ["5元", "61.71万元", "3千元"])
def test_a_count_is_not_made_of_money(printed: str) -> None:
    assert read_print(printed, COUNT).state is State.UNREADABLE


@pytest.mark.parametrize("printed", ["", " ", "   "])
def test_nothing_printed_is_a_blank(printed: str) -> None:
    seen = read_print(printed)
    assert (seen.state, seen.value) == (State.BLANK, None)


@pytest.mark.parametrize(
    "printed",
    [
        "/",
        "-",
        "—",
        "——",
        "--",
        "\\",
        "*",
        "无",
        "空",
        "暂无",
        "没有",
        "不适用",
        "N/A",
        "本单位未制作规章",
        "未制作",
        "全年无",
    ],
)
@pytest.mark.parametrize("quantity", list(Quantity))
def test_a_mark_is_kept_apart_from_blank_and_zero(printed: str, quantity: Quantity) -> None:
    seen = read_print(printed, quantity)
    assert (seen.state, seen.value) == (State.MARK, None)


@pytest.mark.parametrize(
    "printed",
    [
        "1O",
        "l2",
        "O",
        "3?",
        "I",
        "5S",
        "1,13",
        "1,1134",
        "12,34,567",
        "3 4",
        "1 113",
        "12.3.4",
        "12月",
        "2020年",
        "1/2",
        "10%",
    ],
)
def test_a_damaged_or_doubtful_number_is_unreadable(printed: str) -> None:
    for quantity in Quantity:
        seen = read_print(printed, quantity)
        assert (seen.state, seen.value) == (State.UNREADABLE, None)


@pytest.mark.parametrize("printed", ["自然人", "规章", "行政许可", "一", "十二"])
def test_words_are_no_number(printed: str) -> None:
    assert read_print(printed).value is None


@pytest.mark.parametrize(
    "printed",
    ["0", "12", "1,113", "-8", "减8", "61.71万元", "/", "-", "—", "无", "1O", "l2", "O", "22(其中修订 16 件)"],
)
def test_what_stands_where_a_number_stands_looks_like_a_value(printed: str) -> None:
    assert looks_like_value(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "自然人",
        "总计",
        "规章",
        "行政许可",
        "3.其他",
        "2.重复申请",
        "(六)其他处理",
        "第二十条第(一)项",
        "一、本年新收政府信息公开申请数量",
        "单位:万元",
    ],
)
def test_labels_do_not_look_like_values(printed: str) -> None:
    assert not looks_like_value(printed)
    assert not looks_like_value(printed, in_cell=False)


def test_words_stand_for_a_number_only_in_a_cell_of_their_own() -> None:
    assert looks_like_value("本单位未制作规章", in_cell=True)
    assert not looks_like_value("本单位未制作规章", in_cell=False)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("采购总金额(万元)", "万元"),
        ("本年收费金额(单位:万元)", "万元"),
        ("采购总金额(元)", "元"),
        ("收费金额(百万元)", "百万元"),
        ("收费金额(千元)", "千元"),
        ("采购项目数量", None),
        ("本年新公开数量", None),
    ],
)
def test_a_header_names_its_unit_of_money(label: str, unit: str | None) -> None:
    assert unit_in(label) == unit


@settings(max_examples=60)
@given(
    number=st.integers(0, 10**9),
    separated=st.booleans(),
    padding=st.sampled_from(["", " ", "  "]),
    unit=st.sampled_from(["", "件", "个", "条", " 件", "人次"]),
    note=st.sampled_from(["", "(其中修订 16 件)", "(含上年结转 3 件)"]),
)
def test_any_count_gives_itself_back(number: int, separated: bool, padding: str, unit: str, note: str) -> None:
    digits = f"{number:,}" if separated else str(number)
    seen = read_print(f"{padding}{digits}{unit}{note}{padding}")
    assert (seen.state, seen.value, seen.note) == (State.NUMBER, number, note)


@settings(max_examples=60)
@given(
    number=st.integers(-(10**7), 10**7),
    words=st.sampled_from([("-", "+"), ("-", ""), ("减", "增"), ("减少", "增加"), ("净减", "净增")]),
)
def test_any_change_gives_itself_back(number: int, words: tuple[str, str]) -> None:
    sign = words[0] if number < 0 else words[1]
    seen = read_print(f"{sign}{abs(number)}", CHANGE)
    assert (seen.state, seen.value) == (State.NUMBER, number)


@settings(max_examples=60)
@given(
    amount=st.decimals(0, 10**8, places=4),
    unit=st.sampled_from(
        [("元", 1), ("千元", 1000), ("万元", 10_000), ("万", 10_000), ("百万元", 10**6), ("亿元", 10**8)]
    ),
    in_header=st.booleans(),
    separated=st.booleans(),
)
def test_any_amount_gives_itself_back_in_yuan(
    amount: Decimal, unit: tuple[str, int], in_header: bool, separated: bool
) -> None:
    name, factor = unit
    digits = f"{amount:,.4f}" if separated else f"{amount:.4f}"
    seen = read_print(digits, MONEY, name) if in_header else read_print(digits + name, MONEY)
    assert seen.state is State.NUMBER
    assert seen.value == amount * factor
    assert seen.unit_known


@settings(max_examples=150)
@given(st.text().filter(lambda text: not any(character.isdigit() for character in text)))
@example("增")
@example("-")
@example("万元")
@example("(无)")
def test_a_text_without_digits_is_a_number_only_where_it_says_zero(text: str) -> None:
    for quantity in Quantity:
        seen = read_print(text, quantity)
        assert seen.state is not State.NUMBER or text.strip() in {"零", "〇"}


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from("0123456789,.+-增减万元亿件()无/— lO年")), st.sampled_from(list(Quantity)))
@example("1" * 60, MONEY)
@example("²", COUNT)
@example("٣", COUNT)
def test_no_print_raises_and_only_numbers_have_a_value(text: str, quantity: Quantity) -> None:
    seen = read_print(text, quantity, "万元")
    assert (seen.value is not None) == (seen.state is State.NUMBER)
    assert isinstance(looks_like_value(text), bool)


@settings(max_examples=100)
@given(st.text(alphabet="0123456789,. ", min_size=1, max_size=10))
def test_no_digit_is_lost_or_joined_over_a_gap(text: str) -> None:
    seen = read_print(text)
    if seen.state is State.NUMBER:
        assert " " not in text.strip()
        assert Decimal(text.strip().replace(",", "")) == seen.value
