"""How an extractor fares with one way of mangling: right, verified, silent, counted over printed numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.label_format import Label
from eval.labels import GoldDocument
from eval.mangle.run import Mangled
from eval.outcomes import CellOutcome
from eval.predictions import from_extraction
from eval.score import JudgedReport, judge_document
from schemas import identities
from schemas.enums import State
from schemas.result import Extraction

__all__ = ["Fare", "measure", "percent", "score_table"]

Extract = Callable[[bytes, str], Extraction]


@dataclass(frozen=True, slots=True)
class Fare:
    """Counts over the sources of one combination of modes."""

    modes: str
    sources: int
    reports: int
    """Labelled reports."""
    found: int
    """Of those, reports that were found."""
    numbers: int
    """Printed numbers that a careful reader can place."""
    right: int
    """Of those, equal to the label."""
    verified: int
    """Of those, claimed as verified or repaired, right or wrong."""
    in_place: int
    """Printed numbers whose place still shows, of those that stand in a sum."""
    in_place_verified: int
    """Of those, claimed as verified or repaired."""
    nothing: int
    """Cells without a number in the label: blank, mark, lost."""
    nothing_right: int
    silent: int
    """Errors claimed as verified or repaired, invented numbers among them."""
    guessed: int
    """Cells that nobody can decide, claimed as verified with another reading than the agency's."""


def measure(modes: str, sources: Sequence[Mangled], extract: Extract) -> Fare:
    """Return how the extractor fares with these sources.

    Args:
        modes: how the combination is called in the table.
        sources: what to read.
        extract: bytes and name to an extraction.
    """
    cells: list[CellOutcome] = []
    in_place: list[CellOutcome] = []
    reports = found = 0
    for number, mangled in enumerate(sources):
        # The name must tell nothing of the modes: an extractor sees it.
        gold = GoldDocument(str(number), Path(), None, Label.model_validate(mangled.label))
        judged = judge_document(gold, from_extraction(extract(mangled.data, mangled.name)))
        for report in judged:
            reports += report.label is not None
            found += report.label is not None and report.predicted is not None
            cells += report.cells
            away = _displaced(mangled, gold, report)
            summed = {path for identity in identities(_paths(report)) for path in identity.paths}
            in_place += [cell for cell in report.cells if cell.number and cell.path in summed - away]
    numbers = [cell for cell in cells if cell.number]
    empty = [cell for cell in cells if cell.labelled and not cell.number]
    return Fare(
        modes=modes,
        sources=len(sources),
        reports=reports,
        found=found,
        numbers=len(numbers),
        right=sum(cell.right for cell in numbers),
        verified=sum(cell.believed for cell in numbers),
        in_place=len(in_place),
        in_place_verified=sum(cell.believed for cell in in_place),
        nothing=len(empty),
        nothing_right=sum(cell.right for cell in empty),
        silent=sum(cell.silent for cell in cells),
        guessed=sum(_guessed(cell) for cell in cells),
    )


def _paths(report: JudgedReport) -> list[str]:
    return [cell.path for cell in report.cells if cell.label is not None]


def _displaced(mangled: Mangled, gold: GoldDocument, report: JudgedReport) -> frozenset[str]:
    """Paths of a labelled report whose place does not show; of an invented one none."""
    pairs = zip(gold.label.reports, mangled.displaced, strict=True)
    return next((away for label, away in pairs if label is report.label), frozenset())


def _guessed(cell: CellOutcome) -> bool:
    label, predicted = cell.label, cell.predicted
    if label is None or label.certain or predicted is None or not cell.believed:
        return False
    if label.state is State.NUMBER:
        return predicted.value != label.value
    return predicted.value is not None


def score_table(fares: Iterable[Fare]) -> str:
    """Return the fares as a table of text, one line a combination, shares beside counts."""
    lines = [
        f"{'modes':<44} {'found':>7} {'numbers':>8} {'right':>7} {'verified':>8} {'placed':>7} {'empty':>7} "
        f"{'silent':>6} {'guessed':>7}"
    ]
    for fare in fares:
        lines.append(
            f"{fare.modes:<44} {f'{fare.found}/{fare.reports}':>7} {fare.numbers:>8} "
            f"{percent(fare.right, fare.numbers):>7} {percent(fare.verified, fare.numbers):>8} "
            f"{percent(fare.in_place_verified, fare.in_place):>7} "
            f"{percent(fare.nothing_right, fare.nothing):>7} {fare.silent:>6} {fare.guessed:>7}"
        )
    return "\n".join(lines)


def percent(part: int, whole: int) -> str:
    """Return ``75.0%``; ``-`` of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else "-"
