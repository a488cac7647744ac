"""On which cell a broken sum is placed: where a person should look first, whatever the cell's own status."""

from __future__ import annotations

from collections.abc import Collection

from schemas.enums import IDENTITY_KINDS, Severity
from schemas.result import Finding, Report, Span

__all__ = ["placed_at", "placed_breaks"]


def placed_at(finding: Finding, report: Report, *, alone: bool = False) -> str | None:
    """Return the cell that a broken sum is placed on; None where it is no sum, or none can be named.

    It is the one cell that alone would explain it. Where there is no such cell, it is the one that the sum is shown at,
    which is its printed total.

    Args:
        finding: of the report.
        report: whose cells it speaks of.
        alone: only the one that would explain it.
    """
    if finding.kind not in IDENTITY_KINDS:
        return None
    explains = {item.terms[0].path for item in finding.explanations if len(item.terms) == 1}
    if len(explains) == 1:
        (path,) = explains
        return path if path in report.cells else None
    span = finding.span
    if alone or span is None:
        return None
    return next((path for path in finding.paths if _stands_at(report, path, span)), None)


def placed_breaks(
    report: Report, *, errors_only: bool = False, alone: bool = False, blamed: Collection[str] = ()
) -> set[str]:
    """Return the cells that broken sums of a report are placed on.

    Args:
        report: as it was read, or after decisions.
        errors_only: without those of sums that are warnings.
        alone: only cells that would explain a sum, not those that it is merely shown at.
        blamed: cells that a person called the report's own error; sums that have one of them are explained.
    """
    findings = (f for f in report.findings if f.severity is Severity.ERROR or not errors_only)
    placed = (placed_at(f, report, alone=alone) for f in findings if not any(path in blamed for path in f.paths))
    return {path for path in placed if path is not None}


def _stands_at(report: Report, path: str, span: Span) -> bool:
    cell = report.cells.get(path)
    return cell is not None and cell.span is not None and tuple(cell.span) == tuple(span)
