"""Archives made by hand, honest and hostile, and what became of an upload."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO

from extractor.service.jobs.intake import Limits, Upload, take_up
from extractor.service.jobs.settings import JobSettings
from extractor.service.store.engine import Store
from extractor.service.store.jobs import ItemInfo, JobInfo, job_items
from extractor.service.store.sources import source_data

__all__ = ["NOW", "bodies", "items_of", "now", "reasons", "taken", "zipped"]

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def now() -> datetime:
    return NOW


def zipped(
    members: Mapping[str, bytes] | Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """An archive of these members, in their order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(name, data, method)
    return buffer.getvalue()


def taken(store: Store, *files: tuple[str, bytes], limits: Limits | None = None, key: str | None = None) -> JobInfo:
    """Take files up, with the settings that nobody chose."""
    uploads = (Upload(name, data) for name, data in files)
    return take_up(store, uploads, JobSettings(), "reviewer", now, limits=limits, key=key)


def items_of(store: Store, job: JobInfo) -> list[ItemInfo]:
    with store.read() as session:
        return job_items(session, job.id, limit=1000).items


def reasons(store: Store, job: JobInfo) -> dict[str, str | None]:
    """Why each item was refused, by its name."""
    return {item.name: item.error_kind for item in items_of(store, job)}


def bodies(store: Store, job: JobInfo) -> dict[str, bytes]:
    """What is kept of each item, by its name."""
    with store.read() as session:
        return {item.name: source_data(session, item.source_id) for item in items_of(store, job) if item.source_id}
