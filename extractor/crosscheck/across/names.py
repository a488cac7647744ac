"""Which agency a name means, and whether it means one at all.

A name that says no place (``区财政局``, ``城关镇人民政府``, ``第一中学``) is that of many agencies and identifies none; nor
does a district's that several cities have, without its city. Nothing else about a report is taken for evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import opencc

from extractor.crosscheck.across.bodies import read_body
from extractor.crosscheck.across.places import CITY, COUNTY, PROVINCE, leading_places
from schemas.across import MatchedBy

__all__ = ["AgencyName", "matched_by", "read_name"]

_TAX = "国家税务总局"
_VERTICAL = re.compile(rf"{_TAX}|国家统计局|国家能源局|国家金融监督管理总局|中国人民银行|中国气象局|中华人民共和国")
"""Bodies that name themselves before the place of their branch."""
_NATIONAL = re.compile(
    r"(?:国家|中国|国务院|中华人民共和国|最高人民)(?:(?![局部署行会院室厅县区旗州]|市(?!场))[\u4e00-\u9fff])*"
    r"(?:委员会|办公[室厅]|[局部署行会院])|国务院办公厅"
)
"""One organ of the whole country: a kind of organ at its end and nowhere before, and no place."""
_MINISTRY = re.compile(
    r"(?:外交|国防|教育|科学技术|工业和信息化|公安|国家安全|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|环境保护|"
    r"住房和城乡建设|交通运输|水利|农业|农业农村|商务|文化|文化和旅游|退役军人事务|应急管理)部|审计署|海关总署"
)
_UNIVERSITY = re.compile(r"(?P<own>[\u4e00-\u9fff]{2,})(?:大学|学院)")
_OF_ANY_SCHOOL = re.compile(
    r"职业|技术|师范|医|药|农业|林业|工业|理工|文理|科技|财经|政法|民族|外国语|体育|艺术|音乐|高等|专科|广播|电视|"
    r"开放|老年|行政|社会主义|干部|教育|人民|第[一二三四五六七八九十]|城市|工程|信息|交通|电力|工商|经济|商|继续|成人|"
    r"护理|卫生|现代|国际|软件|应用|综合|马克思主义|[省市县区州党委]"
)
_ANY_BELOW = re.compile(r"[县区镇旗](?![域划])|乡(?!村)|市(?![政场容民内直级属])|街道|社区|村")
"""Begins what is left of a name that leaves out which county, district or town it means."""


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A name that tells its agency from all others."""

    printed: str
    simplified: str
    """The same in simplified characters, without white space."""
    above: tuple[str, ...]
    """The regions that the name says above its own place."""
    place: str
    """The lowest administrative place; empty for a body of the whole country and for a university."""
    body: str
    """Of that place, in full."""
    spelled: str
    """What stands behind the place, without the office."""
    office: bool
    """True where it is a government's office."""
    in_county: bool
    """True where the place is of the rank of a county."""
    town: bool
    """True for a town or street and for what belongs to one."""

    @property
    def key(self) -> tuple[str, str]:
        """What all names of one agency have in common."""
        return self.place, self.body


@cache
def read_name(name: str | None) -> AgencyName | None:
    """Return which agency a name means, or None where it could be that of several.

    Args:
        name: as a report gives it; None gives None.
    """
    if not name:
        return None
    text = _simplified("".join(name.split()))
    vertical = match.group() if (match := _VERTICAL.match(text)) else ""
    places, rest = leading_places(text[len(vertical) :])
    if not places:
        own = AgencyName(name, text, (), "", text, text, office=False, in_county=False, town=False)
        return own if _unique_alone(text) else None
    place, above = places[-1], places[:-1]
    body = read_body(rest)
    if place.shared and not any(region.rank == CITY for region in above):
        return None
    if (body.town and place.rank == PROVINCE) or (vertical and not rest) or _ANY_BELOW.match(rest):
        return None
    return AgencyName(
        printed=name,
        simplified=text,
        above=tuple(region.name for region in above),
        place=place.name,
        body=body.name if vertical in ("", _TAX) else vertical + body.name,
        spelled=vertical + body.spelled,
        office=body.office,
        in_county=place.rank == COUNTY,
        town=body.town,
    )


def matched_by(one: AgencyName, other: AgencyName) -> tuple[MatchedBy, ...]:
    """Return what makes two names with the same key one agency's, in the vocabulary's order."""
    steps = {
        MatchedBy.SAME_NAME: one.printed == other.printed,
        MatchedBy.REGION: one.above != other.above,
        MatchedBy.OFFICE: one.office != other.office,
        MatchedBy.SCRIPT: _converted(one) != _converted(other),
        MatchedBy.ABBREVIATION: one.spelled != other.spelled,
    }
    return tuple(step for step, taken in steps.items() if taken) or (MatchedBy.SCRIPT,)


def _converted(name: AgencyName) -> bool:
    return "".join(name.printed.split()) != name.simplified


def _unique_alone(text: str) -> bool:
    """True for a body of the whole country, and for a university by a name of its own."""
    if _MINISTRY.fullmatch(text) or _NATIONAL.fullmatch(text):
        return True
    university = _UNIVERSITY.fullmatch(text)
    return bool(university and len(_OF_ANY_SCHOOL.sub("", university["own"])) >= 2)


def _simplified(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
