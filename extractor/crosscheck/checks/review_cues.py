"""Words of administrative reviews and lawsuits and the cells of table four, and of the annex: data."""

from __future__ import annotations

import re

from extractor.crosscheck.checks.cue import CASES, Cue, cue, sum_of
from schemas.facts import Metric

__all__ = ["REVIEW_CUES"]

_REVIEWER = re.compile(
    r"(?<!被)(?:办理|受理|审理|审结|承办|代理|应对)[^,;]{0,12}行政?(?:复议|诉讼)|一审|二审|再审|维持|纠正|纠错|撤[回销]|驳回|胜诉|败诉|审结|未经|复议后"
)
_ANY_REVIEW = re.compile(r"一审|二审|再审|维持|纠正|纠错|驳回|胜诉|败诉|审结")
_LITIGATION = ("review_and_litigation.direct_litigation.total", "review_and_litigation.litigation_after_review.total")
_REVIEW = "review_and_litigation.review.total"
REVIEW_CUES: tuple[Cue, ...] = (
    cue(
        "direct_litigation",
        r"未经复议直接起诉",
        (sum_of(_LITIGATION[0]),),
        Metric.LITIGATIONS,
        right=r"(?:为|是)?未经复议直接起诉",
        unless=_ANY_REVIEW,
        sure=True,
    ),
    cue(
        "litigation_after_review",
        r"复议后(?:再)?(?:起诉|提起(?:行政)?诉讼)",
        (sum_of(_LITIGATION[1]),),
        Metric.LITIGATIONS,
        right=r"(?:为|是)?复议后(?:再)?起诉",
        unless=_ANY_REVIEW,
        sure=True,
    ),
    cue(
        "review_and_litigation",
        r"复议(?:申请|案件)?(?:[、和与及]|以及)(?:被)?(?:提起)?(?:行政)?(?:诉讼|应诉)",
        (
            sum_of(_REVIEW, *_LITIGATION),
            sum_of("statistics.review", "statistics.litigation"),
        ),
        Metric.REVIEWS,
        Metric.LITIGATIONS,
        unless=_REVIEWER,
    ),
    cue(
        "review",
        r"(?<!未经)复议(?!后|机关|机构|决定)[^,;\d]{0,16}",
        (sum_of(_REVIEW), sum_of("statistics.review")),
        Metric.REVIEWS,
        right=r"(?:政府信息公开|信息公开)?(?:类)?(?:的)?行政复议",
        unless=re.compile(rf"诉讼|应诉|{_REVIEWER.pattern}"),
        units=(CASES | {"次"}) - {"条"},
    ),
    cue(
        "litigation",
        r"(?:诉讼|应诉|被诉|起诉)[^,;\d]{0,16}",
        (sum_of(*_LITIGATION), sum_of("statistics.litigation")),
        Metric.LITIGATIONS,
        right=r"(?:政府信息公开|信息公开)?(?:类)?(?:的)?行政诉讼",
        unless=re.compile(rf"复议|{_REVIEWER.pattern}"),
        units=CASES - {"条"},
    ),
)
