"""What is asked of every cell, table and report: each question's answers are a figure, yes among all that are asked.

A question answers None where it does not arise; then the cell, table or report does not count in its n.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from eval.drift import Axis
from eval.judged import JudgedReport
from eval.outcomes import CellOutcome, table_of
from schemas.enums import Status

__all__ = ["CELL_QUESTIONS", "REPORT_QUESTIONS", "tables_exact"]

CellQuestion = Callable[[JudgedReport, CellOutcome], bool | None]
ReportQuestion = Callable[[JudgedReport], bool | None]


def _right(report: JudgedReport, cell: CellOutcome) -> bool | None:
    return cell.right if cell.scored else None


def _right_labelled(report: JudgedReport, cell: CellOutcome) -> bool | None:
    return cell.right if cell.labelled else None


def _right_nonzero(report: JudgedReport, cell: CellOutcome) -> bool | None:
    return cell.right if cell.nonzero else None


def _silent(report: JudgedReport, cell: CellOutcome) -> bool | None:
    return cell.silent if cell.scored and cell.believed else None


def _has_status(status: Status) -> CellQuestion:
    def answer(report: JudgedReport, cell: CellOutcome) -> bool | None:
        return cell.status is status if cell.number and report.has_status else None

    return answer


def _moved(axis: Axis) -> CellQuestion:
    def answer(report: JudgedReport, cell: CellOutcome) -> bool | None:
        return cell.drift is not None and cell.drift.axis is axis if cell.scored else None

    return answer


CELL_QUESTIONS: Mapping[str, CellQuestion] = {
    "right": _right,
    "right_labelled": _right_labelled,
    "right_nonzero": _right_nonzero,
    "silent": _silent,
    "verified": _has_status(Status.VERIFIED),
    "repaired": _has_status(Status.REPAIRED),
    "row_drift": _moved(Axis.ROW),
    "column_drift": _moved(Axis.COLUMN),
}
"""By the name of the figure."""


def tables_exact(report: JudgedReport) -> Iterator[tuple[str, list[CellOutcome], bool | None]]:
    """Yield each table of a report: its name, its cells, and whether all of it is right and nothing is invented.

    The answer is None for a table of which the label has no certain cell.
    """
    tables: dict[str, list[CellOutcome]] = {}
    for cell in report.cells:
        tables.setdefault(table_of(cell.path), []).append(cell)
    for table, cells in tables.items():
        exact = all(cell.right if cell.labelled else not cell.scored for cell in cells)
        yield table, cells, exact if any(cell.labelled for cell in cells) else None


def _matched(report: JudgedReport) -> bool | None:
    return report.predicted is not None if report.label else None


def _equal(name: str) -> ReportQuestion:
    def answer(report: JudgedReport) -> bool | None:
        if report.label is None or report.predicted is None or not report.has_identity:
            return None
        return bool(getattr(report.label, name) == getattr(report.predicted, name))

    return answer


REPORT_QUESTIONS: Mapping[str, ReportQuestion] = {
    "matched": _matched,
    "organization_right": _equal("organization"),
    "year_right": _equal("year"),
    "form_right": _equal("form"),
}
"""By the name of the figure."""
