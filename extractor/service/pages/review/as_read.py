"""What the review page shows of a report as it was read: it follows from what is kept, which no decision changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from extractor.export.review.report_record import report_record
from extractor.export.review.vocabulary import STATUSES
from extractor.export.self_contained import island
from extractor.reviewing.doubts import ordered_paths
from extractor.service.store.packed import unpack
from schemas.enums import Origin
from schemas.result import Report

__all__ = ["AsRead", "as_read"]

_KEPT = 512
"""Reports, of some ten kilobytes each: what a team works at is asked for again after each step."""


@dataclass(frozen=True, slots=True)
class AsRead:
    """A report as it was read."""

    paths: tuple[str, ...]
    """Of its cells, in printed order."""
    counts: tuple[int, ...]
    """Of its cells by status, in the order of ``STATUSES``."""
    island: str
    """Its record as data of the page."""


@lru_cache(_KEPT)
def as_read(record: bytes, origin: Origin | None) -> AsRead:
    """Return it for a report as the store keeps it, from a source whose characters came about so."""
    report = Report.model_validate_json(unpack(record))
    counts = Counter(cell.status for cell in report.cells.values())
    return AsRead(
        ordered_paths(report),
        tuple(counts[status] for status in STATUSES),
        island("report-0", report_record(report, None, origin)).decode(),
    )
