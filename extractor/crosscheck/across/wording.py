"""The messages of findings between reports, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.crosscheck.across.chains import Link
from schemas import Number, cell_definition
from schemas.across import MatchedBy, OtherReport
from schemas.enums import FindingKind

__all__ = ["chain_message", "duplicate_message"]

_MOST = 7
"""Numbers that a message spells out; the rest is counted."""

_MATCHED = {
    MatchedBy.SAME_NAME: ("same name", "单位名称相同"),
    MatchedBy.REGION: ("same name below the region", "去掉上级区域后名称相同"),
    MatchedBy.OFFICE: ("the office reports for its government", "办公室代表人民政府"),
    MatchedBy.SCRIPT: ("traditional characters", "繁简体"),
    MatchedBy.ABBREVIATION: ("short form of the name", "名称简写"),
}
_CHAINS = {
    FindingKind.CARRY_CHAIN: (
        "what was carried in is not what the report of {0} carried out",
        "上年结转与{0}年报告的结转下年度不一致",
    ),
    FindingKind.STOCK_CHAIN: (
        "the numbers do not follow from the report of {0}",
        "数字与{0}年报告不衔接",
    ),
}


@dataclass(frozen=True, slots=True)
class _Words:
    english: bool

    def pick(self, pair: tuple[str, str]) -> str:
        return pair[0 if self.english else 1]

    def joined(self, parts: Sequence[str]) -> str:
        more = len(parts) - _MOST
        shown = list(parts[:_MOST])
        if more > 0:
            shown.append(f"{more} more" if self.english else f"另有{more}处")
        return ("; " if self.english else "；").join(shown)

    def other(self, other: OtherReport) -> str:
        how = (", " if self.english else "、").join(self.pick(_MATCHED[step]) for step in other.matched_by)
        name = other.organization
        if self.english:
            return f" ({other.source}, {name}: {how})"
        return f"（{other.source}，{name}：{how}）"


def chain_message(kind: FindingKind, links: Sequence[Link], other: OtherReport, lang: str) -> str:
    """Return such as ``what was carried in is not what the report of 2022 carried out (…): 总计 4, carried out 5``."""
    words = _Words(lang != "zh")
    say = _carried if kind is FindingKind.CARRY_CHAIN else _stock
    head = words.pick(_CHAINS[kind]).format(other.year)
    colon = ": " if words.english else "："
    return f"{head}{words.other(other)}{colon}{words.joined([say(link, words.english) for link in links])}"


def duplicate_message(
    differing: Sequence[tuple[str, Number, Number]], compared: bool, year: int, other: OtherReport, lang: str
) -> str:
    """Return what two reports of one agency and year have in common, or where they differ.

    Args:
        differing: path, number of the other report, number of this one.
        compared: whether any number stands in both.
        year: of both.
        other: the other report.
        lang: ``en`` or ``zh``.
    """
    words = _Words(lang != "zh")
    head = words.pick(("another report of {0} stands there{1}", "另有{0}年的报告{1}")).format(year, words.other(other))
    if not differing:
        same = ("with the same numbers", "数字相同") if compared else ("with no number in common", "无可比对的数字")
        return f"{head}{words.pick((', ', '，'))}{words.pick(same)}"
    versus = words.pick(("{0} {1}, there {2}", "{0}为{1}，彼为{2}"))
    parts = [versus.format(cell_definition(path).label, mine, theirs) for path, theirs, mine in differing]
    return f"{head}{words.pick((', with other numbers: ', '，但数字不同：'))}{words.joined(parts)}"


def _carried(link: Link, english: bool) -> str:
    label = cell_definition(link.later[-1].path).column.label
    printed = link.later[-1].value
    return (
        f"{label} {printed}, carried out {link.expected}"
        if english
        else f"{label}{printed}，结转下年度为{link.expected}"
    )


def _stock(link: Link, english: bool) -> str:
    """``行政规范性文件 · 现行有效件数: 12 + 3 - 1 = 14, printed 15``."""
    due = link.later[-1]
    first, *others = (step.sign * step.value for step in (*link.earlier, *link.later[:-1]))
    text = f"{first}" + "".join(f" {'-' if value < 0 else '+'} {abs(value)}" for value in others)
    label = cell_definition(due.path).label
    ending = f"= {link.expected}, printed {due.value}" if english else f"= {link.expected}，表中为{due.value}"
    return f"{label}{': ' if english else '：'}{text} {ending}"
