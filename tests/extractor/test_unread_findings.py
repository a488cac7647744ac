"""Findings about what stands in the form's tables and is no text, and about numbers that belong nowhere."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract
from schemas.enums import FindingKind, State, Status
from schemas.result import Report

HEAD = (
    "<tr><td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td></tr>"
    "<tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    "<tr>" + "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>" * 3 + "</tr>"
)
VALUES = (2, 1, 0, 0, 3, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1)


def report(cells: list[str], more: str = "") -> Report:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    page = (
        "<h1>云栖市水务局2023年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>"
        f"<table>{HEAD}<tr>{row}</tr></table>{more}<p>五、存在的主要问题及改进情况</p><p>无。</p>"
    )
    return extract(page.encode(), "report.html").reports[0]


def messages(found: Report, kind: FindingKind) -> list[str]:
    return [finding.message for finding in found.findings if finding.kind is kind]


@pytest.mark.parametrize(
    ("cell", "kind", "reason"),
    [
        ('<img src="n{}.gif">', FindingKind.NOT_READ, "img"),
        ('<i id="n{}"></i>', FindingKind.NOT_READ, "element that a script or a style may fill"),
        ('<b style="visibility:hidden">{}</b>', FindingKind.HIDDEN_CONTENT, "visibility:hidden"),
        ("<!-- {} -->", FindingKind.HIDDEN_CONTENT, "comment"),
    ],
)
def test_numbers_that_are_no_text_are_one_finding_and_no_blanks(cell: str, kind: FindingKind, reason: str) -> None:
    found = report([cell.format(value) for value in VALUES])
    assert {answer.state for answer in found.cells.values()} == {State.UNREADABLE}
    assert ["15 cells of review_and_litigation hold" in said and reason in said for said in messages(found, kind)] == [
        True
    ]
    assert len(messages(found, FindingKind.TABLE_LOST)) == 1


def test_a_blank_table_proves_no_blank_and_says_so() -> None:
    found = report([""] * 15)
    assert {(answer.state, answer.status) for answer in found.cells.values()} == {(State.BLANK, Status.READ)}
    assert len(messages(found, FindingKind.TABLE_LOST)) == 1
    beside = report([str(value) if value else "" for value in VALUES])
    assert {answer.status for answer in beside.cells.values()} == {Status.VERIFIED}
    assert messages(beside, FindingKind.TABLE_LOST) == []


def test_a_number_beside_a_picture_is_not_believed() -> None:
    found = report([f'{value}<img src="1.gif">' if value == 3 else str(value) for value in VALUES])
    total = found.cells["review_and_litigation.review.total"]
    assert (total.state, total.value, total.printed) == (State.UNREADABLE, None, "3")


def test_beyond_many_numbers_that_belong_nowhere_one_finding_counts_the_rest() -> None:
    rows = "".join(f"<tr><td>本地事项{n}</td>{'<td>905</td>' * 15}</tr>" for n in range(6))
    found = report([str(value) for value in VALUES], f"<table>{rows}</table>")
    said = messages(found, FindingKind.UNASSIGNED_NUMBER)
    assert said[:50] == ["905 in review_and_litigation could be given to no cell of the form"] * 50
    # The first of the six rows is read as a second row of the table.
    assert [text.split(" more numbers in ")[0] for text in said[50:]] == ["25"]
