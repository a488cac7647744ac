"""``extract``: the one place where reading, splitting, the readers and the cross-check meet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from extractor.crosscheck import Evidence, check_facts, crosscheck, to_cells, to_findings
from extractor.errors import SourceError
from extractor.rules.damage import origin_of
from extractor.rules.facts import read_facts
from extractor.rules.printed_form import due_paths, printed_form
from extractor.rules.problems import read_shortcomings
from extractor.rules.table import TableReading, read_table
from extractor.sections.limits import limited
from extractor.sections.parts import ReportPart, SectionPart
from extractor.sections.split import split_source
from extractor.sources import Source, read_source
from extractor.upstream import report_findings, source_findings
from extractor.version import VERSION
from schemas.enums import SectionKind, SectionStatus, Status, TableKind
from schemas.result import SCHEMA_VERSION, Cell, ErrorResult, Extraction, Report, Run, Section

__all__ = ["Settings", "extract", "read_tables"]

_PARTS = (
    SectionKind.OVERVIEW,
    SectionKind.PROACTIVE_DISCLOSURE,
    SectionKind.REQUESTS,
    SectionKind.REVIEW_AND_LITIGATION,
    SectionKind.PROBLEMS,
    SectionKind.OTHER_MATTERS,
)
"""The six parts of the 2019 and 2021 forms."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can change a result. Hashed into ``run.settings``."""

    lang: str = "en"
    """Language of messages: ``en`` or ``zh``."""

    def digest(self) -> str:
        """Return a hash of the settings."""
        canonical = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def extract(data: bytes, name: str, settings: Settings | None = None) -> Extraction:
    """Return everything that can be read from one source.

    Args:
        data: the source's bytes as they came.
        name: what the source is called in the result, as the user named it; its suffix is a hint to its kind.
        settings: None for the defaults.

    Returns:
        One extraction. A source that cannot be read at all is one too, with ``error`` set; nothing is raised for it.
    """
    settings = settings or Settings()
    run = Run(version=VERSION, settings=settings.digest(), model=None, prompts={})
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        source = limited(read_source(data, name))
        parts = [(part, read_tables(source, part)) for part in split_source(source)]
        found = (table for _, tables in parts for table in tables.values())
        source = replace(source, origin=origin_of(source.origin, found, source.text))
        reports = [_report(source, part, tables, settings) for part, tables in parts]
        if not reports:
            raise SourceError(
                "no_report",
                "no annual report found in it: no title, section heading or table of one; "
                "`gongkai show --text` prints what was read",
            )
    except SourceError as error:
        return Extraction(
            source=name,
            sha256=sha256,
            schema_version=SCHEMA_VERSION,
            origin=None,
            error=ErrorResult(kind=error.kind, message=error.message),
            run=run,
            reports=[],
        )
    reports[0].findings.extend(source_findings(source, settings.lang))
    return Extraction(
        source=name,
        sha256=sha256,
        schema_version=SCHEMA_VERSION,
        origin=source.origin,
        error=None,
        run=run,
        reports=reports,
    )


def _report(source: Source, part: ReportPart, tables: Mapping[TableKind, TableReading], settings: Settings) -> Report:
    form = printed_form(tables, part.identity.year)
    outcome = crosscheck(
        Evidence(
            readings=tuple(reading for table in tables.values() for reading in table.readings),
            due=due_paths(form, tables),
            origin=source.origin,
            choices=tuple(choice for table in tables.values() for choice in table.choices),
        )
    )
    cells = to_cells(outcome)
    findings = to_findings(outcome, settings.lang)
    findings += report_findings(source, part, form, tables, settings.lang)
    said = read_shortcomings(source, part)
    return Report(
        title=part.identity.title,
        organization=part.identity.organization,
        region=None,
        year=part.identity.year,
        form=form,
        period_start=part.identity.period_start,
        period_end=part.identity.period_end,
        cells=cells,
        facts=check_facts(read_facts(source, part), (), source.origin),
        problems=list(said.problems),
        improvements=list(said.improvements),
        findings=findings,
        sections=_sections(part, cells, form),
    )


def read_tables(source: Source, part: ReportPart) -> dict[TableKind, TableReading]:
    """Return the rules reader's readings of each table that stands in a report."""
    found: dict[TableKind, TableReading] = {}
    for kind in TableKind:
        blocks = part.table_blocks(kind)
        reading = read_table(source, blocks, kind, part.identity.year) if blocks else None
        if reading and reading.rows:
            found[kind] = reading
    return found


def _sections(part: ReportPart, cells: dict[str, Cell], form: str) -> list[Section]:
    """What became of each section: those that stand, in reading order, then those that are missing."""
    found = [_section(section, cells) for section in part.sections]
    there = {section.kind for section in found}
    due = _PARTS if form in ("2019", "2021") else ()
    found += [
        Section(kind=kind, status=SectionStatus.MISSING, reason="no heading and no table of it stands", span=None)
        for kind in due
        if kind not in there
    ]
    return found


def _section(section: SectionPart, cells: dict[str, Cell]) -> Section:
    kind = section.kind
    status, reason = SectionStatus.READ, None
    if kind.value in set(TableKind):
        own = [cell for path, cell in cells.items() if path.startswith(kind.value + ".")]
        lost = sum(cell.status is Status.UNREAD for cell in own)
        if not own:
            status, reason = SectionStatus.EMPTY, "the heading stands, its table does not"
        elif lost == len(own):
            status, reason = SectionStatus.FAILED, "labels stand, but no cell could be read"
        elif lost:
            status, reason = SectionStatus.PARTIAL, f"{lost} of {len(own)} cells could not be read"
    elif not section.blocks:
        status, reason = SectionStatus.EMPTY, "the heading stands, nothing under it"
    return Section(kind=kind, status=status, reason=reason, span=section.span)
