import time

import pytest

from extractor.sections.identity import identify
from extractor.sections.names import clean_name, is_name
from extractor.sources.normalize import normalize

BUREAU = "青禾县水利局"
HEADINGS = "一、总体情况\n{}\n五、存在的主要问题及改进情况\n工作人员业务水平有待提升。\n六、其他需要报告的事项\n无。"
LAW = "根据《中华人民共和国政府信息公开条例》第五十条规定"


def found_in(text: str) -> str | None:
    return identify([normalize(line).text for line in text.split("\n")]).organization


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        (f"{LAW},现公布青禾县水利局2011年度政府信息公开年度报告。", BUREAU),
        (f"{LAW},特向社会公布《青禾县水利局2020年政府信息公开工作年度报告》。", BUREAU),
        (f"{LAW},编制了青禾县水利局2020年政府信息公开工作年度报告,现予公布。", BUREAU),
        (f"本报告由青禾县水利局{LAW[:2]}《条例》要求编制。", BUREAU),
        ("本报告由青禾市河西区人民政府办公室根据条例要求编制。", "青禾市河西区人民政府办公室"),
        ("本年度报告由青禾市河西区人民政府办公室编制。", "青禾市河西区人民政府办公室"),
        ("本工作报告由青禾省物价局按照有关要求汇总编制。", "青禾省物价局"),
        ("2020年我处根据条例有关要求,全面反映和顺办事处信息公开工作情况,现报告如下。", "和顺办事处"),
        ("2020年,青禾中学根据县委县政府工作部署,狠抓落实。", "青禾中学"),
        ("2020年,青禾县教育局认真贯彻条例要求。", "青禾县教育局"),
        ("2020年度,青禾县教育局在县委、县政府的领导下,扎实推进工作。", "青禾县教育局"),
        ("青禾县教育局高度重视政府信息公开工作。", "青禾县教育局"),
        ("一、总体情况\n2021年,青禾县卫生健康委员会深入贯彻条例。", "青禾县卫生健康委员会"),
        ("根据条例,青禾县审计局编制了2020年政府信息公开工作年度报告。", "青禾县审计局"),
        ("青禾县应急管理局(以下简称我局)认真落实各项要求。", "青禾县应急管理局"),
        ("为切实做好年度报告工作,现发布青禾街道办事处2020年度信息公开情况。", "青禾街道办事处"),
    ],
)
def test_the_opening_names_whose_report_it_is(text: str, organization: str) -> None:
    assert found_in(text) == organization


@pytest.mark.parametrize(
    "signature",
    [
        "青禾县水利局",
        "青禾县水利局\n2021年1月15日",
        "青禾县水利局\n二〇二一年一月十五日",
        "青禾县水利局2021年1月15日",
        "青禾县 水利局  2021 年 1 月 15 日",
        "青禾县水利局\n2021-01-15",
        "青禾县水利局\n2021年1月15日\n用微信扫描二维码分享至好友和朋友圈",
        "青禾县水利局\n2021年1月15日\n【打印】【关闭窗口】\n返回顶部",
        "青禾县水利局\n-5-",
    ],
)
def test_the_signature_names_whose_report_it_is(signature: str) -> None:
    text = HEADINGS.format("2020年,我局在县委、县政府的领导下,认真落实各项要求。") + "\n" + signature
    assert found_in(text) == BUREAU


@pytest.mark.parametrize(
    "name",
    [
        "青禾县人民政府办公室",
        "青禾镇人民政府",
        "青禾街道办事处",
        "青禾县第二中学",
        "青禾旗档案馆",
        "国家税务总局青禾县税务局",
        "青禾经济开发区管委会",
    ],
)
def test_bodies_of_many_kinds_sign(name: str) -> None:
    assert found_in(HEADINGS.format("2020年,本机关认真落实各项要求。") + f"\n{name}\n2021年1月15日") == name


@pytest.mark.parametrize(
    "sentence",
    [
        "2020年,我局认真落实各项要求。",
        "2020年,我处根据《条例》要求开展工作。",
        "本机关严格执行国务院、党委和上级的部署。",
        "2020年,该局积极开展工作。",
        "2021年,在党委的领导下,本单位扎实推进政务公开。",
        "国务院办公厅政府信息与政务公开办公室的要求得到落实。",
        "2020年,县政府认真落实各项要求。",
        "2020年,市局高度重视。",
        "各部门认真落实,全局上下形成合力。",
        "2020年,全市各级行政机关扎实推进政务公开工作。",
        "秘书股总牵头负责全局工作,我局高度重视。",
        "我校认真落实。",
        "上级部门要求各单位认真落实。",
        "领导小组办公室认真组织实施。",
        "2020年,我们认真落实。",
        "通过青禾市财政局网站公开预算,我局认真落实。",
        "2011年,在国家税务总局和省政府的正确领导下,我局的工作迈入新的阶段。",
    ],
)
def test_no_name_is_invented(sentence: str) -> None:
    assert found_in(HEADINGS.format(sentence)) is None
    assert found_in(sentence) is None


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        (
            "2023年,我市深入推进政务公开。全市公开信息二十条。青禾市公安局六件,青禾市自然资源局一件。青禾市应急平台建成。",
            "青禾市",
        ),
        ("2023年,我县深入推进政务公开。河西县三件,青禾县五件,和顺县四件。", None),
        ("2023年,我市深入推进政务公开。青禾市一件。", None),
        ("我局认真落实。依托青禾县水利局网站公开信息。建成青禾县水利局公众号。省水利厅给予肯定。", BUREAU),
        ("我局认真落实。青禾县财政局两件,青禾县公安局两件。", None),
    ],
)
def test_a_name_is_derived_from_how_a_report_speaks_of_itself_only_where_one_fits(
    text: str, organization: str | None
) -> None:
    assert found_in(text) == organization


@pytest.mark.parametrize(
    "body",
    [
        "本报告由青禾市和顺县人民政府办公室根据《条例》编制。",
        "2020年,青禾市财政局认真落实各项要求。",
        "无。\n青禾市财政局\n2021年1月15日",
    ],
)
def test_the_title_wins_over_the_text(body: str) -> None:
    assert found_in(f"和顺县人民政府\n2020 年政府信息公开工作年度报告\n{body}") == "和顺县人民政府"


def test_a_title_without_a_name_takes_the_opening() -> None:
    text = "2020年政府信息公开工作年度报告\n本报告由青禾县水利局根据《条例》编制。"
    assert found_in(text) == BUREAU


def test_an_opening_moved_to_the_end() -> None:
    text = (
        HEADINGS.format("2011年,我局认真落实。") + f"\n{LAW},现公布青禾县水利局2011年度政府信息公开年度报告。\n格式:pdf"
    )
    assert found_in(text) == BUREAU
    assert identify([normalize(line).text for line in text.split("\n")]).year == 2011


def test_an_opening_wrapped_in_the_middle_of_the_name() -> None:
    text = "本报告由青禾市河西区人民政府办公室根据《中华人民共和国政府信息公\n开条例》要求编制。"
    assert found_in(text) == "青禾市河西区人民政府办公室"
    text = "根据条例和省、市有关规定的要求,本报告由青禾市河西区人民\n政府办公室根据统一部署编制。"
    assert found_in(text) == "青禾市河西区人民政府办公室"


def test_a_whole_report_in_one_line() -> None:
    text = (
        "青禾县水利局2021年政府信息公开工作年度报告 根据条例要求编制本报告。统计期限为2021年1月1日至2021年12月31日。 "
        "一、总体情况 2021年,河西区财政局给予支持。" + "全年公开信息三十条。" * 2000
    )
    assert found_in(text) == BUREAU
    headless = (
        "依据条例编制本报告。 一、总体情况 2021年，青禾县水利局认真落实各项要求。" + "全年公开信息三十条。" * 2000
    )
    assert found_in(headless) == BUREAU


def test_a_name_in_a_breadcrumb_ranks_below_the_signature() -> None:
    title = "2020年政府信息公开工作年度报告-青禾县人民政府\n我局认真落实。"
    assert found_in(title) == "青禾县人民政府"
    assert found_in(f"{title}\n{BUREAU}\n2021年1月15日") == BUREAU


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青禾县教育局关于2022年", "青禾县教育局"),
        ("《青禾县教育局", "青禾县教育局"),
        ("【青禾县教育局】", None),
        ("青禾县 教育局(机关)2022年度", "青禾县教育局"),
        ("2022", None),
        ("1、青禾县教育局", "青禾县教育局"),
        ("局", None),
        ("", None),
    ],
)
def test_a_name_without_residue(text: str, name: str | None) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize(
    "name", ["从江县水利局", "全椒县人民政府", "全州县财政局", "本溪市科技局", "将乐县公安局", "全南县残联"]
)
def test_places_that_begin_like_pronouns_are_names(name: str) -> None:
    assert is_name(name)
    assert found_in(f"{HEADINGS.format('2020年,本机关认真落实。')}\n{name}\n2021年1月15日") == name


@pytest.mark.parametrize(
    "text", ["我局", "我处", "本机关", "该局", "党委", "国务院", "上级", "全市", "各部门", "县局", "返回顶部"]
)
def test_what_speaks_of_a_body_without_naming_it(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("piece", ["我局", "2020年", "信息公开工作", "公布", "_-", "《", "20201", "a.b@"])
def test_a_line_of_a_hundred_thousand_characters_is_read_in_time(piece: str) -> None:
    line = piece * (100_000 // len(piece))
    began = time.perf_counter()
    assert identify([line], line[:2000]).organization is None
    assert time.perf_counter() - began < 10
