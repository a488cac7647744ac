"""Digits that are no quantity: dates, document numbers, ordinals, telephones, names (MESS.md 8)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from schemas.reading import Span

__all__ = ["Mask", "masked"]

_CHINESE = "一二三四五六七八九十百零〇"
_ANY = rf"[\d{_CHINESE}]{{1,6}}"
_CALENDAR = (
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月](?:\s?\d{1,2}[日号]?)?",
    r"(?:19|20)\d\d(?:年度?)?[-—~至到]{1,2}(?:19|20)\d\d(?:年度?|财年|学年)?",
    r"(?:19|20)\d\d(?:年度?|版|财年|学年|春|秋)",
    r"(?<!\d)(?:19|20)\d\d(?=[^\d条件项个次起宗份篇期人名位家场余多万元%,.;。)]|$)",
    r"\d{1,2}月(?:份|底|末|初)?(?:\d{1,2}[日号](?:前|起|止)?)?",
    r"\d{1,2}[日号]\b|\d{1,3}[日号](?=[前起止至到发印,。;)])",
    r"\d{1,2}:\d{2}(?::\d{2})?",
    r"\d{1,4}(?:个|余个|多个)?(?:工作日|自然日|小时|分钟|秒|天|季度|月|周|星期|年级|周年|年|日)(?!报|讯|游)",
    rf"[{_CHINESE}]{{1,6}}个?(?:工作日|自然日|小时|分钟|天|季度|月|周|年|日|旬)",
)
_NUMBERED = (
    rf"第{_ANY}(?:[至到、和,\-—~]第?{_ANY})*(?:\([{_CHINESE}\d]{{1,3}}\))?[届期次条款项章批号个类部分阶段季度名位]*",
    rf"前{_ANY}[位名强]|(?<=属){_ANY}[个家]",
    rf"全[省市县区州盟国旗](?:共|各|所有)?{_ANY}[个家]"
    + r"(?=[^,;。]{1,10}(?:考核|评比|排名|评估|测评|评议|中(?:排|位|名|居)))",
    r"[\[(〔【]\d{4}[\])〕】]第?\d{1,5}号?",
    r"(?:国令|政令|令|公告)第?\d{1,6}号|(?:文号|编号|No\.?|NO\.?)第?\d{1,6}号?",
    r"\d{1,6}号(?:文件?|令|公告|楼|院|线)?",
    rf"(?:^|(?<=[。;:,]))\(?(?:\d{{1,2}}|[{_CHINESE}]{{1,3}})(?:[.、](?!\d)|\))",
    rf"\((?:\d{{1,2}}|[{_CHINESE}]{{1,3}})\)",
    rf"(?:^|(?<=[。;:,、]))[{_CHINESE}]{{1,2}}(?:是(?!否)|要|则)",
    r"(?:图|表|附件|附表)\d{1,2}",
)
_CONTACTS = (
    r"(?:电话|传真|邮编|邮政编码|邮箱|手机|QQ|微信号|索引号|号码)[^。;,\d]{0,6}\d{3,5}[-—]?\d{3,9}(?![\d条件项个次余多万人])",
    r"(?<!\d)0\d{2,3}[-—()]{1,2}\d{7,8}(?:[-—]\d{1,6})?|(?<!\d)\d{7,8}-\d{1,6}|(?<!\d)1[3-9]\d{9}(?!\d)",
    r"[码号证]:?\d{5,20}(?![\d条件项个次余多万人])",
    r"https?://[^\s\u4e00-\u9fff,。;)]{1,200}|www\.[\w.\-/]{1,100}|[\w.\-]{1,60}@[\w.\-]{1,60}",
    r"(?<!\d)(?:12345|123\d\d|12388|12336|12380|96\d{3,4}|110|119|120|122|114)(?!\d|[条件项个次起宗份篇期人名场余多万元%])",
)
_FURNITURE = (
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?:?\s?\d[\d,]*\s?次?(?=$|[\s|·])",
    r"(?:评分|页数|目录|大小|字号):?\s?\d[\d.,]*\s?(?:KB|MB|页|分)?",
)
"""What boxes of a page count: visits of the page itself, its length, its rating (MESS.md 9)."""
_NAMES = (
    r"《[^》]{0,200}》",
    r"\"[^\"]{0,24}\"",
    r"\d{1,3}[+＋×xX*·][\dA-Za-z]{1,3}(?:[+＋][\dA-Za-z]{1,3})?(?:小时)?|7[×*xX]24|\d{1,2}·\d{1,2}",
    r"[A-Za-z]{1,6}[-+]?\d{1,6}",
    r"24小时",
)
_SHAPES = (
    rf"(?:\d{{1,2}}|[{_CHINESE}两])(?:个|大|项|条|点|种|类)?(?:方面|部分|环节|阶段|主题|原则|步骤|层面|维度|要素|举措|措施|抓手|重点|特点|目标)",
    rf"(?:\d{{1,2}}|[{_CHINESE}两])(?:审|校|级|网|号|栏|公开|心|不|同步|化|统一|到位|确保|服务|代表|化)",
    rf"(?:每|逐|按)(?:半?个?[年月周日季旬天]度?|次|篇|条|{_ANY}[条件个次]).{{0,8}}?(?:{_ANY}[次条篇期])",
    rf"(?:最后|打通|最多跑|只跑|跑|少跑|一)(?:{_ANY})(?:公里|米|次|趟)",
    r"(?:其中|任何|每|同|某|这|那|统|唯|另|进|有|逐)[一](?:[条件项个次起份篇期名位家]|步)?",
    r"\d{1,3}(?:分钟|公里|米|平方米|平米|平方|㎡|度|寸|倍|个百分点|百分点|分)",
    r"[未没无][^,;。\d]{0,10}?一[件起例宗次笔人]",
    r"(?:一次性|一把手|一件事|一条龙|一张网|一站式|一对一|一户一|一事一|一网|一号|一窗|一门)",
)
_NO_QUANTITY = re.compile("|".join((*_NAMES, *_CALENDAR, *_NUMBERED, *_CONTACTS, *_FURNITURE, *_SHAPES)))


class Mask:
    """The places of a text whose digits count nothing."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def covers(self, start: int, end: int) -> bool:
        """True where the span touches such a place."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start


def masked(text: str) -> Mask:
    """Return where a canonical text has digits, in either script, that are no quantity."""
    return Mask([match.span() for match in _NO_QUANTITY.finditer(text)])
