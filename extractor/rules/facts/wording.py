"""A wording of prose and what a number beside it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from extractor.rules.facts.topics import Topic
from schemas.facts import Metric

__all__ = ["Cue", "Role", "cue"]


class Role(StrEnum):
    """What else there is to know of a wording."""

    PLAIN = "plain"
    WEAK = "weak"
    """A verb or a general noun: counts only where no other wording stands there."""
    SCOPED = "scoped"
    """The wording itself tells the part that the number is of (``上年结转``)."""
    PART = "part"
    """A weak wording that itself tells the part (``网络``)."""
    FIRM = "firm"
    """Also among the parts of a sum the number counts this, though it is none of the listed metrics."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One wording and what a number beside it counts."""

    metric: Metric
    left: re.Pattern[str] | None
    """In front of the number, in its own clause."""
    right: re.Pattern[str] | None
    """Directly behind the number and its counting word."""
    units: frozenset[str | None]
    topics: frozenset[Topic] | None = None
    """The passage must speak of one of these."""
    before: re.Pattern[str] | None = None
    """The sentence must have said this before."""
    role: Role = Role.PLAIN


def cue(
    metric: Metric,
    left: str,
    units: frozenset[str | None] | frozenset[str],
    *,
    right: str | None = "",
    topics: tuple[Topic, ...] = (),
    before: str = "",
    role: Role = Role.PLAIN,
) -> Cue:
    """A cue; what stands in front may stand behind as well unless ``right`` is None or another wording."""
    behind = left if right == "" else right
    return Cue(
        metric,
        re.compile(left) if left else None,
        re.compile(f"(?:的|关于)?(?:{behind})") if behind else None,
        frozenset(units),
        frozenset(topics) or None,
        re.compile(before) if before else None,
        role,
    )
