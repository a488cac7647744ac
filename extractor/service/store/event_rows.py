"""Events as rows: written once, read back as what ``extractor.reviewing`` replays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from extractor.reviewing.events import Event
from extractor.service.store.tables import EventRow

__all__ = ["event_of", "events_of", "insert_event"]

_IN_COLUMNS = ("version", "kind", "path", "by", "at")


def insert_event(session: Session, number: int, key: str, event: Event) -> None:
    """Append an event to a report's."""
    record = event.to_record()
    rest = {name: record[name] for name in record if name not in _IN_COLUMNS}
    session.execute(
        insert(EventRow).values(
            report_number=number,
            version=event.version,
            key=key,
            kind=event.kind.value,
            path=event.path,
            record=rest,
            by=event.by,
            at=event.at,
        )
    )


def events_of(session: Session, numbers: Collection[int]) -> dict[int, list[Event]]:
    """Return the events of some reports by the report's number, in the order of their versions."""
    rows = session.execute(
        select(EventRow).where(EventRow.report_number.in_(numbers)).order_by(EventRow.report_number, EventRow.version)
    ).scalars()
    events: dict[int, list[Event]] = defaultdict(list)
    for row in rows:
        events[row.report_number].append(event_of(row))
    return events


def event_of(row: EventRow) -> Event:
    """Return the event that a row holds."""
    columns = {"version": row.version, "kind": row.kind, "path": row.path, "by": row.by, "at": row.at.isoformat()}
    return Event.from_record({**row.record, **columns})
