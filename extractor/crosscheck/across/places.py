"""The places that an agency's name begins with, from the province down.

Only places with their level word count (``衡渠县``, not ``衡渠``): what is found here has to tell two agencies apart.
Source: MESS.md 1; the district names are those of 行政区划代码 that several cities have or had.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CITY", "COUNTY", "PROVINCE", "Place", "leading_places"]

_HANZI = "\u3400-\u4dbf\u4e00-\u9fff〇"

_SHARED = re.compile(
    r"(?:朝阳|海州|通州|和平|河东|长安|桥[东西]|新华|新城|青山|铁[东西]|西安|向阳|南山|宝山|普陀|鼓楼|江[北南]|西湖|龙华|白云|永定|"
    r"市中|城关|清河|东山|新市|老城|[东西南北]城|城[东西南北中]|中心|主城|市辖|(?:滨海|临港|空港|[东西南北]部|城[东西南北])新)区"
)
"""Districts whose name alone does not say in which city they are."""

PROVINCE, CITY, COUNTY = 1, 2, 3
"""Ranks."""
_RANKS = {
    "特别行政区": PROVINCE,
    "自治区": PROVINCE,
    "省": PROVINCE,
    "自治州": CITY,
    "地区": CITY,
    "盟": CITY,
    "市": CITY,
    "县": COUNTY,
    "区": COUNTY,
    "旗": COUNTY,
}
"""By the word that a name ends with, longer words first."""
_LONGEST = {"省": 4, "市": 5, "县": 5, "区": 5, "盟": 5, "旗": 7}
"""Characters of a name by its level word; autonomous ones name their peoples too."""

_BEGIN = r"(?![省县区旗盟州我本全该各])(?!市(?![中南北]区))"
_LEADS = (
    re.compile(
        rf"{_BEGIN}[{_HANZI}]{{2,12}}?(?:特别行政区|自治[区州县旗]|地区|省|市(?![场容])|区(?![域间划])|旗|(?<![同联])盟)"
    ),
    re.compile(rf"{_BEGIN}[{_HANZI}]{{1,4}}?县"),
)
"""One character alone is a name before 县 only (``兴县``); the shorter of both is the place."""
_NO_PLACE = re.compile(
    r"局|委员|厅|办公|办事|医院|学|公司|政府|中心|管理|服务|开发|工作|工业|人民|国家|高新|经开|技术|园|示范|试验|保税|"
    r"保护|度假|风景|名胜|街道|企业|法院|城市.|^城市|革命|贫困|民族地|部地区|[社景灌牧库校厂片老小灾渔禁战郊]区$|[超上夜集贸]市$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative place of a name."""

    name: str
    rank: int
    """``PROVINCE``, ``CITY`` (or prefecture) or ``COUNTY`` (district, city below a city)."""

    @property
    def shared(self) -> bool:
        """True where several cities have a district of that name."""
        return bool(_SHARED.fullmatch(self.name))


def leading_places(name: str) -> tuple[tuple[Place, ...], str]:
    """Return the places that a name begins with, highest first, and what of the name is left.

    Args:
        name: simplified Chinese, without white space.
    """
    places: list[Place] = []
    rest = name
    while (found := _lead(rest)) is not None:
        below = places[-1].rank if places else 0
        rank = _rank(found)
        if rank == below == CITY and found.endswith("市"):
            rank = COUNTY
        if rank <= below:
            break
        places.append(Place(found, rank))
        rest = rest[len(found) :]
    return tuple(places), rest


def _lead(text: str) -> str | None:
    matches = [match.group() for lead in _LEADS if (match := lead.match(text))]
    name = min(matches, key=len, default="")
    if not name or _NO_PLACE.search(name):
        return None
    fits = "自治" in name or name.endswith(("地区", "行政区")) or len(name) <= _LONGEST[name[-1]]
    return name if fits else None


def _rank(name: str) -> int:
    return next(rank for word, rank in _RANKS.items() if name.endswith(word))
