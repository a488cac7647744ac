"""What a careful reader can still tell where empty cells left no trace."""

from __future__ import annotations

from eval.mangle.draft import ReportDraft

__all__ = ["blanks_vanish", "disclosure_headers_vanish", "pads_hide_blanks"]

_OTHER_FORM = {"made": "issued", "newly_disclosed": "repealed", "total_disclosed": "in_force"}
"""Columns of 第(一)项 in the 2019 form and what stands in their places in the 2021 form."""


def blanks_vanish(report: ReportDraft) -> ReportDraft:
    """Return the report with the label of a source that prints no empty cell at all.

    A complete row is certain, unless its label is torn from it and other cells of its table left no trace. Of a row
    without any number nobody can tell whether it was blank or lost, but that no number stands there is sure. Of a row
    with some of its numbers nobody can tell which: none of it is certain.
    """
    unsure: list[str] = []
    empty: list[str] = []
    for table in report.document.tables:
        if any(not cell.text for row in table.rows for cell in row.values):
            unsure.extend(report.displaced.intersection(table.paths))
        for row in table.rows:
            printed = sum(bool(cell.text) for cell in row.values)
            if not printed:
                empty.extend(row.paths)
            elif printed < len(row.values):
                unsure.extend(row.paths)
    blank = [path for path in empty if report.label["cells"][path]["state"] == "blank"]
    return report.maybe_lost(blank).uncertain([*unsure, *(path for path in empty if path not in blank)])


def pads_hide_blanks(report: ReportDraft) -> ReportDraft:
    """Return the report with the label of a source whose rows end in separators as empty cells do.

    Of rows without their labels, nobody can tell an empty cell at an end from such a separator, nor an empty row.
    """
    unsure: list[str] = []
    for table in report.document.tables:
        away = [row for row in table.rows if report.displaced.intersection(row.paths)]
        if any(not row.values[0].text or not row.values[-1].text for row in away if row.values):
            unsure.extend(path for row in away for path in row.paths)
    return report.uncertain(unsure)


def disclosure_headers_vanish(report: ReportDraft) -> ReportDraft:
    """Return the report with the label of a source whose table two has no header.

    The order of the columns is the form's. But an amount without its header has no unit, and a mixed block no longer
    says which form's columns it has.
    """
    cells = report.label["cells"]
    report = report.displace(path for path in cells if path.startswith("proactive_disclosure."))
    unsure = [
        path
        for path, cell in cells.items()
        if path.endswith(".amount") and cell["state"] == "number" and cell["value"] != 0 and "元" not in cell["printed"]
    ]
    if "mixed_columns" not in report.truth.layout.traits:
        return report.uncertain(unsure)
    ours = [path for path in cells if path.rsplit(".", 1)[-1] in _OTHER_FORM]
    # The same numbers may as well stand in the other form's columns.
    theirs = {".".join((path.rsplit(".", 1)[0], _OTHER_FORM[path.rsplit(".", 1)[-1]])): cells[path] for path in ours}
    return report.relabel(theirs).uncertain([*unsure, *ours, *theirs])
