"""What a passage of prose speaks of: some words mean something else under another topic."""

from __future__ import annotations

import re
from enum import StrEnum

from extractor.rules.facts.searching import last_match

__all__ = ["Topic", "topic_of"]


class Topic(StrEnum):
    """What a passage can speak of."""

    REQUESTS = "requests"
    HOTLINE = "hotline"
    SERVICE = "service"
    CONSULTATION = "consultation"
    REVIEW = "review"
    OTHER = "other"


_TOPICS: tuple[tuple[Topic, str], ...] = (
    (Topic.OTHER, r"建议(?!书)|提案"),
    (Topic.REVIEW, r"复议|诉讼"),
    (Topic.HOTLINE, r"热线|专线|12345|信箱|投诉|举报|信访|工单|(?<!咨询)留言|诉求|来信|问政"),
    (Topic.SERVICE, r"窗口|办件|服务中心|服务大厅|办事大厅|政务服务(?!网|平台|APP|客户端)|行政审批|一网通办|许可申请"),
    (
        Topic.REQUESTS,
        r"依申请|公开申请|申请公开|(?:答复|办理)(?:结果|情况|类型)看|受理(?:渠道|方式|途径)看|(?:提交|递交)方式|(?:予以|同意|部分|区分)公开|不予公开(?!信息)|(?<!许可)(?<!服务)(?<!业务)(?<!复议)申请(?!行政复议|复议)",
    ),
    (Topic.CONSULTATION, r"咨询|来访|来电|提问|问询"),
)
_TOPIC = re.compile("|".join(f"(?P<{topic.value}>{words})" for topic, words in _TOPICS))


def topic_of(text: str) -> Topic | None:
    """Return the topic that a canonical text names last, or None."""
    last = last_match(_TOPIC, text)
    return Topic(last.lastgroup) if last and last.lastgroup else None
