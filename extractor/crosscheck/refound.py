"""The findings of a report of which persons spoke: those of the values in effect.

The sums, and what else looks at nothing but the cells, are reckoned anew. What prose says against a table is not read
anew; it speaks of the table's new value, and goes where the two agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck.books import plan_for
from extractor.crosscheck.checks import ReportView, check_cells
from extractor.crosscheck.checks.messages import with_table_value
from extractor.crosscheck.from_result import verdict_from
from extractor.crosscheck.outcome import Outcome
from extractor.crosscheck.to_result import to_findings
from schemas import Reading, cell_definitions
from schemas.enums import IDENTITY_KINDS, Blame, FindingKind, Origin, State
from schemas.result import Finding, Report, Term

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
    report: Report,
    judged: Report,
    words: Mapping[str, Word],
    outcomes: tuple[Outcome, Outcome],
    origin: Origin,
    lang: str,
) -> list[Finding]:
    """Return the findings of the report as it is now.

    Args:
        report: as it was read.
        judged: the same with the cells as persons and sums have them; its findings are still those that were read.
        words: what persons said, by path.
        outcomes: of the tables that persons spoke of, without and with their word.
        origin: of the source.
        lang: language of the messages of new findings.
    """
    before, after = outcomes
    of_before, of_after = to_findings(before, lang), to_findings(after, lang)
    sums = _broken(report, words, of_before, of_after)
    was = [*_subtotals(of_before), *check_cells(_view(report, before, report.findings, origin), lang)]
    now = [*_subtotals(of_after), *check_cells(_view(judged, after, sums, origin), lang)]
    return [*sums, *_others(report, words, was, now)]


def _subtotals(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.kind is FindingKind.SUBTOTAL]


def _view(report: Report, outcome: Outcome, findings: Sequence[Finding], origin: Origin) -> ReportView:
    """The report with nothing but its cells to be looked at."""
    return ReportView(
        year=report.year,
        form=report.form,
        organization=report.organization,
        origin=origin,
        cells={path: verdict_from(path, cell) for path, cell in report.cells.items()},
        well_read=outcome.well_read,
        facts=(),
        sentences=(),
        parts=(),
        orders={},
        broken={finding.paths[0].partition(".")[0] for finding in findings if finding.kind in IDENTITY_KINDS},
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
    kept: list[Finding] = []
    for finding in listed:
        if finding.fingerprint in after:
            kept.append(finding)
        elif finding.fingerprint not in before:
            kept += _of_table(finding, report, words)
    known = {finding.fingerprint for finding in listed} | before.keys()
    return [*kept, *(finding for mark, finding in after.items() if mark not in known)]


def _of_table(finding: Finding, report: Report, words: Mapping[str, Word]) -> Iterator[Finding]:
    """Yield what prose says against a table with the table's values in effect; nothing where they agree now.

    Where persons read no number in a cell of it there is nothing to compare with. Other findings stay as they are.
    """
    about = [term.path for term in finding.terms if term.path in words]
    if not about:
        yield finding
        return
    if any(words[path].reading.state in (State.LOST, State.UNREADABLE) for path in about):
        return
    change = sum((words[path].reading.value or 0) - (report.cells[path].value or 0) for path in about)
    said = with_table_value(finding.message, change)
    if said is None:
        yield finding
        return
    message, value = said
    stated = next((term.value for term in finding.terms if term.path not in cell_definitions()), 0)
    if value != stated:
        terms = [
            Term(path=term.path, value=words[term.path].reading.value) if term.path in words else term
            for term in finding.terms
        ]
        yield finding.model_copy(update={"message": message, "terms": terms})
