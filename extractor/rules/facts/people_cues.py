"""Wordings of people, of what they ask and complain about, and of the occasions that they meet at."""

from __future__ import annotations

from extractor.rules.facts.topics import Topic
from extractor.rules.facts.units import CASES, PEOPLE, SESSIONS
from extractor.rules.facts.wording import Cue, Role, cue
from schemas.facts import Metric

__all__ = ["PEOPLE_CUES"]

_CONTACTS = CASES | PEOPLE | {"条", "次", "批", "通", "封", "批次"}
_LEARNING = r"(?:参加|参训|受训|培训|学员|轮训|覆盖|参学|听课|受众|集训)"

PEOPLE_CUES: tuple[Cue, ...] = (
    cue(Metric.OTHER, r"专[(]?兼[)]?职|专职[(、和及与或]*兼职", PEOPLE),
    cue(
        Metric.STAFF_FULL_TIME,
        r"(?:专职|全职)(?!从事)[^,;]{0,12}|专职[^,;]{0,12}|专人",
        PEOPLE,
        right=r"[^,;。、]{0,8}?(?:专职|全职|专门(?:负责|从事))",
    ),
    cue(
        Metric.STAFF_PART_TIME,
        r"(?:兼职|兼任|兼管)[^,;]{0,10}",
        PEOPLE,
        right=r"[^,;。、]{0,8}?(?:兼职|兼任|兼管|兼顾)",
    ),
    cue(
        Metric.FOLLOWERS,
        r"(?:粉丝|订阅|听众|用户|关注(?:人数|用户|数|量|者|度)?)(?:(?!访问|浏览|阅读|满意|问题|热点)[^,;]){0,6}",
        PEOPLE | {"个", "户"},
        right=r"(?:人|名|位)?(?:粉丝|关注|订阅)",
    ),
    cue(
        Metric.TRAINING_ATTENDEES,
        rf"{_LEARNING}[^,;]{{0,12}}",
        PEOPLE - {None},
        right=r"(?:工作人员|业务人员|人员|干部|学员|同志)?(?:参加|参训|参与|接受)?[^,;]{0,6}(?:培训|学习|受训|参训)",
    ),
    cue(
        Metric.TRAINING_ATTENDEES,
        r"(?:参加|参训|参与|参会|共|累计|惠及|到会|人员|人数|干部|信息员|骨干)$",
        PEOPLE - {None},
        right=r"(?:工作人员|人员|干部|学员|同志)?(?:参加|参训|参与|到会)",
        before=r"培训|轮训|讲座|学习|授课|辅导",
        role=Role.WEAK,
    ),
    cue(
        Metric.OTHER,
        r"(?:分管|主要)(?:领导|负责人)|(?:监督|评议|联络|信息|指导)员|专班|领导小组成员|(?:代表|委员|嘉宾|专家)[^,;]{0,6}",
        PEOPLE - {None},
        right=r"[^,;。、]{0,6}(?:分管|监督员|评议员|联络员|信息员|代表)",
        role=Role.WEAK,
    ),
    cue(
        Metric.CONSULTATIONS,
        r"(?:留言)?(?:咨询|询问|问询|提问|答疑)[^,;]{0,10}|(?:接待|接听|接受|答复|解答|回应|接访)(?:群众|公众|市民|办事|服务对象)*(?:来电|来访|来人|电话)[^,;]{0,8}"
        r"|(?:来电|来访|接访)(?:来访|来电|来信|人员|群众|接待)*[^,;]{0,4}|(?:答疑|解惑)[^,;]{0,6}|(?:解答|回答|释疑)[^,;]{0,8}(?:问题|疑问|疑惑|疑难|疑虑)",
        _CONTACTS,
        right=r"[^,;。、]{0,6}(?:咨询|询问|来电|来访)",
    ),
    cue(
        Metric.CONSULTATIONS,
        r"(?:接听|接待|解答|收到|受理|接受)(?:(?!申请)[^,;]){0,10}",
        _CONTACTS - {None},
        topics=(Topic.CONSULTATION,),
        right=None,
        role=Role.WEAK,
    ),
    # Enquiries and complaints.
    cue(
        Metric.OTHER,
        r"(?:(?<!线)上线|做客|走进)[^,;]{0,16}",
        frozenset("次期场"),
        right=None,
        role=Role.FIRM,
    ),
    cue(
        Metric.HOTLINE_CASES,
        r"(?:热线|12345|信箱|邮箱|平台|网站|网上|网络|群众|网民|公众|市民)?[^,;]{0,8}(?:投诉(?:举报)?|举报|信访|工单|诉求|(?<!咨询)(?:来信来访|来信|留言)|问政|交办件|转办件|派单)"
        r"(?:件|单|事项|案件|数|量|问题)?|(?:热线|专线|12345|信箱)(?:(?!咨询|来访)[^,;]){0,14}",
        CASES | {"条", "次", "人次", "封", "通", "批"},
        right=r"[^,;。、]{0,8}(?:投诉|举报|工单|诉求|来信|留言|信访件?)",
    ),
    cue(
        Metric.HOTLINE_CASES,
        r"(?:收到|收件|受理|接到|接听|接收|承办|转办|交办|派发|办理|处置)(?:(?!咨询|建议|提案|申请)[^,;]){0,8}",
        (CASES | {"条", "次", "封", "通"}) - {None},
        topics=(Topic.HOTLINE,),
        right=None,
    ),
    # Occasions.
    cue(
        Metric.PRESS_CONFERENCES,
        r"(?:新闻|媒体|信息)(?:发布|通气|吹风|通报)(?:会|活动)(?:次数)?|发布会|吹风会|通气会|记者(?:招待)?会|媒体见面会",
        SESSIONS | {"条"},
        right=r"(?:网上)?新闻(?:发布|通气|吹风|通报)(?:会|活动)|[^,;。、]{0,6}(?:发布会|吹风会|通气会|见面会)",
    ),
    cue(
        Metric.TRAINING_SESSIONS,
        r"授课|(?:提升|研修|进修|辅导|学习|专题|骨干)班|(?:培训|轮训|集训)(?:班|会议?|讲座|课|活动|工作|学习)?(?:次数)?|(?:专题|业务)(?:辅导|授课|讲座|学习|研修)(?:班|会|课)?|(?:公开|条例|业务)[^,;]{0,8}(?:讲座|授课|学习会|研修班)|专题培训[^,;]{0,4}",
        SESSIONS | {"批次"},
        right=r"[^,;。、]{0,16}(?:培训|轮训|集训)|[^,;。、]{0,10}(?:业务|条例|政务公开|信息公开)[^,;。、]{0,4}(?:学习|讲座|授课|辅导)",
    ),
    cue(
        Metric.MEETINGS,
        r"(?:会议(?!信息|纪要|内容|材料|公开|议题|解读)|会商|(?:推进|部署|专题|例|工作|协调|联席|调度|座谈|研讨|动员|领导小组|讨论|业务|办公|党组|党委|常务|碰头|联络员|现场|交流|总结|通报|点评|务虚|班子)会)(?:次数)?"
        r"|会(?:上)?(?:议)?(?:专题)?(?:研究|听取|部署)[^,;]{0,12}",
        SESSIONS,
        right=r"[^,;。、]{0,14}(?:会议|推进会|部署会|专题会|例会|工作会|协调会|座谈会|调度会|党组会|常务会|办公会|联席会|研讨会|交流会)",
    ),
)
"""About people; followers and attendees go by the counting words of people."""
