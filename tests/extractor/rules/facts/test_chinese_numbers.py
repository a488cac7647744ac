"""Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rules.facts.chinese_numbers import chinese_number, chinese_share

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两", 2),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("一百零三", 103),
        ("一百二十", 120),
        ("三千零五", 3005),
        ("一万二千", 12_000),
        ("三亿", 300_000_000),
        ("二〇二三", 2023),
        ("〇", 0),
    ],
)
def test_a_numeral_is_its_number(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "几", "三个", "百", "万", "十百", "二三十", "一二百", "两三"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert chinese_number(text) is None


def _printed(number: int) -> str:
    """A number below ten thousand as people write it."""
    text, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + unit
        gap = not digit
    return text or "零"


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_every_number_is_read_as_it_is_written(small: int, large: int) -> None:
    assert chinese_number(_printed(small)) == small
    if large and small >= 1000:
        assert chinese_number(_printed(large) + "万" + _printed(small)) == large * 10_000 + small


@given(st.text("零〇一二两三四五六七八九十百千万亿", max_size=14))
def test_any_run_of_numerals_is_a_number_or_none(text: str) -> None:
    number = chinese_number(text)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("九十八点五", "98.5"),
        ("百", "100"),
        ("一百", "100"),
        ("七", "7"),
        ("零点三", "0.3"),
        ("三十点", None),
        ("点五", None),
    ],
)
def test_a_share_in_words(text: str, share: str | None) -> None:
    assert chinese_share(text) == (None if share is None else Decimal(share))
