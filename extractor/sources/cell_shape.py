"""What the text of a cell looks like: a value, nothing, or words."""

from __future__ import annotations

import re

from extractor.sources.spacing import is_blank, strip_blank

__all__ = ["is_damaged_value", "is_prose", "is_value", "is_value_or_blank"]

_NUMBER = r"[+\-−－＋增减]?\s*[0-9０-９][0-9０-９,，.．\s]*"
_UNIT = r"(?:[个件条项次宗起份篇元%％‰]|万元|人次)?"
_NOTE = r"(?:\s*[（(][^（）()]{0,30}[）)])?"
_MARK = r"[-—–−－/／\\*＊○〇零无]{1,4}|暂无|没有|不适用|N/?A"
_VALUE = re.compile(rf"(?:{_NUMBER}{_UNIT}{_NOTE}|{_MARK})")

_DAMAGED = re.compile(r"(?=.*\d)[0-9OoQDlIi|!ZzSsBbgq,.]{2,15}|[A-WYZa-wyz|。°]{1,2}")
"""Letters for digits; ``XX`` is what people leave for a number to come."""

_SENTENCE_END = "。；！？"
_PROSE_LENGTH = 60


def is_value(text: str) -> bool:
    """True for a number, with sign, unit or note, and for a mark that stands for nothing (``/``, ``—``, ``无``)."""
    return len(text) <= 60 and _VALUE.fullmatch(strip_blank(text)) is not None


def is_damaged_value(text: str) -> bool:
    """True for what recognition makes of a number: letters among its digits, a letter or two, or a ring, in its place."""
    return _DAMAGED.fullmatch(text) is not None


def is_value_or_blank(text: str) -> bool:
    """True for what the number cells of a form hold."""
    return is_blank(text) or is_value(text)


def is_prose(text: str) -> bool:
    """True for running text: long, with the end of a sentence in it."""
    return len(text) > _PROSE_LENGTH and any(mark in text for mark in _SENTENCE_END)
