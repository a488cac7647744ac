"""Where something stands, as a person counts: tables, rows, columns and lines from 1."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from schemas.result import Cell, Finding, Report, Span

__all__ = ["Lines", "Region", "address", "line_and_column", "shown_at"]

Region = tuple[int, int, int, int]
"""First line and column, last line and the column behind its last character; from 1."""


class Lines:
    """Where the lines of a source's text begin: all that is needed to tell places in it.

    Args:
        text: the source's text as Gongkai renders it.
        own: the text is the file's own, so that its lines and columns are those that an editor shows.
    """

    def __init__(self, text: str, *, own: bool) -> None:
        self.own = own
        self._starts = array("L", (0, *(place + 1 for place, character in enumerate(text) if character == "\n")))

    def place(self, span: Span) -> str:
        """Return ``line:column`` of where the span begins."""
        line, column = self._at(span[0])
        return f"{line}:{column}"

    def region(self, span: Span) -> Region:
        """Return the region that the span covers."""
        return (*self._at(span[0]), *self._at(span[1]))

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def address(cell: Cell) -> str | None:
    """Return ``table/row:column`` of the cell in its source, or None where its place is no table's."""
    at = cell.at
    if at is None or at.table is None or at.row is None or at.column is None:
        return None
    return f"{at.table + 1}/{at.row + 1}:{at.column + 1}"


def line_and_column(text: str, span: Span) -> str:
    """Return ``line:column`` of where the span begins in the text."""
    return Lines(text[: span[0]], own=False).place(span)


def shown_at(finding: Finding, report: Report) -> str | None:
    """Return the cell whose place a finding names, else its first; None where it is about no cell."""
    named = (path for path in finding.paths if path in report.cells and report.cells[path].span == finding.span)
    first = finding.paths[0] if finding.paths else None
    return next(named, first) if finding.span else first
