"""Numbers shared out: ``微博、微信分别发布211条、213条`` and ``复议、诉讼均为0件`` (MESS.md 8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.rules.facts.channels import ANY_CHANNEL
from extractor.rules.facts.clauses import Setting

__all__ = ["distributed", "shared_out"]

_EACH = re.compile(
    r"(?P<names>[^;:]{2,60}?)(?P<said>(?:同步)?(?:发布|公开|更新|推送)?),?(?:数量|数)?"
    r"(?:均|都|各自?|皆)(?P<done>为|是|达到?|有|(?:发布|转载|推送|公开|更新)(?:信息)?)?$"
)
_RESPECTIVELY = re.compile(r"(?P<names>[^,;:]{2,40}?),?分别(?P<said>[^,;:]{0,16})$")
_AND = re.compile(r"[、和与及]|以及")
_MOST = 6


def distributed(setting: Setting) -> list[Setting]:
    """Return the number once for each thing that ``均`` or ``各`` says it of; else the number as it stands."""
    found = _EACH.search(setting.left)
    names = _names(found["names"]) if found else []
    channels = [name for name in names if ANY_CHANNEL.search(name)]
    chosen = channels or names
    if found is None or len(chosen) < 2:
        return [setting]
    said = found["said"] or found["done"] or ""
    return [_said_of(setting, setting, name, said) for name in chosen]


def shared_out(settings: Sequence[Setting]) -> list[Setting]:
    """Return the numbers of a sentence, each behind ``分别`` with the words that are its own."""
    found = list(settings)
    for first, setting in enumerate(found):
        match = _RESPECTIVELY.search(setting.left)
        names = _names(match["names"]) if match else []
        if match is None or len(names) < 2:
            continue
        last = first + 1
        while last < len(found) and last - first < len(names) and found[last].listed and not found[last].left:
            last += 1
        for number, name in zip(range(first, last), names[-(last - first) :], strict=True):
            found[number] = _said_of(found[number], setting, name, match["said"])
    return found


def _said_of(number: Setting, first: Setting, name: str, said: str) -> Setting:
    """The number with the words that are its own; they begin where its name stands in front of the first number."""
    begin = first.left_start + first.left.find(name)
    return replace(number, left=name + said, left_start=begin, before=first.before + first.left, listed=False)


def _names(text: str) -> list[str]:
    names = [name for name in _AND.split(text) if name]
    return names if len(names) <= _MOST else []
