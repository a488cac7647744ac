"""Invented places and agencies: ``organization`` draws one with the region its name tells."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.truth.model import Region

__all__ = ["Agency", "draw_agency"]

# Syllables that real place names do not pair in this order; the pairs are invented.
_FIRST = "砚笙檀蘅翎珞瑾霁皓璇琅漪蓁骊荻鸢岚阆筠溯"
_LAST = "汀垣岑墟陌渚畹砂澜蔚黎坡屿原湾塬麓沂泽汐"

_BUREAUS = [
    "教育局",
    "水利局",
    "应急管理局",
    "交通运输局",
    "农业农村局",
    "卫生健康委员会",
    "发展和改革委员会",
    "自然资源局",
    "市场监督管理局",
    "住房和城乡建设局",
    "民政局",
    "财政局",
    "审计局",
    "统计局",
    "司法局",
    "文化和旅游局",
    "医疗保障局",
    "信访局",
    "公安局",
    "商务局",
    "人力资源和社会保障局",
    "退役军人事务局",
    "生态环境局",
    "城市管理局",
    "行政审批服务管理局",
]
_DEPARTMENTS = [
    "教育厅",
    "水利厅",
    "交通运输厅",
    "民政厅",
    "财政厅",
    "农业农村厅",
    "卫生健康委员会",
    "审计厅",
    "商务厅",
    "自然资源厅",
]


@dataclass(frozen=True, slots=True)
class Agency:
    """Who publishes the report."""

    name: str
    """Full name as printed."""
    speaks_as: str
    """我局, 我校, 我街 ..."""
    region: Region


def _place(random: Random) -> str:
    return random.choice(_FIRST) + random.choice(_LAST)


def _government(random: Random) -> Agency:
    kind = random.choice(("province", "city", "county", "office"))
    place = _place(random)
    if kind == "province":
        return Agency(f"{place}省人民政府", "全省", Region(province=f"{place}省"))
    if kind == "city":
        return Agency(f"{place}市人民政府", "我市", Region(city=f"{place}市"))
    county = place + random.choice("县区旗")
    tail = "办公室" if kind == "office" else ""
    return Agency(f"{county}人民政府{tail}", "本机关", Region(county=county))


def _department(random: Random) -> Agency:
    province = f"{_place(random)}省"
    return Agency(province + random.choice(_DEPARTMENTS), "我厅", Region(province=province))


def _city_bureau(random: Random) -> Agency:
    city = f"{_place(random)}市"
    bureau = random.choice(_BUREAUS)
    return Agency(city + bureau, "我委" if bureau.endswith("委员会") else "我局", Region(city=city))


def _county_bureau(random: Random) -> Agency:
    county = _place(random) + random.choice("县区旗")
    bureau = random.choice(_BUREAUS)
    city = f"{_place(random)}市" if random.random() < 0.3 else None
    voice = "我委" if bureau.endswith("委员会") else "我局"
    return Agency((city or "") + county + bureau, voice, Region(city=city, county=county))


def _town(random: Random) -> Agency:
    county = _place(random) + random.choice("县区")
    kind, voice = random.choice((("镇人民政府", "我镇"), ("乡人民政府", "我乡"), ("街道办事处", "我街")))
    prefix = county if random.random() < 0.8 else ""
    return Agency(prefix + _place(random) + kind, voice, Region(county=county) if prefix else Region())


def _sumu(random: Random) -> Agency:
    banner = f"{_place(random)}旗"
    return Agency(f"{banner}{_place(random)}苏木人民政府", "我苏木", Region(county=banner))


def _school(random: Random) -> Agency:
    county = f"{_place(random)}县"
    prefix = county if random.random() < 0.7 else ""
    kind = random.choice(("中学", "第二小学", "职业技术学校", "高级中学"))
    return Agency(prefix + _place(random) + kind, "我校", Region(county=county) if prefix else Region())


def _zone(random: Random) -> Agency:
    city = f"{_place(random)}市"
    kind = random.choice(("经济开发区", "高新技术产业开发区", "工业园区", "生态旅游区"))
    return Agency(f"{city}{_place(random)}{kind}管理委员会", "管委会", Region(city=city))


def _vertical(random: Random) -> Agency:
    county = f"{_place(random)}县"
    name = random.choice(
        (f"国家税务总局{county}税务局", f"{county}气象局", f"{county}残疾人联合会", f"{county}城市管理综合执法大队")
    )
    return Agency(name, "我局" if name.endswith("局") else "本单位", Region(county=county))


_KINDS = (
    (_county_bureau, 34),
    (_city_bureau, 14),
    (_town, 18),
    (_government, 14),
    (_department, 4),
    (_school, 5),
    (_zone, 5),
    (_vertical, 5),
    (_sumu, 1),
)


def draw_agency(random: Random) -> Agency:
    """Return an invented agency; the odds follow the kinds of organ of MESS.md, "Titles"."""
    kinds = [kind for kind, _ in _KINDS]
    return random.choices(kinds, weights=[weight for _, weight in _KINDS])[0](random)
