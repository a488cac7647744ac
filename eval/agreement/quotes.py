"""When two facts are the same place of the prose: the same value, and quotes that overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from opencc import OpenCC

from eval.label_format import LabelFact

__all__ = ["pair", "plain", "shared"]

_RESIDUE = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def plain(text: str | None) -> str | None:
    """Return a text without white space and pinyin residue, in simplified characters: how it is spelled decides nothing."""
    return None if text is None else str(_converter().convert(_RESIDUE.sub("", "".join(text.split()))))


def shared(one: str, other: str) -> int:
    """Return the length of the longest run that two quotes share; 0 where it is less than half of the shorter one."""
    first, second = plain(one) or "", plain(other) or ""
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return match.size if 2 * match.size >= min(len(first), len(second)) else 0


def pair(ones: Sequence[LabelFact], others: Sequence[LabelFact]) -> dict[int, int]:
    """Return which fact of ``others`` is at the place of which of ``ones``, by index.

    Both state the same value in quotes that overlap. Of several, those of one metric come first, then those that share
    most, then the earlier ones; each is taken once.
    """
    fitting = [
        (ones[i].metric != others[j].metric, -common, i, j)
        for i in range(len(ones))
        for j in range(len(others))
        if ones[i].value == others[j].value and (common := shared(ones[i].quote, others[j].quote))
    ]
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(fitting):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs
