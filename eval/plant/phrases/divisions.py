"""Sentences that divide a whole, and sentences that give a share in per cent."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DIVISIONS", "GROWTHS", "SHARES", "Division", "Growth", "Share"]


@dataclass(frozen=True, slots=True)
class Division:
    """A whole and all of its parts in one sentence."""

    text: str
    whole: str
    parts: tuple[str, ...]
    overlapping: bool = False
    """One thing may be in several parts: they may add up to more than the whole, never to less."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part, its whole and the percentage ``{pct}``."""

    text: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Growth:
    """This year's and last year's number and the change ``{pct}`` in per cent."""

    text: str
    now: str
    before: str
    up: bool


_PEOPLE = ("natural", "legal")
_WAYS = ("online", "letter", "in_person")
_READINGS = ("reading_text", "reading_picture", "reading_video")
_CHANNELS = ("by_website", "by_wechat", "by_other")
_OUTCOMES = ("granted", "partial", "denied", "unavailable", "not_processed", "other_handling")

DIVISIONS: tuple[Division, ...] = (
    Division(
        "全年收到政府信息公开申请{received}件，其中自然人申请{natural}件，法人及其他组织申请{legal}件。",
        "received",
        _PEOPLE,
    ),
    Division(
        "本年新收政府信息公开申请{received}件，其中自然人{natural}件、法人或其他组织{legal}件。", "received", _PEOPLE
    ),
    Division(
        "按申请人划分，收到的{received}件申请中，自然人{natural}件，法人或其他组织{legal}件。", "received", _PEOPLE
    ),
    Division(
        "全年收到申请{received}件，其中网上申请{online}件、信函申请{letter}件、当面申请{in_person}件。",
        "received",
        _WAYS,
    ),
    Division(
        "从申请方式看，共收到申请{received}件，通过网络提交{online}件，通过信函提交{letter}件，当面提交{in_person}件。",
        "received",
        _WAYS,
    ),
    Division(
        "{we}共收到政府信息公开申请{received}件（网络{online}件，信函{letter}件，当面{in_person}件）。",
        "received",
        _WAYS,
    ),
    Division(
        "全年办结申请{concluded}件，其中予以公开{granted}件，部分公开{partial}件，不予公开{denied}件，"
        "无法提供{unavailable}件，不予处理{not_processed}件，其他处理{other_handling}件。",
        "concluded",
        _OUTCOMES,
    ),
    Division(
        "发布政策解读材料{readings}篇，其中文字解读{reading_text}篇、图片解读{reading_picture}篇、"
        "视频解读{reading_video}篇。",
        "readings",
        _READINGS,
    ),
    Division(
        "全年共制作政策解读{readings}个，包括文字类{reading_text}个、图解类{reading_picture}个、"
        "音视频类{reading_video}个。",
        "readings",
        _READINGS,
    ),
    Division(
        "主动公开政府信息{disclosed}条，其中门户网站{by_website}条，微信公众号{by_wechat}条，其他渠道{by_other}条。",
        "disclosed",
        _CHANNELS,
        overlapping=True,
    ),
    Division(
        "全年主动公开信息{disclosed}条：政府网站发布{by_website}条，政务微信发布{by_wechat}条，其他方式发布{by_other}条。",
        "disclosed",
        _CHANNELS,
        overlapping=True,
    ),
)

SHARES: tuple[Share, ...] = (
    Share("收到申请{received}件，其中网上申请{online}件，占{pct}%。", "online", "received"),
    Share(
        "全年收到政府信息公开申请{received}件，其中自然人申请{natural}件，占申请总数的{pct}%。", "natural", "received"
    ),
    Share("办结申请{concluded}件，其中予以公开{granted}件，占{pct}%。", "granted", "concluded"),
    Share("在办结的{concluded}件申请中，予以公开{granted}件，占办结总数的{pct}%。", "granted", "concluded"),
    Share("全年收到申请{received}件，信函申请{letter}件，占比{pct}%。", "letter", "received"),
    Share("政策解读共{readings}篇，其中文字解读{reading_text}篇，约占{pct}%。", "reading_text", "readings"),
    Share("发布解读{readings}篇，其中图片解读{reading_picture}篇，占解读总量的{pct}%。", "reading_picture", "readings"),
    Share("主动公开信息{disclosed}条，其中通过门户网站公开{by_website}条，占总数的{pct}%。", "by_website", "disclosed"),
    Share("全年共答复{answered}件，其中不予公开{denied}件，占{pct}%。", "denied", "answered"),
    Share("主动公开政府信息{disclosed}条，微信公众号发布{by_wechat}条，占{pct}％。", "by_wechat", "disclosed"),
)

GROWTHS: tuple[Growth, ...] = (
    Growth("全年收到申请{received}件，比上年的{last_year}件增长{pct}%。", "received", "last_year", True),
    Growth("全年收到申请{received}件，{ly}年为{last_year}件，同比增长{pct}%。", "received", "last_year", True),
    Growth("收到政府信息公开申请{received}件，较上年{last_year}件下降{pct}%。", "received", "last_year", False),
    Growth("新收申请由{ly}年的{last_year}件减少到{received}件，降幅{pct}%。", "received", "last_year", False),
    Growth("办理12345热线工单{hotline}件，上年{hotline_last}件，同比增长{pct}%。", "hotline", "hotline_last", True),
    Growth("热线工单{hotline}件，较上年的{hotline_last}件减少{pct}%。", "hotline", "hotline_last", False),
)
