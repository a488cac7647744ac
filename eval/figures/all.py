"""All figures of a run."""

from __future__ import annotations

from collections.abc import Sequence

from eval.figures.cells import cell_scores, macro, slices
from eval.figures.common import common_cause
from eval.figures.doubt import disputes, looks, silent
from eval.figures.format import Read, ReaderScores, ReportScores, Scores
from eval.figures.prose import facts, judged_facts
from eval.figures.reading import Counter, Item, JudgedReading, cluster_count, judge_reading
from eval.figures.risk import risk_coverage
from eval.figures.sums import findings
from eval.questions import REPORT_QUESTIONS
from eval.runs.format import Reader, RunFile
from eval.statistics import Resamples

__all__ = ["figures"]


def figures(run: RunFile, *, resamples: int = 2_000, seed: int | None = None) -> Scores:
    """Return every figure of a run; nothing is asked of a model.

    Args:
        run: a run file.
        resamples: how many times the reports are drawn for the intervals.
        seed: of these draws; the run's own unless it is given.
    """
    chosen = run.header.seed if seed is None else seed
    draws = Resamples(cluster_count(run), chosen, resamples)
    counter = Counter(draws)
    readings = {reader: judge_reading(run, reader) for reader in run.header.readers}
    rules, model = readings.get(Reader.RULES), readings.get(Reader.MODEL)
    return Scores(
        run=run.header,
        seed=chosen,
        resamples=resamples,
        clusters=draws.clusters,
        readers={reader: _reader(reading, counter, draws) for reader, reading in readings.items()},
        common=common_cause(rules, model, readings.get(Reader.CROSSCHECK), counter) if rules and model else None,
        usage=run.header.usage,
    )


def _reader(reading: JudgedReading, counter: Counter, draws: Resamples) -> ReaderScores:
    items = reading.items
    judged = judged_facts(items)
    return ReaderScores(
        documents=_documents(reading),
        reports=_reports(items, counter),
        cells=cell_scores(items, counter),
        macro=macro(items, counter, draws),
        slices=slices(items, counter),
        facts=facts(judged, counter),
        findings=findings(items, counter),
        disputes=disputes(items, counter),
        silent=silent(items, judged, counter),
        risk=risk_coverage(items, counter),
        looks=looks(items, counter),
    )


def _documents(reading: JudgedReading) -> Read:
    return Read(
        read=len(reading.read),
        absent=tuple(document.id for document in reading.absent),
        failed=reading.failed,
    )


def _reports(items: Sequence[Item], counter: Counter) -> ReportScores:
    scores = {
        name: counter.score((item.cluster, question(item.judged)) for item in items)
        for name, question in REPORT_QUESTIONS.items()
    }
    matched = scores["matched"]
    return ReportScores(missed=matched.n - matched.count, invented=len(items) - matched.n, **scores)
