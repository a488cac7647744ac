"""The scores of a run: every figure with what it was counted over and how sure it is; serialises to JSON and back.

What is undefined is null and counted over 0, never 0 itself. Intervals are those of ``eval.statistics``: over reports,
95 %, seeded; null where fewer than two reports have anything to count.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from eval.outcomes import Outcome
from eval.runs.format import Header, Reader, Usage
from eval.scorecard import CellError, FailedSource, Figure
from eval.statistics import Interval
from schemas.enums import Status, Witness
from schemas.facts import Metric

__all__ = [
    "DIMENSIONS",
    "Bounded",
    "CellScores",
    "CommonCause",
    "Dimension",
    "Disputes",
    "FactScores",
    "Facts",
    "Findings",
    "Looks",
    "Macro",
    "Pattern",
    "Read",
    "ReaderScores",
    "ReportScores",
    "RiskCoverage",
    "Score",
    "Scores",
    "Silent",
]

Dimension = Literal["form", "table", "mess", "source_kind", "split", "gold", "status", "document"]
DIMENSIONS: tuple[Dimension, ...] = ("form", "table", "mess", "source_kind", "split", "gold", "status", "document")
"""What cells are grouped by; a document of several kinds of mess stands in several groups."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Score(Figure):
    """How many of how many, and how sure: ``share`` is ``count / n``, null over nothing."""

    interval: Interval | None = None
    """Of the share; null where fewer than two reports have an ``n``."""


class Bounded(Score):
    """Errors counted by report, the unit that goes wrong independently of others."""

    upper: float | None = None
    """Exact one-sided 95 % upper bound of the share, about 3/n where no error was seen; null where ``n`` is 0."""


class Macro(_Model):
    """The mean over paths of the share that is right: each cell of the forms counts alike, however often it stands."""

    share: float | None
    """Null where no path is labelled."""
    paths: int
    """Paths that at least one label has, certain."""
    interval: Interval | None


class CellScores(_Model):
    """The figures of a set of cells."""

    outcomes: dict[Outcome, int]
    """Cells by outcome; all seven stand."""
    right: Score
    """Right among all scored cells, those that the label does not have included."""
    right_labelled: Score
    """The same among the certain cells of the labels."""
    right_nonzero: Score
    """Right among the cells whose label is a number other than 0."""
    silent: Score
    """Errors among the believed cells: those that are verified or repaired."""
    verified: Score
    """Coverage: the labels' printed numbers that are verified, rightly or not."""
    repaired: Score
    """The labels' printed numbers that are repaired, rightly or not."""
    row_drift: Score
    """Scored cells that hold a number of another row of their column."""
    column_drift: Score
    """Scored cells that hold a number of another column of their row."""
    tables_exact: Score
    """Tables of which every certain cell is right and nothing is invented; undefined by status."""


class Read(_Model):
    """Which documents a reading was made of."""

    read: int
    """Documents that have this reading."""
    absent: tuple[str, ...]
    """Ids of documents without it: nothing of them is counted."""
    failed: tuple[FailedSource, ...]
    """Sources that could not be read; their reports are missed."""


class ReportScores(_Model):
    """What became of the labelled reports as wholes."""

    matched: Score
    """Labelled reports that were found."""
    missed: int
    invented: int
    """Reports that answer no labelled one."""
    organization_right: Score
    """Equal names, among matched reports."""
    year_right: Score
    form_right: Score


class FactScores(_Model):
    """What became of the numbers of the prose, of some metrics."""

    found: Score
    """Labelled facts whose metric and value were given; optional ones count only where they were found."""
    right: Score
    """Given facts that answer a label."""
    scope_right: Score
    """Among those found, with the label's scope."""
    located: Score
    """Given facts whose quote stands in the source's text, word for word, at the span that they name."""
    silent: Score
    """Verified facts that answer no label, among the verified ones."""


class Facts(_Model):
    """The facts of a reading."""

    counts: FactScores
    """Of all metrics but ``other`` and ``rate``."""
    general: FactScores
    """Of ``other`` and ``rate``, which say little of what was counted."""
    by_metric: dict[Metric, FactScores]
    """Those that a label or the reading has."""


class Findings(_Model):
    """The findings on sums (the five kinds of identity) against what the labels' own numbers come to.

    An identity of a label that does not hold is the agency's error, and a finding on it is expected. Identities in which
    the label has a cell that is lost, unreadable, uncertain or readable in several ways count for nothing.
    """

    found: Score
    """Expected findings that were given."""
    right: Score
    """Given findings that were expected; the others accuse sums that hold as printed."""
    blame_right: Score
    """Given findings that blame the right one: the source where the finding was expected, else the extraction."""
    blame_open: Score
    """Given findings that leave it open."""
    framed: Score
    """Given findings that blame the source, and were not expected."""
    located: Score
    """Tables with one wrong number that broke a sum which holds as printed: the likeliest explanation is that cell."""
    mended: Score
    """Of the same tables: it also gives the label's value."""
    among: Score
    """Of the same tables: one of the explanations names that cell."""


class Disputes(_Model):
    """How disputed cells came out, of those that are scored."""

    settled: Score
    """Disputed cells with a value that stands."""
    settled_right: Score
    """Of those with a value that stands, the label's."""
    true_among: Score
    """Disputed cells where the label's number stands or is a candidate, among those whose label is a number."""


class Silent(_Model):
    """What is believed and wrong: the bar is none."""

    cells: Score
    """Wrong cells among the believed and scored ones."""
    reports: Bounded
    """Reports with such a cell, among those that have a believed and scored cell."""
    facts: Score
    """Verified facts of any metric that answer no label, among the verified ones."""
    fact_reports: Bounded
    """Reports with such a fact, among those that have a verified fact."""
    errors: tuple[CellError, ...]
    """Each of the cells."""


class Pattern(_Model):
    """The scored cells that the same witnesses vouch for, under one status."""

    status: Status
    witnesses: tuple[Witness, ...]
    """In the order of the vocabulary."""
    cells: Score
    """Wrong ones among them."""
    coverage: Score
    """The labels' printed numbers that this pattern and those before it hold, of all of them."""
    risk: Score
    """Wrong cells among those of this pattern and those before it."""
    reports: Bounded
    """Reports with such an error, among the reports that have such a cell."""


class RiskCoverage(_Model):
    """Coverage against risk: what believing one pattern of witnesses more brings and costs."""

    believed: tuple[Pattern, ...]
    """Patterns of verified and repaired cells by error share, of equals the larger first; each adds to those before."""
    read: tuple[Pattern, ...]
    """Patterns of ``read`` cells, likewise, added to all that is believed: what could be gained, and at what risk."""


class Looks(_Model):
    """What a person has to look at: cells a report, so that 100 times the share are the looks of 100 reports."""

    doubtful: Score
    """The queue of ``gongkai review``: disputed, repaired, unread, and read cells that a warning or error speaks of."""
    unbelieved: Score
    """Everything that is not verified or repaired and not lost: the queue of who takes nothing on one reader's word."""


class CommonCause(_Model):
    """Cells in which rules and model alone err alike: what no cross-check of the two can see by comparing them."""

    shared: Score
    """Cells with the same wrong answer of both, among the cells in which one of them errs at least."""
    became: dict[str, int] | None
    """What the cross-check made of the shared ones: ``right``, or wrong and ``verified``, ``repaired``, ``read``,
    ``disputed`` or ``unread``, which is also what it says nothing of. Null where the run has no cross-check."""


class ReaderScores(_Model):
    """All figures of one reading."""

    documents: Read
    reports: ReportScores
    cells: CellScores
    macro: Macro
    slices: dict[Dimension, dict[str, CellScores]]
    facts: Facts
    findings: Findings
    disputes: Disputes
    silent: Silent
    risk: RiskCoverage
    looks: Looks


class Scores(_Model):
    """Every figure of one run."""

    schema_version: Literal["1"] = "1"
    run: Header
    """The run's own first line."""
    seed: int
    """Of the bootstrap."""
    resamples: int
    clusters: int
    """Labelled reports; what a reading invents belongs to the first of its document."""
    readers: dict[Reader, ReaderScores]
    common: CommonCause | None
    """Null unless the run has both readers alone."""
    usage: Usage | None
    """As the run's header says: null is not known, never 0."""
