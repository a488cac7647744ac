"""``extract``: the one place where reading, splitting, the readers and the cross-check meet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extractor.crosscheck import Evidence, check_facts, crosscheck, mismatches, to_cells, to_findings
from extractor.crosscheck.checks import check_report
from extractor.errors import SourceError
from extractor.model.economy import needed
from extractor.model.reader import ModelReader, ModelReading, ask, read_answers
from extractor.model.request import Request
from extractor.model.requests import Asked, model_requests
from extractor.report_view import report_view
from extractor.rules.damage import digits_of, origin_of, zeros_doubtful
from extractor.rules.facts import prose_of, read_facts
from extractor.rules.printed_form import due_paths, printed_form
from extractor.rules.problems import read_shortcomings
from extractor.rules.table import TableReading, read_table
from extractor.section_outcomes import section_outcomes
from extractor.sections.captions import tables_of_other_years
from extractor.sections.limits import limited
from extractor.sections.parts import ReportPart
from extractor.sections.split import split_source
from extractor.sources import Source, read_source
from extractor.upstream import model_findings, report_findings, source_findings
from extractor.version import VERSION
from prompts import Prompt
from schemas.enums import Origin, TableKind
from schemas.reading import Reading
from schemas.result import SCHEMA_VERSION, ErrorResult, Extraction, Report, Run
from schemas.upstream import SeenTable, Upstream

__all__ = ["Settings", "extract", "extract_by_model_alone", "read_tables", "requests_about"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can change a result. Hashed into ``run.settings``."""

    lang: str = "en"
    """Language of messages: ``en`` or ``zh``."""
    model: Mapping[str, str | int | float | None] = field(default_factory=dict)
    """What of the model's settings can change an answer; empty without a model."""
    use: Literal["full", "economy"] = "full"
    """What a model is asked about: every section, or only what rules and sums could not prove, and the prose."""

    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    """Drafts of prompts in the place of those that ship, by id; ``run.prompts`` of a result has their hashes."""

    def digest(self) -> str:
        """Return a hash of the settings, but for the prompts, which have their own."""
        values = {"lang": self.lang, "model": dict(self.model), "use": self.use}
        canonical = json.dumps(values, sort_keys=True, ensure_ascii=False)
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
    return _extract(data, name, settings or Settings(), model, alone=False)


def extract_by_model_alone(data: bytes, name: str, settings: Settings, model: ModelReader) -> Extraction:
    """Return what the model reads of one source, as if there were no rules reader: for the evaluation, not for use.

    Reports are split, and cells due, as ever. No cell is more than ``read``: one reader has no witness (WITNESSES.md).
    """
    return _extract(data, name, settings, model, alone=True)


def _extract(data: bytes, name: str, settings: Settings, model: ModelReader | None, *, alone: bool) -> Extraction:
    whole = Extraction(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        schema_version=SCHEMA_VERSION,
        origin=None,
        error=None,
        run=Run(version=VERSION, settings=settings.digest(), model=None, prompts={}),
        reports=[],
    )
    try:
        source, drafts = _drafts(data, name)
    except SourceError as error:
        return whole.model_copy(update={"error": ErrorResult(kind=error.kind, message=error.message)})
    answered = ask(model, [_to_ask(draft, settings) if model else () for draft in drafts])
    readings = [
        read_answers(asked, responses, draft.part.identity.year)
        for draft, (asked, responses) in zip(drafts, answered.reports, strict=True)
    ]
    judged = [draft.without_rules() if alone else draft for draft in drafts]
    reports = [_report(draft, reading, settings) for draft, reading in zip(judged, readings, strict=True)]
    reports[0].findings.extend(source_findings(source, settings.lang))
    run = whole.run.model_copy(update={"model": answered.model, "prompts": answered.prompts})
    return whole.model_copy(update={"origin": source.origin, "run": run, "reports": reports})


def requests_about(data: bytes, name: str) -> tuple[Request, ...]:
    """Return everything that a model is asked about one source, report by report.

    Raises:
        SourceError: the source cannot be read.
    """
    source, parts = _parts(data, name)
    return tuple(asked.request for part in parts for asked in model_requests(source, part))


@dataclass(frozen=True, slots=True)
class _Draft:
    """One report as the rules reader has it."""

    source: Source
    part: ReportPart
    tables: Mapping[TableKind, TableReading]
    missing: str
    """The digits that the whole source has nowhere."""
    of_other_years: frozenset[TableKind]
    """The tables whose caption names another year than the report's."""
    heard: bool = True
    """False where the rules' readings are left out of the judgement."""

    def without_rules(self) -> _Draft:
        """The same report without what the rules reader says of it."""
        return replace(self, heard=False)

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
        tables = self.tables.values() if self.heard else ()
        return Evidence(
            readings=(*(reading for table in tables for reading in table.readings), *more),
            due=due_paths(self.form, self.tables),
            origin=self.source.origin,
            disputed_tables=disputed | self.of_other_years,
            zeros_doubtful=self.source.origin is Origin.OCR and zeros_doubtful(tables, self.missing),
            choices=tuple(choice for table in tables for choice in table.choices),
        )


def _parts(data: bytes, name: str) -> tuple[Source, Sequence[ReportPart]]:
    """The source within the limits, and the reports that stand in it.

    Raises:
        SourceError: it cannot be read.
    """
    source = limited(read_source(data, name))
    return source, split_source(source)


def _drafts(data: bytes, name: str) -> tuple[Source, list[_Draft]]:
    """The source, its origin told by what was read in it, and its reports, of which there is at least one.

    Raises:
        SourceError: it cannot be read, or no report stands in it.
    """
    source, found_parts = _parts(data, name)
    parts = [(part, read_tables(source, part)) for part in found_parts]
    if not parts:
        raise SourceError(
            "no_report",
            "no annual report found in it: no title, section heading or table of one; "
            "`gongkai show --text` prints what was read",
        )
    found = (table for _, tables in parts for table in tables.values())
    digits = digits_of(source.text)
    source = replace(source, origin=origin_of(source.origin, found, source.text, digits))
    return source, [_draft(source, part, tables, digits.missing) for part, tables in parts]


def _draft(source: Source, part: ReportPart, tables: Mapping[TableKind, TableReading], missing: str) -> _Draft:
    """The report with what its captions say against its year."""
    flag, others = "year_contradicted", tables_of_other_years(source, part)
    if others and flag not in part.identity.flags:
        part = replace(part, identity=replace(part.identity, flags=(*part.identity.flags, flag)))
    return _Draft(source, part, tables, missing, others)


def _to_ask(draft: _Draft, settings: Settings) -> tuple[Asked, ...]:
    """What a model is asked about a report: everything, or what rules and sums left open."""
    asked = model_requests(draft.source, draft.part, settings.prompts)
    if settings.use == "full":
        return asked
    kinds = needed(to_cells(crosscheck(draft.evidence())), {item.kind for item in asked})
    return tuple(item for item in asked if item.kind in kinds)


def _report(draft: _Draft, model: ModelReading, settings: Settings) -> Report:
    part, form = draft.part, draft.form
    differences = mismatches(draft.upstream, model.seen)
    outcome = crosscheck(draft.evidence(model.readings, frozenset(item.table for item in differences)))
    cells = to_cells(outcome)
    prose = prose_of(draft.source, part)
    stated = read_facts(draft.source, prose, part.identity.year) if draft.heard else ()
    facts = check_facts(stated, model.facts, draft.source.origin)
    view = report_view(draft.source, part, prose, form, draft.tables, outcome, facts)
    findings = to_findings(outcome, settings.lang) + check_report(view, settings.lang)
    findings += report_findings(draft.source, part, form, draft.tables, settings.lang)
    findings += model_findings(model, differences, settings.lang)
    said = read_shortcomings(draft.source, prose if draft.heard else ())
    return Report(
        title=part.identity.title,
        organization=part.identity.organization,
        region=None,
        year=part.identity.year,
        form=form,
        period_start=part.identity.period_start,
        period_end=part.identity.period_end,
        cells=cells,
        facts=facts,
        problems=list(model.problems or said.problems),
        improvements=list(model.improvements or said.improvements),
        findings=findings,
        sections=section_outcomes(part, cells, form, model.unanswered),
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
