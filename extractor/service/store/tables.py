"""The tables of the store. ``migrations/`` makes them; a test compares both.

Times are UTC. Ids that are seen outside are random, so that none can be guessed from another. What a result says is
kept whole (``extractions.line``, ``reports.record``); the other columns are what lists are filtered and sorted by.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column

__all__ = [
    "Base",
    "CellRow",
    "EventRow",
    "ExtractionRow",
    "FactRow",
    "FindingRow",
    "JobItemRow",
    "JobRow",
    "KeyRow",
    "PathRow",
    "ReportRow",
    "RunRow",
    "SessionRow",
    "SourceRow",
]


class UtcTime(TypeDecorator[datetime]):
    """A time with its zone in Python, in UTC without one in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what is stored."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what was stored."""
        return None if value is None else value.replace(tzinfo=UTC)


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
    type_annotation_map = {datetime: UtcTime, dict[str, Any]: JSON}  # noqa: RUF012  read by SQLAlchemy


class SourceRow(Base):
    """One document as it was uploaded; the same bytes are one source, however often they come."""

    __tablename__ = "sources"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    """As it first came, without folders of the machine it came from."""
    size: Mapped[int]
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    uploaded_at: Mapped[datetime] = mapped_column(index=True)
    uploaded_by: Mapped[str] = mapped_column(Text)
    extraction_id: Mapped[int | None]
    """The extraction that counts now; none before the first. No foreign key: the tables would name each other."""


class ExtractionRow(Base):
    """What one reading of a source gave; never changed, so that an older one can be looked at."""

    __tablename__ = "extractions"
    __table_args__ = (UniqueConstraint("source_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    """sha256 of the line: the same result is kept once."""
    line: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    """The JSON line of the result, compressed (zlib)."""
    version: Mapped[str] = mapped_column(Text)
    settings: Mapped[str] = mapped_column(Text)
    model: Mapped[str | None] = mapped_column(Text)
    error_kind: Mapped[str | None] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]


class ReportRow(Base):
    """One report of a source, the same over all its extractions; counts are those after a person's decisions."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("source_id", "ordinal"),
        Index("ix_reports_organization_year", "organization", "year"),
        Index("ix_reports_list", "present", "open_doubts", "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    ordinal: Mapped[int]
    """Which report of its source, from 0."""
    present: Mapped[bool] = mapped_column(default=True)
    """False where the current extraction no longer has it; its events stay."""
    version: Mapped[int] = mapped_column(default=0)
    """Rises with every event and every changed reading: what an edit must name (ETag)."""
    organization: Mapped[str | None] = mapped_column(Text)
    year: Mapped[int | None] = mapped_column(index=True)
    form: Mapped[str] = mapped_column(String(32))
    title: Mapped[str | None] = mapped_column(Text)
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
    reviewed_by: Mapped[str | None] = mapped_column(Text)
    record: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    """The report as the current extraction has it, without decisions: JSON, compressed (zlib)."""
    updated_at: Mapped[datetime]


class PathRow(Base):
    """A cell's path, named by a small number in ``cells``."""

    __tablename__ = "paths"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    path: Mapped[str] = mapped_column(Text, unique=True)


class CellRow(Base):
    """One cell of the current extraction after decisions: what can be searched over all reports."""

    __tablename__ = "cells"
    __table_args__ = (Index("ix_cells_path", "path_id", "status"),)

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    path_id: Mapped[int] = mapped_column(ForeignKey("paths.id"), primary_key=True)
    status: Mapped[int] = mapped_column(SmallInteger)
    """Place in ``list(Status)``."""
    state: Mapped[int] = mapped_column(SmallInteger)
    """Place in ``list(State)``."""
    value: Mapped[float | None]
    decided: Mapped[bool] = mapped_column(default=False)


class FactRow(Base):
    """One number of the prose of the current extraction."""

    __tablename__ = "facts"
    __table_args__ = (Index("ix_facts_metric", "metric", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    metric: Mapped[str] = mapped_column(String(64))
    value: Mapped[float | None]
    unit: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    record: Mapped[dict[str, Any]]
    """The fact as the result has it."""


class FindingRow(Base):
    """One finding of the current extraction, after decisions."""

    __tablename__ = "findings"
    __table_args__ = (Index("ix_findings_kind", "kind", "severity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"), index=True)
    kind: Mapped[str] = mapped_column(String(64))
    severity: Mapped[str] = mapped_column(String(16))
    blame: Mapped[str] = mapped_column(String(16))
    fingerprint: Mapped[str] = mapped_column(String(64))
    record: Mapped[dict[str, Any]]
    """The finding as the result has it."""


class EventRow(Base):
    """One thing a person did with a report; appended, never changed, never removed."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("report_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"))
    version: Mapped[int]
    """The report's version that this event made: two edits of one version cannot both be kept."""
    key: Mapped[str] = mapped_column(String(64), unique=True)
    """Chosen by who sends it: the same event sent twice is kept once."""
    kind: Mapped[str] = mapped_column(String(16))
    """``decide``, ``withdraw``, ``undo``, ``review``, ``reopen`` (``extractor.reviewing.events``)."""
    path: Mapped[str | None] = mapped_column(Text)
    record: Mapped[dict[str, Any]]
    """The rest of the event, as ``extractor.reviewing.events`` writes it."""
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class JobRow(Base):
    """Sources to read, with what settings and within what budget."""

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    """``waiting``, ``running``, ``done``, ``stopped`` (its budget was used up) or ``cancelled``."""
    settings: Mapped[dict[str, Any]]
    """Language, use, model preset, budget."""
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it was stopped."""
    by: Mapped[str] = mapped_column(Text)
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
    name: Mapped[str] = mapped_column(Text)
    """As it was uploaded under this job."""
    state: Mapped[str] = mapped_column(String(16))
    """``waiting``, ``done``, ``failed`` (the source cannot be read), ``refused`` (not taken up)."""
    error_kind: Mapped[str | None] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None]


class KeyRow(Base):
    """An API key; only its hash is kept."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    """sha256 of a key of 256 random bits, which needs no slower hash."""
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SessionRow(Base):
    """A browser that has shown a key."""

    __tablename__ = "sessions"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """sha256 of the cookie."""
    key_id: Mapped[int] = mapped_column(ForeignKey("api_keys.id"))
    person: Mapped[str] = mapped_column(Text)
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class RunRow(Base):
    """A run of the evaluation, uploaded to be looked at and compared."""

    __tablename__ = "eval_runs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    """The run file, compressed (zlib)."""
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str] = mapped_column(Text)
