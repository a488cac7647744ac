"""Traditional and simplified characters: telling them apart, and converting the one to the other."""

from __future__ import annotations

from functools import cache

import opencc

from extractor.sources.chinese import is_hanzi

__all__ = ["is_traditional", "to_simplified"]

_SHARE = 0.05
_SAMPLE = 50_000
_WORDS_OF_TAIWAN = (
    ("资讯", "信息"),
    ("网路", "网络"),
    ("线上", "在线"),
    ("释出", "发布"),
    ("设定", "设置"),
    ("规范性档案", "规范性文件"),
)
"""Words that a conversion for Taiwan puts for the form's own (MESS.md 10), each as long as ours; 档案 alone is a word of both."""


def is_traditional(text: str) -> bool:
    """True if the text is written in traditional characters; a name or a link among simplified text is not enough.

    A character counts as traditional if simplification changes it and the simplified standard set (GB 2312) lacks it:
    ``著``, ``乾`` and ``藉`` stand in simplified text too.
    """
    sample = text[:_SAMPLE]
    hanzi = sum(map(is_hanzi, sample))
    if not hanzi:
        return False
    traditional = sum(
        before != after and not _in_gb2312(before)
        for before, after in zip(sample, to_simplified(sample), strict=True)
        if not before.isascii()
    )
    return traditional >= max(1, _SHARE * hanzi)


def to_simplified(text: str) -> str:
    """Return the text in simplified characters and the mainland's words, as many characters as before."""
    converter = _converter()
    converted: str = converter.convert(text)
    if len(converted) != len(text):
        converted = "".join(_same_length(line, converter) for line in text.splitlines(keepends=True))
    for theirs, ours in _WORDS_OF_TAIWAN:
        converted = converted.replace(theirs, ours)
    return converted


def _same_length(text: str, converter: opencc.OpenCC) -> str:
    converted: str = converter.convert(text)
    if len(converted) == len(text):
        return converted
    singles = (str(converter.convert(char)) for char in text)
    return "".join(single if len(single) == 1 else char for single, char in zip(singles, text, strict=True))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
