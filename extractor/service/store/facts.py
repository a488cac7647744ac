"""Facts of the prose of all reports."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.service.store.in_reports import of_report, page_in_reports
from extractor.service.store.pages import Page, equal
from extractor.service.store.tables import FactRow
from schemas.enums import Status
from schemas.facts import Metric
from schemas.result import Fact

__all__ = ["FactInfo", "list_facts"]


@dataclass(frozen=True, slots=True)
class FactInfo:
    """One fact of one report."""

    report_id: str
    organization: str | None
    year: int | None
    fact: Fact


def list_facts(
    session: Session,
    *,
    report_id: str | None = None,
    metric: Metric | None = None,
    status: Status | None = None,
    year: int | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Page[FactInfo]:
    """Return facts that fit all that is given, by report and in its order.

    Args:
        session: of the store.
        report_id: of one report.
        metric: what is counted.
        status: how far it may be believed.
        year: of the report.
        offset: from 0.
        limit: how many at most.
    """
    keys = equal(select(FactRow.id), (FactRow.metric, metric), (FactRow.status, status))
    return page_in_reports(
        session,
        of_report(keys, FactRow.report_number, report_id, year),
        FactRow,
        lambda row: FactInfo(row[0], row[1], row[2], Fact.model_validate(row[3])),
        offset=offset,
        limit=limit,
    )
