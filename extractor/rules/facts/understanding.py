"""What a number in its setting states: a whole, a part of one said before, or something of no list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.rules.facts.classify import Meaning, meaning_of
from extractor.rules.facts.clauses import Setting
from extractor.rules.facts.quantities import MONEY, PERCENT
from extractor.rules.facts.scopes import account_in, scope_of
from extractor.rules.facts.topics import Topic
from extractor.rules.facts.units import CASES, same_kind
from schemas.facts import Metric
from schemas.reading import Number

__all__ = ["PARTS_FOLLOW", "Found", "Memory", "understood"]

PARTS_FOLLOW = re.compile(r"其中|包括|分别(?:为|是)|主要(?:集中|涉及|是|为|包括)|按[^,;]{1,12}分")
"""Words that announce the parts of a sum."""

_WHOLES = frozenset(Metric) - {
    Metric.REQUESTS_CARRIED_OVER,
    Metric.REQUESTS_GRANTED,
    Metric.REQUESTS_DENIED,
    Metric.RATE,
    Metric.SATISFACTION_RATE,
    Metric.FOLLOWERS,
    Metric.STAFF_FULL_TIME,
    Metric.STAFF_PART_TIME,
}
"""What can be a sum of parts."""
_ALWAYS_OF_SOMETHING = frozenset({Metric.RATE, Metric.OTHER, Metric.SERVICE_ITEMS, Metric.SERVICE_CASES})
"""What says little without what it is of."""
_SHARE = re.compile(r"(?:约|共)?占")
"""The percentage is one of the number before."""
_DONE = re.compile(
    r"开展|组织|召开|举办|制定|修订|建立|设立|发放|印发|报送|整改|清理|完成|邀请|检查|征集|形成|编制|打造|建成|优化|开设|评选|受理|办理|明确|配备|聘请|安排|指定|落实|选聘|制发|印发|印制|出版|利用|设置|配置|新建|新设|接受|参加|拍摄|录制"
)
_CHANGED_TO = re.compile(r"(?:(?:增加|增长|提高|上升|升|增|减少|下降|降|减)(?:到|至|为)[^,;]{0,8}|^达到?)$")
"""The number is what the one before became."""
_OF_THIS_YEAR = re.compile(
    r"(?:其中)?(?:本年度?|今年|当年|年内|20\d\d年度?)(?:内|新增|新|增加|公开|制定|制发|发布|[共计为有,])*"
)
"""This year's part of the number of all years before (``累计58件,本年度4件``)."""
_WORDED = re.compile(r"[\u4e00-\u9fff]")
_NAMES_SOMETHING = re.compile(r"[\u4e00-\u9fff]{2}")
_BUSINESS = re.compile(
    r"惠及|补贴|奖补|改造|拆除|清运|巡逻|出动|执法|车辆|立案|查处|查获|整治|种植|养殖|投产|签约|招商|就业|创业|失业|救助|慰问|住房|安置|学位|床位|患者|参保"
    r"|市场主体|农户|脱贫|村庄|道路|绿化|消防|隐患|治安|纠纷|演出|志愿|产业|工程|实施|监测|监管|检疫|检验|巡护|植树|捐|贷款|人口|面积|违法|违规|事故|处罚案|案件|渣土|垃圾|收入|产值|财政|发生率|下辖|所辖|户籍"
)
"""Words of the agency's business, whose numbers say nothing of disclosure."""
_DISCLOSING = re.compile(
    r"公开|信息|政务|网站|公众号|发布|解读|申请|培训|答复|意见|热线|满意|专栏|栏目|专区|访谈|征集|查阅|监督|办件|网办|公示"
)
"""Words that no business has."""
_GENERAL = frozenset({Metric.OTHER, Metric.RATE})
_ASIDE = re.compile(r"[^,;]{0,4}(?:覆盖|涉及|进驻|入驻|[日月年人]均|平均|由$|力争)")
"""Words that speak of how wide something is, not of what was done."""
_OF_DISCLOSURE = re.compile(
    r"公开|信息|政务|网|发布|解读|申请|培训|栏|公报|公众|群众|政策|意见|监督|督[查导]|[检自抽核评]查|评议|答复|代表|媒体|账号|专区|指南|目录"
    r"|制度|通报|机制|查阅|查询|宣传|联络|责任|办事|社情民意"
)
"""Words of disclosure work; other numbers are the agency's business."""
_NEAR = 40
_RESULTS = frozenset({Metric.REQUESTS_GRANTED, Metric.REQUESTS_DENIED, Metric.REQUESTS_ANSWERED})
_THE_REST = re.compile(r"其[他它余]|另(?:外|有)*|剩余")
"""The last of a list of results."""
_AXES: tuple[tuple[re.Pattern[str], Metric, frozenset[str | None]], ...] = (
    (
        re.compile(
            r"申请(?:的?内容|方式|人|渠道|途径|类型|类别|事项|形式|主体|来源|用途|量)|申请[^,;]{0,12}(?:单位|部门|领域)"
        ),
        Metric.REQUESTS_RECEIVED,
        CASES | {"条"},
    ),
    (re.compile(r"(?:答复|办理|处理)(?:的?结果|情况|类型|方式)"), Metric.REQUESTS_ANSWERED, CASES | {"条"}),
    (
        re.compile(r"公开(?:的?内容|渠道|方式|形式|途径|类别|类型|领域)|信息(?:内容|类别|类型)"),
        Metric.DISCLOSED_ITEMS,
        frozenset("条篇则"),
    ),
)
"""By what a list sorts its parts, and so what they count (``按申请方式分,…``), though no sum is stated."""
_BARE = re.compile(
    r"(?:总数|总量|数量)?(?:由|从|自|约|共|计|合计|总计|累计|达到?|降至|降为|增至|增为|升至|减至|为|至|到|,)*"
)
"""Words that leave to the clause before to say what is counted."""
_COMPARED = re.compile(r"同比|环比|较|比(?:上|去|20)|与[去上]年")
_DEALT_WITH = re.compile(r"(?:已|均|全部|按期|按时|及时)*(?:答复|回复|办结|办理|办复)了?")
_GENERAL_WORDS = frozenset("个家名人")
"""Counting words that need a noun; the noun behind them is what they count."""
_HEADS = frozenset({"人", "人次"})
_OF_HEADS = {
    Metric.CONSULTATIONS: Metric.CONSULTATIONS,
    Metric.HOTLINE_CASES: Metric.HOTLINE_CASES,
    Metric.TRAINING_SESSIONS: Metric.TRAINING_ATTENDEES,
}
"""What people are counted beside their occasions (``来访12批45人次``)."""
_NO_IDIOM = 10
"""Least number in Chinese numerals that a general wording makes a quantity; smaller ones are mostly idioms."""
_NAME = 6
"""Characters behind a number that name what it counts, where nothing stands in front."""


@dataclass(frozen=True, slots=True)
class Found:
    """One number understood; places are those of the passage."""

    metric: Metric
    value: Number
    unit: str | None
    approximate: bool
    scope: str | None
    start: int
    end: int


@dataclass(slots=True)
class Memory:
    """What a paragraph said before, as far as it governs what follows."""

    facts: dict[int, Found] = field(default_factory=dict)
    """Of this sentence, by the number's place in it."""
    whole: Found | None = None
    """The last sum that parts may follow."""
    other_year: Found | None = None
    """The last number of another year, or of all years, in this sentence."""
    parts: bool = False
    """A word such as 其中 announced parts, and the sentence has not ended."""

    def begin_sentence(self, *, parts: bool) -> None:
        """Forget what does not outlive a sentence."""
        self.facts.clear()
        self.other_year = None
        self.parts = parts


def understood(setting: Setting, number: int, topic: Topic | None, memory: Memory) -> Found | None:
    """Return what a number states, or None where nothing says what it counts.

    Args:
        setting: the number and its surroundings.
        number: its place in the sentence.
        topic: what the passage speaks of.
        memory: what was said before; a new sum is kept in it.
    """
    if not (_WORDED.search(setting.left) or _WORDED.search(setting.right)) and not setting.listed:
        return None
    meaning = meaning_of(setting, topic)
    if meaning is None and _DEALT_WITH.fullmatch(setting.left):
        return None
    if meaning is None and _BARE.fullmatch(setting.left) and not setting.right:
        meaning = _carried(setting, topic) if _whole_of(setting, number, None, memory) is None else None
    if PARTS_FOLLOW.search(setting.left) or PARTS_FOLLOW.search(setting.before[-12:]):
        memory.parts = True
    before = memory.facts.get(number - 1)
    if meaning is None or not meaning.firm:
        same = _became(setting, memory.other_year) or (
            (_beside(setting, before) or _rest(setting, before)) if meaning is None or meaning.weak else None
        )
        if same is not None:
            return same
    whole = _whole_of(setting, number, meaning, memory)
    if whole is not None and (
        meaning is None or not meaning.firm or meaning.category or meaning.metric is whole.metric
    ):
        return _part(setting, whole, meaning)
    if meaning is None or (meaning.metric is Metric.OTHER and not meaning.firm):
        found = _sorted(setting)
        if found is not None:
            return found
    if (meaning is None or meaning.metric in _GENERAL) and _is_business(setting):
        return None
    return _other(setting) if meaning is None else _whole(setting, meaning, before, memory)


def _is_business(setting: Setting) -> bool:
    """True where the words speak of the agency's business, and none near them of disclosure."""
    beside = setting.left + setting.right
    if _DISCLOSING.search(beside):
        return False
    rate = setting.quantity.unit == PERCENT and not _DISCLOSING.search(setting.before)
    return bool(_BUSINESS.search(setting.before + beside if rate else beside))


def _carried(setting: Setting, topic: Topic | None) -> Meaning | None:
    """What the clause before speaks of, where a number stands alone behind it (``申请数量下降37.5%,降至40件``)."""
    clause = _COMPARED.split(re.split(r"[,;:]", setting.before.rstrip(",;:"))[-1])[0]
    meaning = meaning_of(replace(setting, left=clause), topic) if clause and not re.search(r"\d", clause) else None
    return replace(meaning, start=0, said="", category=False) if meaning else None


def _rest(setting: Setting, before: Found | None) -> Found | None:
    """The last of a list of results of requests (``其他3件``)."""
    if before is None or before.metric not in _RESULTS or not same_kind(before.unit, setting.quantity.unit):
        return None
    if not _THE_REST.match(setting.left):
        return None
    return _found(Metric.REQUESTS_ANSWERED, setting, scope_of(setting.left), setting.left_start)


def _sorted(setting: Setting) -> Found | None:
    """A part of a sum that is not stated, in a list that says by what it sorts."""
    scope = scope_of(setting.left)
    axes = [
        metric
        for axis, metric, units in _AXES
        if setting.quantity.unit in units and axis.search(setting.before + setting.left)
    ]
    if scope is None or not axes or setting.quantity.unit is None or _DONE.search(setting.left):
        return None
    return _found(axes[0], setting, scope, setting.left_start)


def _whole_of(setting: Setting, number: int, meaning: Meaning | None, memory: Memory) -> Found | None:
    """The sum that a number is a part of, or None."""
    if setting.quantity.unit == PERCENT:
        return None
    if setting.inside is not None:
        before = memory.facts.get(setting.inside)
        return before if before and same_kind(before.unit, setting.quantity.unit) else None
    whole = memory.whole
    if whole is None or not same_kind(whole.unit, setting.quantity.unit):
        return None
    if memory.parts or (meaning is not None and meaning.category):
        return whole if whole.value >= setting.quantity.value else None
    if (
        _DONE.search(setting.left)
        or _CHANGED_TO.search(setting.left)
        or (setting.quantity.unit in _GENERAL_WORDS and setting.right)
    ):
        return None
    before = memory.facts.get(number - 1)
    beside = before is not None and before.metric is whole.metric and before.unit == setting.quantity.unit
    if number - 1 in memory.facts and (
        meaning is None or (beside and setting.before.endswith("、") and meaning.metric is Metric.OTHER)
    ):
        return whole if setting.left and not setting.quantity.chinese else None
    return None


def _became(setting: Setting, before: Found | None) -> Found | None:
    """This year's number behind last year's (``由1128条增加到1887条``)."""
    became = _CHANGED_TO.search(setting.left) or (setting.left and _OF_THIS_YEAR.fullmatch(setting.left))
    if before is None or not became or not same_kind(before.unit, setting.quantity.unit):
        return None
    return _found(before.metric, setting, before.scope, before.start)


def _beside(setting: Setting, before: Found | None) -> Found | None:
    """A second number of the same thing, directly behind the first (``4大项19小项``, ``分别10期、8期``)."""
    if before is None or setting.left or not setting.listed:
        return None
    apart = before.end != setting.quantity.start
    close = not apart or setting.before.endswith("、")
    if close and setting.quantity.unit in _HEADS and before.metric in _OF_HEADS:
        return _found(_OF_HEADS[before.metric], setting, before.scope, before.start)
    if not same_kind(before.unit, setting.quantity.unit) or (not close and before.unit != setting.quantity.unit):
        return None
    return _found(before.metric, setting, before.scope, before.start)


def _part(setting: Setting, whole: Found, meaning: Meaning | None) -> Found | None:
    scope = scope_of(setting.left)
    if scope is None and meaning is None and not whole.start < setting.left_start:
        return None
    start = setting.left_start + (setting.left.rfind(scope) if scope else 0)
    return _found(whole.metric, setting, scope, start)


def _whole(setting: Setting, meaning: Meaning, before: Found | None, memory: Memory) -> Found | None:
    quantity = setting.quantity
    if quantity.chinese and quantity.value < _NO_IDIOM and (meaning.weak or meaning.metric is Metric.OTHER):
        return None
    scope = _scope(setting, meaning, parts=memory.parts or setting.inside is not None)
    if before is not None and _SHARE.match(setting.left):
        scope = before.scope
    found = _found(meaning.metric, setting, scope, setting.left_start + meaning.start, meaning.behind)
    answered = meaning.metric is Metric.REQUESTS_ANSWERED and memory.whole is not None
    aside = meaning.metric is Metric.OTHER and meaning.firm
    if meaning.metric in _WHOLES and setting.inside is None and not memory.parts and not (answered or aside):
        memory.whole = found
    return found


def _scope(setting: Setting, meaning: Meaning, *, parts: bool) -> str | None:
    if meaning.said:
        return scope_of(meaning.said.removesuffix("的"))
    if meaning.metric is Metric.FOLLOWERS:
        return account_in(setting.before + setting.left)
    if meaning.metric is Metric.OTHER_MEDIA_POSTS:
        return scope_of(setting.left) or account_in(setting.before + setting.left)
    if meaning.channel:
        return None
    return scope_of(setting.left) if parts or meaning.category or meaning.metric in _ALWAYS_OF_SOMETHING else None


def _other(setting: Setting) -> Found | None:
    """A number that says something and is none of the list's; None where nothing says what it counts."""
    quantity = setting.quantity
    if quantity.unit in (None, MONEY) or (quantity.chinese and quantity.value < _NO_IDIOM):
        return None
    beside = setting.left + setting.right
    near = setting.before[-_NEAR:] + beside
    if not _OF_DISCLOSURE.search(near if _DONE.search(beside) else beside) or (
        _ASIDE.match(setting.left) and not _OF_DISCLOSURE.search(beside)
    ):
        return None
    if _NAMES_SOMETHING.search(setting.left):
        return _found(Metric.OTHER, setting, scope_of(setting.left), setting.left_start)
    if _NAMES_SOMETHING.match(setting.right):
        named = setting.right[:_NAME]
        return _found(Metric.OTHER, setting, named, quantity.start, len(named))
    return None


def _found(metric: Metric, setting: Setting, scope: str | None, start: int, behind: int = 0) -> Found:
    quantity = setting.quantity
    return Found(
        metric,
        quantity.value,
        quantity.unit,
        quantity.approximate,
        scope,
        min(start, quantity.start),
        quantity.end + behind,
    )
