"""Names that only their own town understands (``省地税局``, ``市教育局``), made whole from the place that a text names.

Source: MESS.md 1 (``县应急管理局2020年``, ``州自然资源和规划局``: no place in the name).
"""

from __future__ import annotations

import re
from collections import Counter

from extractor.sections.names import HANZI, is_clause, is_name

__all__ = ["complete_name", "spoken_name"]

_PROVINCES = "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
_LEVEL_WORDS = "省市县区州旗盟镇乡"
_BODY = r"(?:局|委|厅|办|处|院|队|站|中心|办公室|委员会|人民政府|联合会)"
_SHORT = re.compile(rf"(?P<level>[{_LEVEL_WORDS}])(?P<rest>(?:(?![{_LEVEL_WORDS}])[{HANZI}]){{1,14}}{_BODY})")
_SPOKEN = re.compile(
    rf"(?:(?<![{HANZI}])|(?<=[由在过是以对向与和及为]))(?P<name>(?P<level>[{_LEVEL_WORDS}])(?P<rest>(?:(?![{_LEVEL_WORDS}局委厅办])[{HANZI}]){{1,8}}?"
    rf"(?P<kind>[局委厅办])))"
)
_SELF = re.compile(r"[我本](?P<kind>[局委厅办])")
_BEFORE_PLACE = rf"(?:(?<![{HANZI}])|(?<=省)|(?<=自治区)|(?<=[在由为是对向与和及赴经]))"
_NO_PLACE = re.compile(
    r"[我全各本该此某城活超菜股房楼夜辖每跨]|相关|有关|部门|其他|地级|所属|开发|服务|政务|社区|校区|园区|小区|地区|城区|辖区|中心|一个|[一两二三四五六七八九十]$"
)


def complete_name(name: str, own: str, whole: str) -> str | None:
    """Return a name that begins with a bare level word (``市教育局``) with its place in front, or None.

    The place is the only one of that level that the report names, or, where it names none, the only one in the whole
    source; with several the name stays what it is.

    Args:
        name: any name of a body; one that already says where it is gives None.
        own: the report's text without white space, lines kept.
        whole: the source's text, likewise.
    """
    short = _SHORT.fullmatch(name)
    if not short:
        return None
    for text in (own, whole):
        places = _places(text, short["level"])
        if places:
            return f"{places.pop()}{short['rest']}" if len(places) == 1 else None
    return None


def spoken_name(text: str) -> str | None:
    """Return the one level name by which a report that says ``我局`` calls itself, twice at least; or None."""
    spoken = {match["kind"] for match in _SELF.finditer(text)}
    names = Counter(match["name"] for match in _SPOKEN.finditer(text) if match["kind"] in spoken)
    ranked = [item for item in names.most_common() if not is_clause(item[0])][:2]
    if not ranked or ranked[0][1] < 2 or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _places(text: str, level: str) -> set[str]:
    if level == "省":
        return set(re.findall(rf"(?:{_PROVINCES})省", text))
    pattern = rf"{_BEFORE_PLACE}((?:(?![{_LEVEL_WORDS}])[{HANZI}]){{2,4}}{level})(?![场民级委直内长])"
    found = set(re.findall(pattern, text))
    return {place for place in found if not _NO_PLACE.search(place[:-1]) and not is_clause(place) and is_name(place)}
