"""A report in numbers, as lists show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.reviewing.queue import Look, Reason
from schemas.enums import Severity, State, Status
from schemas.result import Report

__all__ = ["Counts", "counts"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of what."""

    cells: int
    printed: int
    """Cells in which a number is printed."""
    printed_verified: int
    """Of these, verified by witnesses or a person."""
    verified: int
    repaired: int
    read: int
    disputed: int
    unread: int
    doubts: int
    """Length of the queue, settled or not."""
    open_doubts: int
    open_samples: int
    """Of these, verified cells that stand in the queue by chance."""
    errors: int
    warnings: int
    notes: int


def counts(settled: Report, looks: Sequence[Look]) -> Counts:
    """Return the counts of a report after decisions.

    Args:
        settled: the report with decisions put in.
        looks: its queue.
    """
    statuses = Counter(cell.status for cell in settled.cells.values())
    printed = [cell.status for cell in settled.cells.values() if cell.state is State.NUMBER]
    findings = Counter(finding.severity for finding in settled.findings)
    return Counts(
        cells=len(settled.cells),
        printed=len(printed),
        printed_verified=printed.count(Status.VERIFIED),
        verified=statuses[Status.VERIFIED],
        repaired=statuses[Status.REPAIRED],
        read=statuses[Status.READ],
        disputed=statuses[Status.DISPUTED],
        unread=statuses[Status.UNREAD],
        doubts=len(looks),
        open_doubts=sum(not look.settled for look in looks),
        open_samples=sum(look.reason is Reason.SAMPLE and not look.settled for look in looks),
        errors=findings[Severity.ERROR],
        warnings=findings[Severity.WARNING],
        notes=findings[Severity.NOTE],
    )
