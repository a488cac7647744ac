"""What can be searched over all reports."""

from __future__ import annotations

from extractor.service.api.models.base import Model
from extractor.service.api.models.reports import ReportDetail
from extractor.service.store.reports import Facets
from schemas.enums import State, Status
from schemas.result import Fact, Finding, Value

__all__ = ["Agency", "AgencyReports", "FacetCounts", "FoundCell", "FoundFact", "FoundFinding"]


class FoundCell(Model):
    """A cell of some report, after decisions."""

    report_id: str
    organization: str | None
    year: int | None
    path: str
    status: Status
    state: State
    value: Value
    decided: bool


class FoundFact(Model):
    """A number that the prose of some report states."""

    report_id: str
    organization: str | None
    year: int | None
    fact: Fact


class FoundFinding(Model):
    """Something wrong or odd in some report, after decisions."""

    report_id: str
    organization: str | None
    year: int | None
    finding: Finding


class YearCount(Model):
    """How many reports are about a year."""

    year: int | None
    reports: int


class FormCount(Model):
    """How many reports are on a form."""

    form: str
    reports: int


class FacetCounts(Model):
    """What reports can be filtered by, with how many there are."""

    years: list[YearCount]
    forms: list[FormCount]
    total: int

    @classmethod
    def of(cls, facets: Facets) -> FacetCounts:
        """Return them as the API says them."""
        return cls(
            years=[YearCount(year=year, reports=count) for year, count in facets.years],
            forms=[FormCount(form=form, reports=count) for form, count in facets.forms],
            total=facets.total,
        )


class Agency(Model):
    """An agency of which there are reports."""

    organization: str
    reports: int
    first_year: int | None
    last_year: int | None


class AgencyReports(Model):
    """An agency over the years."""

    organization: str
    reports: list[ReportDetail]
    """By year."""
