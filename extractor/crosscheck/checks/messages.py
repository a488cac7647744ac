"""What findings say, in English and Chinese. Official labels and quotes stay as printed in both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from schemas.enums import SectionKind, TableKind
from schemas.reading import Number, as_number

__all__ = ["MESSAGES", "said", "with_table_value"]

MESSAGES: dict[str, tuple[str, str]] = {
    "words_for_a_number": ("“{printed}” stands where {label} is a number", "“{label}”应填数字，表中为“{printed}”"),
    "below_zero": ("{label} cannot be below zero: {printed}", "“{label}”不应为负数：{printed}"),
    "not_whole": ("{label} is counted in whole numbers: {printed}", "“{label}”应为整数：{printed}"),
    "part_exceeds": (
        "{part} is {small}, more than the {large} of {whole} that it is a part of",
        "“{part}”为{small}，大于其所属的“{whole}”{large}",
    ),
    "subtotal": (
        "the parts of {label} add up to {total}, printed {printed}",
        "“{label}”各分项之和为{total}，表中为{printed}",
    ),
    "blank_zero": (
        "{count} cells of {table} stand empty where its sums, which all hold, take them for 0",
        "{table}有{count}格未填，按0计则表内勾稽关系成立",
    ),
    "columns_reordered": (
        "the header of {table} names the columns in another order than the form: {order}",
        "{table}表头的列序与规定格式不同：{order}",
    ),
    "prose_table": ("“{quote}”: the table has {value} ({label})", "“{quote}”：表中为{value}（{label}）"),
    "prose_sum": (
        "“{quote}”: the parts named are {parts} = {total}, not {whole}",
        "“{quote}”：所列分项 {parts} = {total}，与{whole}不符",
    ),
    "percentage": ("“{quote}”: {part} and {whole} give {due}", "“{quote}”：按{part}与{whole}计算应为{due}"),
    "fee_twice": ("“{quote}” contradicts “{other}”", "“{quote}”与“{other}”矛盾"),
    "fee_table": ("“{quote}”: the table has {value} yuan ({label})", "“{quote}”：表中为{value}元（{label}）"),
    "contradiction": ("“{quote}”: the table has {value} ({label})", "“{quote}”：表中为{value}（{label}）"),
    "year_typo": (
        "“{quote}” names {named} in the report of {year}",
        "“{quote}”写作{named}年，本报告年度为{year}年",
    ),
    "heading_order": ("the six parts stand in the order {order}", "六个部分的顺序为{order}，与规定格式不同"),
    "heading_number": ("the heading “{heading}” should be numbered {due}", "标题“{heading}”的序号应为{due}"),
    "heading_unnumbered": (
        "the heading “{heading}” has no number, it should be {due}",
        "标题“{heading}”缺序号，应为{due}",
    ),
    "section_missing": ("part {ordinal} ({part}) is not there", "缺第{ordinal}部分（{part}）"),
    "section_empty": ("nothing stands under the heading of {part}", "“{part}”标题下没有内容"),
}
"""By key: English and Chinese."""

_PARTS: dict[str, str] = {
    SectionKind.OVERVIEW.value: "总体情况",
    TableKind.PROACTIVE_DISCLOSURE.value: "主动公开政府信息情况",
    TableKind.REQUESTS.value: "收到和处理政府信息公开申请情况",
    TableKind.REVIEW_AND_LITIGATION.value: "政府信息公开行政复议、行政诉讼情况",
    TableKind.STATISTICS.value: "政府信息公开情况统计表",
    SectionKind.PROBLEMS.value: "存在的主要问题及改进情况",
    SectionKind.OTHER_MATTERS.value: "其他需要报告的事项",
}


def said(message: str, values: Mapping[str, object], lang: str) -> str:
    """Return a message in a language.

    Args:
        message: one of the keys of ``MESSAGES``.
        values: what it names; section and table kinds are named by their official headings in Chinese.
        lang: ``en`` or ``zh``.
    """
    chinese = lang == "zh"
    shown = {
        key: (_PARTS.get(value.value, value.value) if chinese else value.value)
        if isinstance(value, SectionKind | TableKind)
        else value
        for key, value in values.items()
    }
    return MESSAGES[message][chinese].format(**shown)


_TABLE_VALUE = re.compile(r"(?<=”: the table has )-?[\d.]+|(?<=”：表中为)-?[\d.]+")
"""Where ``prose_table``, ``fee_table`` and ``contradiction`` say what the table has, in both languages."""


def with_table_value(message: str, change: Number) -> tuple[str, Number] | None:
    """Return a message about prose and table with another value of the table, and that value; None for any other.

    Args:
        message: in either language.
        change: what the cells that it speaks of come to more than before.
    """
    found = list(_TABLE_VALUE.finditer(message))
    if not found:
        return None
    place = found[-1]
    value = as_number(Decimal(place.group()) + change)
    return f"{message[: place.start()]}{value}{message[place.end() :]}", value
