"""Last year's tables behind a report or in front of it: never taken for the report's own in silence."""

from __future__ import annotations

from eval.mangle import ModeSpec, mangle
from eval.truth import generate
from extractor.pipeline import extract
from schemas.enums import FindingKind, Status
from schemas.result import Report


def _page(seed: int) -> tuple[str, str]:
    """A report, and the tables three and four of another one, as HTML."""
    made = [mangle(generate(seed + n, form="2021"), (ModeSpec("html"),), seed).data.decode() for n in range(2)]
    start = made[1].index("<table", made[1].index("收到和处理政府信息公开申请情况"))
    return made[0], made[1][start : made[1].rindex("</table>") + len("</table>")]


def _believed(report: Report) -> dict[str, object]:
    return {path: cell.value for path, cell in report.cells.items() if cell.status is Status.VERIFIED}


def test_tables_behind_the_report_are_those_of_another_year() -> None:
    page, tables = _page(4100)
    alone = extract(page.encode(), "page.html").reports[0]
    year = (alone.year or 0) - 1
    both = extract(
        page.replace("</body>", f"<p>附:{year}年度数据(供对比)</p>{tables}</body>").encode(), "page.html"
    ).reports
    assert _believed(both[0]) == _believed(alone)
    assert [(report.organization, report.year) for report in both[1:]] == [(alone.organization, year)]


def test_tables_in_front_of_section_one_leave_nothing_believed() -> None:
    page, tables = _page(4200)
    alone = extract(page.encode(), "page.html").reports[0]
    place = page.index("<", page.index("总体情况") - 40)
    (report,) = extract((page[:place] + tables + page[place:]).encode(), "page.html").reports
    assert report.organization == alone.organization
    assert all(alone.cells[path].value == value for path, value in _believed(report).items())
    assert FindingKind.REPEATED_TABLE in {finding.kind for finding in report.findings}
