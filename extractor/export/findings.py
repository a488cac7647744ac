"""Findings with the place where each shows, as a linter prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.export.explanations import explained
from extractor.export.places import Lines, Region, address, shown_at
from extractor.export.text_table import printable
from extractor.export.wording import SEVERITY_WORDS
from schemas import cell_definition
from schemas.across import OtherReport
from schemas.enums import Severity
from schemas.result import Extraction, Finding

__all__ = ["LocatedFinding", "at_least", "located", "located_findings", "other_record"]

_RANK = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """One finding of one report, or of two: then it is shown in the later one."""

    source: str
    sha256: str
    organization: str | None
    year: int | None
    form: str
    finding: Finding
    path: str | None
    """The cell that it is shown at; None where it is about none."""
    address: str | None
    """``table/row:column`` in a table of the source, from 1."""
    line_and_column: str | None
    """``line:column`` in its text, from 1."""
    region: Region | None
    """The same with its end, where the text is the file's own."""
    other: OtherReport | None = None
    """The report that this one was held against."""

    @property
    def place(self) -> str | None:
        """The address in a table, else the place in the text; None where unknown."""
        return self.address or self.line_and_column

    def line(self, lang: str) -> str:
        """Return ``source:place: severity: what: message [kind, blame]``; what is its cell's path and label."""
        where = ":".join(part for part in (printable(self.source), self.place) if part)
        parts = [where, SEVERITY_WORDS[self.finding.severity][lang == "zh"]]
        if self.path:
            parts.append(f"{self.path} ({cell_definition(self.path).label})")
        message = printable(explained(self.finding, lang))
        return ": ".join([*parts, f"{message} [{self.finding.kind}, {self.finding.blame}]"])

    def record(self) -> dict[str, object]:
        """Return the finding as one flat JSON object."""
        about = {"source": self.source, "organization": self.organization, "year": self.year, "form": self.form}
        return {
            **about,
            "place": self.place,
            **self.finding.model_dump(mode="json"),
            "against": self.other and other_record(self.other),
        }


def other_record(other: OtherReport) -> dict[str, object]:
    """Return the report that another was held against as a JSON object."""
    return {
        "source": other.source,
        "organization": other.organization,
        "year": other.year,
        "matched_by": [str(step) for step in other.matched_by],
    }


def located_findings(extraction: Extraction, lines: Lines | None) -> Iterator[LocatedFinding]:
    """Yield the findings of every report of a source, in the result's order; see ``located``."""
    for index, report in enumerate(extraction.reports):
        for finding in report.findings:
            yield located(finding, extraction, index, lines)


def located(
    finding: Finding, extraction: Extraction, index: int, lines: Lines | None, other: OtherReport | None = None
) -> LocatedFinding:
    """Return a finding with the place where it shows.

    Args:
        finding: about the report.
        extraction: of the report's source.
        index: the report's number in its source, from 0.
        lines: of the source's text; None where nothing has to be told by them.
        other: the report that it was held against.
    """
    report = extraction.reports[index]
    path = shown_at(finding, report)
    cell = report.cells.get(path) if path else None
    span = finding.span or (cell.span if cell else None)
    return LocatedFinding(
        source=extraction.source,
        sha256=extraction.sha256,
        organization=report.organization,
        year=report.year,
        form=report.form,
        finding=finding,
        path=path,
        address=address(cell) if cell else None,
        line_and_column=lines.place(span) if lines and span else None,
        region=lines.region(span) if lines and lines.own and span else None,
        other=other,
    )


def at_least(severity: Severity, level: Severity) -> bool:
    """True when the severity is the level or a graver one."""
    return _RANK[severity] >= _RANK[level]
