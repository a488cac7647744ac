"""What the prose says in numbers: the closed list of metrics (FORMS.md, "Facts")."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["METRIC_LABELS", "REQUEST_METRICS", "Metric"]


class Metric(StrEnum):
    """What a number in the prose counts."""

    DISCLOSED_ITEMS = "disclosed_items"
    NORMATIVE_DOCUMENTS = "normative_documents"
    POLICY_INTERPRETATIONS = "policy_interpretations"
    PRESS_CONFERENCES = "press_conferences"
    WEBSITE_POSTS = "website_posts"
    WECHAT_POSTS = "wechat_posts"
    WEIBO_POSTS = "weibo_posts"
    GAZETTE_ISSUES = "gazette_issues"
    OTHER_MEDIA_POSTS = "other_media_posts"
    FOLLOWERS = "followers"
    REQUESTS_RECEIVED = "requests_received"
    REQUESTS_ANSWERED = "requests_answered"
    REQUESTS_CARRIED_OVER = "requests_carried_over"
    REQUESTS_GRANTED = "requests_granted"
    REQUESTS_DENIED = "requests_denied"
    CONSULTATIONS = "consultations"
    HOTLINE_CASES = "hotline_cases"
    REVIEWS = "reviews"
    LITIGATIONS = "litigations"
    FEES_CHARGED = "fees_charged"
    STAFF_FULL_TIME = "staff_full_time"
    STAFF_PART_TIME = "staff_part_time"
    TRAINING_SESSIONS = "training_sessions"
    TRAINING_ATTENDEES = "training_attendees"
    MEETINGS = "meetings"
    SERVICE_ITEMS = "service_items"
    SERVICE_CASES = "service_cases"
    SATISFACTION_RATE = "satisfaction_rate"
    RATE = "rate"
    OTHER = "other"


REQUEST_METRICS = frozenset(
    {
        Metric.REQUESTS_RECEIVED,
        Metric.REQUESTS_ANSWERED,
        Metric.REQUESTS_CARRIED_OVER,
        Metric.REQUESTS_GRANTED,
        Metric.REQUESTS_DENIED,
    }
)
"""What happens to requests for information."""

METRIC_LABELS: dict[Metric, str] = {
    Metric.DISCLOSED_ITEMS: "主动公开政府信息",
    Metric.NORMATIVE_DOCUMENTS: "制发或公开规范性文件",
    Metric.POLICY_INTERPRETATIONS: "发布政策解读",
    Metric.PRESS_CONFERENCES: "新闻发布会",
    Metric.WEBSITE_POSTS: "网站发布",
    Metric.WECHAT_POSTS: "微信发布",
    Metric.WEIBO_POSTS: "微博发布",
    Metric.GAZETTE_ISSUES: "政府公报",
    Metric.OTHER_MEDIA_POSTS: "其他渠道发布",
    Metric.FOLLOWERS: "关注人数",
    Metric.REQUESTS_RECEIVED: "收到信息公开申请",
    Metric.REQUESTS_ANSWERED: "答复信息公开申请",
    Metric.REQUESTS_CARRIED_OVER: "结转的信息公开申请",
    Metric.REQUESTS_GRANTED: "予以公开",
    Metric.REQUESTS_DENIED: "不予公开",
    Metric.CONSULTATIONS: "接受咨询",
    Metric.HOTLINE_CASES: "热线、信箱、投诉举报办理",
    Metric.REVIEWS: "行政复议",
    Metric.LITIGATIONS: "行政诉讼",
    Metric.FEES_CHARGED: "收取信息处理费",
    Metric.STAFF_FULL_TIME: "专职人员",
    Metric.STAFF_PART_TIME: "兼职人员",
    Metric.TRAINING_SESSIONS: "培训",
    Metric.TRAINING_ATTENDEES: "受训人次",
    Metric.MEETINGS: "会议",
    Metric.SERVICE_ITEMS: "政务服务事项",
    Metric.SERVICE_CASES: "窗口或网上办件",
    Metric.SATISFACTION_RATE: "满意率",
    Metric.RATE: "其他比率",
    Metric.OTHER: "其他",
}
"""What each metric is called in an export or on a page."""
