"""Which agency a name means: the same agency under its usual names, never two under one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.truth import generate
from extractor.crosscheck.across import agencies, matched_by, read_name
from extractor.crosscheck.across.agencies import Head
from schemas.across import MatchedBy

BODIES = (
    "财政局",
    "发展和改革委员会",
    "人民政府",
    "教育局",
    "市场监督管理局",
    "城关镇人民政府",
    "洗砚街道办事处",
    "人民医院",
)
SYLLABLES = "砚笙檀蘅翎珞瑾霁皓璇琅漪蓁骊荻鸢岚阆筠溯汀垣岑墟陌渚畹砂澜蔚黎坡屿原湾塬麓沂泽汐"

places = st.builds(
    lambda first, second, level: first + second + level,
    st.sampled_from(SYLLABLES),
    st.sampled_from(SYLLABLES),
    st.sampled_from(["县", "区", "市", "旗"]),
)


def key(name: str) -> tuple[str, str]:
    found = read_name(name)
    assert found is not None, name
    return found.key


def heads(*names: str) -> list[Head]:
    return [Head(2021 + number, f"{number}.html", 0, name) for number, name in enumerate(names)]


def together(*names: str) -> list[list[str]]:
    return [[member.head.organization for member in agency] for agency in agencies(heads(*names))]


@pytest.mark.parametrize(
    "name",
    [
        "区财政局",
        "市财政局",
        "县市场监督管理局",
        "财政局",
        "城关镇人民政府",
        "落雁乡",
        "洗砚街道办事处",
        "区人民政府",
        "第一中学",
        "职业技术学院",
        "高新区管委会",
        "经济开发区管理委员会",
        "鼓楼区财政局",
        "江苏省鼓楼区财政局",
        "市中区教育局",
        "砚汀市区财政局",
        "青岚省市财政局",
        "青岚省城关镇人民政府",
        "国家税务总局鼓楼税务局",
        "中国民主同盟鼓楼区委员会",
        "砚汀市场监督管理局",
        "老旧小区改造办公室",
        "国家统计局砚汀调查队",
        "城市管理局",
        "社区卫生服务中心",
        "",
    ],
)
def test_a_name_of_many_agencies_identifies_none(name: str) -> None:
    assert read_name(name) is None


@pytest.mark.parametrize(
    ("name", "place", "body"),
    [
        ("衡渠县市场监督管理局", "衡渠县", "市场监督管理局"),
        ("砚汀市市场监督管理局", "砚汀市", "市场监督管理局"),
        ("江苏省淮安市淮安区财政局", "淮安区", "财政局"),
        ("南京市鼓楼区财政局", "鼓楼区", "财政局"),
        ("乌鲁木齐市新市区财政局", "新市区", "财政局"),
        ("晋城市城区财政局", "晋城市", "城区财政局"),
        ("兴县财政局", "兴县", "财政局"),
        ("公安县公安局", "公安县", "公安局"),
        ("新乡市新乡县财政局", "新乡县", "财政局"),
        ("内蒙古自治区锡林郭勒盟苏尼特左旗人民政府", "苏尼特左旗", "人民政府"),
        ("湘西土家族苗族自治州人民政府", "湘西土家族苗族自治州", "人民政府"),
        ("上海市黄浦区", "黄浦区", "人民政府"),
        ("浦东新区财政局", "浦东新区", "财政局"),
        ("砚汀市翎垣市财政局", "翎垣市", "财政局"),
        ("衡渠县城关镇", "衡渠县", "城关镇人民政府"),
        ("中国人民银行砚汀市分行", "砚汀市", "中国人民银行分行"),
        ("国家税务总局", "", "国家税务总局"),
        ("教育部", "", "教育部"),
        ("栖山理工大学", "", "栖山理工大学"),
    ],
)
def test_a_name_that_says_where_identifies_its_agency(name: str, place: str, body: str) -> None:
    assert key(name) == (place, body)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("衡渠县财政局", "衡渠县财政局", [MatchedBy.SAME_NAME]),
        ("砚汀市衡渠县财政局", "衡渠县财政局", [MatchedBy.REGION]),
        ("衡渠县人民政府办公室", "衡渠县人民政府", [MatchedBy.OFFICE]),
        ("衡渠县政府办", "衡渠县人民政府", [MatchedBy.OFFICE, MatchedBy.ABBREVIATION]),
        ("衡渠縣財政局", "衡渠县财政局", [MatchedBy.SCRIPT]),
        ("衡渠县发改委", "衡渠县发展和改革委员会", [MatchedBy.ABBREVIATION]),
        ("砚汀市卫健委", "青岚省砚汀市卫生健康委员会", [MatchedBy.REGION, MatchedBy.ABBREVIATION]),
        ("衡渠县住建局", "衡渠县住房城乡建设局", [MatchedBy.ABBREVIATION]),
        ("国家税务总局衡渠县税务局", "衡渠县税务局", [MatchedBy.ABBREVIATION]),
        ("衡渠县城关镇人民政府", "衡渠县城关镇", [MatchedBy.ABBREVIATION]),
        ("衡渠县洗砚街道办事处", "衡渠县洗砚街道", [MatchedBy.ABBREVIATION]),
        ("砚汀市经济开发区管委会", "砚汀市经济开发区管理委员会", [MatchedBy.ABBREVIATION]),
    ],
)
def test_the_usual_names_of_one_agency_match_and_say_why(one: str, other: str, how: list[MatchedBy]) -> None:
    assert key(one) == key(other)
    first, second = read_name(one), read_name(other)
    assert first
    assert second
    assert list(matched_by(first, second)) == how
    assert matched_by(second, first) == matched_by(first, second)
    assert len(together(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("衡渠县发展和改革局", "衡渠县发展和改革委员会"),
        ("衡渠县教育局", "衡渠县教育和体育局"),
        ("衡渠县自然资源局", "衡渠县自然资源和规划局"),
        ("砚汀市财政局", "砚汀区财政局"),
        ("衡渠县和平镇人民政府", "衡渠县平镇人民政府"),
        ("衡渠县城关镇人民政府", "衡渠县城关乡人民政府"),
        ("砚汀市公安局", "砚汀市公安局交通警察支队"),
        ("砚汀市人民政府", "砚汀市人民代表大会"),
        ("衡渠县税务局", "衡渠县地方税务局"),
        ("沭阳县财政局", "沐阳县财政局"),
    ],
)
def test_names_that_differ_in_more_than_print_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)
    assert together(one, other) == []


@given(first=places, second=places, body=st.sampled_from(BODIES), region=st.none() | places)
def test_two_agencies_with_a_common_suffix_never_match(first: str, second: str, body: str, region: str | None) -> None:
    if first != second:
        assert together(first + body, second + body, body) == []
        assert together((region or "") + first + body, second + body) in ([], [[second + body] * 2])


@given(
    city=places.filter(lambda p: p.endswith("市")),
    other=places.filter(lambda p: p.endswith("市")),
    body=st.sampled_from(BODIES),
)
def test_a_name_that_fits_two_regions_belongs_to_neither(city: str, other: str, body: str) -> None:
    names = [f"{city}翎垣区{body}", f"{other}翎垣区{body}", f"翎垣区{body}", f"翎垣区{body}"]
    if city == other:
        assert together(*names) == [names]
    else:
        assert together(*names) == []


def test_regions_that_do_not_contradict_each_other_are_one() -> None:
    names = ["青岚省翎垣区财政局", "青岚省砚汀市翎垣区财政局", "砚汀市翎垣区财政局", "翎垣区财政局"]
    assert together(*names) == [names]
    assert together("青岚省翎垣区财政局", "砚汀市翎垣区财政局") == []


def test_a_town_below_a_city_that_has_counties_is_no_place() -> None:
    assert len(together("砚汀市城关镇人民政府", "砚汀市城关镇人民政府")) == 1
    assert together("砚汀市城关镇人民政府", "砚汀市城关镇人民政府", "砚汀市衡渠县财政局") == []


def test_an_office_with_a_report_of_its_own_is_not_its_government() -> None:
    def head(year: int, name: str) -> Head:
        return Head(year, f"{year}{name}.html", 0, name)

    government, office = "衡渠县人民政府", "衡渠县人民政府办公室"
    assert len(agencies([head(2021, government), head(2022, office)])) == 1
    apart = agencies([head(2021, government), head(2022, office), head(2022, government), head(2023, office)])
    assert [[member.head.organization for member in agency] for agency in apart] == [[government] * 2, [office] * 2]


def test_most_invented_agencies_are_identified_and_none_is_taken_for_another() -> None:
    truths = [generate(seed) for seed in range(400)]
    names = {truth.organization for truth in truths}
    found = {name: key(name) for name in names if read_name(name)}
    assert len(found) > 0.9 * len(names)
    assert len(set(found.values())) == len(found)
