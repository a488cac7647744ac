"""Results of reading: kept whole, and as reports, cells, facts and findings that can be listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from extractor.reviewing.basis import basis_of
from extractor.service.store.derived import ReadReport, derive, forget, keep_anew, record_columns
from extractor.service.store.errors import NotFound, Refused
from extractor.service.store.event_rows import events_of
from extractor.service.store.identity import Likeness, matched
from extractor.service.store.packed import new_id, pack, sha256_of, unpack
from extractor.service.store.paths import check_paths
from extractor.service.store.tables import (
    ExtractionLineRow,
    ExtractionRow,
    ReportRecordRow,
    ReportRow,
    SourceRow,
    table_of,
)
from extractor.service.store.whole import each_extraction
from schemas.enums import Origin
from schemas.result import Extraction, Report

__all__ = ["each_extraction", "extraction_of", "put_extraction"]


_EXTRACTIONS, _EXTRACTION_LINES = table_of(ExtractionRow), table_of(ExtractionLineRow)
_REPORTS, _REPORT_RECORDS = table_of(ReportRow), table_of(ReportRecordRow)
_NEW_EXTRACTION = insert(_EXTRACTIONS).returning(_EXTRACTIONS.c.id)
_NEW_REPORT = insert(_REPORTS).returning(_REPORTS.c.number)


def put_extraction(session: Session, source_id: str, extraction: Extraction, at: datetime, *, lang: str = "en") -> None:
    """Keep what a reading of a source gave and make it the one that counts.

    Reports keep their ids over all readings of their source, and persons' decisions stay with them: a decision stands
    where source and reading are what they were. A reading that failed is kept, but does not take the place of one that
    did not. The same result twice changes nothing.

    Args:
        session: that writes.
        source_id: of the source.
        extraction: of its bytes.
        at: when it was read.
        lang: of its messages, ``en`` or ``zh``.

    Raises:
        NotFound: there is no such source.
        Refused: the result is of other bytes, or of forms with other cells.
    """
    source = session.execute(
        select(SourceRow.sha256, SourceRow.name, SourceRow.extraction_id)
        .where(SourceRow.id == source_id)
        .with_for_update()
    ).one_or_none()
    if source is None:
        raise NotFound("source", source_id)
    if extraction.sha256 not in (source.sha256, ""):
        raise Refused(f"a result of other bytes ({extraction.sha256}) cannot be kept for source {source_id}")
    check_paths(path for report in extraction.reports for path in report.cells)
    kept = _keep(session, source_id, extraction, at, lang)
    if kept == source.extraction_id or (extraction.error and _could_be_read(session, source.extraction_id)):
        return
    session.execute(update(SourceRow).where(SourceRow.id == source_id).values(extraction_id=kept))
    _put_reports(
        session, _Reading(source_id, source.sha256, source.name, lang, extraction.origin, at), extraction.reports
    )


def extraction_of(session: Session, source_id: str) -> Extraction | None:
    """Return the current result of a source as it was read; None before the first.

    Raises:
        NotFound: there is no such source.
    """
    row = session.execute(
        select(SourceRow.id, ExtractionLineRow.line)
        .outerjoin(ExtractionLineRow, ExtractionLineRow.extraction_id == SourceRow.extraction_id)
        .where(SourceRow.id == source_id)
    ).one_or_none()
    if row is None:
        raise NotFound("source", source_id)
    return None if row.line is None else Extraction.model_validate_json(unpack(row.line))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a source."""

    source_id: str
    sha256: str
    source_name: str
    lang: str
    origin: Origin | None
    at: datetime

    def of(self, report: Report, ordinal: int, reading_version: int) -> ReadReport:
        """Return one of its reports."""
        return ReadReport(report, self.sha256, self.source_name, ordinal, self.lang, self.origin, reading_version)


def _keep(session: Session, source_id: str, extraction: Extraction, at: datetime, lang: str) -> int:
    """Keep the whole result once; return its number."""
    line = extraction.model_dump_json().encode()
    digest = sha256_of(line)
    same = select(ExtractionRow.id).where(ExtractionRow.source_id == source_id, ExtractionRow.digest == digest)
    known: int | None = session.execute(same).scalar_one_or_none()
    if known is not None:
        return known
    run, error = extraction.run, extraction.error
    values = {
        "source_id": source_id,
        "digest": digest,
        "version": run.version,
        "settings": run.settings,
        "model": run.model,
        "error_kind": error.kind if error else None,
        "error_message": error.message if error else None,
        "origin": extraction.origin,
        "lang": lang,
        "at": at,
    }
    number: int = session.execute(_NEW_EXTRACTION, values).scalar_one()
    session.execute(insert(_EXTRACTION_LINES), {"extraction_id": number, "line": pack(line)})
    return number


def _could_be_read(session: Session, extraction_id: int | None) -> bool:
    """True where there is a result, and it is no error."""
    kind = select(ExtractionRow.error_kind).where(ExtractionRow.id == extraction_id)
    row = session.execute(kind).one_or_none()
    return row is not None and row.error_kind is None


def _put_reports(session: Session, reading: _Reading, reports: Sequence[Report]) -> None:
    own = select(ReportRow).where(ReportRow.source_id == reading.source_id).order_by(ReportRow.number)
    old = session.execute(own.with_for_update().execution_options(populate_existing=True)).scalars().all()
    found = matched(
        [Likeness(row.ordinal, row.year, row.organization) for row in old],
        [Likeness(ordinal, report.year, report.organization) for ordinal, report in enumerate(reports)],
    )
    for row in old:
        row.ordinal = None  # first of all, as two may change places
    session.flush()
    for there, row in enumerate(old):
        if there not in found and row.present:
            row.present = False
            row.version += 1
            row.updated_at = reading.at
            forget(session, row.number)
    for ordinal, (report, place) in enumerate(zip(reports, found, strict=True)):
        record = report.model_dump_json().encode()
        if place is None:
            _add_report(session, reading, ordinal, report, record)
        else:
            _change_report(session, reading, ordinal, record, old[place])


def _add_report(session: Session, reading: _Reading, ordinal: int, report: Report, record: bytes) -> None:
    derived = derive(reading.of(report, ordinal, 0), ())
    values = {
        "id": new_id(),
        "source_id": reading.source_id,
        "ordinal": ordinal,
        "present": True,
        "version": 0,
        "reading_version": 0,
        "updated_at": reading.at,
        **derived.columns,
    }
    number: int = session.execute(_NEW_REPORT, values).scalar_one()
    session.execute(insert(_REPORT_RECORDS), {"report_number": number, **record_columns(record, derived)})
    keep_anew(session, number, derived)


def _change_report(session: Session, reading: _Reading, ordinal: int, record: bytes, row: ReportRow) -> None:
    """Give a report that has been there a new reading; decisions about what did not change go on standing."""
    packed = select(ReportRecordRow.record).where(ReportRecordRow.report_number == row.number)
    before = unpack(session.execute(packed).scalar_one())
    report = Report.model_validate_json(record)
    if before != record or not row.present:
        row.version += 1
        if _bases(Report.model_validate_json(before), reading.sha256) != _bases(report, reading.sha256):
            row.reading_version = row.version
    events = events_of(session, [row.number])[row.number]
    derived = derive(reading.of(report, ordinal, row.reading_version), events)
    of_report = update(ReportRecordRow).where(ReportRecordRow.report_number == row.number)
    session.execute(of_report.values(record_columns(record, derived)))
    row.ordinal = ordinal
    row.present = True
    row.updated_at = reading.at
    for name, value in derived.columns.items():
        setattr(row, name, value)
    session.flush()
    forget(session, row.number)
    keep_anew(session, row.number, derived)


def _bases(report: Report, sha256: str) -> dict[str, str]:
    return {path: basis_of(cell, sha256) for path, cell in report.cells.items()}
