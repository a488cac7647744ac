"""Whether a text that is like an official label is a damaged print of it, or says something else.

What print and recognition do to a label exchanges single characters and loses some. A whole run of other words, set in
where words of the label should be or between them, is another label, however much of the rest is the same: the form's
rows share long tails (``…、行政机关不再处理其政府信息公开申请``). So is a label with a negation that the form's has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel, Levenshtein

__all__ = ["fits", "has_words", "says_otherwise", "without_marks"]

_HALF = 0.5
_RUN = 2
"""Legible characters side by side that the label does not have in that place, and that are words of their own."""
_NEGATIONS = ("不", "未", "非", "无")
_DOUBLED = re.compile(r"(.)\1")
"""A character that came twice."""
_DROP = re.compile(r"[\s\W_]+")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+")


def has_words(text: str) -> bool:
    """True where a text has at least two ideographs side by side: it says something, whatever it is."""
    return any(len(run) >= _RUN for run in _IDEOGRAPHS.findall(text))


@lru_cache(maxsize=16_384)
def says_otherwise(text: str, label: str) -> bool:
    """True where a text has a run of words, or a negation, that a label does not have.

    Words before or behind the whole label are none: the label of a group stands glued to that of its first row. Only
    a negation directly before it belongs to it.

    Args:
        text: the core of what is printed.
        label: the core of the official label.
    """
    text = _DOUBLED.sub(r"\1", text)
    before, whole, _ = text.partition(label)
    if whole:
        return before.endswith(_NEGATIONS)
    if any(text.count(word) > label.count(word) for word in _NEGATIONS):
        return True
    return any(len(run) >= _RUN for part in _put_in(text, label) for run in _IDEOGRAPHS.findall(part))


def _put_in(text: str, label: str) -> Iterator[str]:
    """What of a text stands where the label has something else, or nothing."""
    start = stop = 0
    for step in Levenshtein.opcodes(label, text):
        if step.tag == "equal":
            yield text[start:stop]
            start = stop = step.dest_end
        stop = max(stop, step.dest_end)
    yield text[start:stop]


def fits(text: str, own: Sequence[str], others: Sequence[str]) -> bool:
    """True where other words in the place of a label can be that label and none of the others.

    Args:
        text: what is printed.
        own: the prints of the label whose place it is.
        others: the prints of the labels beside it.
    """
    said = without_marks(text)
    if any(said in without_marks(label) for label in own):
        return True
    likeness = max((Indel.normalized_similarity(said, without_marks(label)) for label in own), default=0.0)
    rival = max((Indel.normalized_similarity(said, without_marks(label)) for label in others), default=0.0)
    return likeness >= _HALF and likeness > rival


def without_marks(text: str) -> str:
    """Return the text without white space, punctuation and other marks."""
    return _DROP.sub("", text)
