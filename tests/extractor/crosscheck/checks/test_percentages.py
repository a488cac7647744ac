"""Percentages and the numbers that they are stated with."""

from __future__ import annotations

import pytest
from checks_cases import assert_same_in_both_languages, of_prose, page, truth

from schemas.enums import Blame, FindingKind, Severity

KIND = FindingKind.PERCENTAGE

WRONG = (
    "办结76件，其中予以公开20件，占36.3%。",
    "予以公开20件，占办结总数的36.3%。",
    "收到申请75件，其中自然人70件，占83.3%。",
    "收到申请75件，去年60件，同比增长35%。",
    "收到申请75件，较2022年的60件增长35%。",
    "2022年收到申请60件，2023年收到75件，同比增长15%。",
    "收到申请75件，比上年增加15件，增长30%。",
    "收到申请75件，较上年减少25件，下降20%。",
    "收到申请60件，去年75件，同比增长20%。",
    "收到申请75件，办结66件，办结率78.0%。",
    "办结76件，予以公开20件、部分公开5件，公开率42.9%。",
    "公开率为46.9%，办结76件，予以公开20件。",
    "公开信息500条，其中网站公开300条，占70%。",
    "收到申请75件，比上年的60件增长35%。",
    "发布解读15篇，其中图片解读4篇，占解读总量的30.70%。",
)
RIGHT = (
    "予以公开20件，占办结总数的26.3%。",
    "予以公开20件，占办结总数的26%。",
    "办结76件，其中予以公开20件，占26.31%。",
    "收到申请75件，比上年的60件增长25%。",
    "发布解读15篇，其中图片解读4篇，占解读总量的26.7%。",
    "予以公开20件，部分公开5件，合计占办结总数的32.9%。",
    "予以公开20件（占26.3%），部分公开5件（占6.6%）。",
    "办结76件，予以公开20件，部分公开5件，予以公开的占办结总数的26.3%。",
    "收到申请75件，占全县申请总量的4.1%。",
    "公开信息500条，占全县总量的12%。",
    "收到申请75件，同比下降12.3%。",
    "收到申请75件，比上年增加15件，增长25%。",
    "申请数量由2022年的60件增加到75件，增长25.0%。",
    "2022年收到申请60件，2023年收到75件，同比增长25%。",
    "答复76件，其中予以公开20件，公开率26.3%。",
    "满意率98.6%，网上可办率100%。",
    "收费类信息68件，占88.3%；其他信息9件，占11.7%，共77件。",
    "予以公开20件，占办结总数的近三成，超过26%以上。",
)


@pytest.mark.parametrize("prose", WRONG)
def test_a_percentage_that_does_not_follow(prose: str) -> None:
    (found,) = of_prose(prose, KIND)
    assert (found.severity, found.blame) == (Severity.WARNING, Blame.SOURCE)
    assert found.span is not None


@pytest.mark.parametrize("prose", RIGHT)
def test_a_percentage_that_follows_or_is_of_something_unsaid(prose: str) -> None:
    assert of_prose(prose, KIND) == []


def test_both_languages() -> None:
    assert_same_in_both_languages(page(truth(WRONG[0])), KIND)
