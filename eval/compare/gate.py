"""Gates of a comparison: conditions on its headline reader under which it has failed.

Three kinds of names, and the verdict::

    silent>0            a figure of B, as gongkai eval score has it
    d.verified<-1%      the difference of a figure, B less A: of a share in hundredths, of a count in whole numbers
    broken>0            flips of cells or facts, reports won and lost
    verdict==worse      better, worse, mixed, no_difference_shown or identical

A figure that is undefined on a side that the condition speaks of fails every gate, as in ``eval.gate``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from eval.compare.figures import FIGURES
from eval.compare.format import Comparison, FactFlipKind, FlipKind, ReaderComparison, VerdictWord
from eval.gate import SIGNS
from eval.scorecard import Figure
from extractor.errors import UsageError

__all__ = ["FLIPS", "Condition", "names", "parse_condition"]

_CONDITION = re.compile(
    r"\s*(?P<difference>d\.)?(?P<name>\w+)\s*(?P<sign>>=|<=|==|!=|>|<)\s*(?P<limit>-?\d+(?:\.\d+)?)\s*(?P<percent>%?)\s*"
)
_VERDICT = re.compile(r"\s*verdict\s*(?P<sign>==|!=)\s*(?P<word>\w+)\s*")


def _cells(kind: FlipKind) -> Callable[[ReaderComparison], int]:
    return lambda found: sum(flip.kind is kind for flip in found.flips)


def _facts(kind: FactFlipKind) -> Callable[[ReaderComparison], int]:
    return lambda found: sum(flip.kind is kind for flip in found.fact_flips)


def _invented_facts(found: ReaderComparison) -> int:
    silently = sum(flip.kind is FactFlipKind.NOW_SILENT and flip.a is None for flip in found.fact_flips)
    return silently + _facts(FactFlipKind.INVENTED)(found)


FLIPS: dict[str, Callable[[ReaderComparison], int]] = {
    "now_silent": _cells(FlipKind.NOW_SILENT),
    "broken": lambda found: found.impact.cells.broken,
    "other_wrong": _cells(FlipKind.OTHER_WRONG),
    "withdrawn": _cells(FlipKind.WITHDRAWN),
    "no_longer_silent": _cells(FlipKind.NO_LONGER_SILENT),
    "mended": lambda found: found.impact.cells.mended,
    "gained": _cells(FlipKind.GAINED),
    "silent_facts": _facts(FactFlipKind.NOW_SILENT),
    "lost_facts": _facts(FactFlipKind.LOST),
    "invented_facts": _invented_facts,
    "withdrawn_facts": _facts(FactFlipKind.WITHDRAWN),
    "found_facts": _facts(FactFlipKind.FOUND),
    "gained_facts": _facts(FactFlipKind.GAINED),
    "reports_won": lambda found: found.wins.won,
    "reports_lost": lambda found: found.wins.lost,
    "reports_won_by_all_cells": lambda found: found.wins.all_cells.won,
    "reports_lost_by_all_cells": lambda found: found.wins.all_cells.lost,
    "failed": lambda found: len(found.failed_b),
}
"""Counts. ``broken``, ``mended`` and ``invented_facts`` count what is silent too: a gate must not miss the gravest."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition under which a comparison has failed."""

    text: str
    name: str
    """A figure, a kind of flip, or ``verdict``."""
    sign: str
    limit: Fraction | VerdictWord
    difference: bool = False

    def failure(self, comparison: Comparison) -> str | None:
        """Return why the comparison has failed, or None where it has not."""
        found = comparison.headline
        if isinstance(self.limit, VerdictWord):
            word = found.verdict.word
            return f"{self.text}: the verdict is {word}" if (word is self.limit) == (self.sign == "==") else None
        if self.name in FLIPS:
            return self._compared(Fraction(FLIPS[self.name](found)), self.limit, str(FLIPS[self.name](found)))
        change = next(change for change in found.changes if change.name == self.name)
        if not change.b.n or (self.difference and not change.a.n):
            return f"{self.text}: {self.name} is undefined (n = 0)"
        a, b = _value(self.name, change.a), _value(self.name, change.b)
        if self.difference:
            return self._compared(
                b - a, self.limit, f"{_said(self.name, change.a)} in A, {_said(self.name, change.b)} in B"
            )
        return self._compared(b, self.limit, _said(self.name, change.b))

    def _compared(self, value: Fraction, limit: Fraction, said: str) -> str | None:
        return f"{self.text}: {self.name} is {said}" if SIGNS[self.sign](value, limit) else None


def _value(name: str, figure: Figure) -> Fraction:
    return Fraction(figure.count, 1 if FIGURES[name].unit == "count" else figure.n)


def _said(name: str, figure: Figure) -> str:
    return str(figure.count) if FIGURES[name].unit == "count" else f"{figure.count}/{figure.n}"


def names() -> str:
    """Return all names that a condition may speak of, in words."""
    return (
        f"of B: {', '.join(FIGURES)}; of the difference, B less A: the same after d., such as d.verified<-1%; "
        f"flips: {', '.join(FLIPS)}; verdict==WORD or verdict!=WORD: {', '.join(VerdictWord)}"
    )


def parse_condition(text: str) -> Condition:
    """Return the condition that an expression such as ``silent>0``, ``d.verified<-1%`` or ``broken>0`` states.

    Raises:
        UsageError: it is none of the kinds above; the message lists the names.
    """
    words = _VERDICT.fullmatch(text)
    if words is not None:
        if words["word"] not in tuple(VerdictWord):
            raise UsageError(f"no verdict {words['word']!r}; there are {', '.join(VerdictWord)}")
        return Condition(text.strip(), "verdict", words["sign"], VerdictWord(words["word"]))
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise UsageError(
            f"no condition: {text!r}; write a name, one of {' '.join(SIGNS)}, and a number: silent>0. Names {names()}"
        )
    return _checked(text.strip(), match)


def _checked(text: str, match: re.Match[str]) -> Condition:
    name, difference, percent = match["name"], bool(match["difference"]), bool(match["percent"])
    if name not in FIGURES and (difference or name not in FLIPS):
        raise UsageError(f"no name {(match['difference'] or '') + name!r}; there are, {names()}")
    limit = Fraction(match["limit"]) / (100 if percent else 1)
    counted = name in FLIPS or FIGURES[name].unit == "count"
    if percent and counted:
        raise UsageError(f"{name} is a count; compare it with a whole number, not with {match['limit']}%")
    if limit < 0 and not difference:
        raise UsageError(f"{name} is never below 0; only a difference, d.{name}, is")
    if not counted and FIGURES[name].unit == "share" and abs(limit) > 1:
        raise UsageError(f"{name} is a share; compare it with a number up to 1, or with a percentage")
    return Condition(text, name, match["sign"], limit, difference)
