"""A sentence with slots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from eval.plant.figures import Shown, draw_style, figures
from eval.plant.ledger import Ledger

__all__ = ["Phrase", "Writer", "of", "usable"]

_SLOT = re.compile(r"\{(\w+)(?::(\w))?\}")
_ROUNDABLE = 200
"""Below it nobody writes 余 or 近."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence, or two that belong together."""

    text: str
    key: str
    """The quantity that it is mainly about: the slot that a planter falsifies."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every quantity that it states."""
        return tuple(dict.fromkeys(key for key, _ in _SLOT.findall(self.text) if key not in Writer.WORDS))

    @property
    def rounded(self) -> bool:
        """True where its number is printed with 余, 近, 约 or 超过."""
        return any(spec for _, spec in _SLOT.findall(self.text))


def of(key: str, *texts: str) -> tuple[Phrase, ...]:
    """Return one phrase a text, all about the same quantity."""
    return tuple(Phrase(text, key) for text in texts)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, about which year."""

    who: str
    we: str
    year: int

    WORDS = frozenset({"who", "we", "y", "ly", "ny"})

    def write(self, phrase: Phrase | str, values: Mapping[str, int], random: Random) -> str:
        """Return the sentence with these values in its slots."""
        text = phrase if isinstance(phrase, str) else phrase.text
        slots: dict[str, Shown | str | int] = {**figures(values, draw_style(random))}
        words = {"who": self.who, "we": self.we, "y": self.year, "ly": self.year - 1, "ny": self.year + 1}
        return text.format_map({**slots, **words})


def usable(phrases: Iterable[Phrase], ledger: Ledger) -> list[Phrase]:
    """Return the phrases whose quantities the report has, and that can be said of numbers of that size."""
    return [
        phrase
        for phrase in phrases
        if all(key in ledger.values for key in phrase.keys)
        and (not phrase.rounded or ledger.values[phrase.key] >= _ROUNDABLE)
    ]
