"""Sentences and headings of the report's own year that name another."""

from __future__ import annotations

import pytest
from checks_cases import DISTRICT, assert_same_in_both_languages, found, of_prose, page, truth

from schemas.enums import Blame, FindingKind, Severity

KIND = FindingKind.YEAR_TYPO

WRONG = (
    "2022年，我局扎实推进政务公开工作。",
    "2022年度，本单位通过网站公开信息。",
    "本单位2022年度通过门户网站公开信息。",
    "2022年，青泽县林业局认真贯彻落实条例要求，从严从实抓好公开。",
    "2024年，我局政府信息公开工作取得一定成效。",
    "现将2022年政府信息公开工作情况报告如下。",
    "2022年共收到政府信息公开申请75件。",
    "2022年，我局政府信息公开工作取得了一定成绩，但仍存在政策解读不够丰富的问题。",
)
RIGHT = (
    "2024年，我局将继续推进政务公开工作。",
    "2022年，我局被评为优秀单位。",
    "与2022年相比，申请数量有所增加。",
    "2022年以来，我局持续完善制度。",
    "2022年收到申请60件，2023年收到75件。",
    "2022年，我局收到申请60件，今年收到75件。",
    "根据2022年度政务公开考核反馈，我局整改到位。",
    "2022年度部门决算已公开。",
    "2022年存在的问题已全部整改到位。",
    "按照《2022年政务公开工作要点》和〔2022〕30号文件落实。",
    "2022年12月，我局印发制度。",
    "2019年，我局建立公开制度。",
)


@pytest.mark.parametrize("prose", WRONG)
def test_another_year_in_a_sentence_of_this_one(prose: str) -> None:
    (issue,) = of_prose(prose, KIND)
    assert (issue.severity, issue.blame) == (Severity.WARNING, Blame.SOURCE)


@pytest.mark.parametrize("prose", RIGHT)
def test_a_year_that_is_meant(prose: str) -> None:
    assert of_prose(prose, KIND) == []


def test_the_period_and_the_sections() -> None:
    opening = "本报告所列数据的统计期限自2023年1月1日起至2022年12月31日止。"
    assert len(found(page(truth(opening=opening)), KIND)) == 1
    assert found(page(truth(opening=opening.replace("2022", "2023"))), KIND) == []
    assert len(found(page(truth()).replace("一、总体情况", "一、2022年总体情况"), KIND)) == 1
    assert found(page(truth()).replace("一、总体情况", "一、2023年总体情况"), KIND) == []
    assert len(of_prose("", KIND, problems=("2022年，我局政务公开工作取得一定成绩，但仍有不足。",))) == 1


def test_who_the_year_is_said_of() -> None:
    assert len(of_prose("2022年，我区扎实推进政务公开工作。", KIND, organization=DISTRICT)) == 1
    assert len(of_prose("2022年，全区各级行政机关推进公开。", KIND, organization=DISTRICT)) == 1


def test_a_text_all_of_another_year_has_a_wrong_title() -> None:
    report = truth("2023年，我局推进公开。2023年，我局收到申请。", title="青泽县林业局2022年政府信息公开工作年度报告")
    assert found(page(report), KIND) == []


def test_both_languages() -> None:
    assert_same_in_both_languages(page(truth(WRONG[0])), KIND)
