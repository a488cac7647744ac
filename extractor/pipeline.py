"""``extract``: the one place where reading, splitting, the readers and the cross-check meet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from extractor.crosscheck import Evidence, check_facts, crosscheck, mismatches, to_cells, to_findings
from extractor.errors import SourceError
from extractor.model.economy import needed
from extractor.model.reader import ModelReader, ModelReading, Unanswered, ask, read_answers
from extractor.model.request import Request
from extractor.model.requests import PROSE, Asked, model_requests
from extractor.rules.damage import origin_of, zeros_doubtful
from extractor.rules.facts import read_facts
from extractor.rules.printed_form import due_paths, printed_form
from extractor.rules.problems import read_shortcomings
from extractor.rules.table import TableReading, read_table
from extractor.sections.limits import limited
from extractor.sections.parts import ReportPart, SectionPart
from extractor.sections.split import split_source
from extractor.sources import Source, read_source
from extractor.upstream import model_findings, report_findings, source_findings
from extractor.version import VERSION
from schemas.enums import Origin, SectionKind, SectionStatus, Status, TableKind
from schemas.reading import Reading
from schemas.result import SCHEMA_VERSION, Cell, ErrorResult, Extraction, Report, Run, Section
from schemas.upstream import SeenTable, Upstream

__all__ = ["Settings", "extract", "read_tables", "requests_about"]

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
    model: Mapping[str, str | int | float | None] = field(default_factory=dict)
    """What of the model's settings can change an answer; empty without a model."""
    use: Literal["full", "economy"] = "full"
    """What a model is asked about: every section, or only what rules and sums could not prove, and the prose."""

    def digest(self) -> str:
        """Return a hash of the settings."""
        canonical = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def extract(data: bytes, name: str, settings: Settings | None = None, model: ModelReader | None = None) -> Extraction:
    """Return everything that can be read from one source.

    Args:
        data: the source's bytes as they came.
        name: what the source is called in the result, as the user named it; its suffix is a hint to its kind.
        settings: None for the defaults.
        model: who answers what is asked of a model, all requests of a source at once; None reads without one.

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
        if not parts:
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
    drafts = [_Draft(source, part, tables) for part, tables in parts]
    answered = ask(model, [_to_ask(draft, settings) if model else () for draft in drafts])
    readings = [
        read_answers(asked, responses, draft.part.identity.year)
        for draft, (asked, responses) in zip(drafts, answered.reports, strict=True)
    ]
    reports = [_report(draft, reading, settings) for draft, reading in zip(drafts, readings, strict=True)]
    reports[0].findings.extend(source_findings(source, settings.lang))
    return Extraction(
        source=name,
        sha256=sha256,
        schema_version=SCHEMA_VERSION,
        origin=source.origin,
        error=None,
        run=run.model_copy(update={"model": answered.model, "prompts": answered.prompts}),
        reports=reports,
    )


def requests_about(data: bytes, name: str) -> tuple[Request, ...]:
    """Return everything that a model is asked about one source, report by report.

    Raises:
        SourceError: the source cannot be read.
    """
    source = limited(read_source(data, name))
    return tuple(asked.request for part in split_source(source) for asked in model_requests(source, part))


@dataclass(frozen=True, slots=True)
class _Draft:
    """One report as the rules reader has it."""

    source: Source
    part: ReportPart
    tables: Mapping[TableKind, TableReading]

    @property
    def form(self) -> str:
        return printed_form(self.tables, self.part.identity.year)

    @property
    def upstream(self) -> Upstream:
        """What its tables were read with."""
        seen = {
            kind: SeenTable(columns=tuple((b.key, tuple(column.key for column in b.columns)) for b in table.blocks))
            for kind, table in self.tables.items()
        }
        return Upstream(self.part.identity.year, self.part.identity.organization, seen)

    def evidence(self, more: Sequence[Reading] = (), disputed: frozenset[TableKind] = frozenset()) -> Evidence:
        """What is known of its cells, with another reader's readings."""
        tables = self.tables.values()
        return Evidence(
            readings=(*(reading for table in tables for reading in table.readings), *more),
            due=due_paths(self.form, self.tables),
            origin=self.source.origin,
            disputed_tables=disputed,
            zeros_doubtful=self.source.origin is Origin.OCR and zeros_doubtful(tables, self.source.text),
            choices=tuple(choice for table in tables for choice in table.choices),
        )


def _to_ask(draft: _Draft, settings: Settings) -> tuple[Asked, ...]:
    """What a model is asked about a report: everything, or what rules and sums left open."""
    asked = model_requests(draft.source, draft.part)
    if settings.use == "full":
        return asked
    kinds = needed(to_cells(crosscheck(draft.evidence())), {item.kind for item in asked})
    return tuple(item for item in asked if item.kind in kinds)


def _report(draft: _Draft, model: ModelReading, settings: Settings) -> Report:
    part, form = draft.part, draft.form
    differences = mismatches(draft.upstream, model.seen)
    outcome = crosscheck(draft.evidence(model.readings, frozenset(item.table for item in differences)))
    cells = to_cells(outcome)
    findings = to_findings(outcome, settings.lang)
    findings += report_findings(draft.source, part, form, draft.tables, settings.lang)
    findings += model_findings(model, differences, settings.lang)
    said = read_shortcomings(draft.source, part)
    return Report(
        title=part.identity.title,
        organization=part.identity.organization,
        region=None,
        year=part.identity.year,
        form=form,
        period_start=part.identity.period_start,
        period_end=part.identity.period_end,
        cells=cells,
        facts=check_facts(read_facts(draft.source, part), model.facts, draft.source.origin),
        problems=list(model.problems or said.problems),
        improvements=list(model.improvements or said.improvements),
        findings=findings,
        sections=_sections(part, cells, form, model.unanswered),
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


def _sections(
    part: ReportPart, cells: dict[str, Cell], form: str, unanswered: Sequence[Unanswered] = ()
) -> list[Section]:
    """What became of each section: those that stand, in reading order, then those that are missing."""
    silent = {missing.kind: f"the model gave no answer: {missing.reason}" for missing in unanswered}
    found = [_section(section, cells, silent) for section in part.sections]
    there = {section.kind for section in found}
    due = _PARTS if form in ("2019", "2021") else ()
    found += [
        Section(kind=kind, status=SectionStatus.MISSING, reason="no heading and no table of it stands", span=None)
        for kind in due
        if kind not in there
    ]
    return found


def _section(section: SectionPart, cells: dict[str, Cell], silent: Mapping[str, str]) -> Section:
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
    missing = silent.get(kind.value if kind.value in set(TableKind) else PROSE)
    reasons = [text for text in (reason, missing if section.blocks else None) if text]
    return Section(kind=kind, status=status, reason="; ".join(reasons) or None, span=section.span)
