"""What is left of an agency's name behind its place, in the one form that all its usual prints stand for.

Only prints that within one place can mean one body alone are made equal: a bureau (局) and a commission (委员会) of
the same trade stay two. Source: MESS.md 1; RIVAL evidence on abbreviations (发改委, 政府办).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Body", "read_body"]

_TRADES = {
    "发展和改革": "发改 发展改革 发展与改革",
    "卫生健康": "卫健 卫生和健康",
    "卫生和计划生育": "卫计 卫生计生 卫生计划生育",
    "人力资源和社会保障": "人社 人力资源社会保障 人力社保",
    "住房和城乡建设": "住建 住房城乡建设 住房与城乡建设",
    "市场监督管理": "市监 市场监管",
    "文化和旅游": "文旅 文化旅游",
    "教育和体育": "教体 教育体育",
    "工业和信息化": "工信 工业信息化",
    "经济和信息化": "经信 经济信息化",
    "自然资源和规划": "自规 资规 自然资源规划 自然资源与规划",
    "国有资产监督管理": "国资 国有资产监管",
    "民族宗教事务": "民宗 民族宗教 民族和宗教事务",
    "退役军人事务": "退役军人",
    "机关事务管理": "机关事务",
    "城市管理": "城管",
    "应急管理": "应急",
    "医疗保障": "医保",
    "交通运输": "交通",
    "科学技术": "科技",
    "政务服务管理": "政务服务",
    "乡村振兴": "",
    "食品药品监督管理": "食药监 食品药品监管",
    "安全生产监督管理": "安监 安全生产监管",
    "环境保护": "环保",
    "国土资源": "国土",
    "新闻出版广电": "新闻出版和广电",
    "粮食和物资储备": "粮食物资储备",
}
"""Trades in full, with the short forms that are in use."""
_FULL = {short: full for full, shorts in _TRADES.items() for short in (full, *shorts.split())}
_KINDS = {"委": "委员会", "委员会": "委员会", "局": "局", "厅": "厅", "办": "办公室", "办公室": "办公室"}

_DEPARTMENT = re.compile(rf"(?P<trade>{'|'.join(_FULL)})(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})")
_GOVERNMENT = re.compile(r"(?:人民政府|政府)?(?P<office>(?<=政府)(?:办公[室厅]|办))?")
_TOWN = re.compile(r"(?P<town>.{1,12}?(?:镇|乡|苏木))(?:人民政府|政府)?(?P<office>(?<=政府)(?:办公室|办))?")
_STREET = re.compile(r"(?P<street>.{1,12}?街道)(?:办事处|办)?")
_BELOW_TOWN = re.compile(r".{1,12}?(?:镇|乡|苏木|街道|村|社区)")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of one place."""

    name: str
    """In full; a government for its office too."""
    office: bool
    """True where the office of a government is named."""
    spelled: str
    """As printed, without the office."""
    town: bool
    """True for a town or street and for what belongs to one: only its county tells it from others of that name."""


def read_body(text: str) -> Body:
    """Return the body that the rest of a name stands for; an empty rest is the government of the place.

    Args:
        text: the name without its places; simplified Chinese.
    """
    if match := _GOVERNMENT.fullmatch(text):
        return _body("人民政府", text, match["office"], town=False)
    if match := _TOWN.fullmatch(text):
        return _body(f"{match['town']}人民政府", text, match["office"], town=True)
    if match := _STREET.fullmatch(text):
        return _body(f"{match['street']}办事处", text, None, town=True)
    if match := _DEPARTMENT.fullmatch(text):
        return _body(_FULL[match["trade"]] + _KINDS[match["kind"]], text, None, town=False)
    name = f"{text.removesuffix('管委会')}管理委员会" if text.endswith("管委会") else text
    return _body(name, text, None, town=bool(_BELOW_TOWN.match(text)))


def _body(name: str, text: str, office: str | None, *, town: bool) -> Body:
    return Body(name, office is not None, text.removesuffix(office or ""), town)
