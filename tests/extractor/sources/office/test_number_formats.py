"""Numbers as the formats of a sheet show them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.office.number_format import BUILT_IN, shown_number, shown_text


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("12", "General", "12"),
        ("0", "General", "0"),
        ("61.71", "General", "61.71"),
        ("0.30000000000000004", "General", "0.3"),
        ("-8", "General", "-8"),
        ("123456789012", "General", "1.23457E+11"),
        ("12.5", "0", "13"),
        ("-12.5", "0", "-13"),
        ("2.4999999999999996", "0", "3"),
        ("1.005", "0.00", "1.01"),
        ("-0.4", "0", "0"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("7", "#,##0", "7"),
        ("0", "#,##0", "0"),
        ("0", "#", ""),
        ("5", "000", "005"),
        ("0.125", "0%", "13%"),
        ("0.125", "0.0%", "12.5%"),
        ("1234567", "0,", "1235"),
        ("1234567", "0.0,,", "1.2"),
        ("12.5", "0.##", "12.5"),
        ("12", "0.##", "12."),
        ("8", "+0;-0;0", "+8"),
        ("-8", "+0;-0;0", "-8"),
        ("0", "+0;-0;0", "0"),
        ("-3", '"增"0;"减"0;"平"', "减3"),
        ("0", '"增"0;"减"0;"平"', "平"),
        ("0", "0;-0;", ""),
        ("5", ";;;", ""),
        ("3", '0"件"', "3件"),
        ("3", "0\\件", "3件"),
        ("-1234", "#,##0;[Red](#,##0)", "(1,234)"),
        ("0", BUILT_IN[41], '   - '.replace("   ", "  ")),
        ("1234", BUILT_IN[41], "  1,234 ".replace("  ", " ")),
        ("5", "[>=10]0;[<10]\"少于十\"", "少于十"),
        ("12", "[>=10]0;[<10]\"少于十\"", "12"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("0.5", "# ?/?", "0.5"),
        ("123", "[DBNum1][$-804]General", "一百二十三"),
        ("123", "[DBNum2][$-804]General", "壹佰贰拾叁"),
        ("2023", "[DBNum1]0", "二〇二三"),
        ("45322", "yyyy/m/d", "2024/1/31"),
        ("45322", 'yyyy"年"m"月"d"日"', "2024年1月31日"),
        ("45322.75", "yyyy-mm-dd hh:mm", "2024-01-31 18:00"),
        ("45322.75", "上午/下午h:mm", "下午6:00"),
        ("45322", "aaaa", "星期三"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("-1", "yyyy/m/d", "########"),
        ("12", "G/通用格式\"人\"", "12人"),
        ("12", "[$¥-804]0", "¥12"),
        ("n/a", "0", "n/a"),
        ("1e400", "0", "1e400"),
    ],
)  # fmt: skip
def test_shown_numbers(raw: str, code: str, shown: str) -> None:
    assert shown_number(raw, code).strip() == shown.strip()


def test_days_since_1904() -> None:
    assert shown_number("43860", "yyyy/m/d", since_1904=True) == "2024/1/31"


def test_texts_take_what_the_format_puts_around_them() -> None:
    assert shown_text("甲", '0;-0;0;"共"@"件"') == "共甲件"
    assert shown_text("甲", '@"件"') == "甲件"
    assert shown_text("甲", "0") == "甲"
    assert shown_text("12", ";;;") == ""


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_show_as_python_shows_them(number: int) -> None:
    assert shown_number(str(number), "0") == str(number)
    assert shown_number(str(number), "#,##0") == f"{number:,}"


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_decimals_are_rounded_half_away_from_zero(number: object, places: int) -> None:
    from decimal import ROUND_HALF_UP, Decimal

    amount = Decimal(str(number))
    code = "0" + ("." + "0" * places if places else "")
    wanted = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert shown_number(str(number), code) == f"{wanted if wanted else abs(wanted):f}"


@given(st.text(alphabet='0#?.,;%E+-/@"\\[]ymdhs年_* GeneralDBNum1>=<', max_size=40), st.floats(-1e15, 1e15))
def test_no_format_is_too_strange(code: str, number: float) -> None:
    assert isinstance(shown_number(repr(number), code), str)
