"""The parts of a run's page that compare its readings: curve, facts, reports, findings, looks, common causes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.figures.format import FactScores, Pattern, Scores
from eval.page.score_values import Labelled, believed, bound_text, estimate, figures_grid, ordered, reader_name
from eval.page.svg import Point, Scale, Series
from eval.page.view import Block, Column, Grid, Section, Steps, Text, Value
from eval.page.wording import READERS, STATUSES, metric_label, witness_text
from eval.report_text import counted
from eval.runs.format import Reader

__all__ = [
    "common_section",
    "curve_section",
    "fact_section",
    "finding_section",
    "looks_section",
    "report_section",
]

_REPORTS: Labelled = (
    ("reports found", lambda one: one.reports.matched),
    ("organization right", lambda one: one.reports.organization_right),
    ("year right", lambda one: one.reports.year_right),
    ("form right", lambda one: one.reports.form_right),
)
_FACTS: Labelled = (
    ("facts found", lambda one: one.facts.counts.found),
    ("right, of those given", lambda one: one.facts.counts.right),
    ("right scope, of those found", lambda one: one.facts.counts.scope_right),
    ("quote stands at its place", lambda one: one.facts.counts.located),
    ("silent errors, of verified facts", lambda one: one.facts.counts.silent),
    ("rates and other numbers found", lambda one: one.facts.general.found),
    ("rates and other numbers right", lambda one: one.facts.general.right),
)
_FINDINGS: Labelled = (
    ("the agency's errors in sums found", lambda one: one.findings.found),
    ("given findings that are such errors", lambda one: one.findings.right),
    ("blame right, of those given", lambda one: one.findings.blame_right),
    ("blame left open, of those given", lambda one: one.findings.blame_open),
    ("source blamed for a misreading", lambda one: one.findings.framed),
    ("breaks that name the true cell", lambda one: one.findings.located),
    ("breaks that give its value too", lambda one: one.findings.mended),
    ("breaks with the true cell among the explanations", lambda one: one.findings.among),
)
_DISPUTES: Labelled = (
    ("disputes settled", lambda one: one.disputes.settled),
    ("settled rightly, of those settled", lambda one: one.disputes.settled_right),
    ("true value stands or is a candidate", lambda one: one.disputes.true_among),
)


def curve_section(scores: Scores) -> Section:
    """Return risk over coverage by witness pattern, drawn and as tables."""
    series = [
        Series(READERS[reader], points, list(READERS).index(reader))
        for reader, one in ordered(scores)
        if (points := [point for pattern in one.risk.believed if (point := _point(pattern))])
    ]
    blocks: list[Block] = [
        Text(
            "Believed cells are taken in by the witnesses that vouch for them, the pattern with the smallest share of "
            "errors first: how much of the printed numbers is covered, and how much of what is covered is wrong.",
            "note",
        )
    ]
    if series:
        most = max(point.y for one in series for point in one.points)
        titles = ("printed numbers covered", "wrong among the believed")
        blocks.append(Steps(tuple(series), Scale(0, 1), Scale(0, max(0.01, most * 1.1)), titles, "Risk over coverage"))
    for reader, one in ordered(scores):
        if not one.risk.believed:
            blocks.append(Text(f"{reader_name(reader)}: believes nothing, so it has no curve.", "note"))
        blocks += _patterns(f"{reader_name(reader)}: believed cells by witness", one.risk.believed)
        blocks += _patterns(f"{reader_name(reader)}: cells only read, what could be gained", one.risk.read)
    return Section("curve", "Risk and coverage", "Risk and coverage", tuple(blocks))


def _point(pattern: Pattern) -> Point | None:
    coverage, risk = estimate(pattern.coverage).share, estimate(pattern.risk).share
    return None if coverage is None or risk is None else Point(coverage, risk, title=witness_text(pattern.witnesses))


def _patterns(caption: str, patterns: Sequence[Pattern]) -> Iterable[Block]:
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            witness_text(pattern.witnesses) or "nobody",
            STATUSES[pattern.status],
            estimate(pattern.cells),
            bound_text(pattern.reports),
            estimate(pattern.coverage),
            estimate(pattern.risk),
        )
        for pattern in patterns
    )
    titles = ("witnesses", "status", "wrong", "upper bound, of reports", "covered so far", "wrong so far")
    if rows:
        yield Grid(tuple(map(Column, titles)), rows, caption, folded=True)


def fact_section(scores: Scores) -> Section:
    """Return the facts over all metrics, and by metric."""
    readers = ordered(scores)
    metrics = dict.fromkeys(metric for _, one in readers for metric in one.facts.by_metric)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (metric_label(metric), READERS[reader], *_fact_values(reader, one.facts.by_metric[metric]))
        for metric in metrics
        for reader, one in readers
        if metric in one.facts.by_metric
    )
    titles = ("metric", "reader", "found", "right", "right scope", "quote at its place", "silent")
    columns = tuple(Column(title, "name" if title == "reader" else "text") for title in titles)
    by_metric = Grid(columns, rows, "By metric", folded=True)
    return Section(
        "facts", "Facts of the prose", "Facts", (figures_grid(scores, _FACTS), *([by_metric] if rows else []))
    )


def _fact_values(reader: Reader, one: FactScores) -> Iterable[Value]:
    yield from map(estimate, (one.found, one.right, one.scope_right, one.located))
    yield believed(reader, one.silent)


def report_section(scores: Scores) -> Section:
    """Return what became of reports as wholes."""
    readers = ordered(scores)
    columns = (Column("reports"), *(Column(READERS[reader], "number") for reader, _ in readers))
    rows: tuple[tuple[Value, ...], ...] = (
        ("missed", *(one.reports.missed for _, one in readers)),
        ("invented", *(one.reports.invented for _, one in readers)),
    )
    return Section(
        "identity",
        "Reports, organization, year, form",
        "Reports",
        (figures_grid(scores, _REPORTS), Grid(columns, rows)),
    )


def finding_section(scores: Scores) -> Section:
    """Return findings on sums and how disputes came out."""
    return Section(
        "findings",
        "Findings and disputes",
        "Findings",
        (figures_grid(scores, _FINDINGS, "Findings on sums"), figures_grid(scores, _DISPUTES, "Disputed cells")),
    )


def looks_section(scores: Scores) -> Section:
    """Return how many looks a reviewer needs."""
    readers = ordered(scores)
    columns = (
        Column("cells to look at, per 100 reports"),
        *(Column(READERS[reader], "number") for reader, _ in readers),
    )
    rows: tuple[tuple[Value, ...], ...] = (
        (
            "the queue of the review page",
            *(_per_hundred(one.looks.doubtful.count, one.looks.doubtful.n) for _, one in readers),
        ),
        (
            "all that is not believed",
            *(_per_hundred(one.looks.unbelieved.count, one.looks.unbelieved.n) for _, one in readers),
        ),
    )
    return Section("looks", "Looks that a reviewer needs", "Looks", (Grid(columns, rows),))


def _per_hundred(count: int, n: int) -> Value:
    return f"{count * 100 / n:.0f} ({count} in {counted(n, 'report')})" if n else "undefined"


def common_section(scores: Scores) -> Section:
    """Return errors that rules and model make alike."""
    common = scores.common
    if common is None:
        return Section(
            "common",
            "Common-cause errors",
            "Common causes",
            (Text("Undefined: the run does not have both readers alone."),),
        )
    columns = (Column("figure"), Column("cells"))
    rows: list[tuple[Value, ...]] = [
        ("same wrong answer of both, of cells that one has wrong at least", estimate(common.shared))
    ]
    if common.became is None:
        rows.append(("what the cross-check made of them", None))
    else:
        made = ", ".join(f"{count} {name}" for name, count in common.became.items() if count) or "there was none"
        rows.append(("what the cross-check made of them", made))
    return Section("common", "Common-cause errors", "Common causes", (Grid(columns, tuple(rows)),))
