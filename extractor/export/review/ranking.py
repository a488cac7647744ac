"""Which reports a page shows, the worst first: what its list says of each before any is looked into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractor.export.review.report_record import doubtful
from extractor.export.review.vocabulary import STATUSES
from extractor.reviewing.doubts import ordered_paths
from schemas.enums import Severity, Status
from schemas.result import Extraction

__all__ = ["Chosen", "Layout", "Listed", "choose"]

Layout = tuple[str, tuple[str, ...]]
"""A form and the paths of the cells that a report has of it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One report as the list shows it."""

    line: int
    """Which extraction of the file it belongs to, from 0."""
    source: str
    sha256: str
    ordinal: int
    """Which report of its source, from 0."""
    organization: str | None
    year: int | None
    form: str
    counts: tuple[int, ...]
    """Its cells by status, in the order of ``STATUSES``."""
    doubts: tuple[int, ...]
    """Its doubtful cells, by index in printed order."""
    findings: tuple[int, int, int]
    """Errors, warnings and notes."""
    layout: int
    """Which of the layouts is its own."""

    @property
    def badness(self) -> tuple[int, ...]:
        """The greater, the worse: disputed, doubtful, errors, warnings, cells that are only read."""
        disputed, read = (self.counts[STATUSES.index(status)] for status in (Status.DISPUTED, Status.READ))
        return (disputed, len(self.doubts), *self.findings[:2], read)


@dataclass(slots=True)
class Chosen:
    """What a page shows of a result file."""

    reports: list[Listed] = field(default_factory=list)
    """The worst first."""
    failed: list[Extraction] = field(default_factory=list)
    """Sources that could not be read; they hold no reports."""
    total: int = 0
    """Reports of the whole file."""
    failed_total: int = 0
    layouts: list[Layout] = field(default_factory=list)

    @property
    def lines(self) -> frozenset[int]:
        """The extractions of which a report is shown."""
        return frozenset(report.line for report in self.reports)


def choose(extractions: Iterable[Extraction], most: int) -> Chosen:
    """Return the worst reports of a result file, at most ``most`` of them, and as many of its failed sources."""
    layouts: dict[Layout, int] = {}
    reports: list[Listed] = []
    chosen = Chosen()
    for line, extraction in enumerate(extractions):
        if extraction.error:
            chosen.failed_total += 1
            if len(chosen.failed) < most:
                chosen.failed.append(extraction)
        for ordinal, report in enumerate(extraction.reports):
            layout = layouts.setdefault((report.form, ordered_paths(report)), len(layouts))
            reports.append(_listed(line, extraction, ordinal, layout))
    chosen.total = len(reports)
    reports.sort(key=lambda report: tuple(-count for count in report.badness))
    shown = reports[:most]
    used = sorted({report.layout for report in shown})
    chosen.reports = [replace(report, layout=used.index(report.layout)) for report in shown]
    every = list(layouts)
    chosen.layouts = [every[layout] for layout in used]
    return chosen


def _listed(line: int, extraction: Extraction, ordinal: int, layout: int) -> Listed:
    report = extraction.reports[ordinal]
    cells = Counter(cell.status for cell in report.cells.values())
    findings = Counter(finding.severity for finding in report.findings)
    return Listed(
        line,
        extraction.source,
        extraction.sha256,
        ordinal,
        report.organization,
        report.year,
        report.form,
        tuple(cells[status] for status in STATUSES),
        tuple(doubtful(report)),
        (findings[Severity.ERROR], findings[Severity.WARNING], findings[Severity.NOTE]),
        layout,
    )
