"""The tables of the store. ``migrations/`` makes them; a test compares both.

Times are UTC. Ids that are seen outside are random, so that none can be guessed from another. What a result says is
kept whole (``extraction_lines``, ``report_records``); the other columns are what lists are filtered and sorted by. What
is long stands in a table of its own, so that a list reads short rows only.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Double,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from extractor.service.store.column_types import OrderedText, PlainString, PlainText, UtcTime

__all__ = [
    "NO_NAME",
    "NO_YEAR",
    "REPORT_ORDERS",
    "Base",
    "CellRow",
    "EventRow",
    "ExtractionLineRow",
    "ExtractionRow",
    "FactRow",
    "FindingRow",
    "JobItemRow",
    "JobRow",
    "KeyRow",
    "PathRow",
    "ReportRecordRow",
    "ReportRow",
    "RunDataRow",
    "RunRow",
    "SessionRow",
    "SourceDataRow",
    "SourceRow",
    "table_of",
]


class Base(DeclarativeBase):
    """All tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  read by SQLAlchemy
        datetime: UtcTime,
        dict[str, Any]: JSON,
        str: PlainText,
        float: Double,
    }


class SourceRow(Base):
    """One document as it was uploaded; the same bytes are one source, however often they come."""

    __tablename__ = "sources"
    __table_args__ = (Index("ix_sources_list", "uploaded_at", "id"),)

    id: Mapped[str] = mapped_column(PlainString(32), primary_key=True)
    sha256: Mapped[str] = mapped_column(PlainString(64), unique=True)
    name: Mapped[str] = mapped_column(OrderedText)
    """As it first came, without folders of the machine it came from."""
    size: Mapped[int]
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str]
    extraction_id: Mapped[int | None]
    """The extraction that counts now; none before the first. No foreign key: the tables would name each other."""


class SourceDataRow(Base):
    """The bytes of a source as they came."""

    __tablename__ = "source_data"

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class ExtractionRow(Base):
    """What one reading of a source gave; never changed, so that an older one can be looked at."""

    __tablename__ = "extractions"
    __table_args__ = (
        UniqueConstraint("source_id", "digest"),
        Index(
            "ix_extractions_failed",
            "id",
            sqlite_where=text("error_kind is not null"),
            postgresql_where=text("error_kind is not null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    digest: Mapped[str] = mapped_column(PlainString(64))
    """sha256 of the line: the same result is kept once."""
    version: Mapped[str]
    settings: Mapped[str]
    model: Mapped[str | None]
    error_kind: Mapped[str | None]
    error_message: Mapped[str | None]
    origin: Mapped[str | None] = mapped_column(PlainString(16))
    """How the source's characters came about (``schemas.enums.Origin``)."""
    lang: Mapped[str] = mapped_column(PlainString(8))
    """Language of its messages: ``en`` or ``zh``."""
    at: Mapped[datetime]


class ExtractionLineRow(Base):
    """What one reading gave, whole."""

    __tablename__ = "extraction_lines"

    extraction_id: Mapped[int] = mapped_column(ForeignKey("extractions.id"), primary_key=True, autoincrement=False)
    line: Mapped[bytes] = mapped_column(LargeBinary)
    """The JSON line of the result, compressed (zlib)."""


_PRESENT: dict[str, Any] = {"sqlite_where": text("present = 1"), "postgresql_where": text("present")}
NO_NAME, NO_YEAR = "\U0010ffff", 99_999
"""What stands after all others in the orders of lists."""
REPORT_ORDERS: dict[str, tuple[str, ...]] = {
    "doubts": ("open_doubts", "errors", "number"),
    "organization": ("name_key", "year_key", "number"),
    "year": ("year_key", "name_key", "number"),
    "verified": ("share", "number"),
    "findings": ("errors", "warnings", "notes", "number"),
    "updated": ("updated_at", "number"),
}
"""Columns that lists of reports are sorted by: no two reports are equal in all of an order, and each has an index."""


class ReportRow(Base):
    """One report of a source, the same over all its extractions; counts are those after a person's decisions."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("source_id", "ordinal"),
        Index("ix_reports_agencies", "organization", "year", "present", **_PRESENT),
        Index("ix_reports_facets", "year", "form", "ordinal", "present", **_PRESENT),
        *(Index(f"ix_reports_by_{order}", *columns, **_PRESENT) for order, columns in REPORT_ORDERS.items()),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    """Short, for the other tables; not seen outside."""
    id: Mapped[str] = mapped_column(PlainString(32), unique=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    ordinal: Mapped[int | None]
    """Which report of its source, from 0; none where the current extraction no longer has it."""
    present: Mapped[bool] = mapped_column(default=True)
    """False where the current extraction no longer has it; its events stay."""
    version: Mapped[int] = mapped_column(default=0)
    """Rises with every event and every changed result: what an edit must name (ETag)."""
    reading_version: Mapped[int] = mapped_column(default=0)
    """The version that the last changed reading made: a report called done before that is not done."""
    organization: Mapped[str | None] = mapped_column(OrderedText)
    year: Mapped[int | None]
    form: Mapped[str] = mapped_column(PlainString(32))
    title: Mapped[str | None]
    names: Mapped[str]
    """What a report is searched by: agency, title and source's name, in small letters."""
    cells: Mapped[int]
    printed: Mapped[int]
    """Cells in which a number is printed."""
    printed_verified: Mapped[int]
    """Of these, verified by witnesses or a person."""
    verified: Mapped[int]
    repaired: Mapped[int]
    read: Mapped[int]
    disputed: Mapped[int]
    unread: Mapped[int]
    doubts: Mapped[int]
    """Length of the queue, settled or not."""
    open_doubts: Mapped[int]
    errors: Mapped[int]
    warnings: Mapped[int]
    notes: Mapped[int]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[str | None]
    updated_at: Mapped[datetime]
    open_samples: Mapped[int] = mapped_column(server_default="0")
    """Of the open doubts, verified cells that stand in the queue by chance."""
    name_key: Mapped[str] = mapped_column(OrderedText, server_default=NO_NAME)
    """What lists in the order of names go by: the agency; ``NO_NAME`` where none is known."""
    year_key: Mapped[int] = mapped_column(server_default=str(NO_YEAR))
    """The year; ``NO_YEAR`` where none is known."""
    share: Mapped[float] = mapped_column(server_default="1")
    """``printed_verified`` of ``printed``; 1 where nothing is printed."""


class ReportRecordRow(Base):
    """The report as the current extraction has it, and what persons' decisions make of it."""

    __tablename__ = "report_records"

    report_number: Mapped[int] = mapped_column(ForeignKey("reports.number"), primary_key=True, autoincrement=False)
    record: Mapped[bytes] = mapped_column(LargeBinary)
    """As it was read: JSON, compressed (zlib)."""
    settled: Mapped[bytes | None] = mapped_column(LargeBinary)
    """With the decisions put in; none where that is the same."""
    looks: Mapped[list[Any]] = mapped_column(JSON)
    """The queue: path, reason and whether it is settled, in order."""
    made_by: Mapped[str]
    """Version of the program that made these two; another one makes them anew when it looks."""


class PathRow(Base):
    """A cell's path, named by a small number in ``cells``."""

    __tablename__ = "paths"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    path: Mapped[str] = mapped_column(unique=True)


class CellRow(Base):
    """One cell of the current extraction after decisions: what can be searched over all reports."""

    __tablename__ = "cells"
    __table_args__ = (
        Index("ix_cells_path", "path_id", "report_number"),
        Index("ix_cells_status", "status", "report_number", "path_id"),
        Index(
            "ix_cells_decided",
            "report_number",
            "path_id",
            sqlite_where=text("decided = 1"),
            postgresql_where=text("decided"),
        ),
        {"sqlite_with_rowid": False},
    )

    report_number: Mapped[int] = mapped_column(ForeignKey("reports.number"), primary_key=True, autoincrement=False)
    path_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("paths.id"), primary_key=True, autoincrement=False)
    status: Mapped[int] = mapped_column(SmallInteger)
    """Place in ``list(Status)``."""
    state: Mapped[int] = mapped_column(SmallInteger)
    """Place in ``list(State)``."""
    value: Mapped[float | None]
    decided: Mapped[bool] = mapped_column(default=False)


class FactRow(Base):
    """One number of the prose of the current extraction."""

    __tablename__ = "facts"
    __table_args__ = (Index("ix_facts_metric", "metric", "report_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_number: Mapped[int] = mapped_column(ForeignKey("reports.number"), index=True)
    metric: Mapped[str] = mapped_column(PlainString(64))
    value: Mapped[float | None]
    unit: Mapped[str | None]
    status: Mapped[str] = mapped_column(PlainString(16))
    record: Mapped[dict[str, Any]]
    """The fact as the result has it."""


class FindingRow(Base):
    """One finding of the current extraction, after decisions."""

    __tablename__ = "findings"
    __table_args__ = (Index("ix_findings_kind", "kind", "report_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_number: Mapped[int] = mapped_column(ForeignKey("reports.number"), index=True)
    kind: Mapped[str] = mapped_column(PlainString(64))
    severity: Mapped[str] = mapped_column(PlainString(16))
    blame: Mapped[str] = mapped_column(PlainString(16))
    fingerprint: Mapped[str] = mapped_column(PlainString(64))
    record: Mapped[dict[str, Any]]
    """The finding as the result has it."""


class EventRow(Base):
    """One thing a person did with a report; appended, never changed, never removed."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("report_number", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_number: Mapped[int] = mapped_column(ForeignKey("reports.number"))
    version: Mapped[int]
    """The report's version that this event made: two edits of one version cannot both be kept."""
    key: Mapped[str] = mapped_column(PlainString(64), unique=True)
    """Chosen by who sends it: the same event sent twice is kept once."""
    kind: Mapped[str] = mapped_column(PlainString(16))
    """``decide``, ``withdraw``, ``undo``, ``review``, ``reopen`` (``extractor.reviewing.events``)."""
    path: Mapped[str | None]
    record: Mapped[dict[str, Any]]
    """The rest of the event, as ``extractor.reviewing.events`` writes it."""
    by: Mapped[str]
    at: Mapped[datetime]


class JobRow(Base):
    """Sources to read, with what settings and within what budget."""

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(PlainString(32), primary_key=True)
    key: Mapped[str | None] = mapped_column(PlainString(64), unique=True)
    """Chosen by who sends it: the same request sent twice makes one job."""
    state: Mapped[str] = mapped_column(PlainString(16), index=True)
    """``waiting``, ``running``, ``done``, ``stopped`` (its budget was used up) or ``cancelled``."""
    settings: Mapped[dict[str, Any]]
    """Language, use, model preset, budget."""
    reason: Mapped[str | None]
    """Why it was stopped."""
    by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(index=True)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cost: Mapped[float | None]
    """What the model took until now, in the preset's currency; null where unknown."""
    requests: Mapped[int] = mapped_column(default=0)
    """Asked of a model until now."""


class JobItemRow(Base):
    """One source of a job."""

    __tablename__ = "job_items"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[str | None] = mapped_column(ForeignKey("sources.id"), index=True)
    """None where what was uploaded was refused."""
    name: Mapped[str]
    """As it was uploaded under this job."""
    state: Mapped[str] = mapped_column(PlainString(16))
    """``waiting``, ``done``, ``failed`` (the source cannot be read), ``refused`` (not taken up)."""
    error_kind: Mapped[str | None]
    error_message: Mapped[str | None]
    ended_at: Mapped[datetime | None]


class KeyRow(Base):
    """An API key; only its hash is kept."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    hash: Mapped[str] = mapped_column(PlainString(64), unique=True)
    """sha256 of a key of 256 random bits, which needs no slower hash."""
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SessionRow(Base):
    """A browser that has shown a key."""

    __tablename__ = "sessions"

    hash: Mapped[str] = mapped_column(PlainString(64), primary_key=True)
    """sha256 of the cookie."""
    key_id: Mapped[int] = mapped_column(ForeignKey("api_keys.id"))
    person: Mapped[str]
    csrf: Mapped[str] = mapped_column(PlainString(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class RunRow(Base):
    """A run of the evaluation, uploaded to be looked at and compared."""

    __tablename__ = "eval_runs"

    id: Mapped[str] = mapped_column(PlainString(32), primary_key=True)
    sha256: Mapped[str] = mapped_column(PlainString(64), unique=True)
    name: Mapped[str]
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str]


class RunDataRow(Base):
    """The file of a run."""

    __tablename__ = "eval_run_data"

    run_id: Mapped[str] = mapped_column(ForeignKey("eval_runs.id"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    """As it came, compressed (zlib)."""


def table_of(row: type[Base]) -> Table:
    """Return the table itself: what is inserted into it by the thousand goes through no mapping of objects."""
    return Base.metadata.tables[row.__tablename__]
