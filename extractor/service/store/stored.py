"""A report with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.reviewing.events import Event, Standing, standing
from extractor.reviewing.queue import Look
from extractor.service.store.derived import ReadReport, derive, looks_of, settled_columns
from extractor.service.store.errors import NotFound
from extractor.service.store.event_rows import events_of
from extractor.service.store.packed import unpack
from extractor.service.store.pages import AnyRow
from extractor.service.store.report_list import INFO_COLUMNS, ReportInfo, info_of
from extractor.service.store.tables import ExtractionRow, ReportRecordRow, ReportRow, SourceRow
from extractor.version import VERSION
from schemas.enums import Origin
from schemas.result import Report

__all__ = ["StoredReport", "agency_reports", "get_report", "stored_reports"]


@dataclass(frozen=True)
class StoredReport:
    """A report, what persons did with it, and what follows."""

    info: ReportInfo
    record: bytes = field(repr=False)
    """The report as it was read, as it is kept (``packed``)."""
    events: list[Event]
    """In the order of their versions."""
    lang: str
    """Language of its messages: ``en`` or ``zh``."""
    origin: Origin | None
    """Of its source's characters."""

    looks: list[Look]
    """What is to be looked at, settled or not, in order."""
    changed: bytes | None = field(default=None, repr=False)
    """The report with the decisions put in, as it is kept; None where that is the same."""

    @cached_property
    def report(self) -> Report:
        """As it was read, without decisions."""
        return Report.model_validate_json(unpack(self.record))

    @cached_property
    def standing(self) -> dict[str, Standing]:
        """The decisions that stand, by path."""
        return standing(self.events, self.report, self.info.sha256) if self.events else {}

    @cached_property
    def settled(self) -> Report:
        """The report with the decisions put in."""
        return self.report if self.changed is None else Report.model_validate_json(unpack(self.changed))

    def read(self) -> ReadReport:
        """Return what was read, without what persons did."""
        info = self.info
        return ReadReport(
            self.report, info.sha256, info.source_name, info.ordinal or 0, self.lang, self.origin, info.reading_version
        )


def get_report(session: Session, id: str) -> StoredReport:
    """Return a report; one that the current result no longer has, as it last was (``info.present``).

    Raises:
        NotFound: there is none of this id.
    """
    found = stored_reports(session, [id])
    if not found:
        raise NotFound("report", id)
    return found[0]


def agency_reports(session: Session, organization: str) -> list[StoredReport]:
    """Return all reports of an agency, the earliest year first; those without a year last."""
    ids = session.execute(
        select(ReportRow.id)
        .where(ReportRow.present, ReportRow.organization == organization)
        .order_by(ReportRow.year.is_(None), ReportRow.year, ReportRow.number)
    ).scalars()
    return stored_reports(session, list(ids))


def stored_reports(session: Session, ids: Sequence[str]) -> list[StoredReport]:
    """Return those of the reports that there are, in the order of the ids."""
    rows = session.execute(
        select(
            *INFO_COLUMNS,
            ReportRow.number,
            ReportRecordRow.record,
            ReportRecordRow.settled,
            ReportRecordRow.looks,
            ReportRecordRow.made_by,
            ExtractionRow.lang,
            ExtractionRow.origin,
        )
        .join(ReportRecordRow, ReportRecordRow.report_number == ReportRow.number)
        .join(SourceRow, SourceRow.id == ReportRow.source_id)
        .join(ExtractionRow, ExtractionRow.id == SourceRow.extraction_id)
        .where(ReportRow.id.in_(ids))
    ).all()
    events = events_of(session, [row.number for row in rows])
    found = {row.id: _stored(row, events.get(row.number, [])) for row in rows}
    return [found[id] for id in ids if id in found]


def _stored(row: AnyRow, events: list[Event]) -> StoredReport:
    origin = Origin(row.origin) if row.origin else None
    stored = StoredReport(info_of(row), row.record, events, row.lang, origin, [], row.settled)
    if row.made_by == VERSION:
        return replace(stored, looks=looks_of(row.looks))
    anew = settled_columns(derive(stored.read(), events))  # by rules that may have changed since
    return replace(stored, looks=looks_of(anew["looks"]), changed=anew["settled"])
