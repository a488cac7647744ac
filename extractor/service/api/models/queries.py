"""What lists are filtered by, as query parameters."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from extractor.service.api.models.base import NO_CONTROL, CellPathText, IdText
from extractor.service.store.reports import ReportQuery
from schemas.enums import Blame, FindingKind, Severity, State, Status, TableKind
from schemas.facts import Metric

__all__ = [
    "MOST_ITEMS",
    "MOST_OFFSET",
    "AgencyFilter",
    "CellFilter",
    "EventFilter",
    "ExportChoice",
    "ExportFormat",
    "FactFilter",
    "FindingFilter",
    "ItemFilter",
    "Part",
    "ReportCellFilter",
    "ReportFilter",
    "SourceFilter",
]

MOST_ITEMS = 500
MOST_OFFSET = 10_000_000
ExportFormat = Literal["jsonl", "csv", "xlsx", "parquet", "sqlite"]
Offset = Annotated[int, Field(ge=0, le=MOST_OFFSET, description="Items left out before the first.")]
Limit = Annotated[int, Field(ge=1, le=MOST_ITEMS, description="Items at most.")]
Search = Annotated[str | None, Field(max_length=200, pattern=NO_CONTROL, description="A part of the name.")]
Year = Annotated[int, Field(ge=1900, le=2999)]
Id = IdText | None
CellPath = Annotated[CellPathText | None, Field(description="Of one cell.")]
Organization = Annotated[str | None, Field(max_length=500, pattern=NO_CONTROL)]
Form = Annotated[str, Field(max_length=32, pattern=r"^[a-z0-9]+$")]
MinOpen = Annotated[int | None, Field(ge=0, le=10_000, description="Doubtful cells still open, at least.")]


class Part(BaseModel):
    """Which part of a list."""

    offset: Offset = 0
    limit: Limit = 50


class WholePart(Part):
    """Of a list that is seldom longer."""

    limit: Limit = MOST_ITEMS


class ItemFilter(Part):
    """Of a job."""

    state: Literal["waiting", "done", "failed", "refused"] | None = None


class SourceFilter(Part):
    """Among all sources."""

    search: Search = None
    failed: Annotated[bool | None, Field(description="True: only those that could not be read.")] = None


class ReportFilter(Part):
    """Among all reports."""

    search: Search = None
    year: Year | None = None
    form: Form | None = None
    organization: Organization = None
    min_open: MinOpen = None
    reviewed: Annotated[bool | None, Field(description="True: only those that a person called done.")] = None
    source_id: Id = None
    sort: Literal["doubts", "organization", "year", "verified", "findings", "updated"] = "doubts"
    descending: bool = True


class ReportCellFilter(WholePart):
    """Among the cells of a report."""

    status: Status | None = None
    decided: bool | None = None


class EventFilter(WholePart):
    """Among the events of a report."""

    path: CellPath = None


class CellFilter(Part):
    """Among the cells of all reports."""

    path: CellPath = None
    status: Status | None = None
    state: State | None = None
    decided: bool | None = None
    report_id: Id = None
    year: Year | None = None


class FactFilter(Part):
    """Among the numbers of all prose."""

    report_id: Id = None
    metric: Metric | None = None
    status: Status | None = None
    year: Year | None = None


class FindingFilter(Part):
    """Among all findings."""

    report_id: Id = None
    kind: FindingKind | None = None
    severity: Severity | None = None
    blame: Blame | None = None
    year: Year | None = None


class AgencyFilter(Part):
    """Among all agencies."""

    search: Search = None


class ExportChoice(BaseModel):
    """What is exported."""

    format: Annotated[ExportFormat, Field(description="`jsonl`: results whole; the others are tables.")]
    what: Annotated[
        Literal["cells", "decisions", "facts", "findings", "reports", "sections", "sources", "wide"],
        Field(
            description="The table of csv and parquet; the others hold all. `decisions`: what persons said, and why."
        ),
    ] = "cells"
    lang: Annotated[Literal["en", "zh"], Field(description="Of heads and sheets.")] = "en"
    search: Search = None
    organization: Organization = None
    min_open: MinOpen = None
    reviewed: Annotated[bool | None, Field(description="True: only reports that a person called done.")] = None
    source_id: Id = None
    decisions: Annotated[bool, Field(description="False: as it was read.")] = True
    year: Annotated[list[Year], Field(max_length=50)] = []
    form: Annotated[list[Form], Field(max_length=10)] = []
    table: Annotated[list[TableKind], Field(max_length=10)] = []
    status: Annotated[list[Status], Field(max_length=10)] = []

    def reports(self) -> ReportQuery | None:
        """Return the question that chooses the reports as a list of them does; None where all are chosen."""
        query = ReportQuery(
            search=self.search,
            organization=self.organization,
            min_open=self.min_open,
            reviewed=self.reviewed,
            source_id=self.source_id,
        )
        return None if query == ReportQuery() else query
