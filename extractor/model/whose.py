"""Of which year, and whose, a model says that a section is: heard only where the section itself prints it.

A year or a name without a print of its own is no reading, as a number without a token is none (WITNESSES.md, "Words"):
it cannot dispute what is printed, and is counted as rejected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model.render import Rendered
from schemas.answers import ProseAnswer, TableAnswer

__all__ = ["Whose", "whose"]

_NUMERALS = tuple(
    str.maketrans("0123456789", digits)
    for digits in ("〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九")
)


@dataclass(frozen=True, slots=True)
class Whose:
    """What some answers say of it."""

    year: int | None
    """The first that an answer gives and its section prints, in digits or in Chinese numerals."""
    organization: str | None
    """The first that an answer gives and its section prints, in the source's canonical form."""
    unprinted: int
    """Years and organizations that are given and that their sections do not print."""


def whose(answers: Sequence[tuple[TableAnswer | ProseAnswer, Rendered]]) -> Whose:
    """Return of which year, and whose, the answers say that their sections are."""
    years = [(answer.year, shown) for answer, shown in answers if answer.year is not None]
    names = [(name, shown) for answer, shown in answers if (name := shown.simplified(answer.organization))]
    printed_years = [year for year, shown in years if _dated(year, shown)]
    printed_names = [name for name, shown in names if shown.prints(name)]
    return Whose(
        year=next(iter(printed_years), None),
        organization=next(iter(printed_names), None),
        unprinted=len(years) - len(printed_years) + len(names) - len(printed_names),
    )


def _dated(year: int, shown: Rendered) -> bool:
    digits = str(year)
    return any(shown.prints(words) for words in (digits, *(digits.translate(table) for table in _NUMERALS)))
