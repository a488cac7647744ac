"""Cells by themselves: impossible values, parts above wholes, blanks for zeros, columns in another order."""

from __future__ import annotations

import pytest
from checks_cases import FIRST, assert_same_in_both_languages, consistent, found, page, read, truth

from schemas import form
from schemas.enums import Blame, FindingKind, Severity, Status

VALUE, PART, BLANK = FindingKind.VALUE_KIND, FindingKind.PART_EXCEEDS, FindingKind.BLANK_ZERO
COLUMNS, SUBTOTAL = FindingKind.COLUMNS_REORDERED, FindingKind.SUBTOTAL
FEES = "proactive_disclosure.article_20_8.fees.amount"
REQUESTS = [path for path in form("2021").paths() if path.startswith("requests.")]


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("requests.granted.research", -3),
        (f"{FIRST}.issued", "3.5"),
        (f"{FIRST}.issued", "若干"),
        ("requests.granted.research", "待定"),
        (FEES, -50_000),
    ],
)
def test_a_value_that_cannot_be(path: str, printed: int | str) -> None:
    (issue,) = found(page(truth(cells={path: printed})), VALUE)
    assert issue.paths == [path]
    assert (issue.severity, issue.blame) == (Severity.WARNING, Blame.SOURCE)


@pytest.mark.parametrize(
    ("path", "printed"), [(FEES, 5), (f"{FIRST}.issued", 0), (f"{FIRST}.issued", "/"), (f"{FIRST}.issued", "无")]
)
def test_values_that_can(path: str, printed: int | str) -> None:
    assert found(page(truth(cells={path: printed})), VALUE) == []


def test_a_part_larger_than_its_whole() -> None:
    principal = "statistics.interpretation.press_conferences.by_principal"
    documents = "statistics.disclosed.normative_documents"
    issues = found(page(truth(form="statistics", cells={principal: 9, documents: 501})), PART)
    assert [issue.paths[0] for issue in issues] == [principal, documents]
    assert found(page(truth(form="statistics", cells={principal: 3, documents: 500})), PART) == []


def test_the_printed_sum_of_channels() -> None:
    (issue,) = found(page(truth(form="statistics", cells={"statistics.channels.website": 301})), SUBTOTAL)
    assert issue.paths[0] == "statistics.channels"
    assert (issue.severity, issue.blame) == (Severity.WARNING, Blame.SOURCE)
    assert found(page(truth(form="statistics")), SUBTOTAL) == []


@pytest.mark.parametrize("mark", ["", "/"])
def test_blanks_that_the_sums_take_for_zero_are_one_note(mark: str) -> None:
    empty = {path: mark for path in REQUESTS if path not in consistent()}
    report = read(page(truth(cells=empty)))
    (issue,) = [item for item in report.findings if item.kind is BLANK]
    assert (issue.severity, issue.blame) == (Severity.NOTE, Blame.SOURCE)
    assert all(report.cells[path].value is None for path in empty)


@pytest.mark.parametrize("totals", [True, False])
def test_only_totals_or_only_parts_are_filled(totals: bool) -> None:
    empty = {path: "" for path in REQUESTS if path.endswith(".total") is not totals}
    assert found(page(truth(cells=empty)), BLANK) == []


def test_a_blank_that_the_sums_need_a_number_for_is_no_zero() -> None:
    assert found(page(truth(cells={"requests.partially_granted.natural_person": ""})), BLANK) == []


def test_columns_in_another_order() -> None:
    html = page(truth())
    moved = html.replace("科研机构", "@").replace("商业企业", "科研机构").replace("@", "商业企业")
    (issue,) = found(moved, COLUMNS)
    assert (issue.severity, issue.blame) == (Severity.NOTE, Blame.SOURCE)
    results = html.replace("结果维持", "@").replace("结果纠正", "结果维持").replace("@", "结果纠正")
    assert len(found(results, COLUMNS)) == 1
    assert found(html, COLUMNS) == []


def test_a_finding_changes_no_cell() -> None:
    plain, odd = read(page(truth())), read(page(truth("全年新收政府信息公开申请76件。所有申请均已办结。")))
    assert len(odd.findings) > len(plain.findings)
    for path, cell in plain.cells.items():
        assert (odd.cells[path].value, odd.cells[path].status) == (cell.value, cell.status)
    assert Status.VERIFIED in {cell.status for cell in odd.cells.values()}


def test_both_languages() -> None:
    assert_same_in_both_languages(page(truth(cells={"requests.granted.research": "待定"})), VALUE)
    annex = truth(form="statistics", cells={"statistics.disclosed.normative_documents": 501, "statistics.channels": 9})
    assert_same_in_both_languages(page(annex), PART)
    assert_same_in_both_languages(page(annex), SUBTOTAL)
    assert_same_in_both_languages(page(truth(cells={"requests.granted.other": ""})), BLANK)
    moved = page(truth()).replace("结果维持", "@").replace("结果纠正", "结果维持").replace("@", "结果纠正")
    assert_same_in_both_languages(moved, COLUMNS)
