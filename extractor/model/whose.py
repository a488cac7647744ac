"""Of which year, and whose, a model says that a section is: heard only where the section itself prints it.

A year or a name without a print of its own is no reading, as a number without a token is none (WITNESSES.md, "Words"):
it cannot dispute what is printed, and is counted as rejected.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.render import Rendered
from schemas.answers import ProseAnswer, TableAnswer

__all__ = ["printed_name", "printed_year", "unprinted"]

_NUMERALS = tuple(
    str.maketrans("0123456789", digits)
    for digits in ("〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九")
)


def printed_year(answers: Sequence[tuple[TableAnswer | ProseAnswer, Rendered]]) -> int | None:
    """Return the first year that an answer gives and its section prints, in digits or in Chinese numerals."""
    return next(
        (answer.year for answer, shown in answers if answer.year is not None and _dated(answer.year, shown)), None
    )


def printed_name(answers: Sequence[tuple[TableAnswer | ProseAnswer, Rendered]]) -> str | None:
    """Return the first organization that an answer gives and its section prints, in the source's canonical form."""
    given = ((shown.simplified(answer.organization), shown) for answer, shown in answers)
    return next((name for name, shown in given if name and shown.prints(name)), None)


def unprinted(answers: Sequence[tuple[TableAnswer | ProseAnswer, Rendered]]) -> int:
    """Return how many years and organizations are given that their sections do not print."""
    years = [(answer.year, shown) for answer, shown in answers if answer.year is not None]
    names = [(shown.simplified(answer.organization), shown) for answer, shown in answers]
    return sum(not _dated(year, shown) for year, shown in years) + sum(
        not shown.prints(name) for name, shown in names if name
    )


def _dated(year: int, shown: Rendered) -> bool:
    digits = str(year)
    return any(shown.prints(words) for words in (digits, *(digits.translate(table) for table in _NUMERALS)))
