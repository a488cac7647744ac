"""The indicators of the annex 政府信息公开情况统计表 in printed order (FORMS.md, "statistics"), with labels and units."""

from __future__ import annotations

__all__ = ["ANNEX_GROUPS", "ANNEX_LABELS", "ANNEX_ORDER", "ANNEX_UNITS", "MONEY_INDICATORS", "OPTIONAL_INDICATORS"]

_NOTE = "(不同渠道和方式公开相同信息计1条)"
_SAME = "(不同方式回应同一热点或舆情计1次)"

# Heading rows that hold no number, and the indicators between them: (key, label, unit or None for a heading).
_ROWS: tuple[tuple[str, str, str | None], ...] = (
    ("group.1", "一、主动公开情况", None),
    ("disclosed", f"(一)主动公开政府信息数{_NOTE}", "条"),
    ("disclosed.normative_documents", "其中:主动公开规范性文件数", "条"),
    ("normative_documents_issued", "制发规范性文件总数", "件"),
    ("channels", "(二)通过不同渠道和方式公开政府信息的情况", "条"),
    ("channels.gazette", "1.政府公报公开政府信息数", "条"),
    ("channels.website", "2.政府网站公开政府信息数", "条"),
    ("channels.weibo", "3.政务微博公开政府信息数", "条"),
    ("channels.wechat", "4.政务微信公开政府信息数", "条"),
    ("channels.other", "5.其他方式公开政府信息数", "条"),
    ("group.2", "二、回应解读情况", None),
    ("responses", f"(一)回应公众关注热点或重大舆情数{_SAME}", "次"),
    ("group.2_2", "(二)通过不同渠道和方式回应解读的情况", None),
    ("interpretation.press_conferences", "1.参加或举办新闻发布会总次数", "次"),
    ("interpretation.press_conferences.by_principal", "其中:主要负责同志参加新闻发布会次数", "次"),
    ("interpretation.online_interviews", "2.政府网站在线访谈次数", "次"),
    ("interpretation.online_interviews.by_principal", "其中:主要负责同志参加政府网站在线访谈次数", "次"),
    ("interpretation.articles", "3.政策解读稿件发布数", "篇"),
    ("interpretation.social_media", "4.微博微信回应事件数", "次"),
    ("interpretation.other", "5.其他方式回应事件数", "次"),
    ("group.3", "三、依申请公开情况", None),
    ("requests.received", "(一)收到申请数", "件"),
    ("requests.received.in_person", "1.当面申请数", "件"),
    ("requests.received.fax", "2.传真申请数", "件"),
    ("requests.received.online", "3.网络申请数", "件"),
    ("requests.received.letter", "4.信函申请数", "件"),
    ("requests.received.other", "5.其他申请数", "件"),
    ("requests.concluded", "(二)申请办结数", "件"),
    ("requests.concluded.on_time", "1.按时办结数", "件"),
    ("requests.concluded.extended", "2.延期办结数", "件"),
    ("requests.answered", "(三)申请答复数", "件"),
    ("requests.answered.already_public", "1.属于已主动公开范围数", "件"),
    ("requests.answered.granted", "2.同意公开答复数", "件"),
    ("requests.answered.partially_granted", "3.同意部分公开答复数", "件"),
    ("requests.answered.denied", "4.不同意公开答复数", "件"),
    ("requests.answered.denied.state_secret", "其中:1.涉及国家秘密", "件"),
    ("requests.answered.denied.trade_secret", "2.涉及商业秘密", "件"),
    ("requests.answered.denied.privacy", "3.涉及个人隐私", "件"),
    ("requests.answered.denied.security_and_stability", "4.危及国家安全、公共安全、经济安全和社会稳定", "件"),
    ("requests.answered.denied.not_government_information", "5.不是《条例》所指政府信息", "件"),
    ("requests.answered.denied.prohibited_by_law", "6.法律法规规定的其他情形", "件"),
    ("requests.answered.not_this_agency", "5.不属于本行政机关公开数", "件"),
    ("requests.answered.does_not_exist", "6.申请信息不存在数", "件"),
    ("requests.answered.asked_to_amend", "7.告知作出更改补充数", "件"),
    ("requests.answered.other_channel", "8.告知通过其他途径办理数", "件"),
    ("review", "四、行政复议数量", "件"),
    ("review.upheld", "(一)维持具体行政行为数", "件"),
    ("review.corrected", "(二)被依法纠错数", "件"),
    ("review.other", "(三)其他情形数", "件"),
    ("litigation", "五、行政诉讼数量", "件"),
    ("litigation.upheld", "(一)维持具体行政行为或者驳回原告诉讼请求数", "件"),
    ("litigation.corrected", "(二)被依法纠错数", "件"),
    ("litigation.other", "(三)其他情形数", "件"),
    ("complaints", "六、举报投诉数量", "件"),
    ("fees_charged", "七、依申请公开信息收取的费用", "万元"),
    ("group.8", "八、机构建设和保障经费情况", None),
    ("organization.offices", "(一)政府信息公开工作专门机构数", "个"),
    ("organization.reading_points", "(二)设置政府信息公开查阅点数", "个"),
    ("organization.staff", "(三)从事政府信息公开工作人员数", "人"),
    ("organization.staff.full_time", "1.专职人员数(不包括政府公报及政府网站工作人员数)", "人"),
    ("organization.staff.part_time", "2.兼职人员数", "人"),
    (
        "organization.budget",
        "(四)政府信息公开专项经费(不包括用于政府公报编辑管理及政府网站建设维护等方面的经费)",
        "万元",
    ),
    ("group.9", "九、政府信息公开会议和培训情况", None),
    ("training.meetings", "(一)召开政府信息公开工作会议或专题会议数", "次"),
    ("training.courses", "(二)举办各类培训班数", "次"),
    ("training.attendees", "(三)接受培训人员数", "人次"),
)

ANNEX_ORDER: tuple[str, ...] = tuple(key for key, _, _ in _ROWS)
"""Heading rows (``group.…``) and indicators, top to bottom."""

ANNEX_UNITS: dict[str, str] = {key: unit for key, _, unit in _ROWS if unit}
OPTIONAL_INDICATORS = ("channels", "requests.received.other")
"""Printed by some: a heading row that gives the sum, and a fifth way in."""
MONEY_INDICATORS = frozenset(key for key, unit in ANNEX_UNITS.items() if unit == "万元")

_VARIANTS: dict[str, tuple[str, ...]] = {
    "disclosed": ("(一)主动公开政府信息数",),
    "responses": ("(一)回应公众关注热点或重大舆情数",),
    "organization.staff.full_time": ("1.专职人员数",),
    "organization.budget": ("(四)政府信息公开专项经费",),
    "requests.answered.denied.state_secret": ("其中:涉及国家秘密",),
    "complaints": ("六、被举报投诉数量",),
    "requests.received.other": ("5.其他",),
}

ANNEX_LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    f"statistics.{key}": (label, _VARIANTS.get(key, ())) for key, label, unit in _ROWS if unit
}
ANNEX_GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    f"statistics.{key}": (label, ()) for key, label, unit in _ROWS if not unit
} | {
    "statistics.heading": ("政府信息公开情况统计表", ("附表:政府信息公开情况统计表", "附件:政府信息公开情况统计表")),
    "statistics.column.indicator": ("统计指标", ("指标名称",)),
    "statistics.column.unit": ("单位", ()),
    "statistics.column.value": ("统计数", ("统计数据", "数量")),
}
