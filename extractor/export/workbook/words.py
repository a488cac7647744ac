"""What the workbook itself says, in both languages."""

from __future__ import annotations

__all__ = ["TABLE_NAMES", "said"]

_WORDS: dict[str, tuple[str, str]] = {
    "overview": ("Overview", "概览"),
    "back": ("‹ Overview", "‹ 返回概览"),
    "form_sheet": ("sheet", "工作表"),
    "source": ("source", "来源"),
    "form": ("form", "格式"),
    "year": ("year", "年度"),
    "no_organization": ("(no organization)", "（未见单位）"),
    "no_title": ("(no title)", "（未见标题）"),
    "no_cells": ("no number of this table was read", "未读到本表数字"),
    "lost": ("[lost]", "〔缺失〕"),
    "legend": ("How far a number can be believed", "数字的可信程度"),
    "legend_note": (
        "A mark behind a number says its status; an empty cell that is not verified has a note, a hatched one is not in "
        "the report as it was read. Values of money are in yuan.",
        "数字后的符号表示可信状态；未核实的空白单元格带有批注，斜线单元格表示报告中未见该格。金额数值以元为单位。",
    ),
    "legend_reading": (
        "What is verified is the reading. Whether the report's own numbers are right is said by the findings, and by "
        "persons who called some of them wrong.",
        "“已核实”指读取无误；报告本身是否有误，见各项问题及人工认定。",
    ),
    "no_mark": ("no mark", "无符号"),
    "doubtful": ("Doubtful cells", "存疑单元格"),
    "no_doubtful": ("No reading is doubtful.", "读取结果均无存疑。"),
    "reading_only": (
        "Verified is the reading, not the report: the number stands there as it is shown. "
        "What does not add up is listed below the form.",
        "“已核实”指读取无误，不表示报告本身正确；勾稽不符之处列于表后。",
    ),
    "some_wrong": (
        "!  A person called the report itself wrong at {} of its numbers: marked in the form, listed below it.",
        "!  经人工认定，报告本身有 {} 处有误：表中已标出，并列于表后。",
    ),
    "called_wrong": ("Numbers that a person called the report's own error", "经人工认定为报告本身有误的数字"),
    "wrong_mark": ("called the report's own error", "认定报告有误"),
    "decided": ("decided", "人工认定"),
    "decision_note": ("note", "备注"),
    "decided_by": ("by", "认定人"),
    "more": ("{} more; all are in the table of cells", "另有 {} 个，见单元格表"),
    "findings": ("Findings", "问题"),
    "no_findings": ("Nothing was found to be wrong.", "未发现问题。"),
    "cell": ("cell", "单元格"),
    "value": ("value", "数值"),
    "printed": ("printed", "原文"),
    "status": ("status", "可信状态"),
    "witnesses": ("witnesses", "依据"),
    "candidates": ("other values", "其他可能"),
    "place": ("place", "位置"),
    "severity": ("severity", "程度"),
    "kind": ("kind", "类别"),
    "message": ("message", "说明"),
    "share": ("share verified as read", "读取核实率"),
    "failed": ("Sources that could not be read", "未能读取的来源"),
    "tidy_only": (
        "{} reports: only the overview and the tables; reports as printed are made for up to {}",
        "共 {} 份报告：仅有概览和数据表；不超过 {} 份时才逐份按格式列出",
    ),
}

TABLE_NAMES: dict[str, tuple[str, str]] = {
    "cells": ("cells", "单元格"),
    "facts": ("facts", "正文数字"),
    "findings": ("findings", "问题"),
    "sections": ("sections", "各部分"),
    "decisions": ("decisions", "人工认定"),
    "sums": ("sums", "勾稽关系"),
    "words": ("words", "词表"),
    "codebook": ("codebook", "指标说明"),
}


def said(lang: str) -> dict[str, str]:
    """Return the words of ``en`` or ``zh``, by key."""
    return {key: pair[lang == "zh"] for key, pair in _WORDS.items()}
