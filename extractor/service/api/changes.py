"""What an event changed in a report, said so that a page can show it without asking again."""

from __future__ import annotations

from collections.abc import Set

from extractor.reviewing.sums import sums
from extractor.service.api.models.reports import Changes, Decision, LookItem, ReportSummary, Sum
from extractor.service.store.reports import StoredReport
from schemas.result import Cell

__all__ = ["changes", "sums_with"]


def changes(before: StoredReport, after: StoredReport, own: str | None) -> Changes:
    """Return what is different.

    Args:
        before: the report as it was.
        after: the report as it is.
        own: path of the cell that the event was about, which is told of in any case.
    """
    changed = {
        path: cell
        for path, cell in after.settled.cells.items()
        if path == own or not _same(cell, before.settled.cells.get(path))
    }
    stood = {path for path in before.standing.keys() | after.standing.keys() if _moved(before, after, path)}
    told = changed.keys() | stood
    decisions = {path: after.standing.get(path) for path in sorted(told)}
    return Changes(
        info=ReportSummary.model_validate(after.info),
        cells=changed,
        decisions={path: Decision.of(stands) if stands else None for path, stands in decisions.items()},
        sums=sums_with(after, told),
        queue=[LookItem.of(look) for look in after.looks],
    )


def sums_with(report: StoredReport, paths: Set[str]) -> list[Sum]:
    """Return the sums of a report that have one of these cells in them."""
    every = (Sum.of(line) for line in sums(report.report, report.standing))
    return [line for line in every if not paths.isdisjoint([*line.left, *line.right])]


def _same(cell: Cell, before: Cell | None) -> bool:
    return before is not None and (cell.value, cell.state, cell.status) == (before.value, before.state, before.status)


def _moved(before: StoredReport, after: StoredReport, path: str) -> bool:
    return before.standing.get(path) != after.standing.get(path)
