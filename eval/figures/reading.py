"""One reading of a run, judged: every report with its cluster and document, and scores over the clusters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.figures.format import Bounded, Score
from eval.judged import JudgedReport
from eval.outcomes import CellOutcome
from eval.predictions import from_extraction
from eval.runs.format import Reader, RunDocument, RunFile
from eval.score import judge_label
from eval.scorecard import FailedSource
from eval.statistics import Resamples, upper_bound
from schemas.result import Report

__all__ = ["Counter", "Item", "JudgedReading", "cluster_count", "judge_reading"]


@dataclass(frozen=True, slots=True)
class Item:
    """One report of one reading."""

    cluster: int
    """Which labelled report it answers, counted through the run; an invented one goes with its document's first."""
    document: RunDocument
    judged: JudgedReport

    @property
    def result(self) -> Report | None:
        """The report as the reader gave it; None for a missed one."""
        return self.judged.result

    @property
    def cells(self) -> tuple[CellOutcome, ...]:
        """Every judged cell."""
        return self.judged.cells


@dataclass(frozen=True, slots=True)
class JudgedReading:
    """Everything that one reader gave, judged."""

    items: tuple[Item, ...]
    """Every report: matched, missed and invented ones."""
    read: tuple[RunDocument, ...]
    """Documents that have the reading."""
    absent: tuple[RunDocument, ...]
    """Documents that do not."""
    failed: tuple[FailedSource, ...]
    """Sources that could not be read."""


def cluster_count(run: RunFile) -> int:
    """Return the number of clusters: labelled reports, and documents without any."""
    return sum(_size(document) for document in run.documents)


def _size(document: RunDocument) -> int:
    return max(1, len(document.label.reports))


def judge_reading(run: RunFile, reader: Reader) -> JudgedReading:
    """Return every report of one reader, judged; the clusters are the same for every reader."""
    items: list[Item] = []
    read: list[RunDocument] = []
    absent: list[RunDocument] = []
    failed: list[FailedSource] = []
    first = 0
    for document in run.documents:
        extraction = document.extractions.get(reader)
        if extraction is None:
            absent.append(document)
        else:
            read.append(document)
            predicted = from_extraction(extraction)
            if predicted.error:
                failed.append(FailedSource(source=predicted.source, error=predicted.error))
            for place, judged in enumerate(judge_label(document.id, document.label, predicted)):
                items.append(Item(first + (place if judged.label else 0), document, judged))
        first += _size(document)
    return JudgedReading(tuple(items), tuple(read), tuple(absent), tuple(failed))


class Counter:
    """Adds answers up by cluster, and gives scores with the run's resamples."""

    def __init__(self, resamples: Resamples) -> None:
        self._resamples = resamples

    def score(self, answers: Iterable[tuple[int, bool | None]]) -> Score:
        """Return how many answers are yes, of all that are not None, each with its cluster."""
        return self.total((cluster, int(answer), 1) for cluster, answer in answers if answer is not None)

    def total(self, parts: Iterable[tuple[int, int, int]]) -> Score:
        """Return the sum of counts and ns, each with its cluster."""
        counts, ns = self._columns(parts)
        return Score(count=sum(counts), n=sum(ns), interval=self._resamples.interval(counts, ns))

    def bounded(self, answers: Iterable[tuple[int, bool | None]]) -> Bounded:
        """Return the same as ``score`` with its upper bound; each answer is of one report."""
        score = self.score(answers)
        return Bounded(**score.model_dump(exclude={"share"}), upper=upper_bound(score.count, score.n))

    def sample(self, answers: Iterable[tuple[int, bool]]) -> tuple[Sequence[int], Sequence[int]]:
        """Return count and n of each cluster."""
        return self._columns((cluster, int(answer), 1) for cluster, answer in answers)

    def _columns(self, parts: Iterable[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
        counts, ns = [0] * self._resamples.clusters, [0] * self._resamples.clusters
        for cluster, count, n in parts:
            counts[cluster] += count
            ns[cluster] += n
        return counts, ns
