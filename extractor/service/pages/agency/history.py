"""All that is known of one agency over the years, from its reports as they stand after decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck.across import Agency, Head, agencies, agency_findings
from extractor.crosscheck.across.chains import Link, links
from extractor.crosscheck.across.numbers import figures
from extractor.crosscheck.across.year import Copy
from extractor.reviewing.breaks import placed_breaks
from extractor.service.pages.agency.charts import Chart, chart
from extractor.service.pages.agency.measures import CHAINS, Chain, panels
from extractor.service.pages.agency.numbers import Shown, YearReport, shown_cell
from schemas import Number
from schemas.across import AcrossFinding
from schemas.enums import FindingKind, Severity, Status
from schemas.result import Extraction, Report

__all__ = ["AgencyReport", "ChainRow", "History", "Term", "history"]


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """One report of the agency."""

    id: str
    extraction: Extraction
    """Of its source, with this agency's reports as they stand after decisions."""
    index: int
    """Which report of the extraction."""
    decided: frozenset[str]
    """Paths of cells that a person settled."""
    blamed: frozenset[str] = frozenset()
    """Of these, those that the person called the report's own error."""

    @property
    def report(self) -> Report:
        """The report after decisions."""
        return self.extraction.reports[self.index]


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a chain."""

    sign: int
    number: Shown | None
    """None where the report or its form does not have it."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """Two years in a row held against each other."""

    year: int
    """The later one."""
    terms: tuple[Term, ...]
    """What the number should follow from."""
    due: Term
    expected: Number | None
    """What follows, where everything needed is surely read."""
    holds: bool | None
    """None where nobody can tell."""


@dataclass(frozen=True, slots=True)
class History:
    """What the page of an agency shows."""

    charts: tuple[Chart, ...]
    chains: Mapping[str, tuple[ChainRow, ...]]
    """By key of the chain; without those that no report has anything of."""
    findings: tuple[tuple[str, AcrossFinding], ...]
    """What is found between reports, with the id of the later one."""
    comparable: bool
    """False where the name could be that of several agencies: their years are not held against each other."""
    repeated: tuple[int, ...]
    """Years with more than one report; the charts show the one in which most is printed."""


def history(reports: Sequence[AgencyReport], lang: str) -> History:
    """Return what is known of an agency.

    Args:
        reports: all that bear its name; of two equal ones of a year the first is shown; those without a year are left out.
        lang: language of the findings' messages.
    """
    by_year: dict[int, list[AgencyReport]] = defaultdict(list)
    for report in reports:
        if report.report.year is not None:
            by_year[report.report.year].append(report)
    chosen = {year: _year(year, max(by_year[year], key=_printed)) for year in sorted(by_year)}
    known = {(one.extraction.source, one.index): one for one in reports}
    same = agencies(
        Head(year, one.extraction.source, one.index, one.report.organization or "")
        for year, several in by_year.items()
        for one in several
    )
    load = {one.extraction.source: one.extraction for one in reports}.__getitem__
    found = [finding for agency in same for finding in agency_findings(agency, load, lang)]
    return History(
        tuple(drawn for panel in panels() if not (drawn := chart(panel, list(chosen.values()))).empty),
        _chains(chosen, _tested(same, load)),
        tuple((known[finding.source, finding.index].id, finding) for finding in found),
        bool(same) or len(by_year) < 2,
        tuple(year for year, several in sorted(by_year.items()) if len(several) > 1),
    )


def _printed(one: AgencyReport) -> int:
    return sum(cell.value is not None for cell in one.report.cells.values())


def _year(year: int, one: AgencyReport) -> YearReport:
    return YearReport(one.id, year, one.report, figures(one.report, one.extraction.origin), one.decided, _wrong(one))


def _wrong(one: AgencyReport) -> frozenset[str]:
    """The cells that are wrong in the report itself: a person said so, or they are sure and an error is placed on them."""
    errors = (finding for finding in one.report.findings if finding.severity is Severity.ERROR)
    alone = {finding.paths[0] for finding in errors if len(finding.paths) == 1}
    denied = alone | placed_breaks(one.report, errors_only=True)
    sure = {path for path in denied if path in one.decided or one.report.cells[path].status is Status.VERIFIED}
    return one.blamed | sure


def _tested(same: Sequence[Agency], load: Callable[[str], Extraction]) -> dict[tuple[FindingKind, str, int], Link]:
    """What could be held against each other, by kind, cell and year of the later report."""
    tested: dict[tuple[FindingKind, str, int], Link] = {}
    for agency in same:
        copies: dict[int, list[Copy]] = defaultdict(list)
        for member in agency:
            extraction = load(member.head.source)
            report = extraction.reports[member.head.index]
            copies[member.head.year].append(Copy(member, report, figures(report, extraction.origin)))
        for year in copies.keys() & {before + 1 for before in copies}:
            for kind in {chain.kind for chain in CHAINS}:
                for link in links(kind, copies[year - 1], copies[year]):
                    tested[kind, link.later[-1].path, year] = link
    return tested


def _chains(
    years: Mapping[int, YearReport], tested: Mapping[tuple[FindingKind, str, int], Link]
) -> dict[str, tuple[ChainRow, ...]]:
    pairs = [(year - 1, year) for year in years if year - 1 in years]
    found: dict[str, tuple[ChainRow, ...]] = {}
    for chain in CHAINS:
        rows = [
            _row(chain, years[before], years[now], tested.get((chain.kind, chain.due, now))) for before, now in pairs
        ]
        if said := tuple(row for row in rows if row.due.number or any(term.number for term in row.terms)):
            found[chain.key] = said
    return found


def _row(chain: Chain, before: YearReport, now: YearReport, link: Link | None) -> ChainRow:
    terms = [Term(sign, _cell(path, before)) for path, sign in chain.before]
    terms += [Term(sign, _cell(path, now)) for path, sign in chain.now]
    due = Term(1, _cell(chain.due, now))
    expected, holds = (link.expected, link.holds) if link else (None, None)
    return ChainRow(now.year, tuple(terms), due, expected, holds)


def _cell(path: str, year: YearReport) -> Shown | None:
    return shown_cell(path, year) if path in year.report.cells else None
