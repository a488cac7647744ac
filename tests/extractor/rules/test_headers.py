"""What the column labels of a table say: order, contradiction, gaps, levels, line ends, units."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules.headers import Header, read_header
from extractor.rules.run import FreeText
from extractor.rules.tokens import Token, TokenKind
from schemas import form
from schemas.enums import TableKind
from schemas.form import Block

REQUESTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
REQUEST_KEYS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
REVIEW = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def _block(form_id: str, kind: TableKind, key: str = "") -> Block:
    table = form(form_id).table(kind)
    assert table is not None
    return next(block for block in table.blocks if block.key == key)


def _header(texts: list[str], kind: TableKind = TableKind.REQUESTS, form_id: str = "2021", key: str = "") -> Header:
    free = [FreeText(Token(TokenKind.TEXT, text, (n, n)), n) for n, text in enumerate(texts)]
    return read_header(free, _block(form_id, kind, key), kind)


def test_a_full_header_names_every_column_in_order() -> None:
    header = _header(REQUESTS)
    assert header.columns == REQUEST_KEYS
    assert header.consistent
    assert header.units == ()


@settings(max_examples=40)
@given(st.sets(st.integers(0, 6)))
def test_labels_may_be_missing(kept: set[int]) -> None:
    header = _header([REQUESTS[n] for n in sorted(kept)])
    assert header.columns == tuple(REQUEST_KEYS[n] for n in sorted(kept))
    assert header.consistent


@settings(max_examples=40)
@given(st.permutations(REQUESTS[:6]))
def test_any_other_order_is_a_contradiction(order: list[str]) -> None:
    assert _header([*order, "总计"]).consistent == (order == REQUESTS[:6])


def test_a_header_of_two_levels_prints_the_total_above_its_neighbours() -> None:
    header = _header(["申请人情况", "自然人", "法人或其他组织", "总计", *REQUESTS[1:6]])
    assert set(header.columns) == set(REQUEST_KEYS)
    assert header.consistent


def test_a_header_may_be_printed_again_after_a_page() -> None:
    assert _header([*REQUESTS, "(三)不予公开", *REQUESTS]).consistent
    assert not _header([*REQUESTS, REQUESTS[1], REQUESTS[0], *REQUESTS[2:]]).consistent


def test_the_header_of_three_blocks_goes_through_the_order_three_times() -> None:
    kind = TableKind.REVIEW_AND_LITIGATION
    names = ["行政复议", "行政诉讼", *REVIEW, "未经复议直接起诉", "复议后起诉", *REVIEW, *REVIEW]
    assert _header(names, kind).consistent
    assert _header([*REVIEW, *REVIEW[:4], *REVIEW], kind).consistent
    assert not _header([*REVIEW, REVIEW[1], REVIEW[0], *REVIEW[2:]], kind).consistent


@pytest.mark.parametrize(
    "pieces",
    [
        ["本年新", "制作数量", "本年新", "公开数量", "对外公开总数量"],
        ["本年新制作数量", "本年新公开数量", "对外公开", "总数量"],
        ["信息内容", "本年新制作数量", "本年新", "公开", "数量", "对外公开总数量"],
    ],
)
def test_a_label_wrapped_over_lines_is_joined(pieces: list[str]) -> None:
    header = _header(pieces, TableKind.PROACTIVE_DISCLOSURE, "2019", "article_20_1")
    assert header.columns == ("made", "newly_disclosed", "total_disclosed")
    assert header.consistent


def test_a_note_in_a_header_is_set_aside() -> None:
    texts = ["上一年项目数量 (指2019年事项数)", "本年增/减 (减用负值表示,如-8)", "处理决定数量"]
    header = _header(texts, TableKind.PROACTIVE_DISCLOSURE, "2019", "article_20_5")
    assert header.columns == ("previous_items", "change", "decisions")


@pytest.mark.parametrize(
    ("texts", "form_id", "other_id"),
    [
        (["本年制发件数", "本年废止件数", "现行有效件数"], "2021", "2019"),
        (["本年度制发数", "本年废止数", "现行有效件"], "2021", "2019"),
        (["本年新制发数量", "本年新废止数量", "现行有效数量"], "2021", "2019"),
        (["本年新制作数量", "本年新公开数量", "对外公开总数量"], "2019", "2021"),
        (["本年制作数量", "本年公开数量", "对外公开数量"], "2019", "2021"),
    ],
)
def test_a_header_tells_the_forms_apart(texts: list[str], form_id: str, other_id: str) -> None:
    kind, key = TableKind.PROACTIVE_DISCLOSURE, "article_20_1"
    assert len(_header(texts, kind, form_id, key).columns) == 3
    assert len(_header(texts, kind, other_id, key).columns) <= 1


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("采购总金额", None),
        ("采购总金额(元)", "元"),
        ("采购总金额(万元)", "万元"),
        ("采购总金额(单位:万元)", "万元"),
        ("采购总金额(亿元)", "亿元"),
    ],
)
def test_a_header_names_the_unit_of_its_own_column_alone(label: str, unit: str | None) -> None:
    header = _header(["采购项目数量", label], TableKind.PROACTIVE_DISCLOSURE, "2019", "article_20_9")
    assert header.columns == ("items", "amount")
    assert header.unit("amount") == unit
    assert header.unit("items") is None


@pytest.mark.parametrize("label", ["采购总金额(含100万元以上项目)", "采购总金额(千万元)"])
def test_an_amount_or_an_unknown_unit_in_a_header_is_no_unit(label: str) -> None:
    header = _header(["采购项目数量", label], TableKind.PROACTIVE_DISCLOSURE, "2019", "article_20_9")
    assert header.unit("amount") is None


def test_row_labels_and_groups_are_no_columns() -> None:
    assert _header(["3.其他", "(七)总计", "(六)其他处理", "一、本年新收政府信息公开申请数量"]).columns == ()
    assert _header([]).columns == ()
    assert _header([]).consistent


@pytest.mark.parametrize("one_row", [True, False])
def test_a_total_in_front_of_a_header_of_one_level_is_a_contradiction(one_row: bool) -> None:
    """On two levels 总计 may stand before its neighbours, but not before 自然人, which stands on the first as well."""
    texts = [REQUESTS[6], *REQUESTS[:6]]
    free = [FreeText(Token(TokenKind.TEXT, text, (n, n)), 0 if one_row else n) for n, text in enumerate(texts)]
    assert not read_header(free, _block("2021", TableKind.REQUESTS), TableKind.REQUESTS).consistent
