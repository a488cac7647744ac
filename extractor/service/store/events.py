"""What persons do with reports: appended one after another, each on a version that its author has seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from extractor.reviewing.basis import basis_of
from extractor.reviewing.events import Event, EventKind, HumanReading, counting, undoable
from extractor.reviewing.reading_rules import misfit
from extractor.service.store.derived import derive, keep_changes, settled_columns
from extractor.service.store.errors import NotFound, Refused, VersionConflict
from extractor.service.store.event_rows import event_of, insert_event
from extractor.service.store.report_list import ReportInfo, report_info
from extractor.service.store.stored import StoredReport, get_report
from extractor.service.store.tables import EventRow, ReportRecordRow, ReportRow

__all__ = ["MAX_KEY", "NewEvent", "append_event", "history"]

MAX_KEY = 64


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What a person asks for."""

    key: str
    """Chosen by who sends it, for this event alone: sent again it is the same event."""
    kind: EventKind
    path: str | None = None
    """The cell, for ``decide`` and ``withdraw``."""
    reading: HumanReading | None = None
    """For ``decide``."""
    why: str | None = None
    undoes: int | None = None
    """For ``undo``: the version of the event to take back; None for the person's newest."""


def append_event(
    session: Session,
    report_id: str,
    expected_version: int,
    event: NewEvent,
    *,
    by: str,
    at: datetime,
    key_id: int | None = None,
) -> ReportInfo:
    """Append an event to a report's, with all that follows from it.

    Args:
        session: that writes.
        report_id: of the report.
        expected_version: the version that the person has seen.
        event: what they ask for; with a key that was used before, nothing is appended.
        by: who they are.
        at: when.
        key_id: of the key that they came with, where that is known: under another one nobody undoes it.

    Returns:
        The report as it is after it.

    Raises:
        NotFound: there is no such report.
        VersionConflict: it has changed since.
        Refused: the event makes no sense for it, or its key was used for another one.
    """
    number = session.execute(
        select(ReportRow.number).where(ReportRow.id == report_id).with_for_update()
    ).scalar_one_or_none()
    if number is None:
        raise NotFound("report", report_id)
    if _is_there(session, number, event, by):
        return report_info(session, report_id)
    stored = get_report(session, report_id)
    if stored.info.version != expected_version:
        raise VersionConflict(stored.info.version)
    appended = _made(stored, event, by, at, key_id)
    insert_event(session, number, event.key, appended)
    derived = derive(stored.read(), [*stored.events, appended])
    session.execute(
        update(ReportRow)
        .where(ReportRow.number == number)
        .values(version=appended.version, updated_at=at, **derived.columns)
    )
    of_report = update(ReportRecordRow).where(ReportRecordRow.report_number == number)
    session.execute(of_report.values(settled_columns(derived)))
    keep_changes(session, number, derived)
    return report_info(session, report_id)


def history(session: Session, report_id: str, path: str | None = None) -> list[Event]:
    """Return what was done with a report, the oldest first.

    Args:
        session: of the store.
        report_id: of the report.
        path: of a cell: only what was said of it, and what was undone of that.

    Raises:
        NotFound: there is no such report.
    """
    number = session.execute(select(ReportRow.number).where(ReportRow.id == report_id)).scalar_one_or_none()
    if number is None:
        raise NotFound("report", report_id)
    rows = session.execute(select(EventRow).where(EventRow.report_number == number).order_by(EventRow.version))
    events = [event_of(row) for row in rows.scalars()]
    if path is None:
        return events
    of_cell = {event.version for event in events if event.path == path}
    return [event for event in events if event.version in of_cell or event.undoes in of_cell]


def _is_there(session: Session, number: int, event: NewEvent, by: str) -> bool:
    """Say whether the event was appended before.

    Raises:
        Refused: its key is none, or another event's.
    """
    if not 0 < len(event.key) <= MAX_KEY or "\0" in event.key:
        raise Refused(f"an event's key has 1 to {MAX_KEY} characters")
    row = session.execute(select(EventRow).where(EventRow.key == event.key)).scalar_one_or_none()
    if row is None:
        return False
    kept = event_of(row)
    same = (kept.kind, kept.path, kept.reading, kept.by) == (event.kind, event.path, event.reading, by)
    if row.report_number != number or not same or event.undoes not in (None, kept.undoes):
        raise Refused("this key was used for another event; each event needs one of its own")
    return True


def _made(stored: StoredReport, event: NewEvent, by: str, at: datetime, key_id: int | None) -> Event:
    """Return the event as it is appended.

    Raises:
        Refused: it makes no sense for this report.
    """
    _check(stored, event)
    _check_reading(stored, event)
    undoes = _undone(stored, event, by, key_id) if event.kind is EventKind.UNDO else None
    deciding = event.kind is EventKind.DECIDE and event.path is not None
    try:
        return Event(
            version=stored.info.version + 1,
            kind=event.kind,
            by=by,
            at=at,
            path=event.path,
            reading=event.reading,
            why=event.why,
            basis=basis_of(stored.report.cells[event.path], stored.info.sha256) if deciding and event.path else None,
            undoes=undoes,
            key_id=key_id,
        )
    except ValueError as error:
        raise Refused(str(error)) from error


def _check(stored: StoredReport, event: NewEvent) -> None:
    if not stored.info.present:
        raise Refused("the current result of the source no longer has this report; its history can be read only")
    if event.path is not None and event.path not in stored.report.cells:
        raise Refused(f"the report has no cell {event.path}")
    if event.kind is EventKind.WITHDRAW and event.path is not None and event.path not in stored.standing:
        raise Refused(f"nobody has decided about {event.path}; there is nothing to withdraw")
    reviewed = stored.info.reviewed_at is not None
    if event.kind is EventKind.REVIEW and reviewed:
        raise Refused(f"the report is called done already, by {stored.info.reviewed_by}")
    if event.kind is EventKind.REOPEN and not reviewed:
        raise Refused("the report is not called done; there is nothing to reopen")


def _check_reading(stored: StoredReport, event: NewEvent) -> None:
    if event.path is None or event.reading is None:
        return
    wrong = misfit(event.path, event.reading, stored.report, stored.standing, stored.settled)
    if wrong:
        raise Refused(wrong)


def _undone(stored: StoredReport, event: NewEvent, by: str, key_id: int | None) -> int:
    """The version of the event that an undo takes back: always said, so that replaying it can mean nothing else."""
    if event.undoes is None:
        newest = undoable(stored.events, by, key_id)
        if newest is None:
            raise Refused(f"there is nothing of {by} left to undo")
        return newest.version
    own = {each.version for each in counting(stored.events) if each.is_of(by, key_id)}
    if event.undoes not in own:
        raise Refused(f"event {event.undoes} is none of {by}'s that counts; only one's own can be undone")
    return event.undoes
