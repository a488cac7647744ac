"""Numbers of other years and of all years together, which are no facts of the year (MESS.md 8)."""

from __future__ import annotations

import re

from extractor.rules.facts.clauses import Setting

__all__ = ["is_of_the_year"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_LEADING_YEAR = re.compile(r"(?:^|[,;:])(?:截[至止]?到?)?((?:19|20)\d\d)年(?:度|底|末)?,?[^,;:]*")
_LAST_YEAR = re.compile(r"(?<![较比同于超])(?:上年|去年|上一?年度|前年)(?!相比|度?(?:相比|结转|转结|遗留))")
_OF_ALL_YEARS = re.compile(
    r"历年|历史累计|建站以来|开通以来|成立以来|实施以来|施行以来|运行以来|上线以来|(?:自|从)?(?:19|20)\d\d年[^,;]{0,12}以来"
)
_IN_TOTAL = re.compile(r"累计")
_THIS_YEAR = re.compile(r"全年|今年|本年|年度|年内|(?:19|20)\d\d年")
_PART_OF_THE_YEAR = re.compile(r"^[^。]{0,30}?(?:其中)?[,、]?(?:本年度?|今年|当年|本年新增|新增)[^。]{0,16}?\d")
_CARRIED = re.compile(r"结转|遗留|转结")


def is_of_the_year(setting: Setting, behind: str, year: int | None) -> bool:
    """Return False where a number is said of another year, or of all years together.

    Args:
        setting: the number and its surroundings.
        behind: what follows the number in its paragraph.
        year: the year that the report is about; None where nobody knows, and no number is of another year.
    """
    if _OF_ALL_YEARS.search(setting.left):
        return False
    if _is_running_total(setting, behind):
        return False
    if _LAST_YEAR.search(setting.left) and not _CARRIED.search(setting.left):
        return False
    return year is None or _governing_year(setting) in (None, year)


def _is_running_total(setting: Setting, behind: str) -> bool:
    """``累计13866条`` before ``本年度470条``: the second is the year's."""
    if not _IN_TOTAL.search(setting.left) or _THIS_YEAR.search(setting.left):
        return False
    return bool(_PART_OF_THE_YEAR.match(behind))


def _governing_year(setting: Setting) -> int | None:
    """The past year that a number is said of: named in its own words, else at the head of what leads to it."""
    own = list(_YEAR.finditer(setting.left))
    if own:
        return int(own[-1][1])
    led = list(_LEADING_YEAR.finditer(setting.before))
    return int(led[-1][1]) if led else None
