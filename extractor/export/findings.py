"""Findings with the place where each shows, as a linter prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.export.places import address, line_and_column
from extractor.export.text_table import printable
from extractor.export.wording import SEVERITY_WORDS
from schemas import cell_definition
from schemas.enums import Severity
from schemas.result import Extraction, Finding, Report

__all__ = ["LocatedFinding", "at_least", "located_findings"]

_RANK = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """One finding of one report."""

    source: str
    report: Report
    finding: Finding
    place: str | None
    """``table/row:column`` in a table of the source, ``line:column`` in its text, both from 1; None where unknown."""

    def line(self, lang: str) -> str:
        """Return ``source:place: severity: what: message [kind, blame]``; what is the first cell's path and label."""
        where = ":".join(part for part in (printable(self.source), self.place) if part)
        parts = [where, SEVERITY_WORDS[self.finding.severity][lang == "zh"]]
        if self.finding.paths:
            path = self.finding.paths[0]
            parts.append(f"{path} ({cell_definition(path).label})")
        message = printable(self.finding.message)
        return ": ".join([*parts, f"{message} [{self.finding.kind}, {self.finding.blame}]"])

    def record(self) -> dict[str, object]:
        """Return the finding as one flat JSON object."""
        report = self.report
        about = {"source": self.source, "organization": report.organization, "year": report.year, "form": report.form}
        return {**about, "place": self.place, **self.finding.model_dump(mode="json")}


def located_findings(extraction: Extraction, text: str) -> Iterator[LocatedFinding]:
    """Yield the findings of every report of a source, in the result's order.

    Args:
        extraction: of the source.
        text: the source's text as Gongkai renders it.
    """
    for report in extraction.reports:
        for finding in report.findings:
            yield LocatedFinding(extraction.source, report, finding, _place(report, finding, text))


def at_least(severity: Severity, level: Severity) -> bool:
    """True when the severity is the level or a graver one."""
    return _RANK[severity] >= _RANK[level]


def _place(report: Report, finding: Finding, text: str) -> str | None:
    cell = report.cells.get(finding.paths[0]) if finding.paths else None
    if cell and (found := address(cell)):
        return found
    span = finding.span or (cell.span if cell else None)
    return line_and_column(text, span) if span else None
