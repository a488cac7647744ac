from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.sections.identity import identify
from extractor.sections.names import YEAR, read_year
from extractor.sections.period import body_year, find_period, signed_year

OPENING = "根据《中华人民共和国政府信息公开条例》(国令第711号)要求编制本报告。"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。", "2021-01-01", "2021-12-31"),
        ("所列数据统计期限为2021年1月1日至2021年12月31日。", "2021-01-01", "2021-12-31"),
        ("统计期限自2021年1月1日起至12月31日止。", "2021-01-01", "2021-12-31"),
        ("统计时限自2011年1月1日起,至2011年12月31日止。", "2011-01-01", "2011-12-31"),
        ("统计时间为2020年1月1日-12月31日", "2020-01-01", "2020-12-31"),
        ("统计周期为2024年1月1日至12月31日。", "2024-01-01", "2024-12-31"),
        ("数据核定的起止时间为2020年1月1日—2020年12月31日", "2020-01-01", "2020-12-31"),
        ("统计书记时间段为2020年1月1日到2020年12月31日", "2020-01-01", "2020-12-31"),
        ("本报告数据统计期限为2018年1月1日到2018年12月7日。", "2018-01-01", "2018-12-07"),
        ("统计期限从2019年3月18日起至2019年12月31日止。", "2019-03-18", "2019-12-31"),
        ("统计期限为202111日至1231日。", "2021-01-01", "2021-12-31"),
        ("统计期限自201911日至20191231日止。", "2019-01-01", "2019-12-31"),
        ("统计期限自201511日起至20151231日止。", "2015-01-01", "2015-12-31"),
        ("统计期限自20201月1日起至202012月31日止。", "2020-01-01", "2020-12-31"),
        ("统计期限为2021.1.1-2021.12.31。", "2021-01-01", "2021-12-31"),
        ("统计期限为2021-01-01至2021-12-31。", "2021-01-01", "2021-12-31"),
        ("统计期限为2021年01月01日至2021年12月31日。", "2021-01-01", "2021-12-31"),
        ("统计期限自二〇二一年一月一日起至二〇二一年十二月三十一日止。", "2021-01-01", "2021-12-31"),
        ("统计期限为2020年1月至12月。", "2020-01-01", "2020-12-31"),
        ("统计期限为2020年1月至2020年11月。", "2020-01-01", "2020-11-30"),
        ("2021年1月1日至2021年12月31日,我局共公开信息二十条。", "2021-01-01", "2021-12-31"),
        ("数据统计期限为2021年1月1日至当年12月31日。", "2021-01-01", "2021-12-31"),
    ],
)
def test_a_stated_period(text: str, start: str, end: str) -> None:
    found = find_period(text)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
    assert identify([OPENING, text]).year == found.start.year


@pytest.mark.parametrize(
    "text",
    [
        "2020年5月10日至5月20日开展政务公开宣传活动。",
        "2020年2月30日至2020年12月31日",
        "统计期限为2021年13月1日至2021年14月1日。",
        "统计期限为2021年12月31日至2021年1月1日。",
        "规划期为2016年1月1日至2020年12月31日。",
        "12345热线",
        "",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert find_period(text) is None


def test_a_period_without_a_year_takes_that_of_the_title() -> None:
    found = identify(["青禾县水利局2021年政府信息公开工作年度报告", "数据统计期限为1月1日至11月30日。"])
    assert (found.period_start, found.period_end) == ("2021-01-01", "2021-11-30")


def test_a_period_broken_over_lines() -> None:
    lines = [
        "本报告由青禾市河西区人民政府办公室根据条例要求编制,所列数据统计期限自2023年1月1日",
        "起至2023年12月31日止。",
        "一、总体情况",
    ]
    found = identify(lines)
    assert (found.year, found.period_end) == (2023, "2023-12-31")


def test_the_calendar_year_where_no_period_is_stated() -> None:
    found = identify(["青禾县水利局2021年政府信息公开工作年度报告", OPENING])
    assert (found.period_start, found.period_end) == ("2021-01-01", "2021-12-31")


def test_no_year_no_period() -> None:
    found = identify(["一、总体情况", "我局认真落实各项要求。"])
    assert (found.year, found.period_start, found.period_end) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2020年,我局认真落实。2020年全年公开信息十条。2021年,我局将继续努力。", 2020),
        ("依据青政发〔2018〕30号文件,2020年公开信息十条。", 2020),
        ("《青禾县2019年政务公开工作要点》《青禾县2019年要点》印发后,2020年公开信息十条。", 2020),
        ("条例于2019年修订,2019年修订后,2020年我局落实条例。", 2020),
        ("2020年公开信息十条,较2019年增加两条,比2019年多,与2019年相比增长,2019年同期五条。", 2020),
        ("由2019年的五条增加到2020年的十条。", 2020),
        ("2015-,我局主动公开信息十条。", 2015),
        ("截至2020年12月31日,全年未收到申请。", None),
        ("公开十条。\n2021年1月15日", None),
        ("二〇二〇年,我局公开十条。", 2020),
        ("2020年报告", 2020),
        ("我局认真落实。", None),
    ],
)
def test_the_year_that_the_text_is_about(text: str, year: int | None) -> None:
    found = body_year(text)
    assert (found[0] if found else None) == year


def test_the_title_stands_over_the_period_and_the_contradiction_is_flagged() -> None:
    found = identify(["青禾县水利局2020年政府信息公开工作年度报告", "统计期限为2019年1月1日至2019年12月31日。"])
    assert found.year == 2020
    assert found.period_start == "2019-01-01"
    assert found.flags == ("year_contradicted",)


def test_a_text_of_another_year_than_its_title_is_flagged() -> None:
    body = ["2019年,我局公开信息。", "2019年,我局培训两次。", "2019年,我局收到申请三件。"]
    found = identify(["青禾县水利局2020年政府信息公开工作年度报告", *body])
    assert (found.year, found.flags) == (2020, ("year_contradicted",))


def test_last_year_mentioned_once_contradicts_nothing() -> None:
    lines = ["青禾县水利局2021年政府信息公开工作年度报告", "2020年,我局公开信息。", "2021年,我局公开信息。"]
    assert identify(lines).flags == ()


def test_the_year_before_a_signature_of_january_is_the_last_resort() -> None:
    found = identify(["一、总体情况", "我局认真落实各项要求。", "青禾县水利局", "2021年1月15日"])
    assert (found.year, found.flags) == (2020, ("year_from_signature",))


def test_a_signature_late_in_the_year_says_nothing() -> None:
    assert signed_year("青禾县水利局\n2021年11月15日") is None


@pytest.mark.parametrize(
    ("text", "year"), [("2021", 2021), ("二〇二一", 2021), ("二○一九", 2019), ("二零二零", 2020), ("二O一一", 2011)]
)
def test_a_year_in_digits_and_numerals(text: str, year: int) -> None:
    assert read_year(text) == year
    assert identify([f"青禾县水利局{text}年政府信息公开工作年度报告"]).year == year
    assert YEAR


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2008, 1, 1), date(2039, 12, 31)), st.integers(0, 360), st.sampled_from("至到-—~"), st.booleans())
def test_a_printed_period_comes_back(start: date, days: int, to: str, again: bool) -> None:
    end = min(date.fromordinal(start.toordinal() + days), date(start.year, 12, 31))
    second = f"{end.year}年" if again else ""
    found = find_period(
        f"统计期限自{start.year}年{start.month}月{start.day}日起{to}{second}{end.month}月{end.day}日止。"
    )
    assert found is not None
    assert (found.start, found.end) == (start, end)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789年月日至-.统计期限一二十〇,起 ", max_size=40))
def test_any_text_has_a_period_in_order_or_none(text: str) -> None:
    found = find_period(text, 2020)
    assert found is None or found.start <= found.end
