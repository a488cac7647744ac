"""Words of what only the annex of the reports before 2019 counts: data."""

from __future__ import annotations

import re

from extractor.crosscheck.checks.cue import ITEMS, Cue, cue, sum_of
from schemas.facts import Metric

__all__ = ["ANNEX_CUES"]

_PEOPLE: frozenset[str | None] = frozenset({"人", "名", "位", "人次", None})
_TIMES: frozenset[str | None] = frozenset({"次", "场", "期", "场次", "班次", "个", "期次", None})
_CHANNEL = r"[^,;\d]{0,14}(?:主动)?公开(?:政府|政务)?信息"
ANNEX_CUES: tuple[Cue, ...] = (
    *(
        cue(
            f"channels.{key}",
            rf"{words}{_CHANNEL}|公开(?:政府|政务)?信息[^,;\d]{{0,10}}{words}",
            (sum_of(f"statistics.channels.{key}"),),
            metric,
            Metric.DISCLOSED_ITEMS,
            Metric.WEBSITE_POSTS,
            units=ITEMS,
            sure=True,
        )
        for key, words, metric in (
            ("gazette", r"政府公报", Metric.GAZETTE_ISSUES),
            ("website", r"(?:政府|门户)网站", Metric.WEBSITE_POSTS),
            ("weibo", r"微博", Metric.WEIBO_POSTS),
            ("wechat", r"微信", Metric.WECHAT_POSTS),
        )
    ),
    cue(
        "disclosed",
        r"主动公开(?:各类)?(?:政府|政务)?信息",
        (sum_of("statistics.disclosed"),),
        Metric.DISCLOSED_ITEMS,
        unless=re.compile(r"类|其中|网站|微信|微博|公报|平台|公众号|栏"),
        units=ITEMS,
    ),
    cue(
        "courses",
        r"培训[^,;\d]{0,6}",
        (sum_of("statistics.training.courses"),),
        Metric.TRAINING_SESSIONS,
        unless=re.compile(r"参加"),
        units=_TIMES,
    ),
    cue(
        "attendees",
        r"(?:培训|参训|受训|参加|人员|人数)[^,;\d]{0,10}",
        (sum_of("statistics.training.attendees"),),
        Metric.TRAINING_ATTENDEES,
        right=r"(?:参加|接受)?(?:了)?(?:培训|参训)?",
        units=_PEOPLE,
    ),
    cue(
        "meetings",
        r"会议?[^,;\d]{0,6}",
        (sum_of("statistics.training.meetings"),),
        Metric.MEETINGS,
        unless=re.compile(r"参加|发布会|座谈|常务|听证"),
        units=_TIMES,
    ),
    cue(
        "full_time",
        r"专职[^,;\d]{0,8}",
        (sum_of("statistics.organization.staff.full_time"),),
        Metric.STAFF_FULL_TIME,
        units=_PEOPLE,
    ),
    cue(
        "part_time",
        r"兼职[^,;\d]{0,8}",
        (sum_of("statistics.organization.staff.part_time"),),
        Metric.STAFF_PART_TIME,
        units=_PEOPLE,
    ),
    cue(
        "staff",
        r"从事(?:政府)?信息公开工作的?人员",
        (sum_of("statistics.organization.staff"),),
        Metric.OTHER,
        units=_PEOPLE,
        sure=True,
    ),
    cue(
        "press_conferences",
        r"新闻发布会",
        (sum_of("statistics.interpretation.press_conferences"),),
        Metric.PRESS_CONFERENCES,
        unless=re.compile(r"负责|其中"),
        units=_TIMES,
    ),
    cue(
        "articles",
        r"解读(?:稿件?|文稿|文章)",
        (sum_of("statistics.interpretation.articles"),),
        Metric.POLICY_INTERPRETATIONS,
        units=frozenset({"篇", "件", "条", "份", "个"}),
    ),
    cue(
        "complaints",
        r"(?:举报投诉|投诉举报|举报|投诉)[^,;\d]{0,6}",
        (sum_of("statistics.complaints"),),
        Metric.HOTLINE_CASES,
        unless=re.compile(r"12345|热线|平台|12315|信箱|工单"),
    ),
)
