"""Where a number stands in its sentence: the words in front of and behind it, brackets, and what came before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.rules.facts.quantities import Quantity
from schemas.reading import Span

__all__ = ["Sentence", "Setting", "sentences_of", "settings_of"]

_SENTENCE_END = re.compile(r"[。!?]+[\")]?")
_BRACKETS = re.compile(r"[()]")
_DELIMITERS = frozenset(",;:。()!?")
_FAR = 60
"""Characters in front of a number that can speak of it."""
_LONGEST = 1_000
"""Characters of a sentence; a longer one is cut."""
_LED = re.compile(r"^[、和与及并,;:)\s以]+")
_OF_THE_ONE_BEFORE = re.compile(r"[和与及、]\Z")
"""Words between two numbers that end so belong to the first: ``1名专职人员和2名兼职人员``."""
_ONLY_SUM = re.compile(r"[共总合]?[共计]|累计|各|均|约|达到?|为|有|分别(?:为|是|有)?|")
_LEADS_ON = frozenset(",:(")
"""A sum behind one of these (``收到申请,共35件``, ``征地拆迁(56件)``) belongs to the words in front of it."""
_SAYS_WHO = re.compile(r"\(([专兼]职)\)")
"""Brackets that tell what is counted (``信息员(兼职)13人``)."""
_FILLER = "·"
"""Stands for the text of brackets that hold no number, so that they part no clause."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage."""

    start: int
    text: str
    """Of the passage's length from ``start`` on; brackets without a number filled with ``·``."""
    quantities: tuple[Quantity, ...]
    """Those that count something, places in the passage."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One number and its surroundings; places are those of the passage."""

    quantity: Quantity
    left: str
    """From the last mark or number to this one, at most sixty characters."""
    left_start: int
    right: str
    """From this number to the next mark or number."""
    before: str
    """The sentence up to ``left``."""
    inside: int | None
    """Number of the setting that the open bracket stands behind, where the number stands in brackets."""
    listed: bool
    """Only a mark of enumeration or a conjunction parts it from the number before."""


def sentences_of(text: str, quantities: Sequence[Quantity]) -> Iterator[Sentence]:
    """Yield the sentences of a canonical text with their numbers."""
    at = 0
    for start, stop in _sentence_spans(text):
        inside: list[Quantity] = []
        while at < len(quantities) and quantities[at].start < stop:
            if quantities[at].start >= start and quantities[at].end <= stop:
                inside.append(quantities[at])
            at += 1
        yield Sentence(start, _filled(text[start:stop], start, inside), tuple(inside))


def _sentence_spans(text: str) -> Iterator[Span]:
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    for start, stop in pairwise(cuts):
        for first in range(start, stop, _LONGEST):
            yield first, min(stop, first + _LONGEST)


def _filled(text: str, offset: int, quantities: Sequence[Quantity]) -> str:
    pieces: list[str] = []
    done = 0
    opened: int | None = None
    text = _SAYS_WHO.sub(rf"{_FILLER}\1{_FILLER}", text)
    for match in _BRACKETS.finditer(text):
        if match.group() == "(":
            opened = match.start()
        elif opened is not None:
            if not any(opened <= item.start - offset < match.start() for item in quantities):
                pieces += (text[done:opened], _FILLER * (match.end() - opened))
                done = match.end()
            opened = None
    return "".join((*pieces, text[done:]))


def settings_of(sentence: Sentence) -> list[Setting]:
    """Return every number of a sentence with its surroundings, in order."""
    text, offset = sentence.text, sentence.start
    taken = [(item.start - offset, item.end - offset) for item in sentence.quantities]
    marks = _marks(text, taken)
    found: list[Setting] = []
    for number, (quantity, (start, end)) in enumerate(zip(sentence.quantities, taken, strict=True)):
        previous = taken[number - 1][1] if number else 0
        following = taken[number + 1][0] if number + 1 < len(taken) else len(text)
        at = bisect_left(marks, start)
        last = marks[at - 1] + 1 if at else 0
        begin = _begin_of_words(text, start, previous, marks[:at][-2:])
        found.append(
            Setting(
                quantity=quantity,
                left=text[begin:start].rstrip("("),
                left_start=begin + offset,
                right=text[end : min(marks[at] if at < len(marks) else len(text), following)],
                before=text[:begin],
                inside=_inside(text, start, taken),
                listed=bool(number) and not text[previous:begin].strip("、和与及,;以并 ") and last <= previous + 1,
            )
        )
    return found


def _begin_of_words(text: str, start: int, previous: int, marks: Sequence[int]) -> int:
    """Where the words begin that speak of a number; ``marks`` are the last two in front of it."""
    last = marks[-1] + 1 if marks else 0
    begin = max(last, previous, start - _FAR)
    if previous and last <= previous and _OF_THE_ONE_BEFORE.search(text, begin, start):
        return start
    if begin == last and marks and text[marks[-1]] in _LEADS_ON and _ONLY_SUM.fullmatch(text, begin, start):
        earlier = max(marks[0] + 1 if len(marks) > 1 else 0, start - _FAR)
        begin = earlier if earlier >= previous else begin
    led = _LED.match(text[begin:start])
    return begin + (led.end() if led else 0)


def _marks(text: str, taken: Sequence[Span]) -> list[int]:
    """Places of the marks that part clauses, those inside numbers left out."""
    within = {at for start, end in taken for at in range(start, end)}
    return [at for at, char in enumerate(text) if char in _DELIMITERS and at not in within]


def _inside(text: str, start: int, taken: Sequence[Span]) -> int | None:
    opened = text.rfind("(", 0, start)
    if opened < 0 or text.find(")", opened, start) >= 0:
        return None
    behind = [number for number, (_, end) in enumerate(taken) if end <= opened]
    return behind[-1] if behind and opened - taken[behind[-1]][1] <= 2 else None
