"""Which prediction answers which label: result lines to gold documents, and within a document reports to reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from eval.label_format import LabelReport
from eval.labels import GoldDocument
from eval.predictions import PredictedDocument, PredictedReport

__all__ = ["Pairing", "match_documents", "match_reports", "similarity"]

_ENOUGH = 1.0
"""Least similarity of two reports that may be one, of 2.0."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Result lines and the gold documents that they answer."""

    pairs: tuple[tuple[GoldDocument, PredictedDocument], ...]
    """A gold document may be answered more than once, by two files of its folder."""
    unanswered: tuple[GoldDocument, ...]
    unknown: tuple[PredictedDocument, ...]
    """Lines whose source is no gold document, or could be several."""


def match_documents(gold: Sequence[GoldDocument], predicted: Iterable[PredictedDocument]) -> Pairing:
    """Return which line answers which document, told by the path of its source.

    A line answers the document whose id is the name of the source's folder; else the one whose id is the source's
    file name, with or without its suffix; else the only one whose label names that file.
    """
    pairs, unknown = [], []
    for line in predicted:
        document = _document(gold, line.source)
        if document is None:
            unknown.append(line)
        else:
            pairs.append((document, line))
    answered = {document.id for document, _ in pairs}
    return Pairing(tuple(pairs), tuple(item for item in gold if item.id not in answered), tuple(unknown))


def _document(gold: Sequence[GoldDocument], source: str) -> GoldDocument | None:
    place = PurePosixPath(source.replace("\\", "/"))
    by_id = {document.id: document for document in gold}
    for name in (place.parent.name, place.name, place.stem):
        if name in by_id:
            return by_id[name]
    named = [document for document in gold if place.name in (document.label.source, *document.label.sources)]
    return named[0] if len(named) == 1 else None


def match_reports(
    labels: Sequence[LabelReport], predicted: Sequence[PredictedReport]
) -> tuple[tuple[LabelReport | None, PredictedReport | None], ...]:
    """Return the pairs of one document: both sides, or a missed report, or an invented one.

    The order of both sides is kept, and of all ways to do so the one with the greatest sum of ``similarity`` is
    taken. The only report on one side answers the only one on the other, whatever it is called.
    """
    if len(labels) == 1 == len(predicted):
        return ((labels[0], predicted[0]),)
    best = _alignment(labels, predicted)
    taken = {j for _, j in best}
    pairs: list[tuple[LabelReport | None, PredictedReport | None]] = []
    partner = dict(best)
    for i, label in enumerate(labels):
        pairs.append((label, predicted[partner[i]] if i in partner else None))
    pairs += [(None, report) for j, report in enumerate(predicted) if j not in taken]
    return tuple(pairs)


def _alignment(labels: Sequence[LabelReport], predicted: Sequence[PredictedReport]) -> tuple[tuple[int, int], ...]:
    """The pairs of indices with the greatest sum that do not cross; the earliest of equals."""
    empty: tuple[float, tuple[tuple[int, int], ...]] = (0.0, ())
    above = [empty] * (len(predicted) + 1)
    for i, label in enumerate(labels):
        current = [empty]
        for j, report in enumerate(predicted):
            options = [above[j + 1], current[j]]
            likeness = similarity(label, report)
            if likeness >= _ENOUGH:
                total, pairs = above[j]
                options.append((total + likeness, (*pairs, (i, j))))
            current.append(max(options, key=lambda option: option[0]))
        above = current
    return above[-1][1]


def similarity(label: LabelReport, predicted: PredictedReport) -> float:
    """Return how alike two reports are, from 0 to 2: organization 1, year 1/2, form 1/4, cells present 1/4.

    What one side does not know counts half.
    """
    if label.organization is None or predicted.organization is None:
        organization = 0.5
    else:
        organization = fuzz.ratio(label.organization, predicted.organization) / 100
    return (
        organization
        + _equal(label.year, predicted.year) / 2
        + _equal(label.form, predicted.form) / 4
        + _overlap(label.cells, predicted.cells) / 4
    )


def _equal(ours: int | str | None, theirs: int | str | None) -> float:
    return 0.5 if ours is None or theirs is None else float(ours == theirs)


def _overlap(ours: Collection[str], theirs: Collection[str]) -> float:
    union = {*ours, *theirs}
    return len(set(ours) & set(theirs)) / len(union) if union else 1.0
