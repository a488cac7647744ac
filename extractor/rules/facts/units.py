"""Counting words by what they can count."""

from __future__ import annotations

from extractor.rules.facts.quantities import MONEY

__all__ = ["CASES", "ITEMS", "MATTERS", "PEOPLE", "POSTS", "SESSIONS", "same_kind"]

CASES = frozenset("件宗起个份例单笔项") | {"件次", None}
ITEMS = frozenset("条件篇份期个项则次部类幅") | {"条次", "篇次", "件次", None}
POSTS = frozenset("条篇件期次则份部场幅组批支集张") | {"条次", "篇次", "件次", None}
SESSIONS = frozenset("次期场班个轮堂届批节") | {"场次", "批次"}
PEOPLE = frozenset("人名位") | {"人次", None}
MATTERS = frozenset("项个类种") | {"大项", "小项", "大类", "小类"}

_KINDS: tuple[frozenset[str | None], ...] = (
    frozenset("条则篇份期次幅部张集支") | {"条次", "篇次"},
    frozenset("件宗起个例单笔份") | {"件次"},
    PEOPLE - {None},
    frozenset("项个类") | {"大项", "小项", "大类", "小类"},
    frozenset({MONEY}),
)
"""Counting words that the parts of one sum may share."""


def same_kind(one: str | None, other: str | None) -> bool:
    """True where two counting words may count the parts of one sum."""
    return one == other or one is None or other is None or any(one in kind and other in kind for kind in _KINDS)
