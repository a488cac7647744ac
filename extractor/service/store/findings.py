"""Findings of all reports, after persons' decisions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.service.store.in_reports import of_report, page_in_reports
from extractor.service.store.pages import Page, equal
from extractor.service.store.tables import FindingRow
from schemas.enums import Blame, FindingKind, Severity
from schemas.result import Finding

__all__ = ["FindingInfo", "list_findings"]


@dataclass(frozen=True, slots=True)
class FindingInfo:
    """One finding of one report."""

    report_id: str
    organization: str | None
    year: int | None
    finding: Finding


def list_findings(
    session: Session,
    *,
    report_id: str | None = None,
    kind: FindingKind | None = None,
    severity: Severity | None = None,
    blame: Blame | None = None,
    year: int | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Page[FindingInfo]:
    """Return findings that fit all that is given, by report and in its order.

    Args:
        session: of the store.
        report_id: of one report.
        kind: of the finding.
        severity: of the finding.
        blame: whose error it is.
        year: of the report.
        offset: from 0.
        limit: how many at most.
    """
    keys = equal(
        select(FindingRow.id), (FindingRow.kind, kind), (FindingRow.severity, severity), (FindingRow.blame, blame)
    )
    return page_in_reports(
        session,
        of_report(keys, FindingRow.report_number, report_id, year),
        FindingRow,
        lambda row: FindingInfo(row[0], row[1], row[2], Finding.model_validate(row[3])),
        offset=offset,
        limit=limit,
    )
