"""English for everything that the forms print: one entry a label, so that one label has one translation.

Noun phrases in lower case; ``cell_label_en`` joins and capitalises them. Chinese is what the forms print, and in
``schemas.forms`` alone; nothing is read by these words.
"""

from __future__ import annotations

from schemas.facts import Metric

__all__ = ["ENGLISH_LABELS", "ENGLISH_METRICS", "ENGLISH_UNITS", "english"]

_TITLES = {
    "无统计表的年度报告": "annual report without a statistical table",
    "政府信息公开情况统计表": "statistics of government information disclosure (annex)",
    "政府信息公开工作年度报告格式(试行)": "format of the annual report on government information disclosure (trial)",
    "政府信息公开工作年度报告格式(2021)": "format of the annual report on government information disclosure (2021)",
    "二、主动公开政府信息情况": "information disclosed on the agency's own initiative",
    "三、收到和处理政府信息公开申请情况": "requests for information received and handled",
    "四、政府信息公开行政复议、行政诉讼情况": "administrative review and litigation about disclosure",
}

_DISCLOSURE = {
    "第二十条第(一)项": "article 20(1)",
    "第二十条第(五)项": "article 20(5)",
    "第二十条第(六)项": "article 20(6)",
    "第二十条第(八)项": "article 20(8)",
    "第二十条第(九)项": "article 20(9)",
    "规章": "administrative rules",
    "规范性文件": "normative documents",
    "行政规范性文件": "administrative normative documents",
    "其他主动公开文件": "other documents disclosed",
    "行政许可": "administrative licences",
    "其他对外管理服务事项": "other services and controls",
    "行政处罚": "administrative penalties",
    "行政强制": "administrative coercion",
    "行政事业性收费": "administrative fees",
    "政府集中采购": "centralised government procurement",
    "本年新制作数量": "made this year",
    "本年新公开数量": "newly disclosed this year",
    "对外公开总数量": "disclosed in total",
    "上一年项目数量": "items in the year before",
    "本年增/减": "increase or decrease this year",
    "处理决定数量": "decisions made",
    "采购项目数量": "procurement projects",
    "采购总金额": "total amount of procurement",
    "本年制发件数": "issued this year",
    "本年废止件数": "repealed this year",
    "现行有效件数": "in force",
    "本年处理决定数量": "decisions made this year",
    "本年收费金额(单位:万元)": "amount charged this year",
}

_REQUESTS = {
    "申请人情况": "applicants",
    "法人或其他组织": "legal persons and other organizations",
    "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)": (
        "in each column the first and the second item together equal the third and the fourth"
    ),
    "自然人": "natural persons",
    "商业企业": "businesses",
    "科研机构": "research institutions",
    "社会公益组织": "non-profit organizations",
    "法律服务机构": "legal service providers",
    "其他": "others",
    "总计": "total",
    "一、本年新收政府信息公开申请数量": "requests received this year",
    "二、上年结转政府信息公开申请数量": "requests carried in from the year before",
    "三、本年度办理结果": "outcomes this year",
    "(一)予以公开": "granted",
    "(二)部分公开(区分处理的,只计这一情形,不计其他情形)": "partially granted",
    "(三)不予公开": "denied",
    "1.属于国家秘密": "state secret",
    "2.其他法律行政法规禁止公开": "prohibited by other laws or regulations",
    "3.危及“三安全一稳定”": "endangers security or stability",
    "4.保护第三方合法权益": "protection of third-party rights",
    "5.属于三类内部事务信息": "internal affairs",
    "6.属于四类过程性信息": "deliberative process",
    "7.属于行政执法案卷": "enforcement files",
    "8.属于行政查询事项": "administrative inquiry",
    "(四)无法提供": "cannot be provided",
    "1.本机关不掌握相关政府信息": "not held by the agency",
    "2.没有现成信息需要另行制作": "would have to be created",
    "3.补正后申请内容仍不明确": "still unclear after correction",
    "(五)不予处理": "not processed",
    "1.信访举报投诉类申请": "petition, report or complaint",
    "2.重复申请": "duplicate request",
    "3.要求提供公开出版物": "asks for a publication",
    "4.无正当理由大量反复申请": "excessive without good reason",
    "5.要求行政机关确认或重新出具已获取信息": "asks to confirm or reissue information already obtained",
    "(六)其他处理": "handled otherwise",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "not corrected in time",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "fee not paid in time",
    "3.其他": "other",
    "(七)总计": "total",
    "四、结转下年度继续办理": "requests carried out to the next year",
}

_REVIEW = {
    "行政复议": "administrative review",
    "行政诉讼": "litigation",
    "未经复议直接起诉": "without prior review",
    "复议后起诉": "after review",
    "结果维持": "upheld",
    "结果纠正": "corrected",
    "其他结果": "other result",
    "尚未审结": "pending",
}

_ANNEX = {
    "统计数": "number",
    "一、主动公开情况": "disclosure on the agency's own initiative",
    "二、回应解读情况": "responses and interpretation",
    "(二)通过不同渠道和方式回应解读的情况": "responses and interpretation by channel",
    "三、依申请公开情况": "disclosure on request",
    "八、机构建设和保障经费情况": "organization and funds",
    "九、政府信息公开会议和培训情况": "meetings and training",
    "(一)主动公开政府信息数": "items of information disclosed",
    "其中:主动公开规范性文件数": "normative documents disclosed, of these",
    "制发规范性文件总数": "normative documents issued",
    "(二)通过不同渠道和方式公开政府信息的情况": "items disclosed by channel",
    "1.政府公报公开政府信息数": "items disclosed in the government gazette",
    "2.政府网站公开政府信息数": "items disclosed on the government website",
    "3.政务微博公开政府信息数": "items disclosed on Weibo",
    "4.政务微信公开政府信息数": "items disclosed on WeChat",
    "5.其他方式公开政府信息数": "items disclosed in other ways",
    "(一)回应公众关注热点或重大舆情数": "responses to public concerns",
    "1.参加或举办新闻发布会总次数": "press conferences held or attended",
    "其中:主要负责同志参加新闻发布会次数": "press conferences attended by the principal, of these",
    "2.政府网站在线访谈次数": "online interviews on the government website",
    "其中:主要负责同志参加政府网站在线访谈次数": "online interviews with the principal, of these",
    "3.政策解读稿件发布数": "policy interpretations published",
    "4.微博微信回应事件数": "responses on Weibo and WeChat",
    "5.其他方式回应事件数": "responses in other ways",
    "(一)收到申请数": "requests received",
    "1.当面申请数": "requests received in person",
    "2.传真申请数": "requests received by fax",
    "3.网络申请数": "requests received online",
    "4.信函申请数": "requests received by letter",
    "5.其他形式申请数": "requests received in other ways",
    "(二)申请办结数": "requests concluded",
    "1.按时办结数": "requests concluded on time",
    "2.延期办结数": "requests concluded after an extension",
    "(三)申请答复数": "requests answered",
    "1.属于已主动公开范围数": "answered: already public",
    "2.同意公开答复数": "answered: granted",
    "3.同意部分公开答复数": "answered: partially granted",
    "4.不同意公开答复数": "answered: denied",
    "其中:涉及国家秘密": "answered: denied: state secret",
    "涉及商业秘密": "answered: denied: trade secret",
    "涉及个人隐私": "answered: denied: privacy",
    "危及国家安全、公共安全、经济安全和社会稳定": "answered: denied: endangers security or stability",
    "不是《条例》所指政府信息": "answered: denied: not government information under the Regulations",
    "法律法规规定的其他情形": "answered: denied: other cases under laws and regulations",
    "5.不属于本行政机关公开数": "answered: not for this agency to disclose",
    "6.申请信息不存在数": "answered: information does not exist",
    "7.告知作出更改补充数": "answered: asked to amend the request",
    "8.告知通过其他途径办理数": "answered: referred to another channel",
    "四、行政复议数量": "administrative reviews",
    "五、行政诉讼数量": "lawsuits",
    "(一)维持具体行政行为数": "act upheld",
    "(一)维持具体行政行为或者驳回原告诉讼请求数": "act upheld or claim dismissed",
    "(二)被依法纠错数": "corrected",
    "(三)其他情形数": "other",
    "六、举报投诉数量": "reports and complaints",
    "七、依申请公开信息收取的费用": "fees charged for information on request",
    "(一)政府信息公开工作专门机构数": "offices dedicated to disclosure",
    "(二)设置政府信息公开查阅点数": "public reading points",
    "(三)从事政府信息公开工作人员数": "staff on disclosure work",
    "1.专职人员数": "full-time staff",
    "2.兼职人员数": "part-time staff",
    "(四)政府信息公开专项经费": "budget for disclosure",
    "(一)召开政府信息公开工作会议或专题会议数": "meetings on disclosure",
    "(二)举办各类培训班数": "training courses",
    "(三)接受培训人员数": "people trained",
}

ENGLISH_LABELS: dict[str, str] = {**_TITLES, **_DISCLOSURE, **_REQUESTS, **_REVIEW, **_ANNEX}
"""English by official label: of forms, tables, blocks, groups, rows and columns."""

ENGLISH_UNITS: dict[str, str] = {
    "件": "pieces",
    "项": "items",
    "个": "units",
    "条": "items",
    "次": "times",
    "篇": "articles",
    "人": "people",
    "人次": "attendances",
    "元": "yuan",
}
"""English by unit of a cell's value."""

ENGLISH_METRICS: dict[Metric, str] = {
    Metric.DISCLOSED_ITEMS: "items of information disclosed",
    Metric.NORMATIVE_DOCUMENTS: "normative documents made or disclosed",
    Metric.POLICY_INTERPRETATIONS: "policy interpretations published",
    Metric.PRESS_CONFERENCES: "press conferences",
    Metric.WEBSITE_POSTS: "posts on the website",
    Metric.WECHAT_POSTS: "posts on WeChat",
    Metric.WEIBO_POSTS: "posts on Weibo",
    Metric.GAZETTE_ISSUES: "issues of the gazette",
    Metric.OTHER_MEDIA_POSTS: "posts in other media",
    Metric.FOLLOWERS: "followers",
    Metric.REQUESTS_RECEIVED: "requests received",
    Metric.REQUESTS_ANSWERED: "requests answered",
    Metric.REQUESTS_CARRIED_OVER: "requests carried over",
    Metric.REQUESTS_GRANTED: "requests granted",
    Metric.REQUESTS_DENIED: "requests denied",
    Metric.CONSULTATIONS: "enquiries answered",
    Metric.HOTLINE_CASES: "cases of hotlines, mailboxes and complaints",
    Metric.REVIEWS: "administrative reviews",
    Metric.LITIGATIONS: "lawsuits",
    Metric.FEES_CHARGED: "fees charged for information",
    Metric.STAFF_FULL_TIME: "full-time staff",
    Metric.STAFF_PART_TIME: "part-time staff",
    Metric.TRAINING_SESSIONS: "training sessions",
    Metric.TRAINING_ATTENDEES: "people trained",
    Metric.MEETINGS: "meetings",
    Metric.SERVICE_ITEMS: "government service items",
    Metric.SERVICE_CASES: "cases at service windows or online",
    Metric.SATISFACTION_RATE: "satisfaction rate",
    Metric.RATE: "other rate",
    Metric.OTHER: "other",
}
"""English by metric; the Chinese names are ``schemas.facts.METRIC_LABELS``."""


def english(label: str) -> str:
    """Return the English of an official label.

    Raises:
        KeyError: the label has none; the message says where to add it.
    """
    try:
        return ENGLISH_LABELS[label]
    except KeyError:
        raise KeyError(f"no English for the label {label!r}: add it to schemas/english.py") from None
