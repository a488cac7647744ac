"""What a number counts: the words beside it against the table of cues, its channel, its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.rules.facts.channels import ANOTHER_WAY, ANY_CHANNEL, CHANNELS, PUBLISHED
from extractor.rules.facts.clauses import Setting
from extractor.rules.facts.cues import CUES
from extractor.rules.facts.quantities import PERCENT
from extractor.rules.facts.searching import last_match
from extractor.rules.facts.topics import Topic
from extractor.rules.facts.units import POSTS
from extractor.rules.facts.wording import Cue, Role
from schemas.facts import Metric

__all__ = ["Meaning", "meaning_of"]

_CHANNELS = tuple((metric, re.compile(pattern)) for metric, pattern in CHANNELS)
_ON_OWN_ACCOUNT = re.compile(r"主动公开")
_BY_UNIT = {unit: tuple(cue for cue in CUES if unit in cue.units) for unit in {u for cue in CUES for u in cue.units}}
_ON_OWN_ACCOUNT_THERE = re.compile(f"(?:{ANY_CHANNEL.pattern}).*主动公开")
_WEAK = frozenset({Role.WEAK, Role.PART})
_SAYS_THE_PART = frozenset({Role.SCOPED, Role.PART})
_PIECES = re.compile(r"(?:视频|作品|图文|海报|动漫)[^,;]{0,2}$")
"""Works that are counted by the general word 个."""
_SATISFIED = re.compile(r"满意|好评")
_BESIDE = 8
"""Characters between the name of a channel and its number, where no word of publishing stands."""
_UNIT_LOST = 3
"""Characters between the wording and a number without a counting word."""
_BECOMES = re.compile(r"[增升降减上提]")
_CATEGORY = re.compile(r"类(?:的)?(?:政府|政务)?(?:信息|文件|申请|事项|公开)?(?:发布|公开)?[共计有为约达,]*$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number counts, and which words say so."""

    metric: Metric
    start: int
    """Where the wording begins, counted from the start of the words in front."""
    behind: int = 0
    """Characters behind the number that belong to the wording."""
    weak: bool = False
    """Only a general wording says so; as a part of a sum the number counts what the sum counts."""
    firm: bool = False
    """Also among the parts of a sum the number counts this."""
    said: str = ""
    """The wording, where it tells the part that the number is of."""
    channel: bool = False
    """The metric itself is the channel."""
    category: bool = False
    """The words in front name a class (``…类信息``): the number is a part of something."""


def meaning_of(setting: Setting, topic: Topic | None) -> Meaning | None:
    """Return what the words beside a number say that it counts, or None where they say nothing.

    Args:
        setting: the number and its surroundings.
        topic: what the passage speaks of.
    """
    named = _CATEGORY.search(setting.left)
    if setting.quantity.unit == PERCENT:
        satisfied = _SATISFIED.search(setting.left)
        return Meaning(Metric.SATISFACTION_RATE if satisfied else Metric.RATE, _start_of_words(setting.left))
    best = _best(setting, topic)
    category = named is not None and (best is None or best.cue.metric is Metric.OTHER or best.end <= named.start())
    if best is not None and best.cue.role not in _WEAK:
        return Meaning(best.cue.metric, best.start, best.behind, firm=best.firm, said=best.said, category=category)
    channel = _channel(setting, best is not None)
    if channel is not None:
        return Meaning(channel[0], channel[1], weak=channel[2], firm=not channel[2], channel=True, category=category)
    if best is None:
        return None
    return Meaning(best.cue.metric, best.start, best.behind, weak=True, said=best.said, category=category)


def _start_of_words(left: str) -> int:
    return max(left.rfind(mark) for mark in "、和与及") + 1


@dataclass(frozen=True, slots=True)
class _Match:
    cue: Cue
    start: int
    end: int
    behind: int
    words: str

    def rank(self, left: str) -> tuple[bool, int, bool, int, bool]:
        """A strong wording before a weak one, the nearer before the farther, one of the list before another, the longer before the shorter."""
        far = 1 if self.behind else len(left) - self.end
        return (
            self.cue.role not in _WEAK,
            -far,
            self.cue.metric is not Metric.OTHER or self.firm,
            len(self.words),
            self.cue.role is Role.FIRM,
        )

    @property
    def firm(self) -> bool:
        return self.cue.role is Role.FIRM or (self.cue.metric is not Metric.OTHER and self.cue.role not in _WEAK)

    @property
    def said(self) -> str:
        return self.words if self.cue.role in _SAYS_THE_PART else ""


def _best(setting: Setting, topic: Topic | None) -> _Match | None:
    found = [
        match
        for cue in _BY_UNIT.get(setting.quantity.unit, ())
        if not cue.topics or topic in cue.topics
        for match in (_in_front(cue, setting), _behind(cue, setting))
        if match is not None and (cue.before is None or cue.before.search(setting.before))
    ]
    return max(found, key=lambda match: match.rank(setting.left), default=None)


def _in_front(cue: Cue, setting: Setting) -> _Match | None:
    last = last_match(cue.left, setting.left) if cue.left else None
    if last is None:
        return None
    far = len(setting.left) - last.end()
    if setting.quantity.unit is None and (far > _UNIT_LOST or (setting.right and not _BECOMES.match(setting.right))):
        return None
    return _Match(cue, last.start(), last.end(), 0, last.group())


def _behind(cue: Cue, setting: Setting) -> _Match | None:
    if cue.right is None or setting.quantity.unit is None:
        return None
    found = cue.right.match(setting.right)
    if found is None or found.end() == 0:
        return None
    return _Match(cue, len(setting.left), len(setting.left), found.end(), found.group())


def _channel(setting: Setting, spoken: bool) -> tuple[Metric, int, bool] | None:
    """The channel that a number of publications belongs to; where its wording begins; whether it is far away."""
    if not _counts_posts(setting) or (_ON_OWN_ACCOUNT.search(setting.left) and not _one_account(setting)):
        return None
    published = PUBLISHED.search(setting.left) or PUBLISHED.match(setting.right)
    here = last_match(ANY_CHANNEL, setting.left)
    if here:
        near = len(setting.left) - here.end() <= _BESIDE
        only = _only_channel(setting.left)
        return (only, here.start(), False) if only and (published or near) else None
    if setting.quantity.unit is None or not (published or spoken) or ANOTHER_WAY.match(setting.left):
        return None
    for piece in reversed(re.split(r"[,;:]", setting.before)):
        if ANY_CHANNEL.search(piece):
            only = _only_channel(piece)
            if only is Metric.GAZETTE_ISSUES and setting.quantity.unit != "期":
                return None
            start = published.start() if published and published.string is setting.left else 0
            return (only, start, True) if only else None
    return None


def _counts_posts(setting: Setting) -> bool:
    return setting.quantity.unit in POSTS or (setting.quantity.unit == "个" and bool(_PIECES.search(setting.left)))


def _one_account(setting: Setting) -> bool:
    """True where 主动公开 speaks of one account that is not the website, or stands in front of the channel's name."""
    only = _only_channel(setting.left)
    return only is not None and (only is not Metric.WEBSITE_POSTS or not _ON_OWN_ACCOUNT_THERE.search(setting.left))


def _only_channel(text: str) -> Metric | None:
    """The channel that a text names, or None where it names several of different kinds, or none."""
    named = {_channel_at(match) for match in ANY_CHANNEL.finditer(text)}
    return named.pop() if len(named) == 1 else None


def _channel_at(match: re.Match[str]) -> Metric:
    return next(metric for metric, pattern in _CHANNELS if pattern.match(match.string, match.start()))
