"""Tokens to values as the model reader reads them, against the rules reader's own reading of the same prints."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.prints import is_value, money_unit, plain_number, read_token
from extractor.rules.numerals import read_print
from schemas.enums import Quantity, State

COUNT, CHANGE, MONEY = Quantity.COUNT, Quantity.CHANGE, Quantity.MONEY


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "state", "value", "known"),
    [
        ("0", COUNT, None, State.NUMBER, 0, True),
        ("1,234", COUNT, None, State.NUMBER, 1234, True),
        ("22(其中修订 16 件)", COUNT, None, State.NUMBER, 22, True),
        ("12件", COUNT, None, State.NUMBER, 12, True),
        ("1.2万", COUNT, None, State.NUMBER, 12_000, True),
        ("零", COUNT, None, State.NUMBER, 0, True),
        ("-8", CHANGE, None, State.NUMBER, -8, True),
        ("减8", CHANGE, None, State.NUMBER, -8, True),
        ("增8", CHANGE, None, State.NUMBER, 8, True),
        ("减8", COUNT, None, State.UNREADABLE, None, True),
        ("61.71", MONEY, "万元", State.NUMBER, 617_100, True),
        ("61.71万元", MONEY, None, State.NUMBER, 617_100, True),
        ("187350元", MONEY, "万元", State.NUMBER, 187_350, True),
        ("187350", MONEY, None, State.NUMBER, 187_350, False),
        ("0", MONEY, None, State.NUMBER, 0, True),
        ("0.5", MONEY, "元", State.NUMBER, Decimal("0.5"), True),
        ("", COUNT, None, State.BLANK, None, True),
        ("/", COUNT, None, State.MARK, None, True),
        ("—", COUNT, None, State.MARK, None, True),
        ("本单位未制作规章", COUNT, None, State.MARK, None, True),
        ("l2", COUNT, None, State.UNREADABLE, None, True),
        ("1 2", COUNT, None, State.UNREADABLE, None, True),
        ("9" * 5000, COUNT, None, State.UNREADABLE, None, True),
    ],
)
def test_a_token_says(
    text: str, quantity: Quantity, unit: str | None, state: State, value: object, known: bool
) -> None:
    token = read_token(text, quantity, unit)
    assert (token.state, token.value, token.unit_known) == (state, value, known)


@given(
    st.one_of(
        st.integers(0, 10**9).map(str),
        st.integers(0, 10**9).map(lambda number: f"{number:,}"),
        st.decimals(0, 10**6, places=2).map(str),
        st.sampled_from(["/", "-", "—", "——", "无", "", "0", "暂无", "本机关无规章", "o", "l", "3l", "十", "规章"]),
        st.builds(
            lambda n, u: f"{n}{u}", st.integers(0, 99_999), st.sampled_from(["件", "条", "元", "万元", "万", "人次"])
        ),
        st.builds(lambda s, n: f"{s}{n}", st.sampled_from("+-增减"), st.integers(0, 9_999)),
    ),
    st.sampled_from(Quantity),
    st.sampled_from([None, "元", "万元"]),
)
def test_both_readers_read_one_print_alike_though_they_share_no_code(
    text: str, quantity: Quantity, unit: str | None
) -> None:
    ours, theirs = read_token(text, quantity, unit), read_print(text, quantity, unit)
    assert (ours.state, ours.value, ours.unit_known) == (theirs.state, theirs.value, theirs.unit_known)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,052", (1052, "")),
        ("3.6万", (36_000, "万")),
        ("1.2万余", (12_000, "万")),
        ("98.5%", (Decimal("0.985"), "%")),
        ("百分之九十", (Decimal("0.9"), "%")),
        ("十二", (12, "")),
        ("三百零五", (305, "")),
        ("一万二千", (12_000, "")),
        ("约300", (300, "")),
        ("若干", None),
        ("12个", None),
        ("一二", None),
        ("", None),
    ],
)
def test_a_number_of_the_prose(text: str, found: tuple[object, str] | None) -> None:
    assert plain_number(text) == found


def test_a_unit_is_known_only_where_one_is_printed() -> None:
    assert money_unit("收费金额(单位:万元)") == "万元"
    assert money_unit("金额") is None
    assert money_unit("万元或元") is None


@pytest.mark.parametrize(
    ("text", "answer"), [("12", True), ("/", True), ("l2", True), ("减8", True), ("规章", False), ("单位:万元", False)]
)
def test_what_fills_a_place(text: str, answer: bool) -> None:
    assert is_value(text) is answer
