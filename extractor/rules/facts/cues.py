"""What words tell what a number counts: the table of cues, one row a wording (FORMS.md "Facts", MESS.md 8).

A row is data: the metric, the wording, the counting words that it goes with, and where it may stand. To teach the
reader a wording, add it here.
"""

from __future__ import annotations

from extractor.rules.facts.quantities import MONEY
from extractor.rules.facts.topics import Topic
from extractor.rules.facts.units import CASES, ITEMS, MATTERS, PEOPLE, SESSIONS
from extractor.rules.facts.wording import Cue, Role, cue
from schemas.facts import Metric

__all__ = ["CUES"]

_REQUEST = r"(?<!复议)(?<!许可)申请(?!行政复议|复议)(?:书|表|案件|公开信件|事项|件|量|数量|数|总数)?"
_TAKE = r"(?:收到|受理|接收|接到|新收|收办|收悉|接受|登记|收件|新增)"
_ANSWER = r"(?:答复|办结|办理|处理|回复|办复|办理完毕|作出)"
_IN_REQUESTS = (Topic.REQUESTS,)

CUES: tuple[Cue, ...] = (
    # Requests for information.
    cue(
        Metric.REQUESTS_RECEIVED,
        rf"{_TAKE}[^,;]{{0,30}}?{_REQUEST}",
        CASES | {"条", "次"},
        right=rf"(?:政府|政务)?(?:信息)?(?:公开)?{_REQUEST}(?!人)",
    ),
    cue(
        Metric.REQUESTS_RECEIVED,
        rf"依申请公开(?:政府信息)?(?:信件|申请|事项|件|数量|数)?|{_REQUEST}",
        CASES | {"条", "次"},
        right=None,
    ),
    cue(
        Metric.REQUESTS_RECEIVED,
        r"[^,;:、]{1,16}类(?:信息|申请|事项)?(?=[共计有为约]*$)",
        CASES,
        topics=_IN_REQUESTS,
        right=None,
        role=Role.WEAK,
    ),
    cue(Metric.REQUESTS_RECEIVED, rf"{_TAKE}(?:来)?(?:信件|件|数|数量)?", CASES, topics=_IN_REQUESTS, right=None),
    cue(
        Metric.REQUESTS_ANSWERED,
        rf"{_ANSWER}(?:了|的)?[^,;]{{0,24}}?{_REQUEST}|{_REQUEST}[^,;]{{0,8}}?(?:办结|答复|办理)(?!率)",
        CASES | {"条", "次"},
        right=r"(?:均?已)?(?:按[期时])?(?:答复|办结|办复|回复)",
    ),
    cue(
        Metric.REQUESTS_ANSWERED,
        rf"{_ANSWER}(?:完毕|完成|数|量|数量|件)?",
        CASES | {"条"},
        topics=_IN_REQUESTS,
        right=r"(?:均?已)?(?:按[期时])?(?:答复|办结|办复|回复)",
    ),
    cue(
        Metric.REQUESTS_ANSWERED,
        r"无法(?:提供|公开)的?|不予(?:受理|处理)的?|(?:作?其[他它])处理|信息不存在|不存在的?|不属于[^,;]{0,12}|重复申请|(?:主动)?撤[回销]申请|非政府信息|不掌握[^,;]{0,8}|补正[^,;]{0,8}|移送[^,;]{0,8}|属于?已(?:经)?主动公开[^,;]{0,6}",
        CASES | {"条"},
        right=r"[^,;。]{0,14}?(?:无法提供|不予处理|其他处理|信息不存在|不掌握|已撤回)",
        topics=_IN_REQUESTS,
        role=Role.SCOPED,
    ),
    cue(
        Metric.REQUESTS_CARRIED_OVER,
        r"(?:上|去|往)一?年度?(?:度)?(?:结转|转结|遗留)[^,;]{0,20}|(?:结转|转|留)(?:到|至|入)?(?:下|次|本|今|第二)一?年度?[^,;]{0,12}|结转[^,;]{0,10}|(?:尚|正|仍)?在(?:办理|办)[^,;]{0,8}|尚未(?:办结|答复|到期)|未办结|跨年度?[^,;]{0,6}|待(?:办理|答复)",
        CASES | {"条"},
        right=r"(?:申请)?(?:为?上年度?结转|(?:将)?(?:按规定|依法)?(?:结转|转)(?:到|至|入)?(?:下一?年度?|次年度?|20\d\d年度?)|(?:尚|正|仍)?在(?:办理|法定|答复)[^,;]{0,10}|尚未(?:办结|答复|到期)|未办结|待答复|跨年|(?:按规定|依法)?延期(?:至|到)?(?:次年|下年|下一年)?[^,;。]{0,6})",
        role=Role.SCOPED,
    ),
    cue(
        Metric.REQUESTS_GRANTED,
        r"(?:(?<!不)予以(?:全部)?|(?<!不)同意|准予|全部|依法)公开(?:的|答复|申请|数|情况)*",
        CASES | {"条"},
        right=r"(?<!不)(?:予以|同意|全部)公开",
    ),
    cue(
        Metric.REQUESTS_GRANTED,
        r"(?:予以|同意)?部分公开(?:的|答复|申请|数|情况)*|区分处理的?",
        CASES | {"条"},
        right=r"(?:予以)?部分公开",
        role=Role.SCOPED,
    ),
    cue(
        Metric.REQUESTS_DENIED,
        r"(?:不予以?|不同意|拒绝)公开(?!信息)(?:的|答复|申请|数|情况)*|不予提供",
        CASES | {"条"},
        right=r"[^,;。]{0,14}?不予公开",
    ),
    # Review and litigation.
    cue(
        Metric.REVIEWS,
        r"行政复议(?!机关|决定|审查)(?:申请)?(?:案件|案|数量|数)?|复议(?!机关|决定|审查)(?:申请)?(?:案件|案|数量|数)?",
        CASES | {"次"},
        right=r"(?:涉及|因|关于)?(?:政府|政务)?(?:信息公开)?(?:工作)?的?(?:被)?(?:申请|提起)?(?:行政)?复议",
    ),
    cue(
        Metric.LITIGATIONS,
        r"行政(?:诉讼|应诉)(?:案件|案|数量|数)?|(?:诉讼|应诉)(?:案件|案|数量|数)?",
        CASES | {"次"},
        right=r"(?:涉及|因|关于)?(?:政府|政务)?(?:信息公开)?(?:工作)?的?(?:被)?(?:提起)?(?:行政)?(?:诉讼|应诉)",
    ),
    # Money.
    cue(
        Metric.OTHER,
        r"行政事业性收费[^,;]{0,10}|减免[^,;]{0,10}|经费[^,;]{0,10}|投入[^,;]{0,10}|预算[^,;]{0,10}|支出[^,;]{0,10}|采购[^,;]{0,10}",
        frozenset({MONEY}),
        right=None,
    ),
    cue(
        Metric.FEES_CHARGED,
        r"(?:收取|收缴|收)?[^,;]{0,12}(?:信息)?(?:处理费|收费|费用|检索费|复制费|邮寄费|成本费|工本费)|收取[^,;]{0,6}|收费金额",
        frozenset({MONEY}),
        right=None,
    ),
    cue(
        Metric.FEES_CHARGED,
        r"(?:金额|[共合总]计|共|计|收取|为)$",
        frozenset({MONEY}),
        right=None,
        before=r"处理费|收费|费用|收取|缴纳",
        role=Role.WEAK,
    ),
    cue(
        Metric.OTHER,
        r"信息处理费|收取|收费|费用",
        CASES,
        right=r"[^,;。]{0,14}?(?:收取|收费|信息处理费)",
        role=Role.FIRM,
    ),
    # People.
    cue(Metric.OTHER, r"专[(]?兼[)]?职|专职[(、和及与或]*兼职", PEOPLE),
    cue(
        Metric.STAFF_FULL_TIME,
        r"(?:专职|全职)(?!从事)[^,;]{0,12}|专职[^,;]{0,12}|专人",
        PEOPLE,
        right=r"[^,;。、]{0,8}?(?:专职|全职)",
    ),
    cue(Metric.STAFF_PART_TIME, r"兼职[^,;]{0,10}", PEOPLE, right=r"[^,;。、]{0,8}?兼职"),
    cue(
        Metric.FOLLOWERS,
        r"粉丝[^,;]{0,6}|关注[^,;]{0,6}|订阅[^,;]{0,6}|用户[^,;]{0,6}",
        PEOPLE | {"个", "户"},
        right=r"(?:人)?(?:粉丝|关注|订阅)",
    ),
    cue(
        Metric.TRAINING_ATTENDEES,
        r"(?:参加|参训|受训|培训|学员|轮训|覆盖)[^,;]{0,12}",
        PEOPLE - {None},
        right=r"(?:参加|参训|参与)?[^,;]{0,4}(?:培训|学习|受训)",
    ),
    cue(
        Metric.TRAINING_ATTENDEES,
        r"(?:参加|参训|参与|共|累计|惠及)$",
        PEOPLE - {None},
        right=r"(?:工作人员|人员|干部|学员|同志)?(?:参加|参训|参与)",
        before=r"培训|轮训|讲座|学习",
        role=Role.WEAK,
    ),
    cue(
        Metric.CONSULTATIONS,
        r"(?:留言)?咨询[^,;]{0,10}|(?:接待|答复|解答|回应)(?:群众|公众|市民)?(?:来电|来访|来人)[^,;]{0,8}|来电来访[^,;]{0,4}",
        CASES | PEOPLE | {"条", "次", "余次"},
        right=r"[^,;。]{0,6}咨询",
    ),
    # Enquiries and complaints.
    cue(
        Metric.HOTLINE_CASES,
        r"(?:热线|12345|信箱|邮箱|平台|网站|网上|网络|群众|网民|公众|市民)?[^,;]{0,8}(?:投诉(?:举报)?|举报|信访|工单|诉求|(?<!咨询)(?:来信|留言)|问政)(?:件|事项|案件|数|量|问题)?|(?:热线|12345|信箱)[^,;]{0,14}",
        CASES | {"条", "次", "人次", "封", "通", "批"},
        right=r"[^,;。、]{0,8}(?:投诉|举报|工单|诉求|来信|留言|信访件?)",
    ),
    # Occasions.
    cue(
        Metric.PRESS_CONFERENCES,
        r"(?:新闻|媒体)(?:发布|通气|吹风)(?:会|活动)(?:次数)?|发布会|吹风会",
        SESSIONS | {"条"},
        right=r"(?:网上)?新闻(?:发布|通气|吹风)会|[^,;。、]{0,6}发布会",
    ),
    cue(
        Metric.TRAINING_SESSIONS,
        r"(?:培训|轮训)(?:班|会议?|讲座|课|活动|工作)?(?:次数)?|专题辅导",
        SESSIONS,
        right=r"[^,;。、]{0,16}(?:培训|轮训)",
    ),
    cue(
        Metric.MEETINGS,
        r"(?:会议|会商|(?:推进|部署|专题|例|工作|协调|联席|调度|座谈|研讨|动员|领导小组|讨论|业务|办公|党组|常务)会)(?:次数)?",
        SESSIONS,
        right=r"[^,;。、]{0,14}(?:会议|推进会|部署会|专题会|例会|工作会|协调会|座谈会|调度会)",
    ),
    # Documents.
    cue(
        Metric.NORMATIVE_DOCUMENTS,
        r"(?:规范性文件|规范文件)(?!类|备案率)[^,;]{0,6}",
        frozenset("件份个部篇条项"),
        right=r"[^,;。、]{0,6}规范性文件(?!类)",
    ),
    cue(
        Metric.POLICY_INTERPRETATIONS,
        r"(?:政策)?(?:文件)?(?:解读|简明问答|政策问答|一图读懂)(?!率)[^,;]{0,10}|图解[^,;]{0,6}",
        ITEMS,
        right=r"[^,;。、]{0,8}(?:解读|简明问答|政策问答|图解)",
    ),
    cue(Metric.GAZETTE_ISSUES, r"公报[^,;]{0,14}", frozenset("期"), right=r"[^,;。、]{0,8}公报"),
    # Services.
    cue(
        Metric.SERVICE_ITEMS,
        r"(?:政务服务|行政审批|行政许可|公共服务|权责|权力|职权|责任|高频|办事|审批|办理|许可|服务)[^,;]{0,8}(?:事项|清单|项目)[^,;]{0,6}",
        MATTERS,
        right=r"[^,;。、]{0,10}(?:事项|服务项目)",
    ),
    cue(
        Metric.SERVICE_CASES,
        r"(?:窗口|大厅|服务中心|便民服务(?!热线)|网上办|业务|办件|审批件|许可件)[^,;]{0,12}?(?:受理|办理|办结|接件|登记|办件|量)[^,;]{0,8}|(?:受理|办理|办结)[^,;]{0,8}(?:审批|许可|政务|服务)(?:服务)?(?:事项|业务|申请)|办件[^,;]{0,4}",
        CASES | {"条", "次", "人次"},
        right=r"[^,;。、]{0,6}(?:办件|业务(?!培训))",
    ),
    # Numbers that look like another fact and are none.
    cue(
        Metric.OTHER,
        r"(?:建议|提案)(?!书)[^,;]{0,6}",
        CASES | {"条"},
        right=r"[^,;。、]{0,8}(?:建议|提案)",
        role=Role.FIRM,
    ),
    cue(
        Metric.OTHER,
        r"(?:较|比|同比)(?:上年|去年|上一?年度?|同期|往年|前年|20\d\d年)?[^,;]{0,10}?(?:增加|增长|减少|下降|上升|提高|多|少)了?|同比[^,;]{0,6}",
        ITEMS | CASES | PEOPLE | frozenset({MONEY}),
        right=None,
        role=Role.FIRM,
    ),
    cue(
        Metric.OTHER,
        r"(?:意见|民意|问卷|征集)[^,;]{0,6}|(?:访问|浏览|点击|阅读|观看|点赞|访客|搜索|查阅)[^,;]{0,8}|(?:播放|转载|转发|下载|引用)[^,;]{0,2}(?:量|次数?|数)",
        ITEMS | PEOPLE | CASES,
        right=r"[^,;。、]{0,6}(?:意见|建议)",
    ),
    cue(Metric.OTHER, r"(?:不予公开|依申请公开|不公开)(?:政府)?信息数?", frozenset("条"), right=None),
    cue(
        Metric.OTHER,
        r"(?:不予公开|依申请公开|不公开)的?(?=[共计有为约]*$)",
        CASES | {"条"},
        right=None,
        before=r"公文|发文|文件",
        role=Role.FIRM,
    ),
    cue(
        Metric.OTHER,
        r"(?:专栏|栏目|专题|专区|公开栏|宣传栏|公示栏|查阅点|查询点|查阅场所|账号|公众号|新媒体|微博|微信|网站|电子屏|平台|门户)[^,;]{0,4}",
        frozenset("个家处块所台"),
        right=r"[^,;。、]{0,10}(?:专栏|栏目|账号|公众号|网站|专区|查阅点|新媒体)",
    ),
    cue(Metric.OTHER, r"(?:赠阅|发放|印制|印刷|免费|寄送)[^,;]{0,10}", frozenset("份册本张期个条"), right=None),
    cue(
        Metric.OTHER,
        r"(?:通报|检查|督查|巡查|抽查|督导|测评|评查|评估|考核|调研|访谈|采访|开放日|听证|互动|演练|自查|整改|错敏词|错别字|问题|案例|制度|清单|指南|目录|流程图?)[^,;、]{0,6}",
        ITEMS | SESSIONS | frozenset("处家轮"),
        right=r"[^,;。、]{0,6}(?:通报|检查|督查|巡查|抽查|督导|调研|访谈|开放日|听证|评查|问题|案例)",
    ),
    # General wordings: only where no other word stands there.
    cue(
        Metric.DISCLOSED_ITEMS,
        r"主动公开[^,;]{0,24}|(?:公开|发布|公布|更新|录入|上传)[^,;]{0,16}?(?:信息|内容|文件|公文)[^,;]{0,10}|公开(?:数|量)[^,;]{0,4}|其[他它](?:政府|政务)信息[^,;]{0,4}|信息公开(?:数|量|条数)?[共计有为达]*$",
        ITEMS,
        right=r"(?:政府|政务)?信息(?:公开)?",
        role=Role.WEAK,
    ),
)
"""All wordings. Where several fit a number, a strong one beats a weak one, the nearer the farther, the longer the shorter."""
