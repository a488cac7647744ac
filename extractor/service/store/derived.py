"""What follows from a report as read and a person's events: kept in rows, so that lists can be filtered by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from extractor.export.columns import as_double
from extractor.reviewing.apply import settled
from extractor.reviewing.counts import counts
from extractor.reviewing.events import Event, Standing, review_of, standing
from extractor.reviewing.queue import Look, Reason, queue_of
from extractor.service.store.packed import pack
from extractor.service.store.paths import path_numbers
from extractor.service.store.tables import NO_NAME, NO_YEAR, CellRow, FactRow, FindingRow, table_of
from extractor.version import VERSION
from schemas.enums import Origin, State, Status
from schemas.result import Report

__all__ = [
    "Derived",
    "ReadReport",
    "derive",
    "forget",
    "keep_anew",
    "keep_changes",
    "looks_of",
    "record_columns",
    "settled_columns",
]

_STATUSES = {status: place for place, status in enumerate(Status)}
_STATES = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Derived:
    """What a report is after a person's decisions."""

    standing: dict[str, Standing]
    looks: list[Look]
    settled: Report
    columns: Mapping[str, Any]
    """Of ``ReportRow``: what lists show."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as it was read, and where."""

    report: Report
    sha256: str
    source_name: str
    ordinal: int
    lang: str
    origin: Origin | None
    reading_version: int
    """Events before it were about other readings."""


def derive(read: ReadReport, events: Sequence[Event]) -> Derived:
    """Return what follows; nothing is kept."""
    report = read.report
    decisions = standing(events, report, read.sha256)
    after = settled(report, decisions, read.lang, read.origin)
    looks = queue_of(report, after, decisions, read.sha256, read.ordinal)
    done = review_of(events)
    reviewed = done if done and done.version > read.reading_version else None
    counted = counts(after, looks)
    columns = {
        "organization": report.organization,
        "name_key": NO_NAME if report.organization is None else report.organization,
        "year": report.year,
        "year_key": NO_YEAR if report.year is None else report.year,
        "form": report.form,
        "title": report.title,
        "names": "\n".join(name for name in (report.organization, report.title, read.source_name) if name).lower(),
        "reviewed_at": reviewed.at if reviewed else None,
        "reviewed_by": reviewed.by if reviewed else None,
        **asdict(counted),
        "share": counted.printed_verified / counted.printed if counted.printed else 1.0,
    }
    return Derived(decisions, looks, after, columns)


def keep_anew(session: Session, number: int, derived: Derived) -> None:
    """Keep the rows of a report that has none."""
    numbers = path_numbers(session)
    _insert(session, CellRow, _cell_rows(number, derived, numbers))
    _insert(session, FactRow, _fact_rows(number, derived.settled))
    _insert(session, FindingRow, _finding_rows(number, derived.settled))


def keep_changes(session: Session, number: int, derived: Derived) -> None:
    """Bring the rows of a report to what follows now; facts follow from no decision."""
    numbers = path_numbers(session)
    kept = {
        row.path_id: row._asdict()
        for row in session.execute(select(*CellRow.__table__.columns).where(CellRow.report_number == number))
    }
    for row in _cell_rows(number, derived, numbers):
        if kept[row["path_id"]] != row:
            session.execute(
                update(CellRow)
                .where(CellRow.report_number == number, CellRow.path_id == row["path_id"])
                .values(status=row["status"], state=row["state"], value=row["value"], decided=row["decided"])
            )
    findings = _finding_rows(number, derived.settled)
    there = session.execute(select(FindingRow.record).where(FindingRow.report_number == number).order_by(FindingRow.id))
    if [record for (record,) in there] != [row["record"] for row in findings]:
        session.execute(delete(FindingRow).where(FindingRow.report_number == number))
        _insert(session, FindingRow, findings)


def record_columns(record: bytes, derived: Derived) -> dict[str, Any]:
    """Return the columns of ``ReportRecordRow`` for a report.

    Args:
        record: the report as it was read, as JSON.
        derived: what follows.
    """
    return {"record": pack(record), **settled_columns(derived)}


def settled_columns(derived: Derived) -> dict[str, Any]:
    """Return those columns that follow from decisions."""
    changed = any(decision.current for decision in derived.standing.values())
    return {
        "settled": pack(derived.settled.model_dump_json().encode()) if changed else None,
        "looks": [[look.path, look.reason.value, look.settled] for look in derived.looks],
        "made_by": VERSION,
    }


def looks_of(column: Sequence[Any]) -> list[Look]:
    """Return the queue that a column holds."""
    return [Look(path, Reason(reason), settled) for path, reason, settled in column]


def forget(session: Session, number: int) -> None:
    """Remove the rows of a report; the report, its record and its events stay."""
    for table in (CellRow, FactRow, FindingRow):
        session.execute(delete(table).where(table.report_number == number))


def _cell_rows(number: int, derived: Derived, numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    decided = {path for path, decision in derived.standing.items() if decision.current}
    return [
        {
            "report_number": number,
            "path_id": numbers[path],
            "status": _STATUSES[cell.status],
            "state": _STATES[cell.state],
            "value": as_double(cell.value),
            "decided": path in decided,
        }
        for path, cell in derived.settled.cells.items()
    ]


def _fact_rows(number: int, report: Report) -> list[dict[str, Any]]:
    return [
        {
            "report_number": number,
            "metric": fact.metric,
            "value": as_double(fact.value),
            "unit": fact.unit,
            "status": fact.status,
            "record": fact.model_dump(mode="json"),
        }
        for fact in report.facts
    ]


def _finding_rows(number: int, report: Report) -> list[dict[str, Any]]:
    return [
        {
            "report_number": number,
            "kind": finding.kind,
            "severity": finding.severity,
            "blame": finding.blame,
            "fingerprint": finding.fingerprint,
            "record": finding.model_dump(mode="json"),
        }
        for finding in report.findings
    ]


def _insert(session: Session, table: type[CellRow | FactRow | FindingRow], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table_of(table)), rows)
