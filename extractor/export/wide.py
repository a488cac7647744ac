"""The wide table: one report a row, with value, state and status of every cell side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from extractor.export.columns import Column, Dataset, Field, Kind, Scalar, category, dataset
from extractor.export.datasets import report_fields
from extractor.export.numbered import ReportRow
from schemas import all_forms, cell_definitions
from schemas.enums import State, Status
from schemas.result import Cell, Report

__all__ = ["WIDE", "wide", "wide_paths"]

WIDE = "wide"
"""What the table is called where one is chosen."""


def wide_paths(forms: Collection[str], reports: Iterable[Report]) -> tuple[str, ...]:
    """Return the cells that a wide table has columns for, in printed order.

    All cells of the forms, filled or not, so that tables of one form fit together; and what else the reports hold:
    a report on one form may print rows of another.

    Args:
        forms: ids of the forms; empty for all.
        reports: looked at only where forms are given.
    """
    wanted = {path for name, form in all_forms().items() if not forms or name in forms for path in form.paths()}
    if forms:
        for report in reports:
            wanted.update(report.cells)
    return tuple(path for path in cell_definitions() if path in wanted)


def wide(paths: Iterable[str]) -> Dataset:
    """Return the table with three columns a cell: ``path``, ``path:state`` and ``path:status``."""
    fields = [field for path in paths for field in _fields(path)]
    return dataset(WIDE, lambda source: source.reports, [*report_fields(_itself), *fields])


def _itself(row: ReportRow) -> ReportRow:
    return row


def _fields(path: str) -> tuple[Field[ReportRow], ...]:
    def of(get: Callable[[Cell], Scalar]) -> Callable[[ReportRow], Scalar]:
        def value(row: ReportRow) -> Scalar:
            cell = row.report.cells.get(path)
            return None if cell is None else get(cell)

        return value

    return (
        Field(Column(path, Kind.NUMBER, path, "value"), of(lambda cell: cell.value)),
        Field(category(f"{path}:state", State, f"{path}:state", "state"), of(lambda cell: cell.state)),
        Field(category(f"{path}:status", Status, f"{path}:status", "status"), of(lambda cell: cell.status)),
    )
