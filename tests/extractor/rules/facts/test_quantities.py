"""Numbers of prose with their units: tokens, scales, approximation, and what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rules.facts.prose import counting
from extractor.rules.facts.quantities import quantities_in
from schemas.reading import Number


@pytest.mark.parametrize(
    ("text", "value", "unit", "about", "printed"),
    [
        ("公开1136条", 1136, "条", False, "1136条"),
        ("公开1,136条", 1136, "条", False, "1,136条"),
        ("公开1600余条", 1600, "条", True, "1600余条"),
        ("公开1.3万余条", 13_000, "条", True, "1.3万余条"),
        ("公开900余万条", 9_000_000, "条", True, "900余万条"),
        ("公开18万条", 180_000, "条", False, "18万条"),
        ("公开近2.4万条", 24_000, "条", True, "近2.4万条"),
        ("达到1.42亿人次", 142_000_000, "人次", False, "1.42亿人次"),
        ("关注用户突破620万,", 6_200_000, None, True, "突破620万"),
        ("受训25396多人", 25_396, "人", True, "25396多人"),
        ("发布30条以上", 30, "条", True, "30条以上"),
        ("收取6.5万元", 65_000, "元", False, "6.5万元"),
        ("收取86420.50元", Decimal("86420.5"), "元", False, "86420.50元"),
        ("满意率98.76%", Decimal("0.9876"), "%", False, "98.76%"),
        ("纠错率0.93‰", Decimal("0.00093"), "%", False, "0.93‰"),
        ("占百分之八十", Decimal("0.8"), "%", False, "百分之八十"),
        ("超八成,", Decimal("0.8"), "%", True, "超八成"),
        ("召开会议两次", 2, "次", False, "两次"),
        ("清理一百二十余条", 120, "条", True, "一百二十余条"),
        ("来访300人(次)", 300, "人次", False, "300人(次)"),
        ("行政许可共4大项", 4, "大项", False, "4大项"),
        ("粉丝数54373;", 54_373, None, False, "54373"),
    ],
)
def test_a_number_is_read_exactly(text: str, value: Number, unit: str | None, about: bool, printed: str) -> None:
    (found,) = quantities_in(text)
    assert (found.value, found.unit, found.approximate) == (value, unit, about)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月1日起至12月31日止",
        "统计期限为2023-01-01至2023-12-31",
        "国令第711号公布,国办发〔2021〕30号",
        "第二十条第(五)项,第9至12条",
        "举办第六期培训班",
        "连续第3次获奖",
        "拨打12345热线,咨询电话0517-87222589,邮编:223100",
        "严格执行“三审三校”制度,打通“最后一公里”".replace("“", '"').replace("”", '"'),
        "实行1+X模式,开展5·15活动",
        "《2021年政务公开工作要点》",
        "在20个工作日内答复,7×24小时",
        "一是加强学习,二是加强培训",
        "网址:http://www.example.gov.cn/123/45.html",
        "从3个方面改进,共6个部分",
        "2024版目录",
        "每月1次更新",
    ],
)
def test_dates_ordinals_documents_names_and_contacts_count_nothing(text: str) -> None:
    assert [text[item.start : item.end] for item in counting(text)] == []


def test_a_number_beside_a_hotline_counts() -> None:
    (found,) = counting("办理12345平台工单17件")
    assert (found.value, found.unit) == (17, "件")


@given(
    st.integers(0, 999_999),
    st.sampled_from([("", 1), ("万", 10_000), ("亿", 100_000_000)]),
    st.sampled_from("条件篇份期项"),
    st.booleans(),
)
def test_every_count_comes_back_with_its_unit(number: int, scale: tuple[str, int], unit: str, about: bool) -> None:
    text = f"共发布{number}{scale[0]}{'余' if about else ''}{unit}。"
    (found,) = quantities_in(text)
    assert (found.value, found.unit, found.approximate) == (number * scale[1], unit, about)


@given(st.decimals(0, 100, places=2))
def test_every_percentage_is_an_exact_fraction(percent: Decimal) -> None:
    (found,) = quantities_in(f"办结率{percent}%")
    assert found.value == percent / 100


@given(st.text("0123456789,.%‰万亿千百十一二两余多近约条件次元人(){}年月日第号 。,;:", max_size=60))
def test_tokens_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for item in quantities_in(text):
        assert end <= item.start < item.end <= len(text)
        assert item.value >= 0
        end = item.end
