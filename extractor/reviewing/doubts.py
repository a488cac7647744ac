"""Which cells of a report are doubtful: one rule for the static page and for the service's queue."""

from __future__ import annotations

from schemas import cell_definition
from schemas.enums import Severity, Status
from schemas.result import Report

__all__ = ["doubts_of", "ordered_paths"]

_DOUBTFUL = (Status.DISPUTED, Status.REPAIRED, Status.UNREAD)


def ordered_paths(report: Report) -> tuple[str, ...]:
    """Return the paths of the report's cells in printed order."""
    return tuple(sorted(report.cells, key=lambda path: cell_definition(path).order))


def doubts_of(report: Report) -> dict[str, Status]:
    """Return the cells that a person should look at, with their status, the most doubtful first.

    Disputed, repaired and unread cells, then those that are only read and of which a finding speaks that is more than
    a note; each in printed order.
    """
    spoken_of = {path for f in report.findings if f.severity is not Severity.NOTE for path in f.paths}
    found = {path: report.cells[path].status for path in ordered_paths(report)}
    doubtful = [(path, status) for wanted in _DOUBTFUL for path, status in found.items() if status is wanted]
    return dict([*doubtful, *((p, s) for p, s in found.items() if s is Status.READ and p in spoken_of)])
