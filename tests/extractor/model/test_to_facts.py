"""Answers about prose to facts: a quote that stands in the source and holds its number, or nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.model.render import render
from extractor.model.to_facts import ProseReadings, to_facts
from extractor.sources import read_source
from schemas.answers import FactAnswer, ProseAnswer
from schemas.enums import Witness
from schemas.facts import Metric

TEXT = """2022年，荻浦县水利局主动公开政府信息１,１28 条，其中微信发布约3.6万余条。
受理政府信
息公开申请 35 件，满意率98.5%；未发生行政复议。收取信息处理费1.2万元。
主要问题：一是解读形式单一；二是更新不及时。改进措施：  加强 培训。
"""


def read(*facts: FactAnswer, **more: object) -> ProseReadings:
    source = read_source(TEXT.encode(), "report.txt")
    (shown,) = render(source, source.blocks, 10_000)
    empty = {"title": None, "organization": None, "year": None, "period_start": None, "period_end": None}
    lists: dict[str, object] = {"problems": [], "improvements": []}
    answer = ProseAnswer.model_validate({**empty, **lists, "facts": facts, **more})
    found = to_facts([(answer, shown)])
    for fact in found.facts:
        assert source.slice(fact.span) == fact.quote
        assert fact.reader is Witness.MODEL
    return found


def fact(metric: Metric, number: str, quote: str, unit: str | None = "条", **more: object) -> FactAnswer:
    return FactAnswer.model_validate(
        {"metric": metric, "number": number, "unit": unit, "approximate": False, "scope": None, "quote": quote, **more}
    )


@pytest.mark.parametrize(
    ("metric", "number", "quote", "unit", "value", "kept"),
    [
        (Metric.DISCLOSED_ITEMS, "１,１28", "主动公开政府信息１,１28 条", "条", 1128, "条"),
        (Metric.DISCLOSED_ITEMS, "1128", "主动公开政府信息1,128条", "条", 1128, "条"),
        (Metric.WECHAT_POSTS, "3.6万", "微信发布约3.6万余条", "条", 36_000, "条"),
        (Metric.REQUESTS_RECEIVED, "35", "受理政府信息公开申请35件", "件", 35, "件"),
        (Metric.SATISFACTION_RATE, "98.5%", "满意率98.5%", None, Decimal("0.985"), "%"),
        (Metric.REVIEWS, "0", "未发生行政复议", "件", 0, "件"),
        (Metric.FEES_CHARGED, "1.2万", "收取信息处理费1.2万元", "元", 12_000, "元"),
        (Metric.FEES_CHARGED, "1.2", "收取信息处理费1.2万元", "万元", 12_000, "元"),
    ],
)
def test_a_located_fact(
    metric: Metric, number: str, quote: str, unit: str | None, value: object, kept: str | None
) -> None:
    found = read(fact(metric, number, quote, unit))
    assert [(item.metric, item.value, item.unit) for item in found.facts] == [(metric, value, kept)]
    assert (found.given, found.rejected) == (1, 0)


@pytest.mark.parametrize(
    ("number", "quote"),
    [
        ("1128", "公开信息1128条"),
        ("128", "主动公开政府信息１,１28 条"),
        ("112", "主动公开政府信息１,１28 条"),
        ("0", "主动公开政府信息１,１28 条"),
        ("100", "未发生行政复议"),
        ("若干", "未发生行政复议"),
        ("98.5%", "满意率98.5%"),
        ("1", "1"),
        ("5", ""),
    ],
)
def test_a_number_that_its_quote_does_not_hold_and_a_quote_that_stands_nowhere_are_rejected(
    number: str, quote: str
) -> None:
    found = read(fact(Metric.DISCLOSED_ITEMS, number, quote))
    assert (found.facts, found.given, found.rejected) == ((), 1, 1)


def test_problems_and_improvements_are_quotes_as_the_source_prints_them() -> None:
    found = read(problems=["解读形式单一", "更新不及时", "人手不足"], improvements=["加强培训"])
    assert (found.problems, found.improvements) == (("解读形式单一", "更新不及时"), ("加强 培训",))
    assert (found.given, found.rejected) == (4, 1)


def test_scope_and_approximation_are_the_models_and_who_reports_is_kept_for_the_cross_check() -> None:
    found = read(
        fact(Metric.WECHAT_POSTS, "3.6万", "3.6万余条", approximate=True, scope="微信"),
        year=2022,
        organization="荻浦县水利局",
    )
    assert (found.facts[0].approximate, found.facts[0].scope) == (True, "微信")
    assert (found.year, found.organization) == (2022, "荻浦县水利局")
