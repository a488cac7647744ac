"""From the reports of several sources to the findings between them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from extractor.crosscheck.across.agencies import Agency, Head, Member, agencies
from extractor.crosscheck.across.chains import CHAINS, Link, broken_links
from extractor.crosscheck.across.names import matched_by
from extractor.crosscheck.across.numbers import Figure, figures
from extractor.crosscheck.across.wording import chain_message, duplicate_message
from extractor.crosscheck.across.year import Copy
from schemas.across import AcrossFinding, MatchedBy, OtherReport
from schemas.enums import Blame, FindingKind, Severity
from schemas.result import Extraction, Finding, Term

__all__ = ["across", "agency_findings", "heads"]

_Steps = Sequence[tuple[str, Figure]]


def across(extractions: Iterable[Extraction], lang: str = "en") -> list[AcrossFinding]:
    """Return what is found between the reports of several sources; their order changes nothing.

    Two extractions of one name are taken for the same source, and the first of them counts.

    Args:
        extractions: of the sources; those that failed hold no report.
        lang: language of the messages, ``en`` or ``zh``.
    """
    by_source: dict[str, Extraction] = {}
    for extraction in extractions:
        by_source.setdefault(extraction.source, extraction)
    found = agencies(head for extraction in by_source.values() for head in heads(extraction))
    return [finding for agency in found for finding in agency_findings(agency, by_source.__getitem__, lang)]


def heads(extraction: Extraction) -> list[Head]:
    """Return what of each report says whose it is, without those that do not say it or not of which year."""
    return [
        Head(report.year, extraction.source, index, report.organization)
        for index, report in enumerate(extraction.reports)
        if report.year is not None and report.organization
    ]


def agency_findings(agency: Agency, load: Callable[[str], Extraction], lang: str) -> list[AcrossFinding]:
    """Return what is found between the reports of one agency.

    Args:
        agency: one of ``agencies``.
        load: gives the extraction of a source by its name.
        lang: language of the messages.
    """
    years: dict[int, list[Copy]] = defaultdict(list)
    loaded = {source: load(source) for source in dict.fromkeys(member.head.source for member in agency)}
    for member in agency:
        extraction = loaded[member.head.source]
        report = extraction.reports[member.head.index]
        years[member.head.year].append(Copy(member, report, figures(report, extraction.origin)))
    found: list[AcrossFinding] = []
    for year in sorted(years):
        found += _duplicates(years[year], lang)
        found += _chains(years.get(year - 1, []), years[year], lang)
    return found


def _duplicates(copies: Sequence[Copy], lang: str) -> Iterator[AcrossFinding]:
    """Each further source of a year held against the first; two reports of one source are of different scope."""
    first, told = copies[0], {copies[0].member.head.source}
    for copy in copies[1:]:
        if copy.member.head.source in told:
            continue
        told.add(copy.member.head.source)
        common = [path for path in copy.figures if path in first.figures]
        pairs = {path: (first.figures[path], copy.figures[path]) for path in common}
        differing = {path: pair for path, pair in pairs.items() if pair[0].value != pair[1].value}
        other = _other(first.member, copy.member)
        values = [(path, theirs.value, mine.value) for path, (theirs, mine) in differing.items()]
        steps = [(path, figure) for path, pair in differing.items() for figure in pair]
        yield _finding(
            FindingKind.DUPLICATE_REPORT,
            Severity.WARNING if differing else Severity.NOTE,
            (copy, list(differing), steps),
            other,
            duplicate_message(values, bool(common), copy.member.head.year, other, lang),
            sure=first.year_sure and copy.year_sure,
        )


def _chains(before: Sequence[Copy], now: Sequence[Copy], lang: str) -> Iterator[AcrossFinding]:
    sure_before, sure_now = ([copy for copy in copies if copy.year_sure] for copies in (before, now))
    for kind in CHAINS if sure_before and sure_now else ():
        links = broken_links(kind, sure_before, sure_now)
        if not links:
            continue
        shown = links[0].later[-1].found.copy
        other = _other(links[0].earlier[0].found.copy.member, shown.member)
        steps = [(step.path, step.found.figure) for link in links for step in (*link.earlier, *link.later)]
        yield _finding(
            kind,
            Severity.WARNING,
            (shown, _suspects(links), steps),
            other,
            chain_message(kind, links, other, lang),
            sure=True,
        )


def _suspects(links: Sequence[Link]) -> list[str]:
    """The cells of the later report: of each link the due one, then the others."""
    due = [link.later[-1].path for link in links]
    return list(dict.fromkeys((*due, *(step.path for link in links for step in link.later))))


def _other(theirs: Member, mine: Member) -> OtherReport:
    return OtherReport(
        theirs.head.source, theirs.head.organization, theirs.head.year, matched_by(theirs.name, mine.name)
    )


def _finding(
    kind: FindingKind,
    severity: Severity,
    shown: tuple[Copy, list[str], _Steps],
    other: OtherReport,
    message: str,
    *,
    sure: bool,
) -> AcrossFinding:
    """The finding, the source's own only where all its numbers are well read and both reports surely the agency's own.

    An office may report for itself alone, so that its numbers need not be those of its government.
    """
    copy, paths, steps = shown
    well_read = all(figure.well_read for _, figure in steps)
    cell = copy.report.cells.get(paths[0]) if paths else None
    values = ",".join(f"{path}={figure.value}" for path, figure in steps)
    return AcrossFinding(
        finding=Finding(
            kind=kind,
            severity=severity,
            blame=Blame.SOURCE if sure and well_read and MatchedBy.OFFICE not in other.matched_by else Blame.UNKNOWN,
            paths=paths,
            terms=[Term(path=path, value=figure.value) for path, figure in steps],
            fingerprint=hashlib.sha256(f"{kind}|{other.year}|{values}".encode()).hexdigest()[:16],
            message=message,
            span=cell.span if cell else None,
        ),
        source=copy.member.head.source,
        index=copy.member.head.index,
        other=other,
    )
