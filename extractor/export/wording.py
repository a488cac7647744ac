"""The few words of the program's own tables, in both languages."""

from __future__ import annotations

from schemas.decisions import How
from schemas.enums import Severity, State, Status

__all__ = ["HOW_WORDS", "SEVERITY_WORDS", "STATE_WORDS", "STATUS_WORDS", "words"]

_WORDS: dict[str, tuple[str, str]] = {
    "no_organization": ("(no organization)", "（未见单位）"),
    "no_year": ("(no year)", "（未见年度）"),
    "form": ("form", "格式"),
    "failed": ("failed", "读取失败"),
    "table": ("table", "表"),
    "cells": ("cells", "单元格"),
    "facts": ("facts in the prose", "正文数字"),
    "sections": ("sections not read", "未读出的部分"),
    "doubtful": ("doubtful cells", "存疑单元格"),
    "findings": ("findings", "问题"),
    "more": ("and {} more", "另有 {} 项"),
    "report": ("report", "报告"),
    "errors": ("errors found", "发现错误"),
    "total": ("total", "合计"),
    "share": ("printed numbers verified", "已核实的数字"),
    "or": ("or", "或"),
    "nothing": ("no numbers of an official form", "没有法定格式的数字"),
}

STATUS_WORDS: dict[Status, tuple[str, str]] = {
    Status.VERIFIED: ("verified", "已核实"),
    Status.REPAIRED: ("repaired", "已修复"),
    Status.READ: ("read", "已读"),
    Status.DISPUTED: ("disputed", "有争议"),
    Status.UNREAD: ("unread", "未读出"),
}

STATE_WORDS: dict[State, tuple[str, str]] = {
    State.NUMBER: ("number", "数字"),
    State.BLANK: ("blank", "空白"),
    State.MARK: ("mark for nothing", "以符号表示无"),
    State.LOST: ("lost on the way", "缺失"),
    State.UNREADABLE: ("unreadable", "无法识别"),
}

HOW_WORDS: dict[How, tuple[str, str]] = {
    How.ACCEPTED: ("the reading is right", "读取正确"),
    How.CANDIDATE: ("one of the values that were given", "取用所列数值之一"),
    How.TYPED: ("typed", "人工录入"),
    How.UNREADABLE: ("no number can be read", "无法读出数字"),
    How.REPORT_WRONG: ("read right, and the report is wrong", "读取无误，报告本身有误"),
}
"""What a person's decision says."""

SEVERITY_WORDS: dict[Severity, tuple[str, str]] = {
    Severity.ERROR: ("error", "错误"),
    Severity.WARNING: ("warning", "警告"),
    Severity.NOTE: ("note", "提示"),
}


def words(lang: str) -> dict[str, str]:
    """Return the words of ``en`` or ``zh``, by key."""
    return {key: pair[lang == "zh"] for key, pair in _WORDS.items()}
