"""What a number was understood as, and what a paragraph said before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.rules.facts.clauses import Setting
from schemas.facts import Metric
from schemas.reading import Number

__all__ = ["Found", "Memory", "found_in"]


@dataclass(frozen=True, slots=True)
class Found:
    """One number understood; places are those of the passage."""

    metric: Metric
    value: Number
    unit: str | None
    approximate: bool
    scope: str | None
    start: int
    end: int


@dataclass(slots=True)
class Memory:
    """What a paragraph said before, as far as it governs what follows."""

    facts: dict[int, Found] = field(default_factory=dict)
    """Of this sentence, by the number's place in it."""
    whole: Found | None = None
    """The last sum that parts may follow."""
    other_year: Found | None = None
    """The last number of another year, or of all years, in this sentence."""
    parts: bool = False
    """A word such as 其中 announced parts, and the sentence has not ended."""

    def begin_sentence(self, *, parts: bool) -> None:
        """Forget what does not outlive a sentence."""
        self.facts.clear()
        self.other_year = None
        self.parts = parts


def found_in(metric: Metric, setting: Setting, scope: str | None, start: int, behind: int = 0) -> Found:
    """Return what a number states; its quote begins at ``start`` and ends ``behind`` characters behind it."""
    quantity = setting.quantity
    return Found(
        metric,
        quantity.value,
        quantity.unit,
        quantity.approximate,
        scope,
        min(start, quantity.start),
        quantity.end + behind,
    )
