"""The six parts of the form: order, ordinals, whether they are there and hold anything."""

from __future__ import annotations

import re

import pytest
from checks_cases import assert_same_in_both_languages, found, page, truth

from schemas.enums import Blame, FindingKind, SectionKind, Severity

ORDER, NUMBER = FindingKind.HEADING_ORDER, FindingKind.HEADING_NUMBER
MISSING, EMPTY = FindingKind.SECTION_MISSING, FindingKind.SECTION_EMPTY
CLEAN = page(truth())


def exchanged(*, renumbered: bool) -> str:
    """Parts five and six exchanged, each with its own number or with that of its new place."""
    five = re.search(r"<[^>]*>五、", CLEAN)
    six = re.search(r"<[^>]*>六、", CLEAN)
    assert five is not None and six is not None
    end = CLEAN.index("</body>")
    first, second = CLEAN[five.start() : six.start()], CLEAN[six.start() : end]
    if renumbered:
        first, second = first.replace("五、", "六、"), second.replace("六、", "五、")
    return CLEAN[: five.start()] + second + first + CLEAN[end:]


def without(ordinal: str, following: str) -> str:
    return re.sub(rf"<[^>]*>{ordinal}、.*?(?=<[^>]*>{following}、)", "", CLEAN, flags=re.DOTALL)


def test_a_clean_report() -> None:
    assert found(CLEAN) == []


@pytest.mark.parametrize("renumbered", [True, False])
def test_two_parts_exchanged(renumbered: bool) -> None:
    (issue,) = found(exchanged(renumbered=renumbered), ORDER, NUMBER)
    assert (issue.kind, issue.severity, issue.blame) == (ORDER, Severity.WARNING, Blame.SOURCE)


@pytest.mark.parametrize("printed", ["四、", "七、", "（五）、", ""])
def test_an_ordinal_wrong_repeated_or_missing(printed: str) -> None:
    issues = found(CLEAN.replace("五、存在", f"{printed}存在"), NUMBER)
    assert len(issues) == (printed != "（五）、")


def test_numbers_in_another_style_or_none_at_all() -> None:
    heads = dict(zip("一二三四五六", "123456", strict=True))
    digits = re.sub(r"(<[^>]*>)([一二三四五六])、(?!本年|上年|结转)", lambda m: f"{m[1]}{heads[m[2]]}、", CLEAN)
    assert found(digits, NUMBER, ORDER) == []
    assert found(re.sub(r"(<[^>]*>)([一二三四五六])、(?!本年|上年|结转)", r"\1", CLEAN), NUMBER, ORDER) == []


def test_sub_topics_with_ordinals_of_their_own_are_no_error() -> None:
    inner = "一、机制保障。二、平台建设。三、监督保障。"
    assert found(page(truth(inner)), NUMBER, ORDER) == []
    own = CLEAN.replace("<p>（二）依申请公开</p>", "<p>一、工作机制保障</p><p>二、平台建设</p>")
    assert found(own, NUMBER, ORDER) == []


@pytest.mark.parametrize("said", ["无。", "暂无", "", "本单位不存在问题。", "/"])
def test_part_five_with_nothing_under_it(said: str) -> None:
    (issue,) = found(page(truth(problems=(said,) if said else ())), EMPTY)
    assert (issue.severity, issue.blame) == (Severity.WARNING, Blame.SOURCE)


def test_part_six_may_say_that_there_is_nothing() -> None:
    assert found(page(truth(other_matters="无。")), EMPTY) == []
    assert len(found(page(truth(other_matters="")), EMPTY)) == 1


def test_a_part_that_is_not_there() -> None:
    (issue,) = found(without("五", "六"), MISSING)
    assert (issue.severity, issue.blame) == (Severity.WARNING, Blame.SOURCE)
    (minor,) = found(page(truth(other_matters=None)), MISSING)
    assert minor.severity is Severity.NOTE
    (table,) = found(without("四", "五"), MISSING)
    assert SectionKind.REVIEW_AND_LITIGATION.value in table.message


def test_a_part_that_lost_only_its_heading_is_there() -> None:
    assert found(re.sub(r"<[^>]*>五、[^<]*</[^>]*>", "", CLEAN), MISSING) == []


def test_a_report_of_the_annex_has_no_six_parts() -> None:
    assert found(page(truth(form="statistics")), ORDER, NUMBER, MISSING, EMPTY) == []


def test_both_languages() -> None:
    assert_same_in_both_languages(exchanged(renumbered=False), ORDER)
    assert_same_in_both_languages(CLEAN.replace("五、存在", "四、存在"), NUMBER)
    assert_same_in_both_languages(without("五", "六"), MISSING)
    assert_same_in_both_languages(page(truth(problems=("无。",))), EMPTY)
