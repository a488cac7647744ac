"""The fee for information, which is not 行政事业性收费."""

from __future__ import annotations

import pytest
from checks_cases import assert_same_in_both_languages, of_prose, page, truth

from schemas.enums import Blame, FindingKind, Severity

KIND = FindingKind.FEE_PROSE
NONE = "本年度未收取政府信息公开信息处理费。"


@pytest.mark.parametrize(
    ("prose", "other_matters"),
    [
        ("全年收取信息处理费380元。", NONE),
        ("向1件申请收取信息处理费380元。", "全年收取信息处理费共计240元。"),
        ("按规定收取信息处理费2件。", NONE),
        ("收取信息处理费0元。", "收取信息处理费1件，金额180元。"),
        ("不收取信息处理费。", "全年共收取信息处理费0.5万元。"),
        ("依申请公开均免费提供，未收取任何费用。", "按规定收取信息处理费2件，共计240元。"),
    ],
)
def test_what_is_said_of_the_fee_contradicts_itself(prose: str, other_matters: str) -> None:
    (found,) = of_prose(prose, KIND, other_matters=other_matters)
    assert (found.severity, found.blame) == (Severity.WARNING, Blame.SOURCE)


@pytest.mark.parametrize(
    ("prose", "other_matters"),
    [
        ("行政事业性收费12.5万元。", NONE),
        ("行政事业性收费约13万元。", NONE),
        ("减免信息处理费100元。", NONE),
        ("信息处理费收费标准为每件10元。", NONE),
        ("收取信息处理费1件，金额380元。", "全年收取信息处理费380元，其中甲站200元、乙站180元。"),
        ("去年收取信息处理费500元。", NONE),
        ("未发生违规收费行为。", "全年收取信息处理费380元。"),
        ("", "按规定收取信息处理费2件，共计240元。"),
        ("", "2023年对25件申请收取了信息处理费2950元。其中，甲局1件，收取420元；乙局24件，收取2530元。"),
    ],
)
def test_what_is_another_fee_or_agrees(prose: str, other_matters: str) -> None:
    assert of_prose(prose, KIND, other_matters=other_matters) == []


def test_fees_of_the_state_where_the_prose_names_them() -> None:
    (found,) = of_prose("行政事业性收费13.5万元。", KIND)
    assert found.paths == ["proactive_disclosure.article_20_8.fees.amount"]
    assert [term.value for term in found.terms] == [135_000, 125_000]


def test_the_annex_has_the_fee() -> None:
    (found,) = of_prose("收取信息处理费380元。", KIND, form="statistics")
    assert found.paths == ["statistics.fees_charged"]
    assert of_prose("未收取信息处理费。", KIND, form="statistics") == []


def test_both_languages() -> None:
    assert_same_in_both_languages(page(truth("全年收取信息处理费380元。", other_matters=NONE)), KIND)
