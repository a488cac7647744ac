"""Numbers of other years, of all years together and of plans, which are no facts of the year (MESS.md 8)."""

from __future__ import annotations

import re

from extractor.rules.facts.clauses import Setting
from extractor.rules.facts.searching import last_match

__all__ = ["is_of_the_year"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!度?(?:部门|单位|财政|本级)*[预决]算)")
_LEADING_YEAR = re.compile(r"(?:^|[,;:])(?:截[至止]?到?)?((?:19|20)\d\d)年(?:度|底|末)?,?[^,;:]*")
_LAST_YEAR = re.compile(r"(?<![较比同于超])(?:上年|去年|上一?年度|前年)(?!相比|度?(?:相比|结转|转结|遗留))")
_OF_ALL_YEARS = re.compile(
    r"历年|历史累计|(?:建站|开通|成立|实施|施行|运行|上线|开馆)以来|(?:自|从)?(?:19|20)\d\d年[^,;]{0,16}以来"
)
_FROM = re.compile(r"[从由][^,;]{0,40}$")
_BECAME = re.compile(r"现?(?:提[高升]|增[加长]|上升|升|扩大|下降|降低?|减少|压缩)(?:到|至|为)")
_UP_TO = re.compile(r"[^,;]{0,8}(?:到|至|为|成)")
_IN_TOTAL = re.compile(r"累计")
_STOCK = re.compile(r"关注|粉丝|用户|订阅")
"""What is counted at one time and never by the year."""
_THIS_YEAR = re.compile(r"全年|今年|本年|年度|年内|(?:19|20)\d\d年")
_PART_OF_THE_YEAR = re.compile(r"[^。]{0,30}?(?:其中)?[,、]?(?:本学?年度?|今年|当年|新增)[^。]{0,16}?\d")
_PLANNED = re.compile(
    r"力争|争取|预计|拟(?!定|订|制|稿|文|办|录|公开|证)|(?<![转至到入])(?:明年|来年)|计划(?:新|开|举|组|召|完|培|在)|下一步|今后|将(?:从|进一步|继续|重点|着力|努力)"
)


def is_of_the_year(setting: Setting, behind: str, year: int | None) -> bool:
    """Return False where a number is said of another year, of all years together, or of what is only planned.

    Args:
        setting: the number and its surroundings.
        behind: what follows the number in its paragraph.
        year: the year that the report is about; None where nobody knows, and no number is of another year.
    """
    if _OF_ALL_YEARS.search(setting.left) or _is_running_total(setting, behind):
        return False
    changed = _BECAME.match(setting.right) or _UP_TO.fullmatch(setting.right)
    if _LAST_YEAR.search(setting.left) or (_FROM.search(setting.left) and changed):
        return False
    if _PLANNED.search(setting.left) or _PLANNED.search(setting.before):
        return False
    return year is None or _governing_year(setting) in (None, year)


def _is_running_total(setting: Setting, behind: str) -> bool:
    """``累计13866条`` before ``本年度470条``, or behind ``历年``: no number of the year."""
    if not _IN_TOTAL.search(setting.left) or _STOCK.search(setting.left) or _THIS_YEAR.search(setting.left):
        return False
    return bool(_PART_OF_THE_YEAR.match(behind) or _OF_ALL_YEARS.search(setting.before))


def _governing_year(setting: Setting) -> int | None:
    """The year that a number is said of: named in its own words, else at the head of what leads to it."""
    said = last_match(_YEAR, setting.left) or last_match(_LEADING_YEAR, setting.before)
    return int(said[1]) if said else None
