"""Wordings of requests for information, of reviews and lawsuits about it, and of what was charged for it."""

from __future__ import annotations

from extractor.rules.facts.quantities import MONEY
from extractor.rules.facts.topics import Topic
from extractor.rules.facts.units import CASES
from extractor.rules.facts.wording import Cue, Role, cue
from schemas.facts import Metric

__all__ = ["REQUEST_CUES"]

_REQUEST = (
    r"(?<!复议)(?<!许可)申请(?!行政复议|复议|材料|资料|条件|流程|指南|渠道|表格)"
    r"(?:书|表|案件|公开信件|邮件|信件|信函|函件|事项|件|量|数量|数|总数|总量)?"
)
_TAKE = r"(?:收到|受理|接收|接到|接获|接办|承接|新收|新接|收办|收悉|接受|登记|收件|新增|提出|提交|递交|转来|产生|共有)"
_ANSWER = r"(?:答复|办结|办理|处理|回复|办复|办理完毕|办毕|审结|作出)"
_ANSWERED_BEHIND = r"(?:均?已)?(?:按[期时]|依法|及时)?(?:作出)?(?:答复|办结|办复|回复|办理完毕)"
_IN_REQUESTS = (Topic.REQUESTS,)
_TAIL = r"(?:的|答复|决定|告知|申请|件|数|情况)*"
_WAY_IN = (
    r"(?:(?:通过|以|经|由|采用|到|向)[^,;]{0,16})?"
    r"(?:互联网|网络|网上|线上|在线|网站|平台|信函|信件|书面|邮寄|邮递|邮政|来函|挂号信|快递|传真|当面|现场|窗口|上门|到场|线下|电子邮件|电子邮箱|邮件|邮箱|口头)"
    r"(?:方式|渠道|途径|形式|平台)?(?:提交|提出|递交|寄送|送达|申请|受理|接收|收到|收件)?"
)
_APPLICANT = (
    r"(?:自然人|个人|公民|居民|市民|村民|法人(?:和|或|及|、)?(?:其[他它]组织)?|(?:商业|工商)?企业|科研机构|社会(?:公益)?组织|法律服务机构|律师事务所|律师|媒体)"
    r"(?:提交|提出|申请)?"
)
_SUM = r"(?:[共合总]?[共计]|只有|仅有?|有|为|约|的|达|,)*$"
_FEE = r"(?:检索|复制|复印|打印|邮寄|邮递|快递|成本|工本|处理|材料|查询|资料|手续)费"

REQUEST_CUES: tuple[Cue, ...] = (
    cue(
        Metric.REQUESTS_RECEIVED,
        rf"{_TAKE}[^,;]{{0,30}}?{_REQUEST}",
        CASES | {"条", "次", "人次", "封"},
        right=rf"(?:政府|政务)?(?:信息)?(?:公开)?{_REQUEST}(?!人)",
    ),
    cue(
        Metric.REQUESTS_RECEIVED,
        rf"依申请公开(?:政府信息)?(?:信件|信函|邮件|来信|函件|申请|事项|办件|件|数量|数)?|{_REQUEST}|申请(?:公开|获取|查询)[^,;]{{0,12}}信息{_SUM}",
        CASES | {"条", "次", "封"},
        right=None,
    ),
    cue(
        Metric.REQUESTS_RECEIVED,
        rf"[^,;:、]{{1,16}}类(?:信息|申请|事项)?(?={_SUM})",
        CASES,
        topics=_IN_REQUESTS,
        right=None,
        role=Role.WEAK,
    ),
    cue(
        Metric.REQUESTS_RECEIVED,
        rf"(?:{_WAY_IN}|{_APPLICANT})(?={_SUM})",
        CASES,
        topics=_IN_REQUESTS,
        right=None,
        role=Role.PART,
    ),
    cue(Metric.REQUESTS_RECEIVED, rf"{_TAKE}(?:来)?(?:信件|件|数|数量)?", CASES, topics=_IN_REQUESTS, right=None),
    cue(
        Metric.REQUESTS_ANSWERED,
        rf"{_ANSWER}(?:了|的)?[^,;]{{0,24}}?{_REQUEST}|{_REQUEST}[^,;]{{0,8}}?(?:办结|答复|办理|办毕|审结)(?!率)",
        CASES | {"条", "次"},
        right=_ANSWERED_BEHIND,
    ),
    cue(
        Metric.REQUESTS_ANSWERED,
        rf"{_ANSWER}(?:完毕|完成|数量|数|量|件|申请人|了|的)*(?:(?!提起|引发|不服)[^,;]){{0,4}}(?<!模板)(?<!文书)$",
        CASES | {"条", "人次"},
        topics=_IN_REQUESTS,
        right=_ANSWERED_BEHIND,
    ),
    cue(
        Metric.REQUESTS_ANSWERED,
        r"无法(?:提供|公开)的?|不予(?:受理|处理|重复处理)的?|(?:作?其[他它])处理|信息不存在|不存在的?|不属于[^,;]{0,12}|重复申请"
        r"|(?:申请人)?(?:主动)?撤[回销]申请(?:的|件)?|(?:申请人)?(?:主动|自行)撤[回销]的?|非政府信息|非本(?:机关|单位)[^,;]{0,10}|不掌握[^,;]{0,8}"
        r"|补正[^,;]{0,8}|移送[^,;]{0,8}|属于?已(?:经)?主动公开[^,;]{0,6}|已(?:经)?主动公开的?告知[^,;]{0,4}|没有现成[^,;]{0,10}|(?:需要?)?另行(?:制作|加工)[^,;]{0,6}"
        r"|告知[^,;]{0,12}|(?:信访|咨询)类?(?:事项|申请)?(?=的?$)|终止[^,;]{0,6}|视为放弃[^,;]{0,6}|转(?:送|交|办)[^,;]{0,8}",
        CASES | {"条"},
        right=r"[^,;。、]{0,14}?(?:无法提供|不予处理|其他处理|信息不存在|不掌握|已?撤[回销]|补正|不存在|不属于)",
        topics=_IN_REQUESTS,
        role=Role.SCOPED,
    ),
    cue(
        Metric.REQUESTS_CARRIED_OVER,
        r"(?:上|去|往|前)一?年度?(?:度)?(?:结转|转结|遗留|转入|留存|未办结|未结)[^,;]{0,20}|(?:结转|转|留|顺延|延续|延至|移)(?:到|至|入)?(?:下|次|本|今|第二|明|翌)一?年度?[^,;]{0,12}"
        r"|结转[^,;]{0,10}|(?<!复议)(?<!诉讼)(?:尚|正|仍)?在(?:办理|办|处理|答复|法定)[^,;]{0,8}|(?:尚|仍|还)?未(?:办结|答复|到期|办理完毕|审结)的?|跨年度?[^,;]{0,6}|待(?:办理|答复|办结)",
        CASES | {"条"},
        topics=(Topic.REQUESTS,),
        right=r"(?:申请)?(?:为|是|系)?(?:上年度?(?:结转|遗留|转入)|(?:将|按规定|依法)*(?:结转|转|留|顺延|延续)(?:到|至|入|待)?(?:下一?年度?|次年度?|明年|翌年|20\d\d年度?)"
        r"|(?:尚|正|仍)?在(?:办理|法定|答复|处理)[^,;]{0,10}|(?:尚|仍|还)?未(?:办结|答复|到期|到答复期)|待答复|跨年|(?:按规定|依法)?延期(?:至|到)?(?:次年|下年|下一年)?[^,;。]{0,6})",
        role=Role.SCOPED,
    ),
    cue(
        Metric.REQUESTS_CARRIED_OVER,
        r"(?:上|去)一?年度?(?:结转|转结|遗留|转入)[^,;]{0,20}|(?:结转|转|留)(?:到|至|入)?(?:下|次)一?年度?[^,;]{0,12}|结转[^,;]{0,10}",
        CASES | {"条"},
        right=None,
        role=Role.SCOPED,
    ),
    cue(
        Metric.REQUESTS_GRANTED,
        rf"(?:(?<!不)(?:予以|给予)(?:全部)?|(?<!不)同意|准予|全部|依法|全文|决定)公开{_TAIL}|(?<!不)(?:予以|同意|全部)提供{_TAIL}",
        CASES | {"条"},
        right=r"(?<!不)(?:依法)?(?:予以|同意|全部|给予|准予)公开",
    ),
    cue(
        Metric.REQUESTS_GRANTED,
        r"(?<!主动)(?<!不)(?<!部分)公开的?$",
        CASES | {"条"},
        topics=_IN_REQUESTS,
        right=None,
        before=r"(?:答复|处理|办理)的?(?:结果|情况)",
    ),
    cue(
        Metric.REQUESTS_GRANTED,
        rf"(?:予以|同意)?部分公开{_TAIL}|区分处理{_TAIL}",
        CASES | {"条"},
        right=r"(?:予以)?部分公开",
        role=Role.SCOPED,
    ),
    cue(
        Metric.REQUESTS_DENIED,
        rf"(?:不予以?|不同意|拒绝|未予|未同意|不宜|不准予)公开(?!信息){_TAIL}|不予提供{_TAIL}",
        CASES | {"条"},
        right=r"[^,;。、]{0,14}?(?:不予以?|不同意|拒绝)公开",
    ),
    # Review and litigation.
    cue(
        Metric.REVIEWS,
        r"行政复议(?!机关|决定|审查)(?:申请|件|案件|案|数量|数)*|复议(?!机关|决定|审查)(?:申请|案件|案|数量|数)*",
        CASES | {"次"},
        right=r"(?:涉及|因|关于)?(?:政府|政务)?(?:信息公开)?(?:工作|类|领域)?的?(?:被)?(?:申请|提起)?(?:行政)?复议(?!机关)",
    ),
    cue(
        Metric.LITIGATIONS,
        r"行政(?:诉讼|应诉)(?:案件|案|数量|数)?|(?:诉讼|应诉|被诉|涉诉|起诉|诉至法院|[一二再]审(?:行政)?)(?:案件|案|数量|数)?",
        CASES | {"次"},
        right=r"(?:涉及|因|关于)?(?:政府|政务)?(?:信息公开)?(?:工作|类|领域)?的?(?:被)?(?:提起)?(?:行政)?(?:诉讼|应诉)",
    ),
    # Money.
    cue(
        Metric.OTHER,
        r"行政事业性收费[^,;]{0,10}|减免[^,;]{0,10}|减收[^,;]{0,10}|经费[^,;]{0,10}|投入[^,;]{0,10}|预算[^,;]{0,10}|支出[^,;]{0,10}|采购[^,;]{0,10}",
        frozenset({MONEY}),
        right=None,
    ),
    cue(
        Metric.FEES_CHARGED,
        rf"(?:收取|收缴|收|缴纳)?[^,;]{{0,12}}(?:(?<!事业性)收费|费用|{_FEE})(?:总额|金额|总计)?|收取[^,;]{{0,6}}",
        frozenset({MONEY}),
        right=None,
    ),
    cue(
        Metric.FEES_CHARGED,
        r"(?:金额|[共合总]计|共|计|收取|为)$",
        frozenset({MONEY}),
        right=None,
        before=r"处理费|收费|费用|收取|缴纳|工本费|成本费",
        role=Role.WEAK,
    ),
    cue(
        Metric.OTHER,
        r"信息处理费|收取|收费|费用|减[免收](?:[^,;]{0,8}费用?)?的?(?:申请|事项)?",
        CASES,
        right=r"[^,;。]{0,14}?(?:收取|收费|信息处理费|减免)",
        role=Role.FIRM,
    ),
)
"""About requests; a wording that needs the topic of requests says something else without it."""
