"""Problems and improvements: the items of section five, told apart and quoted (FORMS.md; 国办公开办函〔2021〕30号, part five)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.rules.facts.passages import Passage
from extractor.rules.facts.prose import Paragraph
from extractor.sources.document import Source
from schemas.enums import SectionKind
from schemas.reading import Span

__all__ = ["Shortcomings", "read_shortcomings"]

_SENTENCE = re.compile(r"[^。!?;]+")
_MEMBER = re.compile(r"[^、]+")
_CLAUSE = re.compile(r"[^,]+")
_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,2}(?:是|、|方面[是,]?)|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑩]|[-•·●]|问题[一二三四五六\d]:?)\s?"
)
"""What numbers an item."""
_LABEL = re.compile(
    r"^(?:[^,;。:]{0,16}?(?:问题|不足|困难|差距|改进|整改|措施|情况|打算|计划|方向|步骤?|工作(?=:))(?:主要)?"
    r"(?::|(?:是|为|在于|如下|表现在|体现在)[:,]?))"
)
"""Names the list that follows (``存在的问题:``)."""
_TO_IMPROVEMENTS = re.compile(
    r"(?<![待需要步])改进|整改|下一步|下一年|今后|接下来|针对(?:上述|以上|存在|这些|问题)|为此|对策|解决(?:办法|措施)|工作(?:打算|计划|思路)"
    r"|将(?:进一步|继续|[着著][力重]|从|重点|不断|切实|以|按|在|努力|持续|加强|完善|推进|加大)|(?:我[校局院市县区镇乡街处委办厅]|本单位|本机关)将|采取(?:了)?(?:以下|如下)?(?:措施|办法)"
)
"""From here on improvements are listed."""
_TO_PROBLEMS = re.compile(
    r"(?:存在|主要|工作中?的)[^,。;:]{0,14}(?:问题|不足|差距|困难|短板|薄弱)|问题[:是]|(?:问题|不足|困难)$"
)
"""From here on problems are."""
_SHORT_OF = re.compile(
    r"不[够足强高深广全多力统一均衡健到规准及完善能尽紧明显平便畅相适熟精细扎实丰富严格]|有[待所]|差距|薄弱|欠缺|缺[乏少项]|滞后|困难|单一|偏[低少弱慢]|较[低少弱慢]"
    r"|还?需(?:要|进一步|加强|提|不断|完善)|亟[待需]|未[能及得]|没有|短板|不便|空缺|[不较偏]多$|少$|弱$|慢$|跟不上|形式化|靠突击|有出入|随意|重[^,]{1,6}轻|难[以于]|仍有|时有发生|过[低少慢长]|参差|遗漏|错漏|超期|逾期|不一|脱节|片面|空白"
)
"""A clause with one of these names a problem."""
_MEANS = re.compile(
    r"加强|加大|完善|健全|规范|提[升高]|推[进动]|强化|优化|拓[展宽]|丰富|创新|深化|落实|开展|组织|建立|制定|编[制印]|印发|开[通设]|严格|督促|细化|增[强加]|扩大|探索|做好|做到|抓"
    r"|坚持|明确|注重|定期|及时|通过|围绕|加快|确保|充分|结合|会同|每|对|实行|上线|把|与|设|按|要求|逐|统一|整合|充实|梳理|修订|依法|积极|发挥|实施|打造|引导|认真|统筹|聚焦|紧|压实|巡|重新|根据"
)
"""A clause with one of these names a measure."""
_MEASURE = re.compile(
    rf"(?:不断|切实|全面|扎实|进一步|继续|重点|着力|大力|持续|积极|努力|认真|严格|[,将])*(?:{_MEANS.pattern})"
)
"""Begins with one."""
_PRAISE = re.compile(
    r"取得|成效|成绩|虽然|一年来|总体|较好|但(?:是|也|还|仍)|仍|还存在|存在[^,]{0,6}(?:问题|不足|差距)"
)
"""What went well, or leads to the problems."""
_HEADING = re.compile(r"(?:问题|不足|困难|情况|措施|打算|办法|计划|方向)[:。.]?$")
_ANYTHING = re.compile("")
"""Behind a label every clause is wanted."""
_LEAD_IN = re.compile(
    r"(?:但|也|还|仍|然而|同时|依然|尚|,)*(?:存在|有)?(?:着|的|以下|如下|一些|一定|不少|诸多|几个)*"
    r"(?:差距|问题|不足|短板|困难|薄弱环节)?[和与及、]?(?:差距|问题|不足|短板|困难|薄弱环节)?(?:之处)?"
)
"""Says that there are problems, and none of them."""
_ADVERBIAL = re.compile(r"(?:为了?(?!民|企)|针对|根据|按照|依据|结合|今年以来|目前)")
"""Begins what leads to a measure, and is none."""
_BEGUN = re.compile(
    r"(?:(?:但|如|比如|例如|同时|此外|另外|并|仍|还存在|仍存在|存在|[,;:、。 是])+"
    r"|(?:下一步|今后)?,?(?:我[校局院市县区镇乡街处委办厅]|本[单位局机关]+|全[市县区])?将)+"
)
_ENDED = re.compile(r"(?:等(?:方面|问题|情况)*|[,;:、。 ])+$")
_LONGEST = 200
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """What section five says, verbatim runs of the source without the line ends of wrapped prose."""

    problems: tuple[str, ...]
    improvements: tuple[str, ...]


@dataclass(slots=True)
class _Lists:
    problems: list[str] = field(default_factory=list)
    improvements: list[str] = field(default_factory=list)
    improving: bool = False

    def add(self, text: str) -> None:
        chosen = self.improvements if self.improving else self.problems
        if text not in chosen:
            chosen.append(text)


def read_shortcomings(source: Source, prose: Iterable[Paragraph]) -> Shortcomings:
    """Return the problems and the improvements that a report names, in printed order.

    Args:
        source: where the report stands.
        prose: its paragraphs; without a section five, or with an empty one, nothing is found.
    """
    lists = _Lists()
    for paragraph in prose:
        if paragraph.passage.kind is SectionKind.PROBLEMS:
            _read(source, paragraph.passage, lists)
    return Shortcomings(tuple(lists.problems), tuple(lists.improvements))


def _read(source: Source, passage: Passage, lists: _Lists) -> None:
    for sentence in _SENTENCE.finditer(passage.text):
        for start, end, numbered in _items(passage.text, sentence.start(), sentence.end()):
            said = passage.text[start:end]
            _turn(said, lists)
            begin = start + _led(said)
            if numbered and not _SHORT_OF.search(said) and _MEASURE.match(passage.text, begin):
                lists.improving = True
            if _is_heading(passage.text[begin:end], numbered=numbered):
                continue
            wanted = _ANYTHING if begin > start else _MEANS if lists.improving else _SHORT_OF
            pieces = [(begin, end)] if numbered else _clauses(passage.text, begin, end, wanted)
            for first, last in (_stripped(passage.text, *piece) for piece in pieces):
                if _SHORTEST <= last - first <= _LONGEST:
                    lists.add(_verbatim(source, passage, first, last))


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The numbered items of a sentence, and what stands in front of the first."""
    marks = [(match.start(), match.end()) for match in _ORDINAL.finditer(text, start, end)]
    marks = [mark for mark in marks if mark[0] == start or text[mark[0] - 1] in ",;:。、 )"]
    first = marks[0][0] if marks else end
    if first > start:
        yield start, first, False
    for number, (_, begin) in enumerate(marks):
        stop = marks[number + 1][0] if number + 1 < len(marks) else end
        if stop > begin:
            yield begin, stop, True


def _turn(said: str, lists: _Lists) -> None:
    """Go over to the improvements, or back to the problems, where the words say so; the last of both wins."""
    turns = [(match.start(), True) for match in _TO_IMPROVEMENTS.finditer(said)]
    turns += [
        (match.start(), False)
        for match in _TO_PROBLEMS.finditer(said)
        if not _TO_IMPROVEMENTS.match(said, max(0, match.start() - 2))
    ]
    if turns and not (lists.improving and _SHORT_OF.search(said) is None and max(turns)[1] is False):
        lists.improving = max(turns)[1]


def _led(said: str) -> int:
    match = _LABEL.match(said)
    return match.end() if match else 0


def _is_heading(said: str, *, numbered: bool) -> bool:
    return len(said) < _SHORTEST or (len(said) <= 24 and bool(_HEADING.search(said)) and (numbered or "," not in said))


def _clauses(text: str, start: int, end: int, wanted: re.Pattern[str]) -> Iterator[Span]:
    """The clauses of running prose that name a problem or a measure; behind a label (``存在问题:``) all of them."""
    for clause in _CLAUSE.finditer(text, start, end):
        said = clause.group()
        begin = clause.start() + _led(said)
        if wanted.search(text, begin, clause.end()) and not (_PRAISE.search(said) and not _SHORT_OF.search(said)):
            first, last = _stripped(text, begin, clause.end())
            if not _LEAD_IN.fullmatch(text, first, last) and not _ADVERBIAL.match(text, first, last):
                yield from _enumerated(text, first, last, wanted)


def _enumerated(text: str, start: int, end: int, wanted: re.Pattern[str]) -> Iterator[Span]:
    """The members of an enumeration each of which could stand alone (``…有待提升、…有待加强``), else the whole."""
    members = [(match.start(), match.end()) for match in _MEMBER.finditer(text, start, end)]
    if wanted is _SHORT_OF and all(wanted.search(text, first, last) for first, last in members):
        yield from (_stripped(text, first, last) for first, last in members)
    else:
        yield start, end


def _stripped(text: str, start: int, end: int) -> Span:
    begun = _BEGUN.match(text, start, end)
    start = begun.end() if begun else start
    ended = _ENDED.search(text[start:end])
    return start, start + ended.start() if ended else end


def _verbatim(source: Source, passage: Passage, start: int, end: int) -> str:
    """The source's own characters; where a line ends within wrapped prose it is left out."""
    return "".join(line.strip() for line in source.slice(passage.raw_span(start, end)).splitlines())
