"""Cells of all reports, after persons' decisions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.service.store.pages import AnyRow, Page, equal, page_of
from extractor.service.store.tables import CellRow, PathRow, ReportRow
from schemas.enums import State, Status

__all__ = ["CellInfo", "list_cells"]

_STATUSES = tuple(Status)
_STATES = tuple(State)


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
    chosen = (
        select(
            ReportRow.id,
            ReportRow.organization,
            ReportRow.year,
            PathRow.path,
            CellRow.status,
            CellRow.state,
            CellRow.value,
            CellRow.decided,
        )
        .join(ReportRow, ReportRow.number == CellRow.report_number)
        .join(PathRow, PathRow.id == CellRow.path_id)
    )
    chosen = equal(
        chosen,
        (PathRow.path, path),
        (CellRow.status, None if status is None else _STATUSES.index(status)),
        (CellRow.state, None if state is None else _STATES.index(state)),
        (ReportRow.id, report_id),
        (ReportRow.year, year),
    )
    if decided is not None:
        chosen = chosen.where(CellRow.decided if decided else ~CellRow.decided)
    return page_of(session, chosen, (CellRow.report_number, CellRow.path_id), _info, offset=offset, limit=limit)


def _info(row: AnyRow) -> CellInfo:
    report_id, organization, year, path, status, state, value, decided = row
    if value is not None and float(value).is_integer():
        value = int(value)
    return CellInfo(report_id, organization, year, path, _STATUSES[status], _STATES[state], value, decided)
