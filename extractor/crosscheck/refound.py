"""The findings of a report of which persons spoke: those of the values in effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck.books import plan_for
from extractor.crosscheck.checks import ReportView, check_cells
from extractor.crosscheck.from_result import IDENTITY_KINDS, proven_origin, verdict_from
from extractor.crosscheck.outcome import Outcome
from extractor.crosscheck.to_result import to_findings
from schemas import Reading, cell_definitions
from schemas.enums import Blame, FindingKind, State
from schemas.result import Finding, Report

__all__ = ["Word", "refound"]

_Key = tuple[FindingKind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Word:
    """What a person said of one cell."""

    reading: Reading
    """Of the witness ``human``."""
    blames_report: bool = False
    """It was read right, and the report itself is wrong there."""


def refound(
    report: Report, judged: Report, words: Mapping[str, Word], outcomes: tuple[Outcome, Outcome], lang: str
) -> list[Finding]:
    """Return the findings of the report as it is now.

    Args:
        report: as it was read.
        judged: the same with the cells as persons and sums have them; its findings are still those that were read.
        words: what persons said, by path.
        outcomes: of the tables that persons spoke of, without and with their word.
        lang: language of the messages of new findings.
    """
    before, after = outcomes
    sums = _broken(report, words, to_findings(before, lang), to_findings(after, lang))
    view = _view(judged, after, {finding.paths[0].partition(".")[0] for finding in sums})
    broken_before = {f.paths[0].partition(".")[0] for f in report.findings if f.kind in IDENTITY_KINDS}
    was = [*_subtotals(before, lang), *check_cells(_view(report, before, broken_before), lang)]
    now = [*_subtotals(after, lang), *check_cells(view, lang)]
    return [*sums, *_others(report, words, was, now)]


def _subtotals(outcome: Outcome, lang: str) -> list[Finding]:
    return [finding for finding in to_findings(outcome, lang) if finding.kind is FindingKind.SUBTOTAL]


def _view(report: Report, outcome: Outcome, broken: set[str]) -> ReportView:
    """The report with nothing but its cells to be looked at."""
    return ReportView(
        year=report.year,
        form=report.form,
        organization=report.organization,
        origin=proven_origin(report),
        cells={path: verdict_from(path, cell) for path, cell in report.cells.items()},
        well_read=outcome.well_read,
        facts=(),
        sentences=(),
        parts=(),
        orders={},
        broken=broken,
    )


def _broken(
    report: Report, words: Mapping[str, Word], before: Sequence[Finding], after: Sequence[Finding]
) -> list[Finding]:
    """The broken identities: those of the second judgement, and those that neither judgement knows of."""
    known, found, listed = (_identities(findings) for findings in (before, after, report.findings))
    kept: dict[_Key, Finding] = {}
    for key, finding in listed.items():
        if key in found:
            kept[key] = _blamed(found[key], words, finding.blame)
        elif key not in known and words.keys().isdisjoint(finding.paths):
            kept[key] = finding
    for key, finding in found.items():
        if key not in listed and (key not in known or not words.keys().isdisjoint(finding.paths)):
            kept[key] = _blamed(finding, words, finding.blame)
    order = {identity.paths: place for place, identity in enumerate(plan_for(frozenset(report.cells)).identities)}
    return sorted(kept.values(), key=lambda finding: order.get(tuple(finding.paths), len(order)))


def _identities(findings: Sequence[Finding]) -> dict[_Key, Finding]:
    return {(f.kind, tuple(f.paths)): f for f in findings if f.kind in IDENTITY_KINDS}


def _blamed(finding: Finding, words: Mapping[str, Word], otherwise: Blame) -> Finding:
    """Blame the source where a person does, or where persons read every number of it and it still does not hold."""
    said = [words[path] for path in finding.paths if path in words]
    numbers = {term.path for term in finding.terms if term.value is not None}
    read = {path for path in numbers if path in words and words[path].reading.printed}
    blames = any(word.blames_report for word in said) or read == numbers
    return finding.model_copy(update={"blame": Blame.SOURCE if blames else otherwise})


def _others(report: Report, words: Mapping[str, Word], was: Sequence[Finding], now: Sequence[Finding]) -> list[Finding]:
    """What is said beside the identities: less what no longer holds, more what holds now."""
    before, after = ({finding.fingerprint: finding for finding in findings} for findings in (was, now))
    listed = [finding for finding in report.findings if finding.kind not in IDENTITY_KINDS]
    kept = [
        finding
        for finding in listed
        if finding.fingerprint in after or not (finding.fingerprint in before or _is_mended(finding, words))
    ]
    known = {finding.fingerprint for finding in listed} | before.keys()
    return [*kept, *(finding for mark, finding in after.items() if mark not in known)]


def _is_mended(finding: Finding, words: Mapping[str, Word]) -> bool:
    """True for a number of the prose that the table's cell, corrected, no longer contradicts."""
    stated = [term.value for term in finding.terms if term.path not in cell_definitions()]
    cells = [term for term in finding.terms if term.path in cell_definitions()]
    if len(stated) != 1 or not any(term.path in words for term in cells):
        return False
    values = [words[t.path].reading.value if t.path in words else t.value for t in cells]
    states = [words[t.path].reading.state for t in cells if t.path in words]
    if any(state in (State.LOST, State.UNREADABLE) for state in states):
        return True
    return sum(value for value in values if value is not None) == stated[0]
