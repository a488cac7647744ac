"""Cells of all reports, after persons' decisions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from extractor.service.store.in_reports import of_report
from extractor.service.store.pages import AnyRow, Page, equal, total_of
from extractor.service.store.tables import CellRow, PathRow, ReportRow
from schemas.enums import State, Status

__all__ = ["CellInfo", "list_cells"]

_STATUSES = tuple(Status)
_STATES = tuple(State)
_COUNTED: dict[Status | None, SQLColumnExpression[int]] = {
    None: ReportRow.cells,
    Status.VERIFIED: ReportRow.verified,
    Status.REPAIRED: ReportRow.repaired,
    Status.READ: ReportRow.read,
    Status.DISPUTED: ReportRow.disputed,
    Status.UNREAD: ReportRow.unread,
}
"""The column of reports that counts their cells: millions of rows need not be gone through to say how many there are."""


@dataclass(frozen=True, slots=True)
class CellInfo:
    """One cell of one report."""

    report_id: str
    organization: str | None
    year: int | None
    path: str
    status: Status
    state: State
    value: int | float | None
    """As a double holds it; exactly, it stands in the report."""
    decided: bool
    """True where a person's decision stands."""


def list_cells(  # noqa: PLR0913  one argument a column that can be asked for
    session: Session,
    *,
    path: str | None = None,
    status: Status | None = None,
    state: State | None = None,
    decided: bool | None = None,
    report_id: str | None = None,
    year: int | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Page[CellInfo]:
    """Return cells that fit all that is given, by report and then by path number.

    Args:
        session: of the store.
        path: of the cell.
        status: after decisions.
        state: after decisions.
        decided: True for cells with a standing decision only, False for those without.
        report_id: of one report.
        year: of the report.
        offset: from 0.
        limit: how many at most.
    """
    keys = equal(
        select(CellRow.report_number, CellRow.path_id, CellRow.status, CellRow.state, CellRow.value, CellRow.decided),
        (CellRow.status, None if status is None else _STATUSES.index(status)),
        (CellRow.state, None if state is None else _STATES.index(state)),
    )
    if path is not None:
        keys = keys.where(CellRow.path_id == select(PathRow.id).where(PathRow.path == path).scalar_subquery())
    if decided is not None:
        keys = keys.where(CellRow.decided if decided else ~CellRow.decided)
    keys = of_report(keys, CellRow.report_number, report_id, year)
    if path is None and state is None and decided is None:
        counts = select(func.coalesce(func.sum(_COUNTED[status]), 0)).where(ReportRow.present)
        total = int(session.execute(equal(counts, (ReportRow.id, report_id), (ReportRow.year, year))).scalar_one())
    else:
        total = total_of(session, keys)
    if offset >= total or limit < 1:
        return Page([], total, offset, limit)
    here = keys.order_by(CellRow.report_number, CellRow.path_id).offset(offset).limit(limit).subquery()
    rows = session.execute(
        select(
            ReportRow.id,
            ReportRow.organization,
            ReportRow.year,
            PathRow.path,
            here.c.status,
            here.c.state,
            here.c.value,
            here.c.decided,
        )
        .join(ReportRow, ReportRow.number == here.c.report_number)
        .join(PathRow, PathRow.id == here.c.path_id)
        .order_by(here.c.report_number, here.c.path_id)
    )
    return Page([_info(row) for row in rows], total, offset, limit)


def _info(row: AnyRow) -> CellInfo:
    report_id, organization, year, path, status, state, value, decided = row
    if value is not None and float(value).is_integer():
        value = int(value)
    return CellInfo(report_id, organization, year, path, _STATUSES[status], _STATES[state], value, decided)
