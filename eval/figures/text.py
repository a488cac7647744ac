"""The scores of a run as plain aligned text, one column a reader, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from eval.figures.format import Bounded, CellScores, Macro, Pattern, ReaderScores, Score, Scores
from eval.outcomes import Outcome
from eval.report_text import aligned, error_table, figure_text
from eval.runs.format import Usage
from eval.statistics import Interval

__all__ = ["render", "score_text"]

_Row = tuple[str, Callable[[ReaderScores], str]]

_HEAD: tuple[_Row, ...] = (
    ("documents", lambda one: f"{one.documents.read} read, {len(one.documents.failed)} failed"),
    ("reports matched", lambda one: score_text(one.reports.matched)),
    ("reports invented", lambda one: str(one.reports.invented)),
    ("organization right", lambda one: score_text(one.reports.organization_right)),
    ("year right", lambda one: score_text(one.reports.year_right)),
    ("form right", lambda one: score_text(one.reports.form_right)),
)
_CELLS: tuple[_Row, ...] = (
    ("cells right", lambda one: score_text(one.cells.right)),
    ("labelled right", lambda one: score_text(one.cells.right_labelled)),
    ("non-zero right", lambda one: score_text(one.cells.right_nonzero)),
    ("mean over paths", lambda one: _macro_text(one.macro)),
    ("tables exact", lambda one: score_text(one.cells.tables_exact)),
    ("printed verified", lambda one: score_text(one.cells.verified)),
    ("printed repaired", lambda one: score_text(one.cells.repaired)),
    ("row drift", lambda one: score_text(one.cells.row_drift)),
    ("column drift", lambda one: score_text(one.cells.column_drift)),
)
_SILENT: tuple[_Row, ...] = (
    ("silent errors", lambda one: score_text(one.silent.cells)),
    ("reports with one", lambda one: _bounded_text(one.silent.reports)),
    ("facts silently wrong", lambda one: score_text(one.silent.facts)),
    ("reports with one such", lambda one: _bounded_text(one.silent.fact_reports)),
)
_FACTS: tuple[_Row, ...] = (
    ("facts found", lambda one: score_text(one.facts.counts.found)),
    ("facts right", lambda one: score_text(one.facts.counts.right)),
    ("scope right", lambda one: score_text(one.facts.counts.scope_right)),
    ("quote located", lambda one: score_text(one.facts.counts.located)),
    ("other facts found", lambda one: score_text(one.facts.general.found)),
    ("other facts right", lambda one: score_text(one.facts.general.right)),
)
_SUMS: tuple[_Row, ...] = (
    ("agency's errors found", lambda one: score_text(one.findings.found)),
    ("findings right", lambda one: score_text(one.findings.right)),
    ("blame right", lambda one: score_text(one.findings.blame_right)),
    ("blame left open", lambda one: score_text(one.findings.blame_open)),
    ("source blamed wrongly", lambda one: score_text(one.findings.framed)),
    ("wrong cell located", lambda one: score_text(one.findings.located)),
    ("and its value given", lambda one: score_text(one.findings.mended)),
    ("wrong cell among", lambda one: score_text(one.findings.among)),
)
_PEOPLE: tuple[_Row, ...] = (
    ("disputes settled", lambda one: score_text(one.disputes.settled)),
    ("settled rightly", lambda one: score_text(one.disputes.settled_right)),
    ("truth among candidates", lambda one: score_text(one.disputes.true_among)),
    ("doubtful cells, 100 reports", lambda one: _looks_text(one.looks.doubtful)),
    ("unbelieved cells, 100 reports", lambda one: _looks_text(one.looks.unbelieved)),
)
_SLICE = ("right", "non-zero right", "verified", "silent errors", "tables exact")


def render(scores: Scores) -> str:
    """Return all scores as text that ends with a newline."""
    parts = [_title(scores)]
    outcomes = [(outcome.value.replace("_", " "), _count_of(outcome)) for outcome in Outcome]
    for title, rows in (
        ("reports", _HEAD),
        ("cells", _CELLS),
        ("outcomes", outcomes),
        ("believed and wrong", _SILENT),
        ("facts", _FACTS),
        ("findings on sums", _SUMS),
        ("left to people", _PEOPLE),
    ):
        parts.append(_side_by_side(title, rows, scores))
    parts += [part for name, one in scores.readers.items() for part in _of_reader(name, one)]
    parts += _common(scores)
    if scores.usage:
        parts.append(_usage(scores.usage))
    return "\n\n".join(parts) + "\n"


def score_text(score: Score) -> str:
    """Return ``3/4 75.0 % [50.0, 100.0]``, without brackets where there is no interval, or ``undefined``."""
    return figure_text(score) + _interval_text(score.interval)


def _interval_text(interval: Interval | None, scale: float = 100) -> str:
    """Empty, too, where all reports agree: an interval without width would tell of a certainty that is none."""
    if interval is None or interval.low == interval.high:
        return ""
    return f" [{interval.low * scale:.1f}, {interval.high * scale:.1f}]"


def _bounded_text(score: Bounded) -> str:
    return score_text(score) + (f", at most {score.upper * 100:.1f} %" if score.upper is not None else "")


def _macro_text(macro: Macro) -> str:
    if macro.share is None:
        return "undefined"
    return f"{macro.share * 100:.1f} % of {macro.paths} paths" + _interval_text(macro.interval)


def _looks_text(score: Score) -> str:
    if score.share is None:
        return "undefined"
    return f"{score.share * 100:.0f}" + _interval_text(score.interval)


def _count_of(outcome: Outcome) -> Callable[[ReaderScores], str]:
    return lambda one: str(one.cells.outcomes[outcome])


def _title(scores: Scores) -> str:
    header = scores.run
    return (
        f"run {header.name}: {header.documents} documents, split {header.split}, gongkai {header.version}\n"
        f"intervals: 95 %, {scores.resamples} resamples of {scores.clusters} reports, seed {scores.seed}"
    )


def _side_by_side(title: str, rows: Iterable[_Row], scores: Scores) -> str:
    head = (title, *scores.readers)
    return aligned([head, *((name, *(told(one) for one in scores.readers.values())) for name, told in rows)])


def _of_reader(name: str, one: ReaderScores) -> Iterator[str]:
    rows = [
        (f"{dimension} {key}", *_slice(cells))
        for dimension, groups in one.slices.items()
        if dimension != "document"
        for key, cells in groups.items()
        if any(cells.outcomes.values())
    ]
    yield aligned([(name, *_SLICE), *rows])
    patterns = [*one.risk.believed, *one.risk.read]
    if patterns:
        head = (f"{name}, by witnesses", "errors", "printed so far", "risk so far", "reports with one")
        yield aligned([head, *map(_pattern, patterns)])
    if one.silent.errors:
        yield error_table(f"{name}, silent errors: {len(one.silent.errors)}", one.silent.errors)


def _slice(cells: CellScores) -> Sequence[str]:
    return [
        score_text(score)
        for score in (cells.right, cells.right_nonzero, cells.verified, cells.silent, cells.tables_exact)
    ]


def _pattern(pattern: Pattern) -> tuple[str, ...]:
    return (
        f"{pattern.status}: {' + '.join(pattern.witnesses) or 'nobody'}",
        figure_text(pattern.cells),
        figure_text(pattern.coverage),
        figure_text(pattern.risk),
        _bounded_text(pattern.reports),
    )


def _common(scores: Scores) -> Iterator[str]:
    if scores.common is None:
        return
    rows = [("same wrong answer of rules and model, of cells where one errs", score_text(scores.common.shared))]
    rows += [(f"in the cross-check {name}", str(count)) for name, count in (scores.common.became or {}).items()]
    yield aligned(rows)


def _usage(usage: Usage) -> str:
    rows = [
        (name.replace("_", " "), "unknown" if value is None else str(value))
        for name, value in usage.model_dump(exclude={"recorded"}).items()
    ]
    return aligned([("usage", ""), *rows])
