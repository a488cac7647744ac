"""Whether what was found is what was planted: kind, place, severity, blame, explanation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eval.plant.case import Expected, Mending, Planted
from eval.plant.reading import Found, text_of
from schemas.enums import FindingKind, Severity
from schemas.result import Explanation, Finding

__all__ = ["Verdict", "judge"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one case came out."""

    found: bool
    """A finding of the kind stands at the place."""
    severe: bool
    """It has the right severity; true where none is asked for."""
    blamed: bool
    """It blames the right one."""
    explained: bool | None
    """One of its explanations is the slip that was made; None where none is asked for."""
    stray: Counter[FindingKind]
    """Errors and warnings of kinds that the slip does not account for, and a finding too many."""


def judge(case: Planted, found: Sequence[Found]) -> Verdict:
    """Return what the findings of a case are worth."""
    expected = case.expected
    of_kind = [one for one in found if one.finding.kind is expected.kind]
    placed = [one.finding for one in of_kind if _placed(expected, one)]
    accounted = {expected.kind, *case.allowed}
    stray = Counter(
        one.finding.kind
        for one in found
        if one.finding.kind not in accounted and one.finding.severity is not Severity.NOTE
    )
    if expected.once and len(placed) > 1:
        stray[expected.kind] += len(placed) - 1
    mending = expected.mending
    explanations = [explanation for finding in placed for explanation in finding.explanations]
    return Verdict(
        found=bool(placed),
        severe=any(expected.severity in (None, finding.severity) for finding in placed),
        blamed=bool(placed) and all(finding.blame in expected.blames for finding in placed),
        explained=None if mending is None else any(_explains(one, mending) for one in explanations),
        stray=stray,
    )


def _placed(expected: Expected, found: Found) -> bool:
    """True where the finding names one of the cells or points at one of the passages, or where its kind is enough."""
    if not expected.paths and not expected.quotes:
        return True
    named = {*found.finding.paths, *(term.path for term in found.finding.terms)}
    if any(path == wanted or path.startswith(f"{wanted}.") for path in named for wanted in expected.paths):
        return True
    return bool(expected.quotes) and _points(expected.quotes, found)


def _points(quotes: tuple[str, ...], found: Found) -> bool:
    """True where the finding's span meets one of the passages; white space counts for nothing."""
    finding: Finding = found.finding
    if finding.span is None:
        return False
    text = text_of(found.source)
    kept = [place for place, character in enumerate(text) if not character.isspace()]
    bare = "".join(text[place] for place in kept)
    start, end = finding.span
    for quote in quotes:
        wanted = "".join(quote.split())
        at = bare.find(wanted)
        while at >= 0:
            if start <= kept[at + len(wanted) - 1] and end > kept[at]:
                return True
            at = bare.find(wanted, at + 1)
    return False


def _explains(explanation: Explanation, mending: Mending) -> bool:
    return (
        explanation.kind is mending.kind
        and frozenset((term.path, term.value or 0) for term in explanation.terms) == mending.cells
    )
