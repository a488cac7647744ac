"""Whether words speak of the reporting body as a whole, or of another one: its district, a sub-unit, its office.

A district's report may say 全区 of itself; an office's or a bureau's report that says 全区 speaks of somebody else.
"""

from __future__ import annotations

import re

__all__ = ["is_of_another_body"]

_LEVELS = "省市县区旗州盟镇乡"
_GOVERNMENT = re.compile(rf"([{_LEVELS}]|苏木|街道)(?:人民政府|政府|办事处)?$")
_ALL_OF = re.compile(rf"全([{_LEVELS}]|苏木|街道|系统)(?!面|部|体|年|程)")
_EACH = re.compile(
    r"各(?:级|[县市区旗州]|乡镇|镇|乡|街道|镇街|街镇|村|部门|单位|科室|处室|分局|[^,;]{0,4}局)|下属|所属|辖区|基层|直属|系统内|代[省市县区]|本级|局机关|委机关"
)
_OFFICE = re.compile(r"(?:人民)?政府办(?:公[室厅])?(?!理|公开|结|事)")
_UNIT = re.compile(
    r"(?:^|[,;:、(。])(?P<unit>[^,;:、(。\d我本]{2,14}?(?:局|委|委员会|厅|办公室|街道|镇|乡|中心|支队|大队|园区|开发区|管委会|公司|集团|法院|所|(?<!网)站|县|区|市))"
    r"(?:机关)?(?:全年|年内|共计?|本年度?|今年|累计|已|总共|,)*(?:新?收[到办]?|受理|接[到收]|答复|办[结理]|处理|公开|制[定发]|作出|发布|召开|举办|被)"
)
_SAYS_WHO = re.compile(r"[^,;:(]{0,20}$")


def is_of_another_body(words: str, organization: str | None) -> bool:
    """Return True where words that lead to a number name a body that is not, as far as can be told, the reporting one.

    Args:
        words: the sentence up to the number.
        organization: the reporting body's name; without one nobody can tell, and only its parts are another.
    """
    place = _GOVERNMENT.search(organization) if organization else None
    level = place[1] if place else None
    named = [match[1] for match in _ALL_OF.finditer(words)]
    if organization and named and named[-1] != level:
        return True
    if _EACH.search(words) and not (level and "各级" in words and named):
        return True
    if _OFFICE.search(words) and not (organization or "").endswith(("办公室", "办公厅")):
        return True
    units = [match["unit"] for match in _UNIT.finditer(words)]
    return bool(units) and not _is_own(units[-1], organization)


def _is_own(unit: str, organization: str | None) -> bool:
    """True for a short form of the body's own name: all of its characters, in order (``县教体局``)."""
    if organization is None:
        return False
    for prefix in re.finditer(r"(?:20\d\d年|年度?|,|由|向|对|在|和)", unit):
        unit = unit[prefix.end() :] if prefix.end() < len(unit) else unit
    rest = iter(organization)
    return all(char in rest for char in unit)
