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
    "no_mark": ("no mark", "无符号"),
    "doubtful": ("Doubtful cells", "存疑单元格"),
    "no_doubtful": ("No cell is doubtful.", "没有存疑单元格。"),
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
    "share": ("verified numbers", "数字核实率"),
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
