import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.sections.headings import HEADINGS, heading_of
from extractor.sources.normalize import normalize
from schemas.enums import SectionKind

NUMERALS = "一二三四五六"
OFFICIAL = {kind: (NUMERALS[number], labels) for number, (kind, labels) in enumerate(tuple(HEADINGS.items())[:6])}

ONE, TWO, THREE, FOUR, FIVE, SIX = OFFICIAL


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、总体情况", ONE),
        ("一、 总 体 情 况", ONE),
        ("一、概述", ONE),
        ("一、工作概述", ONE),
        ("一、总体概述", ONE),
        ("一、总体公开情况", ONE),
        ("一、信息公开总体情况", ONE),
        ("一、工作开展情况", ONE),
        ("一、主要工作概述", ONE),
        ("一、2019年青禾县水利局政府信息公开工作的总体情况", ONE),
        ("一、2024年政府信息公开工作总体落实情况", ONE),
        ("(一)总体情况", ONE),
        ("（一）总体情况", ONE),
        ("一、总体情况、", ONE),
        ("一,、總體情況", ONE),
        ("• 总体情况", ONE),
        ("第一部分 总体情况", ONE),
        ("第一章总体情况", ONE),
        ("## 一、总体情况", ONE),
        ("**一、总体情况**", ONE),
        ("|一、总体情况", ONE),
        ("｜一、总体情况", ONE),
        ("l一、总体情况", ONE),
        ("I 一、总体情况", ONE),
        ("1一、总体情况", ONE),
        ("—、总体情况", ONE),
        ("一总体情况", ONE),
        ("一.总体情况", ONE),
        ("一、总休情况", ONE),
        ("一、总体情况(重复率: 40%)", ONE),
        ("总体情况", ONE),
        ("二、主动公开政府信息情况", TWO),
        ("二、行政机关主动公开政府信息情况", TWO),
        ("二、政府信息公开情况", TWO),
        ("二、政府信息主动公开情况", TWO),
        ("一、主动公开政府信息情况", TWO),
        ("二、主动公开政府信息的情况", TWO),
        ("二、主动公开情况", TWO),
        ("(二)主动公开政府信息情况", TWO),
        ("二、主动公开政府信患情况", TWO),
        ("附件1 主动公开政府信息情况统计表", TWO),
        ("三、收到和处理政府信息公开申请情况", THREE),
        ("三、政府信息公开申请情况", THREE),
        ("三收到和处理政府信息公开申请情况", THREE),
        ("三、收到和处理政府信息公开申请精况", THREE),
        ("三、收到与处理政府信息公开申请情况", THREE),
        ("三、政府信息依申请公开办理情况", THREE),
        ("三、行政机关收到和处理政府信息公开申请情况", THREE),
        ("三、依申请公开政府信息情况", THREE),
        ("四、政府信息公开申请的办理情况", THREE),
        ("表三:收到和处理政府信息公开申请情况", THREE),
        ("### 收到和处理政府信息公开申请情况", THREE),
        ("三、收到和处理政府信息公开申请情况统计表", THREE),
        ("四、政府信息公开行政复议、行政诉讼情况", FOUR),
        ("四、政府信息公开行政复议行政诉讼情况", FOUR),
        ("四、行政复议、行政诉讼情况", FOUR),
        ("四、政府信息公开行政复议、行政诉论情况", FOUR),
        ("四、因政府信息公开引起的行政复议、行政诉讼情况", FOUR),
        ("四、政府信息公开行政复议及行政诉讼情况", FOUR),
        ("四、政府信息公开行政复议和行政诉讼情况", FOUR),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", FOUR),
        ("六、因政府信息公开申请行政复议、提起行政诉讼的情况", FOUR),
        ("六、政府信息公开复议、诉讼情况", FOUR),
        ("五、存在的主要问题及改进情况", FIVE),
        ("五、政府信息公开工作存在的主要问题及改进措施", FIVE),
        ("五、存在问题及改进情况", FIVE),
        ("五、存在的主要问题与改进方向", FIVE),
        ("五、存在问题和整改措施", FIVE),
        ("五、存在的问题及下一步工作思路", FIVE),
        ("五、存在的主要问题及下一步工作情况", FIVE),
        ("五、存在的主要问题", FIVE),
        ("五、存在的主要间题及改进情况", FIVE),
        ("五、存在的不足及改进措施", FIVE),
        ("八、政府信息公开工作存在的主要问题及改进情况", FIVE),
        ("六、其他需要报告的事项", SIX),
        ("六、其它需要报告的事项", SIX),
        ("六、需要报告的其他事项", SIX),
        ("五、其他需要报告的事项", SIX),
        ("九、其他需要报告的事项及附表", SIX),
        ("六、其他需要说明的情况", SIX),
        ("六、其他事项", SIX),
        ("七、政府信息公开工作情况统计表", SectionKind.STATISTICS),
    ],
)
def test_a_printed_heading_opens_its_section(text: str, kind: SectionKind) -> None:
    line = normalize(text, traditional="體" in text).text
    found = heading_of(line)
    assert found is not None
    assert found.kind is kind
    assert found.length == len(line)


@pytest.mark.parametrize(
    "text",
    [
        "四、政府信息公开申请情况",
        "三、主动公开工作情况",
        "(一)主动公开",
        "(一)主动公开政府信息情况",
        "(一)主动公开情况",
        "(一)政府信息公开情况",
        "(二)依申请公开情况",
        "(一)存在的主要问题",
        "(二)改进情况",
        "1.主动公开基本情况。2020年共发布信息三条。",
        "二、工作机制保障",
        "二、基本情况",
        "一、主动公开",
        "二、主动公开",
        "四、行政复议数量",
        "五、回应解读情况",
        "政府信息公开申请情况",
        "三、政府信息公开平台建设情况",
        "一、高度重视,加强总体领导",
        "(一)存在的主要问题及原因",
        "六、政府信息公开平台建设",
        "五、政府信息管理",
        "五、政府信息公开的收费及减免情况",
        "五、政府信息公开收费与减免情况",
        "七、政府信息公开保密审查及监督检查情况",
        "四、结转下年度继续办理",
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "(三)不予公开",
        "(七)总计",
        "行政复议行政诉讼",
        "行政复议 行政诉讼",
        "行政复议",
        "行政诉讼",
        "申请人情况",
        "一、主动公开情况",
        "三、依申请公开情况",
        "没有其他需要报告的事项。",
        "本单位没有其他需要报告的事项。",
        "无其他需要报告的事项",
        "没有发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。",
        "报告内容包括:总体情况,主动公开政府信息情况,其他需要报告的事项。",
        "一、加强领导,健全机制",
        "12345热线办理情况",
        "2020年政府信息公开工作取得了一定成效,但还存在问题。",
        "无。",
        "",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert heading_of(text) is None


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        (
            "五、存在的主要问题及改进情况",
            "2020年,我局工作取得一定成效,但仍有不足,需要在今后的工作中加以改进,逐项落实。",
        ),
        ("一、总体情况", "2021年,我处认真落实各项要求。"),
        ("四、政府信息公开行政复议、行政诉讼情况", "我局2021年未发生行政复议与行政诉讼。"),
        ("二、主动公开政府信息情况:", "全年公开信息二十条。"),
        ("五、存在问题及改进情况", "一是人员不足;二是形式单一。"),
        ("六、其他需要报告的事项。", "无"),
        ("青禾县水利局2021年政府信息公开工作年度报告一、总体情况", "2021年,我局认真落实各项要求。"),
    ],
)
def test_a_glued_heading_ends_where_its_paragraph_begins(heading: str, rest: str) -> None:
    found = heading_of(heading + rest)
    assert found is not None
    assert found.length == len(heading)
    assert found.numbered


def test_a_title_with_the_first_heading_behind_it_opens_section_one() -> None:
    found = heading_of("青禾县水利局2021年政府信息公开工作年度报告一、总体情况")
    assert found is not None
    assert found.kind is SectionKind.OVERVIEW


@pytest.mark.parametrize("kind", list(OFFICIAL), ids=lambda kind: kind.value)
def test_every_listed_heading_opens_its_section_behind_its_number(kind: SectionKind) -> None:
    numeral, labels = OFFICIAL[kind]
    found = [heading_of(f"{numeral}、{label}") for label in labels]
    assert [heading and heading.kind for heading in found] == [kind] * len(labels)


def test_a_top_level_ordinal_is_told_from_none() -> None:
    numbered, bare = heading_of("六、其他需要报告的事项"), heading_of("其他需要报告的事项")
    assert numbered is not None
    assert numbered.numbered
    assert bare is not None
    assert not bare.numbered


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="一二三四五、()0123456789总体情况主动公开政府信息申请行政复议诉讼问题及改进其他事项。,|# a",
        max_size=70,
    )
)
def test_any_line_has_a_heading_within_it_or_none(text: str) -> None:
    found = heading_of(text)
    assert found is None or (0 < found.length <= len(text) and 0.7 <= found.score <= 1.0)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(OFFICIAL)), st.sampled_from(["", "#", "## ", "|", "· ", "**"]), st.integers(0, 100))
def test_residue_in_front_and_a_share_behind_change_nothing(kind: SectionKind, before: str, share: int) -> None:
    numeral, labels = OFFICIAL[kind]
    plain, dirty = (
        heading_of(f"{numeral}、{labels[0]}"),
        heading_of(f"{before}{numeral}、{labels[0]}(重复率: {share}%)"),
    )
    assert plain is not None
    assert dirty is not None
    assert (dirty.kind, dirty.numbered) == (plain.kind, plain.numbered)


def test_long_prose_costs_next_to_nothing() -> None:
    prose = ("三、认真落实政府信息公开各项工作,规范办理申请情况,不断提升服务水平" * 8)[:300]
    lines = [f"{number}{prose}" for number in range(400)] + [
        f"2020年第{number}次会议研究公开工作情况,{prose}" for number in range(400)
    ]
    began = time.perf_counter()
    found = [heading_of(line) for line in lines]
    each = (time.perf_counter() - began) / len(lines)
    assert not any(found)
    assert each < 200e-6
