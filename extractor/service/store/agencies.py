"""Agencies: all that have reports, and the reports of one over the years."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extractor.service.store.pages import Page
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
    named = (ReportRow.present, ReportRow.organization.is_not(None))
    grouped = (
        select(ReportRow.organization, func.count(), func.min(ReportRow.year), func.max(ReportRow.year))
        .where(*named)
        .group_by(ReportRow.organization)
    )
    counted = select(func.count(ReportRow.organization.distinct())).where(*named)
    if search:
        has = ReportRow.organization.icontains(search, autoescape=True)
        grouped, counted = grouped.where(has), counted.where(has)
    rows = session.execute(grouped.order_by(ReportRow.organization).offset(offset).limit(limit))
    found = [AgencyInfo(name or "", reports, first, last) for name, reports, first, last in rows]
    return Page(found, session.execute(counted).scalar_one(), offset, limit)
