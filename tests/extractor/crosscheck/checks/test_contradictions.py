"""Statements without a number beside a table that says otherwise."""

from __future__ import annotations

import pytest
from checks_cases import assert_same_in_both_languages, of_prose, page, truth

from schemas.enums import Blame, FindingKind, Severity

KIND = FindingKind.CONTRADICTION
OUT = "requests.carried_out.total"

WRONG = {
    "所有申请均已办结。": OUT,
    "收到申请75件，均已按时办结。": OUT,
    "全部申请均在法定期限内办结。": OUT,
    "收到政府信息公开申请75件，已全部答复。": OUT,
    "收到政府信息公开申请75件，均已答复。": OUT,
    "新收75件，上年结转3件申请，全部办结。": OUT,
    "申请已全部办理完毕，没有结转到下一年度的申请。": OUT,
    "无结转下年度的申请。": OUT,
    "办结率100%。": OUT,
    "被申请行政复议3件，均获维持。": "review_and_litigation.review.corrected",
    "发生行政复议3件，未被纠正。": "review_and_litigation.review.corrected",
    "发生行政诉讼2件，均已审结。": "review_and_litigation.litigation_after_review.pending",
}
RIGHT = (
    "上年结转的3件均已办结。",
    "上年结转3件，已全部办结；本年收到75件。",
    "除2件结转下年度外，其余均已办结。",
    "收到申请75件，其中30件均已办结。",
    "收到申请75件，全部按时答复或依法延期答复。",
    "收到申请75件，均在法定期限内答复。",
    "收到申请75件，均依法依规办理。",
    "按时答复率100%，按期办结率100%。",
    "办理12345热线工单384件，均已办结。",
    "办理人大建议12件、政协提案8件，均已办结。",
    "收到行政许可申请900件，均已办结。",
    "12345热线办结率100%。",
    "下一步，确保申请全部办结。",
    "2022年的申请均已办结。",
    "被申请行政复议3件，维持2件。",
)


@pytest.mark.parametrize("prose", WRONG)
def test_a_statement_that_the_table_contradicts(prose: str) -> None:
    (found,) = of_prose(prose, KIND)
    assert found.paths == [WRONG[prose]]
    assert (found.severity, found.blame) == (Severity.WARNING, Blame.SOURCE)


@pytest.mark.parametrize("prose", RIGHT)
def test_a_statement_of_something_else(prose: str) -> None:
    assert of_prose(prose, KIND) == []


def test_nothing_carried_out_contradicts_nothing() -> None:
    cells = {
        f"requests.{row}.{column}": value
        for row, value in (("carried_out", 0), ("carried_in", 1))
        for column in ("natural_person", "total")
    }
    assert of_prose("所有申请均已办结，无结转。", KIND, cells=cells) == []


def test_a_nothing_is_a_fact_and_found_once() -> None:
    (found,) = of_prose("本年度未收到政府信息公开申请。", KIND, FindingKind.PROSE_TABLE)
    assert found.kind is FindingKind.PROSE_TABLE


def test_both_languages() -> None:
    assert_same_in_both_languages(page(truth("所有申请均已办结。")), KIND)
