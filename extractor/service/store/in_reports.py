"""What stands in reports, row by row: filtered by its report, shown with its report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import SQLColumnExpression, select
from sqlalchemy.orm import Session

from extractor.service.store.pages import AnyRow, Chosen, Page, equal, page_of
from extractor.service.store.tables import FactRow, FindingRow, ReportRow

__all__ = ["of_report", "page_in_reports"]

T = TypeVar("T")


def of_report(keys: Chosen, number: SQLColumnExpression[int], report_id: str | None, year: int | None) -> Chosen:
    """Return what of a selection stands in reports that fit all that is given.

    Args:
        keys: selects columns of one table.
        number: that table's column with the report's number.
        report_id: of one report.
        year: of the report.
    """
    if report_id is None and year is None:
        return keys
    joined = keys.join(ReportRow, ReportRow.number == number)
    return equal(joined, (ReportRow.id, report_id), (ReportRow.year, year))


def page_in_reports(
    session: Session,
    keys: Chosen,
    row: type[FactRow | FindingRow],
    make: Callable[[AnyRow], T],
    *,
    offset: int,
    limit: int,
) -> Page[T]:
    """Return a page of rows by report and in its order.

    Args:
        session: of the store.
        keys: selects the ids of all that is in the list, without order.
        row: the table.
        make: from a report's id, organization and year and the row's record to an item.
        offset: from 0.
        limit: how many at most.
    """
    shown = select(ReportRow.id, ReportRow.organization, ReportRow.year, row.record).join(
        ReportRow, ReportRow.number == row.report_number
    )
    return page_of(session, keys, shown, (row.report_number, row.id), make, offset=offset, limit=limit)
