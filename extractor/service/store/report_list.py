"""Lists of reports: filtered, sorted, searched, page by page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import SQLColumnExpression, String, cast, func, or_, select, tuple_
from sqlalchemy.orm import Session

from extractor.service.store.errors import NotFound, Refused
from extractor.service.store.pages import AnyRow, Chosen, Page, equal, page_of
from extractor.service.store.tables import REPORT_ORDERS, ReportRow, SourceRow

__all__ = [
    "INFO_COLUMNS",
    "SORTS",
    "Amount",
    "Facets",
    "ReportInfo",
    "ReportQuery",
    "amount",
    "facets",
    "filtered",
    "info_of",
    "list_reports",
    "neighbours",
    "report_info",
]


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What a list shows of a report; counts are those after persons' decisions."""

    id: str
    source_id: str
    ordinal: int | None
    """Which report of its source, from 0; None where the current result no longer has it."""
    present: bool
    version: int
    """What an edit must name."""
    reading_version: int
    organization: str | None
    year: int | None
    form: str
    title: str | None
    cells: int
    printed: int
    """Cells in which a number is printed."""
    printed_verified: int
    verified: int
    repaired: int
    read: int
    disputed: int
    unread: int
    doubts: int
    """Length of the queue, settled or not."""
    open_doubts: int
    open_samples: int
    """Of these, verified cells that stand in the queue by chance."""
    errors: int
    warnings: int
    notes: int
    reviewed_at: datetime | None
    reviewed_by: str | None
    updated_at: datetime
    source_name: str
    sha256: str
    """Of the source's bytes."""


_KEYS: dict[str, tuple[SQLColumnExpression[Any], ...]] = {
    order: tuple(getattr(ReportRow, column) for column in columns) for order, columns in REPORT_ORDERS.items()
}
SORTS = tuple(_KEYS)
"""What reports can be sorted by: doubtful cells still open, agency, year, verified share, findings, last change."""
_MOVING = frozenset({"doubts", "verified", "findings", "updated"})
"""Sorts in which a report moves when it is worked at."""


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Which reports, in which order."""

    search: str | None = None
    """A part of the agency's name, the title or the source's name."""
    words: tuple[str, ...] = ()
    """Each a part of one of these names, or of the year."""
    year: int | None = None
    form: str | None = None
    organization: str | None = None
    min_open: int | None = None
    """At least so many doubtful cells that nobody has settled."""
    reviewed: bool | None = None
    source_id: str | None = None
    sort: str = "doubts"
    """One of ``SORTS``."""
    descending: bool = True
    offset: int = 0
    limit: int = 50

    def __post_init__(self) -> None:
        if self.sort not in _KEYS:
            raise Refused(f"reports cannot be sorted by {self.sort!r}; by one of {', '.join(SORTS)}")


@dataclass(frozen=True, slots=True)
class Facets:
    """What reports can be filtered by, with how many there are."""

    years: list[tuple[int | None, int]]
    forms: list[tuple[str, int]]
    total: int


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a query chooses."""

    reports: int
    files: int
    """Sources in which these stand."""


def list_reports(session: Session, query: ReportQuery, total: int | None = None) -> Page[ReportInfo]:
    """Return a page of the reports that a query chooses.

    Args:
        session: of the store.
        query: which, in which order, and which stretch of them.
        total: how many the query chooses, where that is known already.
    """
    keys = filtered(select(ReportRow.number), query)
    return page_of(session, keys, _infos(), _order(query), info_of, offset=query.offset, limit=query.limit, total=total)


def report_info(session: Session, id: str) -> ReportInfo:
    """Return what a list shows of one report.

    Raises:
        NotFound: there is none of this id.
    """
    row = session.execute(_infos().where(ReportRow.id == id)).one_or_none()
    if row is None:
        raise NotFound("report", id)
    return info_of(row)


def facets(session: Session) -> Facets:
    """Return the years and forms of all reports, with how many have each."""
    rows = session.execute(
        select(ReportRow.year, ReportRow.form, func.count())
        .where(ReportRow.present)
        .group_by(ReportRow.year, ReportRow.form)
    )
    years: Counter[int | None] = Counter()
    forms: Counter[str] = Counter()
    for year, form, count in rows:
        years[year] += count
        forms[form] += count
    in_order = sorted(years.items(), key=lambda item: (item[0] is None, item[0] or 0))
    return Facets(in_order, sorted(forms.items()), years.total())


def amount(session: Session, query: ReportQuery) -> Amount:
    """Return how many reports a query chooses, and how many sources they stand in."""
    counted = filtered(select(func.count(), func.max(ReportRow.ordinal)), query, whole_table=bool(query.search))
    reports, last = session.execute(counted).one()
    if not last:  # each is the first of its source
        return Amount(reports, reports)
    sources = filtered(select(func.count(ReportRow.source_id.distinct())), query)
    return Amount(reports, int(session.execute(sources).scalar_one()))


def neighbours(session: Session, query: ReportQuery, id: str) -> tuple[str | None, str | None]:
    """Return the reports before and after one in the order of a query.

    A report that has left the list, in an order in which work moves it, has the first of the list after it: so the next
    one to work at is found after one was settled.

    Args:
        session: of the store.
        query: its offset and limit are left out of account.
        id: of a report, in the list or not.

    Raises:
        NotFound: there is none of this id.
    """
    keys = _KEYS[query.sort]
    listed = filtered(select(ReportRow.id), query)
    is_listed = listed.where(ReportRow.id == id).correlate(None).exists()
    row = session.execute(select(is_listed, *keys).where(ReportRow.id == id)).one_or_none()
    if row is None:
        raise NotFound("report", id)
    there, *place = row
    if query.sort in _MOVING and not there:
        return None, session.execute(listed.order_by(*_order(query)).limit(1)).scalar()
    here = tuple_(*keys)
    up, down = [key.asc() for key in keys], [key.desc() for key in keys]
    higher = listed.where(here > tuple(place)).order_by(*up).limit(1)
    lower = listed.where(here < tuple(place)).order_by(*down).limit(1)
    above, below = session.execute(select(higher.scalar_subquery(), lower.scalar_subquery())).one()
    return (above, below) if query.descending else (below, above)


INFO_COLUMNS = (
    *(getattr(ReportRow, field.name) for field in fields(ReportInfo) if field.name not in ("source_name", "sha256")),
    SourceRow.name.label("source_name"),
    SourceRow.sha256,
)
"""Of reports and their sources: the fields of ``ReportInfo`` in their order."""


def _infos() -> Chosen:
    return select(*INFO_COLUMNS).join(SourceRow, SourceRow.id == ReportRow.source_id)


def info_of(row: AnyRow) -> ReportInfo:
    """Return what a list shows of a report whose ``INFO_COLUMNS`` stand first in a row."""
    return ReportInfo(*row[: len(INFO_COLUMNS)])


def filtered(chosen: Chosen, query: ReportQuery, *, whole_table: bool = False) -> Chosen:
    """Return the reports of a selection that a query chooses, without its order and its page.

    Args:
        chosen: the selection.
        query: its filters.
        whole_table: go by no index of the reports that are present: where every name is looked at, going from an index
            to each row takes SQLite four times as long.
    """
    chosen = equal(
        chosen.where(ReportRow.present.is_(True) if whole_table else ReportRow.present),
        (ReportRow.year, query.year),
        (ReportRow.form, query.form),
        (ReportRow.organization, query.organization),
        (ReportRow.source_id, query.source_id),
    )
    if query.search:
        chosen = chosen.where(ReportRow.names.contains(query.search.lower(), autoescape=True))
    for word in query.words:
        in_names = ReportRow.names.contains(word.lower(), autoescape=True)
        chosen = chosen.where(or_(in_names, cast(ReportRow.year, String).contains(word, autoescape=True)))
    if query.min_open is not None:
        chosen = chosen.where(ReportRow.open_doubts >= query.min_open)
    if query.reviewed is not None:
        done = ReportRow.reviewed_at.is_not(None)
        chosen = chosen.where(done if query.reviewed else ~done)
    return chosen


def _order(query: ReportQuery) -> tuple[SQLColumnExpression[Any], ...]:
    return tuple(key.desc() if query.descending else key.asc() for key in _KEYS[query.sort])
