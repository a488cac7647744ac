import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.sections.identity import identify, is_title
from extractor.sections.names import HANZI
from extractor.sources.normalize import normalize

BUREAU = "青禾县水利局"


def lines_of(text: str) -> list[str]:
    return [normalize(line).text for line in text.split("\n")]


@pytest.mark.parametrize(
    ("text", "organization", "year"),
    [
        ("青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("青禾县水利局2022年度政府信息公开工作年度报告", BUREAU, 2022),
        ("2019年青禾县水利局政府信息公开工作年度报告", BUREAU, 2019),
        ("2019年度青禾县水利局政府信息公开工作年度报告", BUREAU, 2019),
        ("青禾县水利局2020年政府信息公开工作报告", BUREAU, 2020),
        ("青禾县水利局2023年政府信息公开年度报告", BUREAU, 2023),
        ("青禾县水利局2019年度政府信息公开年度工作报告", BUREAU, 2019),
        ("青禾县水利局2020年信息公开工作年度报告", BUREAU, 2020),
        ("青禾县水利局2020年政府信息公开重点工作年度报告", BUREAU, 2020),
        ("青禾县水利局2025年政务信息公开工作开展年度报告", BUREAU, 2025),
        ("青禾县水利局2016年政务信息公开年度报告", BUREAU, 2016),
        ("青禾县水利局政府信息公开2021年度报告", BUREAU, 2021),
        ("青禾县水利局政府信息公开工作年度报告(2021年)", BUREAU, 2021),
        ("青禾县水利局政府信息公开工作年度报告（2021年度）", BUREAU, 2021),
        ("青禾县水利局（2021年）政府信息公开工作年度报告", BUREAU, 2021),
        ("青禾县水利局2021年政府信息公开年报", BUREAU, 2021),
        ("青禾县水利局2016年政府信息公开工作总结", BUREAU, 2016),
        ("青禾县水利局2018年度政府信息公开工作情况统计表", BUREAU, 2018),
        ("青禾街道办事处政府信息公开工作年度报告", "青禾街道办事处", None),
        ("青禾区城管局政府信息公开工作年度报告", "青禾区城管局", None),
        ("青禾市残联政府信息公开工作年度报告", "青禾市残联", None),
        ("水务局2020年政府信息公开工作年度报告", "水务局", 2020),
        ("县应急管理局2020年政府信息公开工作年度报告", "县应急管理局", 2020),
        ("州自然资源和规划局2020年政府信息公开工作年度报告", "州自然资源和规划局", 2020),
        ("青禾县水利局2021政府信息公开工作年度报告", BUREAU, 2021),
        ("青禾县水利局 2020 年 政府信息公开工作年度报告", BUREAU, 2020),
        ("2022年政府信息公开 工作年度报告", None, 2022),
        ("青禾县水利局2021年政府信息公开工作年度报告。", BUREAU, 2021),
        ("青禾市气象局2021年政府信息公开工作年度报告（机关）", "青禾市气象局", 2021),
        ("青禾市气象部门2021年政府信息公开工作年度报告", "青禾市气象部门", 2021),
        ("青禾县水利局2021年政府信息公开工作年度报告.docx", BUREAU, 2021),
        ("2021年政府信息公开工作年度报告-青禾县水利局", "青禾县水利局", 2021),
        ("青禾县水利局2021年政府信息公开工作年度报告-青禾县政务网站", BUREAU, 2021),
        ("青禾县水利局-2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("首页>政府信息公开>政府信息公开年报>青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("登录 注册 首页>青禾县水利局官网>年报>青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("正文青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("# 青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("**青禾县水利局2021年政府信息公开工作年度报告**", BUREAU, 2021),
        ("《青禾县水利局2021年政府信息公开工作年度报告》", BUREAU, 2021),
        ("标题：青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("附件1：青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("青禾县教育局关于2022年政府信息公开工作年度报告", "青禾县教育局", 2022),
        ("关于青禾县教育局2022年政府信息公开工作年度报告", "青禾县教育局", 2022),
        ("青禾县教育局关于公布2022年政府信息公开工作年度报告的公告", "青禾县教育局", 2022),
        ("青禾市2023年政府信息公开工作年度报告", "青禾市", 2023),
        ("青禾县人民政府信息公开工作年度报告（2021）", "青禾县人民政府", 2021),
        ("青禾县2021年县政府信息公开工作年度报告", "青禾县", 2021),
        ("青禾区人民政府办公室二〇二一年政府信息公开工作年度报告", "青禾区人民政府办公室", 2021),
        ("青禾区民政局二○二〇年度政府信息公开工作年度报告", "青禾区民政局", 2020),
        ("青禾区民政局二零一九年政府信息公开工作年度报告", "青禾区民政局", 2019),
        ("青禾二中2020年政府信息公开工作年度报告", "青禾二中", 2020),
        ("青禾中学2020年政府信息公开工作年度报告", "青禾中学", 2020),
        ("青禾苏木2020年政府信息公开工作年度报告", "青禾苏木", 2020),
        ("青禾经济技术开发区管理委员会2020年政府信息公开工作年度报告", "青禾经济技术开发区管理委员会", 2020),
        ("国家税务总局青禾县税务局2021年政府信息公开工作年度报告", "国家税务总局青禾县税务局", 2021),
        ("青禾市公安局河西分局2021年政府信息公开工作年度报告", "青禾市公安局河西分局", 2021),
        ("本溪满族自治县水务局2021年政府信息公开工作年度报告", "本溪满族自治县水务局", 2021),
        ("全椒县水利局2021年政府信息公开工作年度报告", "全椒县水利局", 2021),
        ("从江县水利局2021年政府信息公开工作年度报告", "从江县水利局", 2021),
        ("青禾县水利局2021年政务公开工作年度报告", BUREAU, 2021),
        ("我局2021年政府信息公开工作年度报告", None, 2021),
        ("本单位2021年政府信息公开工作年度报告", None, 2021),
        ("县局2021年政府信息公开工作年度报告", None, 2021),
        ("青禾县水利局2021年政府信息公开工作年度报告青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("2022年政府信息公开工作年度报告青禾镇2022年政府信息公开工作年度报告", "青禾镇", 2022),
        ("青禾县人民政府\n2023 年政府信息公开工作年度报告", "青禾县人民政府", 2023),
        ("青禾省青禾市青禾县\n人民政府办公室2023年政府信息公开工作年度报告", "青禾省青禾市青禾县人民政府办公室", 2023),
        ("青禾县水利局2021年政府信息公开工作\n年度报告", BUREAU, 2021),
        ("青禾县水利局\n2021年政府信息公开\n工作年度报告", BUREAU, 2021),
        ("青禾县青禾街道2025年政府信息\n公开工作年度报告", "青禾县青禾街道", 2025),
        ("正文\n2024 年青禾市科委政府信息公开工作\n年度报告", "青禾市科委", 2024),
        ("首页\n2023年政府信息公开工作年度报告", None, 2023),
        ("政府信息公开\n青禾县水利局2023年政府信息公开工作年度报告", BUREAU, 2023),
        ("青禾县人民政府\n青禾县水利局2023年政府信息公开工作年度报告", BUREAU, 2023),
        ("2022年政府信息公开工作年度报告\n青禾镇2022年政府信息公开工作年度报告", "青禾镇", 2022),
        ("2021年政府信息公开工作年度报告\n青禾县水利局\n一、总体情况", BUREAU, 2021),
        ("青禾县水利局2021年政府信息公开工作年度报告一、总体情况", BUREAU, 2021),
        (
            "青禾县水利局2021年政府信息公开工作年度报告根据《中华人民共和国政府信息公开条例》要求，编制本报告。",
            BUREAU,
            2021,
        ),
        ("分类：政府信息公开年报\n青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("青禾县水利局209年度政府信息公开工作年度报告", BUREAU, None),
        ("2019年青禾县水利局府信息公开工作年度报告", BUREAU, 2019),
        ("青禾县水利局2021年攻府信息公开工作年度报告", BUREAU, 2021),
        ("青禾县水利局7021年政府信息公开工作年度报告", BUREAU, None),
        ("202年青禾县水利局政府信息公开工作年度报告", BUREAU, None),
        ("2022年1月15日青禾县水利局2021年政府信息公开工作年度报告", BUREAU, 2021),
        ("青禾县水利局 2021年度 政府信息公开工作年度报告 \n来源：青禾市财政局", BUREAU, 2021),
    ],
)
def test_a_title_gives_the_name_and_the_year(text: str, organization: str | None, year: int | None) -> None:
    found = identify(lines_of(text))
    assert (found.organization, found.year) == (organization, year)
    assert found.title is not None
    assert found.flags == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("正文青禾县水利局2021年政府信息公开工作年度报告", "青禾县水利局2021年政府信息公开工作年度报告"),
        ("正文\n2024 年青禾市科委政府信息公开工作\n年度报告", "2024 年青禾市科委政府信息公开工作年度报告"),
        ("青禾县人民政府\n2023 年政府信息公开工作年度报告", "青禾县人民政府2023 年政府信息公开工作年度报告"),
        ("青禾县水利局2021年政府信息公开工作年度报告-青禾县政府网", "青禾县水利局2021年政府信息公开工作年度报告"),
        ("首页>年报>青禾县水利局2021年政府信息公开工作年度报告", "青禾县水利局2021年政府信息公开工作年度报告"),
        ("# 青禾县水利局2021年政府信息公开工作年度报告。", "青禾县水利局2021年政府信息公开工作年度报告"),
        ("青禾市气象局2021年政府信息公开工作年度报告(机关)", "青禾市气象局2021年政府信息公开工作年度报告(机关)"),
        ("青禾县水利局2021年政府信息公开工作年度报告.docx", "青禾县水利局2021年政府信息公开工作年度报告"),
    ],
)
def test_the_title_is_given_without_what_is_glued_to_it(text: str, title: str) -> None:
    assert identify(lines_of(text)).title == title


@pytest.mark.parametrize(
    "text",
    [
        "根据《中华人民共和国政府信息公开条例》要求,编制2020年度政府信息公开工作年度报告。",
        "现将2020年政府信息公开工作报告如下:",
        "为切实做好政府信息公开工作年度报告",
        "政府信息公开指南",
        "政府信息公开年报",
        "政府信息公开工作年度报告",
        "关于做好2021年政府信息公开工作年度报告编制工作的通知",
        "一、2019年政府信息公开工作的总体情况",
        "2020年,我局认真落实政府信息公开工作,形成年度报告",
        "青禾县水利局",
        "",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert not is_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "bat365官网登录下载_365bet开户县水利局2021年政府信息公开工作年度报告",
        "新葡京博彩官网区人民政府2021年政府信息公开工作年度报告",
        "假的365不让提款怎么办_青禾365市2020年政府信息公开工作年度报告",
        "UedBet青禾县水利局2021年政府信息公开工作年度报告\n青禾县水利局\n2022年1月10日",
    ],
)
def test_a_name_that_spam_overwrote_is_flagged_and_never_guessed(text: str) -> None:
    found = identify(lines_of(text))
    assert found.organization is None
    assert "spam_in_name" in found.flags


def test_the_page_title_serves_where_the_text_has_none() -> None:
    body = ["一、总体情况", "2021年,我局认真落实各项要求。"]
    found = identify(body, "青禾县水利局2021年政府信息公开工作年度报告_青禾县人民政府门户网站")
    assert (found.organization, found.year) == (BUREAU, 2021)
    assert found.title == "青禾县水利局2021年政府信息公开工作年度报告"


def test_the_title_of_the_text_wins_over_that_of_the_page() -> None:
    found = identify(["青禾县水利局2021年政府信息公开工作年度报告"], "青禾县人民政府2020年政府信息公开工作年度报告")
    assert (found.organization, found.year) == (BUREAU, 2021)


TEMPLATES = (
    "{who}{year}年政府信息公开工作年度报告",
    "{who}{year}年度政府信息公开工作年度报告",
    "{year}年{who}政府信息公开工作年度报告",
    "{who}{year}年政府信息公开年度报告",
    "{who}{year}政府信息公开工作报告",
    "{who} {year} 年 政府信息公开工作年度报告。",
    "{who}{year}年政府信息公开年度工作报告",
    "{who}关于{year}年信息公开工作年度报告",
    "# {who}{year}年政府信息公开工作\n年度报告",
    "{who}\n{year}年政府信息公开工作年度报告",
    "首页>年报>{who}{year}年政府信息公开工作年度报告",
    "《{who}{year}年政府信息公开工作年度报告》",
)
PLACES = st.builds(
    lambda stem, kind: stem + kind,
    st.text("青禾河西安平云岭石桥和顺", min_size=2, max_size=3),
    st.sampled_from("省市县区州旗"),
)
BODIES = st.sampled_from(
    (
        "水利局",
        "教育体育局",
        "人民政府",
        "人民政府办公室",
        "财政局",
        "卫生健康委员会",
        "发改委",
        "高新区管委会",
        "第一中学",
        "气象局",
        "残联",
        "退役军人事务局",
    )
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TEMPLATES), st.builds(str.__add__, PLACES, BODIES), st.integers(2008, 2039))
def test_a_name_and_a_year_put_into_a_title_come_back(template: str, who: str, year: int) -> None:
    found = identify(lines_of(template.format(who=who, year=year)))
    assert (found.organization, found.year) == (who, year)
    assert (found.period_start, found.period_end) == (f"{year}-01-01", f"{year}-12-31")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "青禾县",
                    "水利局",
                    "2021年",
                    " ",
                    "政府信息公开",
                    "工作年度报告",
                    "关于",
                    "《",
                    "》",
                    "由",
                    "根据",
                    "我局",
                    "1月1日",
                    "至",
                    "12月31日",
                    "。",
                    "\n",
                    "-",
                    "(",
                    ")",
                    "bat365",
                    "二〇二一年",
                    "一、总体情况",
                ]
            ),
            max_size=12,
        ).map("".join),
        max_size=8,
    ),
    st.text(max_size=30),
)
def test_whatever_the_lines_a_name_has_no_year_and_no_space(texts: list[str], page_title: str) -> None:
    name = identify([normalize(text).text for text in texts], page_title).organization
    if name is not None:
        assert not any(character.isspace() for character in name)
        assert not any(str(year) in name for year in range(2000, 2050))
        assert sum("\u3400" <= character <= "\u9fff" for character in name) >= 2
        assert "bat365" not in name


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6), st.text(max_size=40))
def test_any_text_has_an_identity(lines: list[str], page_title: str) -> None:
    found = identify(lines, page_title)
    assert (found.period_start is None) == (found.period_end is None)
    assert found.year is None or 2000 <= found.year < 2050


def test_names_may_hold_the_character_for_zero() -> None:
    assert "〇" in HANZI
