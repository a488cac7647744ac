"""Where something stands, as a person counts: tables, rows, columns and lines from 1."""

from __future__ import annotations

from schemas.result import Cell, Span

__all__ = ["address", "line_and_column"]


def address(cell: Cell) -> str | None:
    """Return ``table/row:column`` of the cell in its source, or None where its place is no table's."""
    at = cell.at
    if at is None or at.table is None or at.row is None or at.column is None:
        return None
    return f"{at.table + 1}/{at.row + 1}:{at.column + 1}"


def line_and_column(text: str, span: Span) -> str:
    """Return ``line:column`` of where the span begins in the text."""
    before = text[: span[0]]
    return f"{before.count(chr(10)) + 1}:{span[0] - (before.rfind(chr(10)) + 1) + 1}"
