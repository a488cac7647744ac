"""Which words of prose speak of which cells: data, a row a thing that both the prose and a table may state.

A row names the cells whose sum is the thing, and every other legitimate reading of the same words: 受理 may count the
requests carried in, or not. Patterns see canonical characters; ``left`` ends where the number stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas import cell_definitions
from schemas.facts import Metric

__all__ = ["CUES", "NOTHING", "Cue", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read words: the sum of some cells, less the sum of others."""

    cells: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words and the cells they speak of."""

    name: str
    left: re.Pattern[str] | None
    """Searched in the words in front of the number."""
    right: re.Pattern[str] | None
    """Matched directly behind the number."""
    readings: tuple[Reading, ...]
    metrics: frozenset[Metric]
    """What the readers of facts may call such a number; any other name for it makes it something else."""
    unless: re.Pattern[str]
    """Words beside the number that make it something else: a part, another thing."""
    before: re.Pattern[str]
    """Words anywhere in front of it in the sentence that do."""
    units: frozenset[str | None]
    sure: bool
    """The words alone suffice; else the number must be a fact of one of the metrics, of no scope but the cue's."""


CASES: frozenset[str | None] = frozenset({"件", "宗", "起", "份", "例", "项", "个", "件次", "封", "条", None})
ITEMS: frozenset[str | None] = frozenset({"条", "件", "篇", "份", "则", "项", None})
_TAIL = (
    r"(?:答复|决定|告知|处理|办理|政府信息|信息|公开|申请书|申请|案件|案|事项|数量|件数|情况|总数|总量|方面|数|量|类|件|的|被)*+"
    r"(?:[共总合]?[共计]|累计|分别|均|各|达到?|约|为|有|是|全年|[,:\"])*+$"
)
_COMPLEX = re.compile(r"率|占|平均|同比|环比|时限|工作日|元")
_WAY_IN = r"网络|网上|在线|线上|互联网|信函|邮寄|邮政|书面|当面|现场|窗口|传真|邮件|邮箱|来信|平台|网站|系统"
_APPLICANT = r"自然人|公民个人|个人|(?<!或)(?<!和)(?<!及)法人|企业|科研机构|公益组织|法律服务|律师"
_PART = re.compile(
    rf"{_WAY_IN}|{_APPLICANT}|其中(?!收到|新收|受理)|涉及|关于|有关|属于|内容|用途|类型|(?<!公开)类|重复|撤[回销]|补正|延期|复议|诉讼"
)
_OF_RESULTS = re.compile(_PART.pattern.replace(r"|其中(?!收到|新收|受理)", ""))
_NONE = re.compile(r"(?!)")
_REVIEWER = re.compile(
    r"(?<!被)(?:办理|受理|审理|审结|承办|代理|应对)[^,;]{0,12}行政?(?:复议|诉讼)|一审|二审|再审|维持|纠正|纠错|撤[回销]|驳回|胜诉|败诉|审结|未经|复议后"
)
_ANY_REVIEW = re.compile(r"一审|二审|再审|维持|纠正|纠错|驳回|胜诉|败诉|审结")
_DECIDED = r"(?:作出|做出|办理|实施|下达|下发|出具|核发|依法|共|全年|本年度?|年内)"
_SHOWN = re.compile(r"公开|公示|发布|上网|信息|结果|清单|目录|类|案例|标准|审批局|双公示")
_LISTED = re.compile(r"公开|公示|发布|上传|录入|归集|信息|目录|清单|事项|承接|下放|权力")
"""In front of a bare 行政处罚57件: it may be what was published, or a list of powers."""
_DECISIONS: frozenset[str | None] = frozenset({"件", "起", "宗", "例", "件次", "份", "个", "项", "条", "次", None})
_DOCUMENT = r"(?:行政)?规范性文件"
_NOT_ISSUED = re.compile(
    r"备案|审查|审核|清理|解读|评估|征求|修[改订]|代拟|起草|废止|失效|有效|合法性|上传|公布(?!实施)|报送|涉及|公开"
)


def _cells(*patterns: str) -> tuple[str, ...]:
    """Every cell whose path is one of these, ``*`` standing for one part of it."""
    tests = [re.compile(re.escape(pattern).replace(r"\*", r"[^.]+")) for pattern in patterns]
    return tuple(path for path in cell_definitions() if any(test.fullmatch(path) for test in tests))


def _sum(*patterns: str, less: tuple[str, ...] = ()) -> Reading:
    return Reading(_cells(*patterns), _cells(*less))


def _cue(
    name: str,
    left: str | None,
    readings: tuple[Reading, ...],
    *metrics: Metric,
    right: str | None = None,
    unless: re.Pattern[str] = _NONE,
    before: re.Pattern[str] = _NONE,
    units: frozenset[str | None] = CASES,
    sure: bool = False,
) -> Cue:
    return Cue(
        name,
        re.compile(left + _TAIL) if left is not None else None,
        re.compile(right) if right is not None else None,
        readings,
        frozenset(metrics),
        unless,
        before,
        units,
        sure,
    )


_RECEIVED = _sum("requests.received.total")
_ACCEPTED = _sum("requests.received.total", "requests.carried_in.total")
_ANNEX_RECEIVED = _sum("statistics.requests.received")
_CONCLUDED = _sum("requests.outcome_total.total")
_CARRIED_IN = _sum("requests.carried_in.total")
_CARRIED_OUT = _sum("requests.carried_out.total")
_OTHER = ("requests.other_handling.*.total",)
_LITIGATION = ("review_and_litigation.direct_litigation.total", "review_and_litigation.litigation_after_review.total")
_REVIEW = "review_and_litigation.review.total"
_FIRST = "proactive_disclosure.article_20_1"

_OF_REQUESTS = (
    _cue(
        "carried_in",
        r"(?:上|去)一?年度?(?:度)?(?:结转|转结|遗留|转入|留存|未办结)[^,;\d]{0,12}",
        (_CARRIED_IN,),
        Metric.REQUESTS_CARRIED_OVER,
        right=r"(?:申请)?(?:为|是|系)?(?:上|去)一?年度?(?:结转|遗留|转入)",
        sure=True,
    ),
    _cue(
        "carried_out",
        r"(?:结转|转|留|顺延|延续|延)(?:至|到|入)?(?:下|次|明|翌|第二)一?年度?(?:继续)?[^,;\d]{0,8}",
        (_CARRIED_OUT,),
        Metric.REQUESTS_CARRIED_OVER,
        right=r"(?:申请)?(?:将|依法|按规定|需|因[^,;]{0,12})*(?:结转|转|顺延|留)(?:至|到|入)?(?:下|次|明)一?年度?|(?:尚|仍|正)在(?:办理|法定|答复)|(?:尚|仍|还)未(?:办结|答复)",
        sure=True,
    ),
    _cue("carried_over", r"^(?:其余|剩余)?结转", (_CARRIED_OUT, _CARRIED_IN), Metric.REQUESTS_CARRIED_OVER),
    _cue(
        "granted_at_all",
        r"(?:予以|同意)?公开(?:[和及与、]|以及)(?:予以)?部分公开",
        (
            _sum("requests.granted.total", "requests.partially_granted.total"),
            _sum("statistics.requests.answered.granted", "statistics.requests.answered.partially_granted"),
        ),
        Metric.REQUESTS_GRANTED,
        unless=re.compile(r"不予"),
        sure=True,
    ),
    _cue(
        "partially_granted",
        r"部分公开",
        (_sum("requests.partially_granted.total"), _sum("statistics.requests.answered.partially_granted")),
        Metric.REQUESTS_GRANTED,
        right=r"(?:予以|同意)?部分公开",
        unless=_OF_RESULTS,
        sure=True,
    ),
    _cue(
        "granted",
        r"(?<!不)(?:予以|同意|给予|准予)(?:全部)?(?:公开|提供)|(?<![已均都])(?:全部|全文)公开",
        (
            _sum("requests.granted.total"),
            _sum("statistics.requests.answered.granted"),
        ),
        Metric.REQUESTS_GRANTED,
        right=r"(?:予以|同意|给予|准予)(?:全部)?公开",
        unless=re.compile(rf"不予|不同意|部分|和部分|{_OF_RESULTS.pattern}"),
        sure=True,
    ),
    _cue(
        "denied",
        r"(?:^|其中|答复|决定|作出|依法|的)(?:不予|不同意)公开",
        (_sum("requests.denied.*.total"), _sum("statistics.requests.answered.denied")),
        Metric.REQUESTS_DENIED,
        right=r"(?:依法)?(?:不予|不同意)公开",
        unless=re.compile(rf"因|属|秘密|第三方|过程|内部|查询|案卷|三安全|{_OF_RESULTS.pattern}"),
        units=CASES - {"条"},
        sure=True,
    ),
    _cue(
        "unavailable",
        r"(?:^|其中|答复|决定|作出|的)无法提供",
        (_sum("requests.unavailable.*.total"),),
        Metric.REQUESTS_ANSWERED,
        right=r"无法提供",
        unless=re.compile(r"不掌握|不存在|现成|制作|补正|明确|因"),
        sure=True,
    ),
    _cue(
        "not_processed",
        r"(?:^|其中|答复|决定|作出|的)不予处理",
        (_sum("requests.not_processed.*.total"),),
        Metric.REQUESTS_ANSWERED,
        right=r"不予处理",
        unless=re.compile(r"信访|举报|投诉|重复|出版物|反复|确认|因"),
        sure=True,
    ),
    _cue(
        "other_handling",
        r"(?:^|其中|答复|决定|的|作)其[他它]处理",
        (_sum(*_OTHER), _sum("requests.other_handling.total")),
        Metric.REQUESTS_ANSWERED,
        right=r"(?:作|做)?其[他它]处理",
        unless=re.compile(r"逾期|缴|补正|因"),
        sure=True,
    ),
)

_APPLICANTS = tuple(
    _cue(
        name,
        left,
        tuple(
            _sum(*(f"requests.{row}.{key}" for row in rows for key in keys))
            for rows in (("received",), ("received", "carried_in"), ("outcome_total",))
        ),
        Metric.REQUESTS_RECEIVED,
        unless=re.compile(r"予以|不予|无法|处理|复议|诉讼|公开的|答复"),
    )
    for name, left, keys in (
        ("natural_person", r"自然人(?:提交|提出)?(?:的)?", ("natural_person",)),
        (
            "legal_persons",
            r"法人(?:[和或及、与]|以及)?(?:其[他它])?组织(?:提交|提出)?(?:的)?",
            ("business", "research", "nonprofit", "legal_service", "other"),
        ),
    )
)

_WHOLES = (
    _cue(
        "received",
        r"(?:新收到?|新接|新增)[^,;\d]{0,24}(?:申请|件|数量|数)?",
        (_RECEIVED, _ANNEX_RECEIVED),
        Metric.REQUESTS_RECEIVED,
        unless=_PART,
    ),
    _cue(
        "accepted",
        r"(?:受理|办理|处理|收办|承接|登记)[^,;\d]{0,30}",
        (_RECEIVED, _ACCEPTED, _ANNEX_RECEIVED),
        Metric.REQUESTS_RECEIVED,
        unless=_PART,
    ),
    _cue(
        "received",
        r"(?:收到|接收|接到|收悉|申请|收件|提出|提交)[^,;\d]{0,30}",
        (_RECEIVED, _ANNEX_RECEIVED),
        Metric.REQUESTS_RECEIVED,
        unless=_PART,
    ),
    _cue(
        "concluded",
        r"(?:办结|审结|办毕|办理完毕|办复)[^,;\d]{0,24}",
        (_CONCLUDED, _sum("statistics.requests.concluded")),
        Metric.REQUESTS_ANSWERED,
        right=r"(?:均|已)*(?:按[期时])?办结",
        unless=re.compile(rf"按[时期]|上年|无法|不予|予以|同意|{_PART.pattern}"),
    ),
    _cue(
        "answered",
        r"(?:答复|回复)[^,;\d]{0,24}",
        (
            _CONCLUDED,
            _sum("requests.outcome_total.total", less=(*_OTHER, "requests.other_handling.total")),
            _sum("statistics.requests.answered"),
        ),
        Metric.REQUESTS_ANSWERED,
        right=r"(?:均|已)*(?:按[期时])?答复",
        unless=re.compile(rf"按[时期]|上年|无法|不予|予以|同意|{_PART.pattern}"),
    ),
    _cue(
        "handled",
        r"(?:办理|处理)[^,;\d]{0,24}",
        (_CONCLUDED, _ACCEPTED, _RECEIVED, _sum("statistics.requests.concluded"), _ANNEX_RECEIVED),
        Metric.REQUESTS_ANSWERED,
        unless=re.compile(rf"不予|其[他它]|按[时期]|上年|{_PART.pattern}"),
    ),
)

_OF_REVIEW = (
    _cue(
        "direct_litigation",
        r"未经复议直接起诉",
        (_sum(_LITIGATION[0]),),
        Metric.LITIGATIONS,
        right=r"(?:为|是)?未经复议直接起诉",
        unless=_ANY_REVIEW,
        sure=True,
    ),
    _cue(
        "litigation_after_review",
        r"复议后(?:再)?(?:起诉|提起(?:行政)?诉讼)",
        (_sum(_LITIGATION[1]),),
        Metric.LITIGATIONS,
        right=r"(?:为|是)?复议后(?:再)?起诉",
        unless=_ANY_REVIEW,
        sure=True,
    ),
    _cue(
        "review_and_litigation",
        r"复议(?:申请|案件)?(?:[、和与及]|以及)(?:被)?(?:提起)?(?:行政)?(?:诉讼|应诉)",
        (
            _sum(_REVIEW, *_LITIGATION),
            _sum("statistics.review", "statistics.litigation"),
        ),
        Metric.REVIEWS,
        Metric.LITIGATIONS,
        unless=_REVIEWER,
    ),
    _cue(
        "review",
        r"(?<!未经)复议(?!后|机关|机构|决定)[^,;\d]{0,16}",
        (_sum(_REVIEW), _sum("statistics.review")),
        Metric.REVIEWS,
        right=r"(?:政府信息公开|信息公开)?(?:类)?(?:的)?行政复议",
        unless=re.compile(rf"诉讼|应诉|{_REVIEWER.pattern}"),
        units=(CASES | {"次"}) - {"条"},
    ),
    _cue(
        "litigation",
        r"(?:诉讼|应诉|被诉|起诉)[^,;\d]{0,16}",
        (_sum(*_LITIGATION), _sum("statistics.litigation")),
        Metric.LITIGATIONS,
        right=r"(?:政府信息公开|信息公开)?(?:类)?(?:的)?行政诉讼",
        unless=re.compile(rf"复议|{_REVIEWER.pattern}"),
        units=CASES - {"条"},
    ),
)

_OF_DISCLOSURE = (
    *(
        cue
        for row, words in (("regulations", r"(?:政府|部门|行政)?规章(?!制度)"), ("normative_documents", _DOCUMENT))
        for cue in (
            _cue(
                f"{row}.repealed",
                rf"(?:废止|宣布失效|清理废止)(?:和(?:宣布)?失效)?[^,;\d]{{0,10}}{words}",
                (_sum(f"{_FIRST}.{row}.repealed"),),
                Metric.NORMATIVE_DOCUMENTS,
                Metric.OTHER,
                units=ITEMS | {"部", "个"},
                sure=True,
            ),
            _cue(
                f"{row}.in_force",
                rf"(?:现行有效|继续有效|现行)的?[^,;\d]{{0,10}}{words}|{words}(?:现行有效)",
                (_sum(f"{_FIRST}.{row}.in_force"), _sum(f"{_FIRST}.{row}.total_disclosed")),
                Metric.NORMATIVE_DOCUMENTS,
                Metric.OTHER,
                unless=re.compile(r"解读|清理前|其中"),
                units=ITEMS | {"部", "个"},
                sure=True,
            ),
            _cue(
                f"{row}.issued",
                rf"(?:制定|制发|出台|印发|制作|新制定|新制发|新出台)[^,;\d]{{0,10}}{words}|{words}(?:制定|制发|出台|印发)",
                (
                    _sum(f"{_FIRST}.{row}.issued"),
                    _sum(f"{_FIRST}.{row}.made"),
                    _sum("statistics.normative_documents_issued"),
                )
                if row == "normative_documents"
                else (_sum(f"{_FIRST}.{row}.issued"), _sum(f"{_FIRST}.{row}.made")),
                Metric.NORMATIVE_DOCUMENTS,
                Metric.OTHER,
                unless=_NOT_ISSUED,
                units=ITEMS | {"部", "个"},
                sure=True,
            ),
        )
    ),
    *(
        _cue(
            f"{row}.decisions",
            left,
            (_sum(f"proactive_disclosure.{article}.{row}.decisions"),),
            Metric.OTHER,
            Metric.SERVICE_CASES,
            Metric.SERVICE_ITEMS,
            Metric.REQUESTS_ANSWERED,
            unless=_SHOWN,
            before=before,
            units=units,
            sure=True,
        )
        for article, row, words in (
            ("article_20_5", "licensing", r"行政许可"),
            ("article_20_6", "penalties", r"行政处罚"),
            ("article_20_6", "coercion", r"行政强制(?:措施|执行)?"),
        )
        for left, before, units in (
            (rf"{_DECIDED}[^,;\d公]{{0,8}}{words}|{words}(?:处理)?(?:决定|案件决定)(?:书)?", _NONE, _DECISIONS),
            (rf"^(?:其中)?{words}", _LISTED, _DECISIONS - {"条", "项", "个", "次"}),
        )
    ),
)

_PEOPLE: frozenset[str | None] = frozenset({"人", "名", "位", "人次", None})
_TIMES: frozenset[str | None] = frozenset({"次", "场", "期", "场次", "班次", "个", "期次", None})
_CHANNEL = r"[^,;\d]{0,14}(?:主动)?公开(?:政府|政务)?信息"
_OF_ANNEX = (
    *(
        _cue(
            f"channels.{key}",
            rf"{words}{_CHANNEL}|公开(?:政府|政务)?信息[^,;\d]{{0,10}}{words}",
            (_sum(f"statistics.channels.{key}"),),
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
    _cue(
        "disclosed",
        r"主动公开(?:各类)?(?:政府|政务)?信息",
        (_sum("statistics.disclosed"),),
        Metric.DISCLOSED_ITEMS,
        unless=re.compile(r"类|其中|网站|微信|微博|公报|平台|公众号|栏"),
        units=ITEMS,
    ),
    _cue(
        "courses",
        r"培训[^,;\d]{0,6}",
        (_sum("statistics.training.courses"),),
        Metric.TRAINING_SESSIONS,
        unless=re.compile(r"参加"),
        units=_TIMES,
    ),
    _cue(
        "attendees",
        r"(?:培训|参训|受训|参加|人员|人数)[^,;\d]{0,10}",
        (_sum("statistics.training.attendees"),),
        Metric.TRAINING_ATTENDEES,
        right=r"(?:参加|接受)?(?:了)?(?:培训|参训)?",
        units=_PEOPLE,
    ),
    _cue(
        "meetings",
        r"会议?[^,;\d]{0,6}",
        (_sum("statistics.training.meetings"),),
        Metric.MEETINGS,
        unless=re.compile(r"参加|发布会|座谈|常务|听证"),
        units=_TIMES,
    ),
    _cue(
        "full_time",
        r"专职[^,;\d]{0,8}",
        (_sum("statistics.organization.staff.full_time"),),
        Metric.STAFF_FULL_TIME,
        units=_PEOPLE,
    ),
    _cue(
        "part_time",
        r"兼职[^,;\d]{0,8}",
        (_sum("statistics.organization.staff.part_time"),),
        Metric.STAFF_PART_TIME,
        units=_PEOPLE,
    ),
    _cue(
        "staff",
        r"从事(?:政府)?信息公开工作的?人员",
        (_sum("statistics.organization.staff"),),
        Metric.OTHER,
        units=_PEOPLE,
        sure=True,
    ),
    _cue(
        "press_conferences",
        r"新闻发布会",
        (_sum("statistics.interpretation.press_conferences"),),
        Metric.PRESS_CONFERENCES,
        unless=re.compile(r"负责|其中"),
        units=_TIMES,
    ),
    _cue(
        "articles",
        r"(?:政策)?解读(?:材料|稿件|文章|信息|稿)?",
        (_sum("statistics.interpretation.articles"),),
        Metric.POLICY_INTERPRETATIONS,
        units=frozenset({"篇", "件", "条", "份", "个"}),
    ),
    _cue(
        "complaints",
        r"(?:举报投诉|投诉举报|举报|投诉)[^,;\d]{0,6}",
        (_sum("statistics.complaints"),),
        Metric.HOTLINE_CASES,
        unless=re.compile(r"12345|热线|平台|12315|信箱|工单"),
    ),
)

CUES: tuple[Cue, ...] = (*_OF_REVIEW, *_OF_REQUESTS, *_APPLICANTS, *_OF_DISCLOSURE, *_OF_ANNEX, *_WHOLES)
"""The first whose words fit a number speaks of it."""

NOTHING: dict[Metric, tuple[Reading, ...]] = {
    Metric.REQUESTS_RECEIVED: (_RECEIVED, _ANNEX_RECEIVED),
    Metric.REVIEWS: (_sum(_REVIEW), _sum("statistics.review")),
    Metric.LITIGATIONS: (_sum(*_LITIGATION), _sum("statistics.litigation")),
    Metric.REQUESTS_DENIED: (_sum("requests.denied.*.total"), _sum("statistics.requests.answered.denied")),
}
"""What a stated nothing (``未收到政府信息公开申请``) says is 0, by the fact's metric."""
