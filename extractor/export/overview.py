"""One source at a glance, for a person: what was read, how far it can be trusted, what is doubtful or odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.export.places import address, shown_at
from extractor.export.text_table import align, printable, shorten
from extractor.export.wording import SEVERITY_WORDS, STATUS_WORDS, words
from schemas import cell_definition, union_table
from schemas.enums import SectionStatus, Status, TableKind
from schemas.result import Cell, Extraction, Report

__all__ = ["overview", "value_text"]

_MOST = 10
"""Doubtful cells and findings that are listed a report; the rest is counted."""

_ORDER = (Status.VERIFIED, Status.REPAIRED, Status.READ, Status.DISPUTED, Status.UNREAD)
_DOUBTFUL = (Status.DISPUTED, Status.REPAIRED, Status.UNREAD)


def overview(extraction: Extraction, lang: str = "en") -> str:
    """Return the source's reports as plain text of about a screen: a count a table and status, doubts, findings.

    Args:
        extraction: of one source.
        lang: ``en`` or ``zh``.
    """
    said = words(lang)
    lines = [printable(extraction.source)]
    if extraction.error:
        lines.append(f"  {said['failed']}: {printable(extraction.error.message)}")
    for report in extraction.reports:
        lines += _report(report, lang)
    return "\n".join(lines) + "\n"


def value_text(cell: Cell) -> str:
    """Return a cell's value as text: the number, or its state in brackets with the mark that is printed."""
    if cell.value is not None:
        return f"{cell.value:f}" if not isinstance(cell.value, int) else str(cell.value)
    mark = printable(cell.printed)
    return f"({cell.state.value} {mark})" if mark else f"({cell.state.value})"


def _report(report: Report, lang: str) -> Iterator[str]:
    said = words(lang)
    organization = printable(report.organization or "") or said["no_organization"]
    year = str(report.year) if report.year is not None else said["no_year"]
    yield f"  {organization}  {year}  {said['form']} {report.form}"
    yield from _counts(report, lang)
    facts = Counter(fact.status for fact in report.facts)
    if facts:
        yield f"    {said['facts']}: " + _tally(facts, lang)
    poor = [section for section in report.sections if section.status not in (SectionStatus.READ, SectionStatus.EMPTY)]
    if poor:
        yield f"    {said['sections']}:"
        yield from align(
            [[section.kind.value, section.status.value, printable(section.reason or "")] for section in poor],
            indent="      ",
        )
    yield from _doubtful(report, lang)
    yield from _findings(report, lang)


def _counts(report: Report, lang: str) -> Iterator[str]:
    said = words(lang)
    counts: dict[TableKind, Counter[Status]] = {}
    for path, cell in report.cells.items():
        counts.setdefault(cell_definition(path).table, Counter())[cell.status] += 1
    if not counts:
        yield f"    {said['nothing']}"
        return
    chinese = lang == "zh"
    rows = [[said["table"], said["cells"], *(STATUS_WORDS[status][chinese] for status in _ORDER)]]
    for kind in TableKind:
        if count := counts.get(kind):
            label = union_table(kind).label
            rows.append([label, str(count.total()), *(str(count[status]) for status in _ORDER)])
    yield from align(rows, right=frozenset(range(1, len(rows[0]))), indent="    ")


def _tally(counts: Counter[Status], lang: str) -> str:
    return ", ".join(f"{counts[status]} {STATUS_WORDS[status][lang == 'zh']}" for status in _ORDER if counts[status])


def _doubtful(report: Report, lang: str) -> Iterator[str]:
    said = words(lang)
    doubtful = [(path, cell) for status in _DOUBTFUL for path, cell in report.cells.items() if cell.status is status]
    if not doubtful:
        return
    yield f"    {said['doubtful']}:"
    rows = []
    for path, cell in doubtful[:_MOST]:
        others = [str(candidate.value) for candidate in cell.candidates if candidate.value not in (None, cell.value)]
        value = f" {said['or']} ".join([value_text(cell), *dict.fromkeys(others)])
        rows.append([STATUS_WORDS[cell.status][lang == "zh"], value, path, shorten(cell_definition(path).label, 40)])
    yield from align(rows, indent="      ")
    if len(doubtful) > _MOST:
        yield "      " + said["more"].format(len(doubtful) - _MOST)


def _findings(report: Report, lang: str) -> Iterator[str]:
    said = words(lang)
    if not report.findings:
        return
    yield f"    {said['findings']}:"
    rows = []
    for finding in report.findings[:_MOST]:
        path = shown_at(finding, report)
        cell = report.cells.get(path) if path else None
        place = (address(cell) if cell else None) or ""
        severity = SEVERITY_WORDS[finding.severity][lang == "zh"]
        rows.append([severity, finding.kind.value, place, printable(finding.message)])
    yield from align(rows, indent="      ")
    if len(report.findings) > _MOST:
        yield "      " + said["more"].format(len(report.findings) - _MOST)
