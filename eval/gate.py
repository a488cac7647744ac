"""Gates: conditions on a scorecard under which a run has failed, such as ``silent>0`` or ``verified<90%``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from eval.outcomes import Outcome
from eval.scorecard import Figure, Scorecard
from extractor.errors import UsageError

__all__ = ["COUNTS", "SHARES", "SIGNS", "Gate", "parse_gate"]

_CONDITION = re.compile(r"\s*(?P<name>\w+)\s*(?P<sign>>=|<=|==|!=|>|<)\s*(?P<limit>\d+(?:\.\d+)?)\s*(?P<percent>%?)\s*")

SIGNS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


def _counted(count: Callable[[Scorecard], int]) -> Callable[[Scorecard], Figure]:
    """A count over all scored cells."""
    return lambda card: Figure(count=count(card), n=card.cells.right.n)


COUNTS: dict[str, Callable[[Scorecard], Figure]] = {
    "silent": lambda card: card.cells.silent,
    "wrong": _counted(lambda card: card.cells.outcomes[Outcome.WRONG]),
    "missed": _counted(lambda card: card.cells.outcomes[Outcome.MISSED]),
    "invented": _counted(lambda card: card.cells.outcomes[Outcome.INVENTED]),
    "misplaced": _counted(lambda card: card.cells.outcomes[Outcome.MISPLACED]),
    "row_drift": _counted(lambda card: card.cells.row_drift),
    "column_drift": _counted(lambda card: card.cells.column_drift),
    "reports_missed": lambda card: Figure(count=card.reports.missed, n=card.reports.matched.n),
    "reports_invented": lambda card: Figure(count=card.reports.invented, n=card.reports.matched.n),
    "failed": lambda card: Figure(count=len(card.documents.failed), n=card.documents.labelled),
    "unanswered": lambda card: Figure(count=len(card.documents.unanswered), n=card.documents.labelled),
}
"""Figures whose number is compared."""

SHARES: dict[str, Callable[[Scorecard], Figure]] = {
    "right": lambda card: card.cells.right,
    "right_labelled": lambda card: card.cells.right_labelled,
    "right_nonzero": lambda card: card.cells.right_nonzero,
    "verified": lambda card: card.cells.verified,
    "repaired": lambda card: card.cells.repaired,
    "silent_share": lambda card: card.cells.silent,
    "tables_exact": lambda card: card.cells.tables_exact,
    "reports_matched": lambda card: card.reports.matched,
    "organization_right": lambda card: card.reports.organization_right,
    "year_right": lambda card: card.reports.year_right,
    "form_right": lambda card: card.reports.form_right,
}
"""Figures whose share is compared; the limit is a fraction of 1 or a percentage."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition under which a run has failed."""

    text: str
    name: str
    sign: str
    limit: Fraction

    def failure(self, card: Scorecard) -> str | None:
        """Return why the run has failed, or None where it has not.

        An undefined figure fails every gate: what could not be measured has not been shown to be good.
        """
        share = self.name in SHARES
        figure = (SHARES if share else COUNTS)[self.name](card)
        if not figure.n:
            return f"{self.text}: {self.name} is undefined (n = 0)"
        value = Fraction(figure.count, figure.n) if share else Fraction(figure.count)
        if SIGNS[self.sign](value, self.limit):
            return f"{self.text}: {self.name} is {f'{figure.count}/{figure.n}' if share else figure.count}"
        return None


def parse_gate(text: str) -> Gate:
    """Return the gate that an expression such as ``silent>0`` or ``right_nonzero<99.5%`` states.

    Raises:
        UsageError: it is no comparison of a known figure with a number; the message lists the figures.
    """
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise UsageError(f"no condition: {text!r}; write a figure, one of {' '.join(SIGNS)}, and a number: silent>0")
    name = match["name"]
    if name not in COUNTS and name not in SHARES:
        raise UsageError(f"no figure {name!r}; there are {', '.join((*COUNTS, *SHARES))}")
    if match["percent"] and name in COUNTS:
        raise UsageError(f"{name} is a count; compare it with a whole number, not with {match['limit']}%")
    limit = Fraction(match["limit"]) / (100 if match["percent"] else 1)
    if name in SHARES and limit > 1:
        raise UsageError(f"{name} is a share; compare it with a number up to 1, or with a percentage")
    return Gate(text.strip(), name, match["sign"], limit)
