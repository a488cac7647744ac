"""Findings on sums: the agency's errors found, sums wrongly accused, blame, and broken sums traced to their cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.figures.format import Findings
from eval.figures.label_sums import SUM_KINDS, LabelSum, Verdict, label_sums, match
from eval.figures.reading import Counter, Item
from eval.outcomes import CellOutcome
from eval.questions import tables_exact
from schemas.enums import Blame
from schemas.result import Finding

__all__ = ["findings"]


@dataclass(frozen=True, slots=True)
class _Given:
    """One finding on a sum that the label can say something of."""

    cluster: int
    finding: Finding
    expected: LabelSum | None
    """The broken identity that it speaks of; None where it holds as printed, or is none of the label's."""

    @property
    def right_blame(self) -> Blame:
        return Blame.SOURCE if self.expected else Blame.EXTRACTION


@dataclass(frozen=True, slots=True)
class _Traced:
    """A table whose one wrong number broke a sum."""

    cluster: int
    path: str
    value: object
    """The label's."""
    findings: tuple[Finding, ...]


def findings(items: Sequence[Item], counter: Counter) -> Findings:
    """Return the figures of the findings on sums."""
    given: list[_Given] = []
    expected: list[tuple[int, bool]] = []
    traced: list[_Traced] = []
    for item in items:
        sums = label_sums(item.judged.label.cells if item.judged.label else {})
        ours = list(_given(item, sums))
        given += ours
        found = [one.expected for one in ours]
        expected += [(item.cluster, one in found) for one in sums if one.verdict is Verdict.BROKEN]
        traced += _traced(item, ours)
    return Findings(
        found=counter.score(expected),
        right=counter.score((one.cluster, one.expected is not None) for one in given),
        blame_right=counter.score((one.cluster, one.finding.blame is one.right_blame) for one in given),
        blame_open=counter.score((one.cluster, one.finding.blame is Blame.UNKNOWN) for one in given),
        framed=counter.score(
            (one.cluster, one.finding.blame is Blame.SOURCE and one.expected is None) for one in given
        ),
        located=counter.score((one.cluster, _located(one)) for one in traced),
        mended=counter.score((one.cluster, _mended(one)) for one in traced),
        among=counter.score((one.cluster, _among(one)) for one in traced),
    )


def _given(item: Item, sums: tuple[LabelSum, ...]) -> Iterator[_Given]:
    for finding in item.result.findings if item.result else ():
        if finding.kind not in SUM_KINDS:
            continue
        spoken_of = match(sums, finding.kind, frozenset(finding.paths))
        if spoken_of is None or spoken_of.verdict is Verdict.HOLDS:
            yield _Given(item.cluster, finding, None)
        elif spoken_of.verdict is Verdict.BROKEN:
            yield _Given(item.cluster, finding, spoken_of)


def _traced(item: Item, given: Sequence[_Given]) -> Iterator[_Traced]:
    for _, cells, _ in tables_exact(item.judged):
        errors = [cell for cell in cells if cell.scored and not cell.right]
        if len(errors) != 1:
            continue
        (error,) = errors
        speaking = tuple(one.finding for one in given if one.expected is None and error.path in one.finding.paths)
        if speaking and _amounts_differ(error):
            yield _Traced(item.cluster, error.path, error.label.value if error.label else None, speaking)


def _amounts_differ(cell: CellOutcome) -> bool:
    """A blank for a 0 breaks no sum."""
    sides = [side.value if side else None for side in (cell.label, cell.predicted)]
    return (sides[0] or 0) != (sides[1] or 0)


def _located(one: _Traced) -> bool:
    first = [finding.explanations[0] for finding in one.findings if finding.explanations]
    return any([term.path for term in explanation.terms] == [one.path] for explanation in first)


def _mended(one: _Traced) -> bool:
    first = [finding.explanations[0] for finding in one.findings if finding.explanations]
    return any(
        [(term.path, term.value or 0) for term in explanation.terms] == [(one.path, one.value or 0)]
        for explanation in first
    )


def _among(one: _Traced) -> bool:
    explanations = [explanation for finding in one.findings for explanation in finding.explanations]
    return any(term.path == one.path for explanation in explanations for term in explanation.terms)
