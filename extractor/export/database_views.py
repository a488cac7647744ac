"""The views of the SQLite database."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import all_forms

__all__ = ["view_statements"]

_ABOUT = "reports.report_id, source, organization, year, form"

_TIDY = f"""CREATE VIEW tidy_cells AS
SELECT {_ABOUT}, "table", path, label, label_en, quantity, unit, state, value, printed, cells.status, witnesses,
       candidates, placed_by, place, span_start, span_end, decision, decision_note, decided_by
FROM cells JOIN codebook USING (path) JOIN reports USING (report_id) JOIN sources USING (source_id)"""

_DOUBTFUL = """CREATE VIEW doubtful_cells AS
SELECT * FROM tidy_cells WHERE status IN ('disputed', 'repaired', 'unread')"""

_COVERAGE = f"""CREATE VIEW coverage AS
SELECT {_ABOUT}, cells, numbers, verified_numbers,
       CASE WHEN numbers > 0 THEN 1.0 * verified_numbers / numbers END AS share_verified,
       disputed, unread, errors, warnings, called_wrong
FROM reports JOIN sources USING (source_id)"""

_FINDINGS = f"""CREATE VIEW findings_list AS
SELECT {_ABOUT}, severity, kind, blame, findings.path, label, label_en, message, explanations
FROM findings LEFT JOIN codebook USING (path) JOIN reports USING (report_id) JOIN sources USING (source_id)"""


def view_statements() -> Iterator[str]:
    """Yield the statements that make the views: one for each question, and ``verified_FORM`` for each form with cells.

    In ``verified_FORM`` a report is a row and a cell a column, by its path; a cell that is not verified is NULL.
    """
    yield from (_TIDY, _DOUBTFUL, _COVERAGE, _FINDINGS)
    for form in all_forms().values():
        if paths := form.paths():
            columns = ",\n".join(f"MAX(CASE path WHEN '{path}' THEN value END) AS \"{path}\"" for path in paths)
            yield (
                f"CREATE VIEW verified_{form.id} AS\nSELECT {_ABOUT},\n{columns}\n"
                "FROM reports JOIN sources USING (source_id)\n"
                "LEFT JOIN cells ON cells.report_id = reports.report_id AND status = 'verified'\n"
                f"WHERE form = '{form.id}' GROUP BY reports.report_id"
            )
