"""Sentences to facts: what is counted, channels, parts, shared-out numbers, other years, stated nothings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.enums import Witness
from schemas.facts import Metric
from schemas.reading import Number
from tests.extractor.rules.facts.prose_reports import read_prose, stated

_Stated = list[tuple[str, Number, str | None]]


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("全年主动公开政府信息1136条。", "disclosed_items", 1136),
        ("制发行政规范性文件5件。", "normative_documents", 5),
        ("发布政策解读15篇。", "policy_interpretations", 15),
        ("全年制作119期政策简明问答。", "policy_interpretations", 119),
        ("召开新闻发布会14场。", "press_conferences", 14),
        ("在区政府网站发布信息187条。", "website_posts", 187),
        ("“虚构发布”公众号推送文章403篇。", "wechat_posts", 403),
        ("政务微博发布信息66条。", "weibo_posts", 66),
        ("编印政府公报6期。", "gazette_issues", 6),
        ("社区公开栏更新626次。", "other_media_posts", 626),
        ("微信公众号关注人数达10168人。", "followers", 10_168),
        ("共受理政府信息公开申请77件。", "requests_received", 77),
        ("答复政府信息公开申请35件。", "requests_answered", 35),
        ("上年结转政府信息公开申请2件。", "requests_carried_over", 2),
        ("收到的申请中,予以公开41件。", "requests_granted", 41),
        ("收到的申请中,不予公开6件。", "requests_denied", 6),
        ("解答群众咨询2340人次。", "consultations", 2340),
        ("办理12345热线工单1203件。", "hotline_cases", 1203),
        ("有1件涉及政府信息公开工作的行政复议。", "reviews", 1),
        ("行政诉讼数为3件。", "litigations", 3),
        ("收取信息处理费共计400元。", "fees_charged", 400),
        ("配备专职人员2名。", "staff_full_time", 2),
        ("2名干部兼职从事公开工作。", "staff_part_time", 2),
        ("举办公开业务培训班3期。", "training_sessions", 3),
        ("举办培训班,共260人次参加。", "training_attendees", 260),
        ("召开政务公开工作会议4次。", "meetings", 4),
        ("公布行政权力事项3127项。", "service_items", 3127),
        ("服务中心窗口共受理624件。", "service_cases", 624),
        ("群众满意率98.7%。", "satisfaction_rate", Decimal("0.987")),
        ("按期办结率99.5%。", "rate", Decimal("0.995")),
        ("开展网上意见征集9次。", "other", 9),
    ],
)
def test_a_number_counts_what_the_words_beside_it_say(text: str, metric: str, value: Number) -> None:
    assert [(fact.metric, fact.value) for fact in read_prose(text)] == [(metric, value)]


def test_every_metric_is_in_the_test_above() -> None:
    (mark,) = (m for m in test_a_number_counts_what_the_words_beside_it_say.pytestmark if m.name == "parametrize")  # type: ignore[attr-defined]
    assert {case[1] for case in mark.args[1]} == set(Metric)


def test_one_fact_has_unit_approximation_quote_and_place() -> None:
    text = "我局全年主动公开政府信息1.3万余条，质量稳步提升。"
    (fact,) = read_prose(text)
    assert fact.quote == "主动公开政府信息1.3万余条"
    assert (fact.value, fact.unit, fact.approximate, fact.scope) == (13_000, "条", True, None)
    assert text[fact.span[0] : fact.span[1]] == fact.quote
    assert fact.reader is Witness.RULES


def test_parts_in_brackets_and_behind_a_word_that_announces_them_count_what_the_sum_counts() -> None:
    expected: _Stated = [
        ("disclosed_items", 147, None),
        ("disclosed_items", 8, "行政许可类"),
        ("disclosed_items", 139, "其他类"),
    ]
    assert stated("主动公开政府信息共147条(行政许可类信息8条,其他类信息139条)。") == expected
    assert stated("主动公开政府信息共147条，其中行政许可类8条、其他类139条。") == expected


def test_a_part_with_its_own_words_counts_those() -> None:
    assert stated("受理申请211件（其中新收202件，上年结转9件），办结198件，其余13件结转下一年度。") == [
        ("requests_received", 211, None),
        ("requests_received", 202, "新收"),
        ("requests_carried_over", 9, "上年结转"),
        ("requests_answered", 198, None),
        ("requests_carried_over", 13, "结转下一年度"),
    ]


def test_respectively_and_each_share_numbers_out() -> None:
    assert stated("官方微博、微信公众号分别发布信息211条、213条。") == [
        ("weibo_posts", 211, None),
        ("wechat_posts", 213, None),
    ]
    assert stated("官方微博、微信公众号各转载210条。") == [("weibo_posts", 210, None), ("wechat_posts", 210, None)]
    assert stated("行政复议、行政诉讼均为0件。") == [("reviews", 0, None), ("litigations", 0, None)]


def test_one_sum_over_several_channels_is_none_of_them() -> None:
    assert stated("通过政府网站、微信公众号等渠道公开各类信息890条。") == [("disclosed_items", 890, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("历年累计公开信息877条。", []),
        ("累计公开信息13866条，其中本年度公开470条。", [("disclosed_items", 470)]),
        ("收到申请由2021年的1128件增加到2022年的1887件。", [("requests_received", 1887)]),
        ("2021年收到申请30件，2022年收到申请45件。", [("requests_received", 45)]),
        ("去年我局主动公开信息120条。", []),
        ("网上办理率从80%提高到96%以上。", [("rate", Decimal("0.96"))]),
        ("下一步，将举办培训2次。", []),
        ("全年累计发布政策解读21篇。", [("policy_interpretations", 21)]),
        ("上年结转申请1件。", [("requests_carried_over", 1)]),
    ],
)
def test_other_years_stock_and_plans_are_no_facts_of_the_year(text: str, expected: list[tuple[str, Number]]) -> None:
    assert [(fact.metric, fact.value) for fact in read_prose(text, 2022)] == expected


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("本年度未收到政府信息公开申请。", ["requests_received"]),
        ("我局没有接收到公民、法人或其他组织提交的政府信息公开申请。", ["requests_received"]),
        ("未因信息公开申请产生行政复议、行政诉讼。", ["reviews", "litigations"]),
        ("没有因政府信息公开引起的行政复议和行政诉讼。", ["reviews", "litigations"]),
        ("政府信息公开未收取任何费用。", ["fees_charged"]),
        ("没有向政府信息公开申请人收费。", ["fees_charged"]),
        ("所提供信息均为免费。", ["fees_charged"]),
        ("满意度高，零投诉。", ["hotline_cases"]),
        ("无上年结转件。", ["requests_carried_over"]),
        ("答复未按规定期限作出。", []),
        ("本机关无法提供。", []),
        ("依申请公开工作未完善。", []),
        ("没有其他需要报告的事项。", []),
        ("结果维持 未经复议直接起诉 复议后起诉", []),
    ],
)
def test_stated_nothings_are_zero(text: str, metrics: list[str]) -> None:
    assert [(fact.metric, fact.value, fact.unit) for fact in read_prose(text)] == [(name, 0, None) for name in metrics]


@pytest.mark.parametrize(
    "text",
    [
        "严格执行“三审三校”制度，落实“五公开”，打通“最后一公里”。",
        "根据《政府信息公开条例》（国令第711号）第五十条，编制2022年度报告。",
        "辖11个行政村，总人口23875人，脱贫214户。",
        "有3个方面的不足，从2个环节改进。",
        "联系电话：0517-87222589，邮编223100。",
        "0 0 0 0 0 0 0",
    ],
)
def test_what_is_no_quantity_of_disclosure_is_no_fact(text: str) -> None:
    assert stated(text) == []


def test_a_word_broken_over_lines_is_one_word_and_its_quote_keeps_the_break() -> None:
    text = (
        "2022 年，我局在门户网站主动公开各类政府信息，持续完善机制，发布政策解\n"
        "读 97 篇；全年对下属单位开展网上巡查，受理政府信息公开申请 3\n5 件，均已答复。"
    )
    facts = read_prose(text)
    assert [(fact.metric, fact.value) for fact in facts] == [
        ("policy_interpretations", 97),
        ("requests_received", 35),
    ]
    assert facts[0].quote == "政策解\n读 97 篇"


def test_traditional_text_with_residue_is_read_and_quoted_as_it_stands() -> None:
    text = "全年主動公開政府信息205條，設(shè)專(zhuān)職人員1名，未發(fā)生行政復(fù)議，開(kāi)展學習培訓(xùn)會議與公務(wù)員教育。"
    facts = read_prose(text)
    assert [(fact.metric, fact.value) for fact in facts] == [
        ("disclosed_items", 205),
        ("staff_full_time", 1),
        ("reviews", 0),
    ]
    assert facts[1].quote == "專(zhuān)職人員1名"


@pytest.mark.parametrize("text", ["浏览次数:413", "阅读量 20,466 次", "评分 4.6", "页数 2页", "点击数:88"])
def test_what_a_page_s_own_boxes_count_is_no_fact(text: str) -> None:
    assert read_prose(f"本单位做好政务公开工作。\n{text}\n") == ()
