"""How much of what is open in reports is a sample of verified cells, and not doubtful at all."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.reviewing.queue import Reason
from extractor.service.store.derived import looks_of
from extractor.service.store.tables import ReportRecordRow, ReportRow

__all__ = ["open_samples"]


def open_samples(session: Session, ids: Iterable[str]) -> dict[str, int]:
    """Return by id, for each of some reports, the sampled cells that nobody has looked at yet.

    Args:
        session: of the store.
        ids: of the reports that a page shows.
    """
    kept = (
        select(ReportRow.id, ReportRecordRow.looks)
        .join(ReportRecordRow, ReportRecordRow.report_number == ReportRow.number)
        .where(ReportRow.id.in_(list(ids)))
    )
    return {
        id: sum(look.reason is Reason.SAMPLE and not look.settled for look in looks_of(looks))
        for id, looks in session.execute(kept)
    }
