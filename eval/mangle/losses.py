"""What a careful reader can still tell where empty cells left no trace."""

from __future__ import annotations

from eval.mangle.draft import ReportDraft

__all__ = ["blanks_vanish"]


def blanks_vanish(report: ReportDraft) -> ReportDraft:
    """Return the report with the label of a source that prints no empty cell at all.

    A complete row is certain. Of a row without any number nobody can tell whether it was blank or lost, but that no
    number stands there is sure. Of a row with some of its numbers nobody can tell which: none of it is certain.
    """
    unsure: list[str] = []
    empty: list[str] = []
    for table in report.document.tables:
        for row in table.rows:
            printed = sum(bool(cell.text) for cell in row.values)
            if not printed:
                empty.extend(row.paths)
            elif printed < len(row.values):
                unsure.extend(row.paths)
    blank = [path for path in empty if report.label["cells"][path]["state"] == "blank"]
    return report.maybe_lost(blank).uncertain([*unsure, *(path for path in empty if path not in blank)])
