"""Agencies: all that have reports, and the reports of one over the years."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extractor.service.store.pages import Page, page_of
from extractor.service.store.tables import ReportRow

__all__ = ["AgencyInfo", "agencies"]


@dataclass(frozen=True, slots=True)
class AgencyInfo:
    """One agency and its reports."""

    organization: str
    reports: int
    first_year: int | None
    last_year: int | None


def agencies(session: Session, search: str | None = None, offset: int = 0, limit: int = 50) -> Page[AgencyInfo]:
    """Return the agencies of all reports by name.

    Args:
        session: of the store.
        search: a part of the name.
        offset: from 0.
        limit: how many at most.
    """
    grouped = (
        select(
            ReportRow.organization, func.count().label("reports"), func.min(ReportRow.year), func.max(ReportRow.year)
        )
        .where(ReportRow.present, ReportRow.organization.is_not(None))
        .group_by(ReportRow.organization)
    )
    if search:
        grouped = grouped.where(ReportRow.organization.icontains(search, autoescape=True))
    named = grouped.subquery()
    return page_of(
        session,
        select(*named.c),
        (named.c.organization,),
        lambda row: AgencyInfo(*row),
        offset=offset,
        limit=limit,
    )
