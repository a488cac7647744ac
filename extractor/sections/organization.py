"""Whose report it is where the title does not say: from the opening, the signature, or how it speaks of itself.

Source: MESS.md 1 (who speaks: ``我局``, ``我处``, ``本机关``; the name in the last line or in prose alone).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.sections.names import HANZI, NAME, YEAR, clean_name, is_clause, is_name

__all__ = ["from_prose", "from_self_reference", "from_subject", "signature"]

_ACTS = (
    r"(?:根据|按照|依据|在|坚持|认真|深入|全面|严格|紧紧|高度|以|切实|持续|围绕|扎实|积极|贯彻|结合|不断|进一步|始终|"
    r"主动公开|政府信息公开|政务公开|信息公开|严守|聚焦|深化|着力|依法)"
)
_IN_PROSE = (
    re.compile(rf"由(?P<name>{NAME})(?:根据|按照|依据|编制|负责|组织|撰写|制作|汇总)"),
    re.compile(
        rf"(?:公布|编制|发布|反映|撰写|总结|介绍|汇总)了?(?P<name>{NAME})(?:{YEAR}年|本年度|政府信息|信息公开|政务公开)"
    ),
    re.compile(rf"(?:^|[。,;:!\n])(?P<name>{NAME})(?:组织)?(?:编制|公布|发布|形成|制作)了?(?:本报告|{YEAR}年)"),
    re.compile(rf"(?:^|[。,;:!\n])(?P<name>{NAME})\(以下简称"),
)
"""Clauses that say whose report it is."""
_SUBJECTS = (
    re.compile(rf"(?:^|[。,;:!\n]|情况|概述){YEAR}年(?:度|来|以来|,)*(?P<name>{NAME})(?:{YEAR}年度?)?,?{_ACTS}"),
    re.compile(rf"(?:^|[。;:!\n])(?P<name>{NAME})(?:{YEAR}年度?)?,?{_ACTS}"),
)
"""Sentences whose subject may be whoever reports."""

_DATE = r"\d{2,4}[年./-]\d{1,2}[月./-]\d{1,2}日?"
_CHINESE_DATE = r"[二〇○零OoО一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_SIGNED = re.compile(rf"(?P<name>[{HANZI}·()]{{3,30}})(?:{_DATE}|{_CHINESE_DATE})?(?:印发)?")
_DATED = re.compile(rf"(?:{_DATE}|{_CHINESE_DATE})(?:印发)?")
_PLACED = re.compile(
    r"[省市县区旗盟州镇乡村]|街道|自治|国家|中国|兵团|[中小大]学|学[校院]|苏木|办事处|管委会|[一二三四五六七八九]中$"
)
"""A name that says where: without, it may be any office of any town."""
_LAST_LINES = 10

_SELF = re.compile(
    r"(?:[我全](?=[省市县区旗盟州镇乡局委办厅处校院队街站])|本(?=[局委办厅校院街乡镇]))(?P<kind>[省市县区旗盟州镇乡局委办厅处校院队街站])(?!民|级|长)"
)
_KINDS = {
    "街": "街道办事处|街道",
    "处": "办事处|管理处|处",
    "委": "委员会|委",
    "办": "办公室|办",
    "校": "学校|[中小大]学|学院|幼儿园|党校",
    "院": "医院|学院|法院|检察院|研究院|卫生院|院",
    "队": "支队|大队|总队|队",
    "镇": "镇人民政府|镇",
    "乡": "乡人民政府|乡",
}
"""How names end that speak of themselves as ``我街``, ``我处``; elsewhere they end with the same character."""
_LONGEST_STEM = 20
_PLACES = "省市县区旗盟州"
_NOT_PLACES = re.compile(
    r"[我全各本该城活超菜股房楼夜]|相关|有关|部门|其他|地级|中心|辖|级|所属|开发|服务|政务|社区|校区|园区|小区|地区|一[市县区]"
)


def from_prose(text: str) -> str | None:
    """Return the body of which a clause says that the report is its own (``由某局编制``, ``反映某办事处信息公开``).

    Args:
        text: the opening, without white space; sentences broken over lines are joined, paragraphs are not.
    """
    return _first(_IN_PROSE, text)


def from_subject(text: str) -> str | None:
    """Return the first body that acts in the opening (``2020年,某局认真贯彻``); weaker than a signature."""
    return _first(_SUBJECTS, text)


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> str | None:
    names = (clean_name(match["name"]) for pattern in patterns for match in pattern.finditer(text))
    return next((name for name in names if name and _is_full(name)), None)


def _is_full(name: str) -> bool:
    """True for a name that stands in a sentence and can be told from the words around it."""
    return is_name(name) and not is_clause(name) and bool(_PLACED.search(name)) and not _short(name)


def _short(name: str) -> bool:
    """``市水务局``: a name that only its own town understands; prose may have the full one elsewhere."""
    return bool(re.match(r"[省市县区旗盟州镇乡](?!.*[省市县区旗盟州镇乡])", name)) or len(name) < 3


def signature(lines: Sequence[str]) -> str | None:
    """Return the body that signs in one of the last lines, with its date in the same line, behind it or nowhere."""
    tail = [re.sub(r"\s+", "", line) for line in lines[-_LAST_LINES:]]
    found: list[tuple[bool, str]] = []
    for number, line in enumerate(tail):
        match = _SIGNED.fullmatch(line)
        name = clean_name(match["name"]) if match else None
        if not match or not name or not is_name(name) or is_clause(name) or not _PLACED.search(name):
            continue
        dated = len(match["name"]) < len(line) or (number + 1 < len(tail) and bool(_DATED.fullmatch(tail[number + 1])))
        if dated or number >= len(tail) - 4:
            found.append((dated, name))
    return max(reversed(found), key=lambda item: item[0])[1] if found else None


def from_self_reference(text: str) -> str | None:
    """Return the one name that fits how a report speaks of itself: of ``我市`` the one city that it keeps naming.

    None where it never speaks of itself, where several names fit about as well, or a name stands only once.
    """
    spoken = Counter(match["kind"] for match in _SELF.finditer(text))
    for kind, _ in spoken.most_common(1):
        names = Counter(_places(text, kind) if kind in _PLACES else _bodies(text, kind))
        ranked = names.most_common(2)
        if ranked and ranked[0][1] >= 2 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
    return None


def _places(text: str, kind: str) -> Iterator[str]:
    for match in re.finditer(rf"(?<![{HANZI}])[{HANZI}]{{2,5}}?{kind}(?!场|民|级|委|直|内)", text):
        if not _NOT_PLACES.search(match.group()) and not is_clause(match.group()):
            yield match.group()


def _bodies(text: str, kind: str) -> Iterator[str]:
    """Full names that end as ``kind`` says, once for each time that they stand.

    Nothing divides a name from the word before it; where different words, or none, stand before the same
    characters, the name begins there.
    """
    before: dict[str, set[str]] = {}
    counted: Counter[str] = Counter()
    for match in re.finditer(rf"(?P<run>[{HANZI}]{{2,40}}?)(?P<end>{_KINDS.get(kind, kind)})(?!长)", text):
        run, end = match["run"][-_LONGEST_STEM:], match["end"]
        for start in range(len(run) - 1):
            name = run[start:] + end
            counted[name] += 1
            before.setdefault(name, set()).add(run[start - 1] if start else f"|{match.start()}")
    whole = [name for name, left in before.items() if len(left) > 1 and _is_full(name)]
    for name in whole:
        if not any(longer != name and longer.endswith(name) for longer in whole):
            yield from [name] * counted[name]
