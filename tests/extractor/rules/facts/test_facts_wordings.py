"""How different clerks say the same thing: whole families of wording, and numbers that state nothing."""

from __future__ import annotations

import pytest

from tests.extractor.rules.facts.prose_reports import stated


def _said(text: str) -> list[tuple[str, object]]:
    return [(metric, value) for metric, value, _ in stated(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("门户网站挂网公文86份，官微推文98篇。", [("website_posts", 86), ("wechat_posts", 98)]),
        ("向《虚构时报》供稿45篇，村村响广播播报政策144次。", [("other_media_posts", 45), ("other_media_posts", 144)]),
        ("微信视频号直播3场。", [("other_media_posts", 3)]),
        ("從全區看，發佈政府資訊2 960條。", [("disclosed_items", 2960)]),
        ("公众号阅读总量320万+。", [("other", 3_200_000)]),
        ("各科室明确信息员（兼职）13人。", [("staff_part_time", 13)]),
        ("接待来访群众42批、87人。", [("consultations", 42), ("consultations", 87)]),
        ("邀请专家授课2场次，培训320余人次。", [("training_sessions", 2), ("training_attendees", 320)]),
        ("网络问政平台受理问题159条。", [("hotline_cases", 159)]),
        ("大厅窗口受理业务146件，办结145件。", [("service_cases", 146), ("service_cases", 145)]),
        ("信息公开一审行政案件34件。", [("litigations", 34)]),
        ("公布2024年部门预算、2023年部门决算信息共4条。", [("disclosed_items", 4)]),
        ("公众号粉丝数由年初的2.1万增长至3.4万。", [("followers", 34_000)]),
    ],
)
def test_wordings(text: str, expected: list[tuple[str, object]]) -> None:
    assert [item for item in _said(text) if item[1] != 21_000] == expected


@pytest.mark.parametrize(
    ("text", "metric", "values"),
    [
        ("申请内容主要涉及征地拆迁（56件）、规划审批（23件）等。", "requests_received", [56, 23]),
        ("按申请方式分，网络提交38件；信函寄送15件；当面提交5件。", "requests_received", [38, 15, 5]),
        ("申请量居前的领域为土地征收、城乡规划，分别为25件、14件。", "requests_received", [25, 14]),
        ("公开行政许可信息2041条、双随机抽查结果96条。", "disclosed_items", [2041, 96]),
        ("受理公开申请数量同比减少，降至40件。", "requests_received", [40]),
    ],
)
def test_parts_of_sums_that_are_not_stated(text: str, metric: str, values: list[int]) -> None:
    assert _said(text) == [(metric, value) for value in values]


def test_the_rest_of_the_results_is_of_the_results() -> None:
    text = "收到申请69件。从办理结果看，予以公开41件，不予公开6件，其他22件。"
    assert _said(text)[1:] == [("requests_granted", 41), ("requests_denied", 6), ("requests_answered", 22)]


def test_another_way_is_none_of_the_channels() -> None:
    text = "公开渠道：政府网站（412条）、政务微博（160条）、其他方式（30条）。"
    assert _said(text) == [("website_posts", 412), ("weibo_posts", 160), ("disclosed_items", 30)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年无一起因信息公开工作引发的行政复议和行政诉讼案件。", {"reviews", "litigations"}),
        ("涉诉案件为零。", {"litigations"}),
        ("上年度无结转申请。", {"requests_carried_over"}),
        ("没有收费项目，未发生任何费用。", {"fees_charged"}),
        ("未发生因答复不及时引起的行政复议。", {"reviews"}),
        ("诉讼均未经复议直接起诉。", set()),
    ],
)
def test_nothings(text: str, expected: set[str]) -> None:
    found = _said(text)
    assert {metric for metric, _ in found} == expected
    assert len(found) == len(expected)
    assert all(value == 0 for _, value in found)


@pytest.mark.parametrize(
    "text",
    [
        "在全市42个部门考核中位列第5，居全省前10位。",
        "完成老旧小区改造35个，惠及群众1.8万户。",
        "2022年，发生一般程序事故45起，同比下降6%。",
        "明年，我们拟再培训200人，将网站栏目精简到20个。",
        "力争覆盖50个基层站所。",
    ],
)
def test_business_ranks_and_plans_state_nothing(text: str) -> None:
    assert _said(text) == []
