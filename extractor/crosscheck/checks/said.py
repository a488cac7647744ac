"""A number of prose in its setting: the words beside it, what the facts call it, whether it is of this year and body.

A check compares only what is said of the report's own year and of the whole body; what is of another year, of all
years together, of a plan or of another body is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.crosscheck.checks.view import Figure, ReportView, Sentence
from schemas.enums import Status
from schemas.reading import Number
from schemas.result import Fact

__all__ = ["Said", "equals", "fact_of", "said_before", "said_in", "tolerance"]

_MARKS = re.compile(r"[,;:。()!?]")
_LED = re.compile(r"^[、和与及并以\s]+")
_FILLER = re.compile(r"(?:[共总合]?[共计]|累计|总数|数量|均|都|约|已|各|达到?|为|有|是|分别|全年|[,:、的])*+")
_MOST = 60
"""Characters in front of a number that can speak of it."""

_LAST = r"(?:上一?年度?|去年|前年|往年|上年同期)"
_CARRIED = r"(?:结转|转结|遗留|转入|未办结|未结|留存)"
_OF_ANOTHER_YEAR = re.compile(
    rf"(?<![较比同于超])(?<!转自)(?:{_LAST}|历年|历史累计)(?!度?{_CARRIED})(?!相比)|(?:建站|开通|成立|施行|实施|运行|上线)以来|以来累计"
)
_CARRYING = rf"[^,;]{{0,8}}{_CARRIED}"
_CHANGE = re.compile(
    r"(?:比|较|同比|环比)[^,;]*$|(?:增加|增长|增多|减少|下降|上升|降低|提高|提升|多|少)了?$"
    rf"|^(?:由|从)(?!{_CARRYING})|[由从](?!{_CARRYING})[^,;到至]{{0,8}}的?$"
)
"""In front of a number: it is a change, or what something was before."""
_YEAR = re.compile(rf"(?<!\d)(?<!转[至到入])((?:19|20)\d\d)年(?!度?{_CARRIED})(?!度?[^,;]{{0,6}}[预决]算)")
_IN_TOTAL = re.compile(r"累计")
_THIS_YEAR = re.compile(r"全年|今年|本年|年度|年内|20\d\d年")
_PLAN = re.compile(r"计划|力争|争取|预计|拟(?!定|订|制|稿)|目标|下一步|明年(?!继续|办)|今后")
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_AT_LEAST = re.compile(r"余|多|来|以上|之多|超|逾|突破|不少于|不低于|至少|\+")
_AT_MOST = re.compile(r"近|将近|接近|不到")
_ABOUT = 10
"""The part of a number, one in so many, that a word of approximation may hide."""


@dataclass(frozen=True)
class Said:
    """One number of a sentence with what stands around it."""

    view: ReportView
    sentence: Sentence
    number: int
    """Its place among the sentence's numbers."""

    @property
    def figure(self) -> Figure:
        """The number."""
        return self.sentence.figures[self.number]

    @property
    def value(self) -> Number:
        """Its value."""
        return self.figure.value

    @cached_property
    def lead(self) -> str:
        """The sentence in front of it."""
        return self.sentence.text[: self.figure.start]

    @cached_property
    def left(self) -> str:
        """The words that speak of it: from the last mark or number; where they say nothing, the clause before too."""
        text, start = self.sentence.text, self.figure.start
        before = self.sentence.figures[self.number - 1].end if self.number else 0
        marks = [match.end() for match in _MARKS.finditer(text, before, start)]
        begin = max(before, marks[-1] if marks else 0, start - _MOST)
        if marks and _FILLER.fullmatch(text, begin, start) and text[marks[-1] - 1] in ",:(":
            begin = max(before, marks[-2] if len(marks) > 1 else 0, start - _MOST)
        return _LED.sub("", text[begin:start].rstrip("("))

    @cached_property
    def right(self) -> str:
        """From it to the next mark or number."""
        text, end = self.sentence.text, self.figure.end
        following = (
            self.sentence.figures[self.number + 1].start if self.number + 1 < len(self.sentence.figures) else None
        )
        mark = _MARKS.search(text, end)
        stops = [stop for stop in (following, mark.start() if mark else None) if stop is not None]
        return text[end : min(stops, default=len(text))]

    @property
    def told_left(self) -> str:
        """What stands in front, the years around the report's own called by what they are to it."""
        return self._relative(self.left)

    @property
    def told_right(self) -> str:
        """What stands behind, likewise."""
        return self._relative(self.right)

    def _relative(self, words: str) -> str:
        year = self.view.year
        if year is None:
            return words
        return re.sub(rf"(?<!\d)({year - 1}|{year + 1})年", lambda m: "上年" if int(m[1]) < year else "下年", words)

    @cached_property
    def quote(self) -> str:
        """The words and the number, as a person would point at them."""
        return self.left + self.sentence.text[self.figure.start : self.figure.end]

    @property
    def span(self) -> tuple[int, int]:
        """Where the words and the number stand in the source's text."""
        begin = self.figure.start - min(len(self.left), self.figure.start)
        return self.sentence.span(begin, self.figure.end)

    @cached_property
    def fact(self) -> Fact | None:
        """What the readers of facts say that it counts."""
        return fact_of(self.view, self.sentence, self.figure)

    @cached_property
    def of_the_year(self) -> bool:
        """False for another year's number, a change, a running total, a plan."""
        if _OF_ANOTHER_YEAR.search(self.left) or _CHANGE.search(self.left) or _PLAN.search(self.lead):
            return False
        if _IN_TOTAL.search(self.left) and not _THIS_YEAR.search(self.lead):
            return False
        years = _YEAR.findall(self.lead)
        return not years or self.view.year is None or int(years[-1]) == self.view.year

    def told(self) -> dict[str, object]:
        """Return what a message says of it."""
        return {"quote": self.quote, "stated": self.value}


def said_in(view: ReportView, sentence: Sentence) -> Iterator[Said]:
    """Yield the numbers of a sentence, each in its setting."""
    for number in range(len(sentence.figures)):
        yield Said(view, sentence, number)


def said_before(view: ReportView) -> Iterator[tuple[Sentence, Sequence[Said], Sequence[Said]]]:
    """Yield each sentence with its numbers and with those that its paragraph states before it."""
    before: list[Said] = []
    paragraph = -1
    for sentence in view.sentences:
        numbers = list(said_in(view, sentence))
        if sentence.paragraph != paragraph:
            before, paragraph = [], sentence.paragraph
        yield sentence, numbers, before
        before += numbers


def fact_of(view: ReportView, sentence: Sentence, figure: Figure) -> Fact | None:
    """Return the undisputed fact that a number is: the one whose quote has it as its last number."""
    start, end = sentence.span(figure.start, figure.end)
    later = [sentence.span(item.start, item.end)[1] for item in sentence.figures if item.start > figure.start]
    for fact in view.facts_at(start):
        if fact.span is None or fact.status is Status.DISPUTED or fact.value != figure.value:
            continue
        inside = fact.span[0] < end and start < fact.span[1]
        if inside and not any(stop <= fact.span[1] for stop in later):
            return fact
    return None


def tolerance(said: Said) -> tuple[Number, Number]:
    """Return how far below and above a printed number the exact one may lie.

    A number without a word of approximation is exact, unless it is printed in 万 or 亿 and rounded there.
    """
    text = said.sentence.text[said.figure.start : said.figure.end]
    digits = _DIGITS.search(text)
    if digits is None:
        return (0, 0) if not said.figure.approximate else (said.value / _ABOUT, said.value / _ABOUT)  # type: ignore[return-value]
    scale = 1
    for char in text[digits.end() :]:
        scale *= _SCALES.get(char, 1)
    unit: Number = 0
    if scale > 1:
        unit = max(1, scale // 10 ** len(digits[1] or ""))
    if not said.figure.approximate:
        return unit, unit
    whole = digits[0].replace(",", "")
    zeros = len(whole) - len(whole.rstrip("0")) if "." not in whole else 0
    slack = max(unit, 10**zeros, int(said.value) // _ABOUT)
    if _AT_LEAST.search(text):
        return 0, slack
    return (slack, 0) if _AT_MOST.search(text) else (slack, slack)


def equals(said: Said, value: Number) -> bool:
    """True where the printed number can be this one."""
    below, above = tolerance(said)
    return said.value - below <= value <= said.value + above
