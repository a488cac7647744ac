"""The language of cues: words of prose, the cells they speak of, and what makes them speak of something else.

Patterns see canonical characters; what is searched in front of a number ends where the number stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from schemas import cell_definitions
from schemas.facts import Metric

__all__ = ["CASES", "ITEMS", "NONE", "OF_RESULTS", "PART", "REASON", "Cue", "Depth", "Reading", "cue", "sum_of"]


class Depth(IntEnum):
    """How much the words of a cue say by themselves: the deeper decides, whatever else stands there."""

    NOUN = 0
    """A thing that any number of the kind is of: 申请."""
    VERB = 1
    """What is done with the whole: 收到, 答复; the one nearest to the number."""
    CELL = 2
    """What the form's own row is called: 不予公开, 结转下年度; the first of the table of cues."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read words: the sum of some cells, less the sum of others."""

    cells: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words and the cells they speak of."""

    name: str
    left: re.Pattern[str] | None
    """Matched against the words in front of the number; its group is the cue's own words, the nearest such."""
    right: re.Pattern[str] | None
    """Matched directly behind the number."""
    readings: tuple[Reading, ...]
    metrics: frozenset[Metric]
    """What the readers of facts may call such a number; any other name for it makes it something else."""
    unless: re.Pattern[str]
    """Words beside the number that make it something else: a part, another thing."""
    before: re.Pattern[str]
    """Words anywhere in front of it in the sentence that do."""
    units: frozenset[str | None]
    sure: bool
    """The words alone suffice; else the number must be a fact of one of the metrics, of no scope but the cue's."""
    depth: Depth = Depth.CELL

    def place(self, left: str, right: str) -> int | None:
        """Return where the cue's words begin in front of a number, -1 for behind it, or None."""
        found = self.left.match(left) if self.left is not None else None
        if found is not None:
            return found.start("words")
        return -1 if self.right is not None and right and self.right.match(right) else None


CASES: frozenset[str | None] = frozenset({"件", "宗", "起", "份", "例", "项", "个", "件次", "封", "条", None})
ITEMS: frozenset[str | None] = frozenset({"条", "件", "篇", "份", "则", "项", None})
_TAIL = (
    r"(?:答复|决定|告知|处理|办理|政府信息|信息|公开|申请书|申请|案件|案|事项|数量|件数|情况|总数|总量|方面|数|量|类|件|的|被)*+"
    r"(?:[共总合]?[共计]|累计|分别|均|各|达到?|约|为|有|是|全年|[,:\"])*+$"
)
_HEAD = r"(?:(?:政府)?信息公开)?(?:申请|案件)?(?:均|已|依法|按规定|作出|做出|决定|为|是|系|被)*"
"""Between a number and the words behind it that speak of it."""
_WAY_IN = r"网络|网上|在线|线上|互联网|信函|邮寄|邮政|书面|当面|现场|窗口|传真|邮件|邮箱|来信|平台|网站|系统"
_APPLICANT = r"自然人|公民个人|个人|(?<!或)(?<!和)(?<!及)法人|企业|科研机构|公益组织|法律服务|律师"
PART = re.compile(
    rf"{_WAY_IN}|{_APPLICANT}|其中(?!收到|新收|受理)|涉及|关于|有关|属于|内容|用途|类型|(?<!公开)类|重复|撤[回销]|补正|延期|复议|诉讼"
)
OF_RESULTS = re.compile(PART.pattern.replace(r"|其中(?!收到|新收|受理)", ""))
NONE = re.compile(r"(?!)")
REASON = r"(?<!原)因(?!(?:各种|种种|多种)原因)"
"""In front of a result: it is that of one reason, a row of several."""


def _cells(*patterns: str) -> tuple[str, ...]:
    """Every cell whose path is one of these, ``*`` standing for one part of it."""
    tests = [re.compile(re.escape(pattern).replace(r"\*", r"[^.]+")) for pattern in patterns]
    return tuple(path for path in cell_definitions() if any(test.fullmatch(path) for test in tests))


def sum_of(*patterns: str, less: tuple[str, ...] = ()) -> Reading:
    """Return the reading that is the sum of every cell of the forms that a pattern names, less the sum of others."""
    return Reading(_cells(*patterns), _cells(*less))


def cue(
    name: str,
    left: str | None,
    readings: tuple[Reading, ...],
    *metrics: Metric,
    right: str | None = None,
    unless: re.Pattern[str] = NONE,
    before: re.Pattern[str] = NONE,
    units: frozenset[str | None] = CASES,
    sure: bool = False,
) -> Cue:
    """Return one row of the table of cues; its words end in front of the number, but for filling words."""
    return Cue(
        name,
        re.compile(f".*(?P<words>{left}){_TAIL}", re.DOTALL) if left is not None else None,
        re.compile(f"{_HEAD}(?:{right})") if right is not None else None,
        readings,
        frozenset(metrics),
        unless,
        before,
        units,
        sure,
    )
