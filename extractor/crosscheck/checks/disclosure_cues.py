"""Words of documents issued and decisions taken and the cells of table two that they speak of: data."""

from __future__ import annotations

import re

from extractor.crosscheck.checks.cue import ITEMS, NONE, Cue, cue, sum_of
from schemas.facts import Metric

__all__ = ["DISCLOSURE_CUES"]

_DECIDED = r"(?:作出|做出|办理|实施|下达|下发|出具|核发|依法|共|全年|本年度?|年内)"
_SHOWN = re.compile(r"公开|公示|发布|上网|信息|结果|清单|目录|类|案例|标准|审批局|双公示")
_LISTED = re.compile(r"公开|公示|发布|上传|录入|归集|信息|目录|清单|事项|承接|下放|权力")
"""In front of a bare 行政处罚57件: it may be what was published, or a list of powers."""
_DECISIONS: frozenset[str | None] = frozenset({"件", "起", "宗", "例", "件次", "份", "个", "项", "条", "次", None})
_DOCUMENT = r"(?:行政)?规范性文件"
_NOT_ISSUED = re.compile(
    r"备案|审查|审核|清理|解读|评估|征求|修[改订]|代拟|起草|废止|失效|有效|合法性|上传|公布(?!实施)|报送|涉及|公开"
)


_FIRST = "proactive_disclosure.article_20_1"

DISCLOSURE_CUES: tuple[Cue, ...] = (
    *(
        each
        for row, words in (("regulations", r"(?:政府|部门|行政)?规章(?!制度)"), ("normative_documents", _DOCUMENT))
        for each in (
            cue(
                f"{row}.repealed",
                rf"(?:废止|宣布失效|清理废止)(?:和(?:宣布)?失效)?[^,;\d]{{0,10}}{words}",
                (sum_of(f"{_FIRST}.{row}.repealed"),),
                Metric.NORMATIVE_DOCUMENTS,
                Metric.OTHER,
                units=ITEMS | {"部", "个"},
                sure=True,
            ),
            cue(
                f"{row}.in_force",
                rf"(?:现行有效|继续有效|现行)的?[^,;\d]{{0,10}}{words}|{words}(?:现行有效)",
                (sum_of(f"{_FIRST}.{row}.in_force"), sum_of(f"{_FIRST}.{row}.total_disclosed")),
                Metric.NORMATIVE_DOCUMENTS,
                Metric.OTHER,
                unless=re.compile(r"解读|清理前|其中"),
                units=ITEMS | {"部", "个"},
                sure=True,
            ),
            cue(
                f"{row}.total_disclosed",
                rf"对外公开的?{words}|{words}对外公开",
                (sum_of(f"{_FIRST}.{row}.total_disclosed"),),
                Metric.NORMATIVE_DOCUMENTS,
                Metric.DISCLOSED_ITEMS,
                Metric.OTHER,
                unless=re.compile(r"解读|备案|其中"),
                units=ITEMS | {"部", "个"},
                sure=True,
            ),
            cue(
                f"{row}.issued",
                rf"(?:制定|制发|出台|印发|制作|新制定|新制发|新出台)[^,;\d]{{0,10}}{words}|{words}(?:制定|制发|出台|印发)",
                (
                    sum_of(f"{_FIRST}.{row}.issued"),
                    sum_of(f"{_FIRST}.{row}.made"),
                    sum_of("statistics.normative_documents_issued"),
                )
                if row == "normative_documents"
                else (sum_of(f"{_FIRST}.{row}.issued"), sum_of(f"{_FIRST}.{row}.made")),
                Metric.NORMATIVE_DOCUMENTS,
                Metric.OTHER,
                unless=_NOT_ISSUED,
                units=ITEMS | {"部", "个"},
                sure=True,
            ),
        )
    ),
    *(
        cue(
            f"{row}.decisions",
            left,
            (sum_of(f"proactive_disclosure.{article}.{row}.decisions"),),
            Metric.OTHER,
            Metric.SERVICE_CASES,
            Metric.SERVICE_ITEMS,
            Metric.REQUESTS_ANSWERED,
            unless=_SHOWN,
            before=before,
            units=units,
            sure=True,
        )
        for article, row, words in (
            ("article_20_5", "licensing", r"行政许可"),
            ("article_20_6", "penalties", r"行政处罚"),
            ("article_20_6", "coercion", r"行政强制(?:措施|执行)?"),
        )
        for left, before, units in (
            (rf"{_DECIDED}[^,;\d公]{{0,8}}{words}|{words}(?:处理)?(?:决定|案件决定)(?:书)?", NONE, _DECISIONS),
            (rf"^(?:其中)?{words}", _LISTED, _DECISIONS - {"条", "项", "个", "次"}),
        )
    ),
)
