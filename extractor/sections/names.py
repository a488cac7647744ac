"""What the name of a public body looks like, and what only looks like one.

Source: MESS.md 1 lists the kinds of organ; MESS.md 9 the foreign words that hijacked copies put in their place.
"""

from __future__ import annotations

import re

__all__ = [
    "HANZI",
    "NAME",
    "YEAR",
    "clean_name",
    "has_spam",
    "is_clause",
    "is_name",
    "is_stem",
    "is_vague",
    "read_year",
]

HANZI = "\u3400-\u4dbf\u4e00-\u9fff〇"
"""For character classes: what names are made of."""

_IN_NUMERALS = r"(?<![一二三四五六七八九十])二[〇○零OoО0][一二三四〇○零OoО0][一二三四五六七八九〇○零OoО0]"
YEAR = rf"(?:20[0-4]\d(?!\d)|{_IN_NUMERALS})"
"""A year from 2000 on, in digits or in Chinese numerals."""

RUN_ON_YEAR = rf"(?:20[0-4]\d|{_IN_NUMERALS})"
"""The same where its ``年`` may be lost and more digits follow."""

_KIND = (
    r"(?:人民政府办公室|人民政府|管理委员会|管委会|居委会|村委会|委员会|街道办事处|办事处|办公厅|办公室|政府办|政府|"
    r"联合会|红十字会|总工会|协会|商会|学校|[中小大]学|[一二三四五六七八九十\d]中|学院|幼儿园|医院|卫生院|法院|检察院|"
    r"研究[院所]|中心|支队|大队|总队|兵团|农场|林场|公司|集团|银行|部门|机关|苏木|街道|社区|供销社|档案馆|开发区|"
    r"[残文侨妇]联|科协|党校|[省市县区旗盟州乡镇]|[局委办处厅部院署队站所馆台园团村校])"
)
"""How the names of public bodies and of places end."""

NAME = rf"[{HANZI}·]{{2,28}}?{_KIND}"
"""A name as short as it can be; what must follow it decides where it ends."""

_SHAPE = re.compile(rf"[{HANZI}·、0-9A-Z]{{1,36}}{_KIND}")
_KIND_ALONE = re.compile(rf"(?:[府]?{_KIND}|府)+")
_ALLOWED = re.compile(rf"[{HANZI}·、0-9A-Z]{{2,40}}")
_YEARS = re.compile(
    rf"[(\[〔]?{YEAR}(?:[-至~—]{YEAR})?(?:年度|年|-)?[)\]〕]?(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?"
    r"|(?:19|20)\d\d年?|\d{2,4}年度?|\d{2,}$"
)
_NOTES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\.(?:docx?|pdf|html?|txt|wps)\b")
_LEAD = re.compile(
    r"^(?:正文|标题[::]|名称[::]|附件\d*[::.]?|关于(?:印发|公布|发布|报送|公开|上报|转发|做好)?|\d{1,2}[、.]|[\W_])+"
)
_TAIL = re.compile(
    r"(?:关于(?:印发|公布|发布|报送|公开|上报|做好)?|(?:推进)?法治政府建设(?:工作)?(?:[和暨及与]|情况)*|[和暨及与]$|年度|年|的|[\W_])+$"
)
_BETTING = r"bet(?![a-z])|365|博彩|葡京|投注|开户|赛程|欧洲杯|世界杯|提款|棋牌|赌|下注|电竞|百家乐|彩票(?:网|平台|app)"
_SPAM = re.compile(rf"{_BETTING}|[a-z]{{3,}}|官网|娱乐|下载|登录", re.IGNORECASE)
_SURE_SPAM = re.compile(_BETTING, re.IGNORECASE)
_NAMELESS = re.compile(
    r"我[们省市县区州旗盟镇乡街局委办厅部处院校队站所馆中]|^[我该各此其某]|[该各]"
    r"|^本(?:机关|局|单位|部门|委|办|厅|处|院|校|队|站|所|馆|中心|级|府|地|年|报告|省|市|县|区|州|旗|镇|乡|街|行政|系统)"
    r"|^全(?:国|省|市|县|区|州(?!县)|旗|盟|镇|乡|街|局|校|院|处|系统)|^[上下]级|^(?:有关|相关|其他|当地|所属|基层|职能|直属)"
    r"|党委|党组|领导小组|党中央|全国人大|政府信息|信息公开|政务公开|条例|工作(?!部|委)|^国务院(?:办公厅)?$|^国家税务总局$|^两办$"
    r"|(?:返回顶|[全内外干])部$|^(?:网站|首页|返回|当前|联系|关于|点击|栏目|来源|发布|打印|关闭)"
)
_FUNCTION_WORDS = re.compile(
    r"根据|依据|按照|[的了是为在被把使让与对由]|将(?![乐军])|向(?!阳)|从(?![江化])|以[及下上]|和各|以来|认真|加强|要求|规定|部署|建立"
    r"|通过|工作(?!部|委)|牵头|负责|配合|协调|成立|组织(?!部)|领导|各项|进一步|不断|推进|全[省市县区局校委]|[我各该]|上级|[,。]"
)
_BARE = re.compile(
    r"(?:[省市县区州旗镇乡]|街道|自治[区州县])?(?:[局委办厅部处院校队站所馆]|委办|委办公室|政府|人民政府|政府办|"
    r"(?:人民)?政府办公[室厅]|办公[室厅]|办事处|街道办事处|管委会|管理委员会|委员会|部门|机关|街道|镇|乡|县|市|区|省)"
)
_DIGITS = dict.fromkeys("〇○零OoО", "0") | dict(zip("一二三四五六七八九", "123456789", strict=True))


def read_year(text: str) -> int:
    """Return the year that a match of ``YEAR`` stands for."""
    return int("".join(_DIGITS.get(character, character) for character in text))


def has_spam(name: str, around: str = "") -> bool:
    """True where words of betting sites stand in a text that should be a name.

    Args:
        name: what should be a name; there even words that any site has (``登录``, Latin ones) are foreign.
        around: what else stands in the same line, where such words may belong to a breadcrumb.
    """
    return bool(_SPAM.search(name) or _SURE_SPAM.search(around))


def is_name(text: str) -> bool:
    """True where a text ends as names of public bodies do and is no way to speak of oneself (``我局``, ``本机关``)."""
    return bool(_SHAPE.fullmatch(text)) and not is_vague(text) and not has_spam(text)


def is_vague(text: str) -> bool:
    """True where a text speaks of a body without naming it, or is a piece of a sentence."""
    return bool(_NAMELESS.search(text) or _BARE.fullmatch(text))


def is_stem(text: str) -> bool:
    """True where a text is the tail of a name that must begin elsewhere (``人民政府办公室``)."""
    return bool(_KIND_ALONE.fullmatch(text))


def is_clause(text: str) -> bool:
    """True where words stand in a text that no name has."""
    return bool(_FUNCTION_WORDS.search(text))


def clean_name(text: str) -> str | None:
    """Return the name that a text is without years, brackets, quotes and ``关于``; None where no name is left."""
    bare = _NOTES.sub("", _YEARS.sub("", re.sub(r"\s+", "", text)))
    bare = re.sub(r"[《》\"'“”()\[\]〔〕【】<>#*]", "", _TAIL.sub("", _LEAD.sub("", bare)))
    bare = _TAIL.sub("", _LEAD.sub("", bare))
    if len(bare) >= 6 and bare[: len(bare) // 2] * 2 == bare:
        bare = bare[: len(bare) // 2]
    if not _ALLOWED.fullmatch(bare) or len(re.findall(f"[{HANZI}]", bare)) < 2 or re.search(r"(?:19|20)\d\d", bare):
        return None
    return bare
