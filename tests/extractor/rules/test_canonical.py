"""The rows that may stand in a table: the forms' rows together, each once, without kin of another form."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules.align import CanonicalRow
from extractor.rules.canonical import canonical_rows
from extractor.rules.run import FreeText, Run
from extractor.rules.tokens import Token, TokenKind
from extractor.sources.document import Layout
from schemas import all_forms, form, union_table
from schemas.enums import TableKind

DISCLOSURE, REQUESTS, REVIEW, ANNEX = TableKind
PARENT = "/other_handling"
CHILDREN = [f"{PARENT}.{name}" for name in ("not_corrected_in_time", "fee_unpaid", "other")]
LONG = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
GROUP = "(六)其他处理"


def _rows(kind: TableKind, texts: Sequence[str] = (), runs: Sequence[Run] = ()) -> dict[str, CanonicalRow]:
    free = [FreeText(Token(TokenKind.TEXT, text, (n, n)), n) for n, text in enumerate(texts)]
    rows, owners = canonical_rows(union_table(kind), free, runs)
    assert [row.key for row in rows] == [f"{block}/{row.key}" for block, row in owners]
    assert len({row.key for row in rows}) == len(rows)
    return {row.key: row for row in rows}


def _run(label: str, *, beside: bool = True) -> Run:
    tokens = tuple(Token(TokenKind.VALUE, "1", (n, n + 1)) for n in range(7))
    return Run(tokens, (label,), beside, Layout.PIPES, 0, 0)


def _kin(rows: dict[str, CanonicalRow]) -> set[str]:
    return {key for key in rows if key == PARENT or key.startswith(f"{PARENT}.")}


@pytest.mark.parametrize("kind", TableKind)
def test_every_row_of_every_form_stands_in_the_form_s_order(kind: TableKind) -> None:
    rows = _rows(kind, [GROUP, LONG], [_run(GROUP)])
    for declared in all_forms().values():
        table = declared.table(kind)
        keys = [f"{block.key}/{row.key}" for block in table.blocks for row in block.rows] if table else []
        assert [key for key in rows if key in set(keys)] == keys


def test_a_row_that_two_variants_of_a_block_print_stands_once_with_the_places_of_both() -> None:
    rows = _rows(DISCLOSURE)
    places = {key: set(row.places) for key, row in rows.items()}
    assert places["article_20_1/regulations"] == {3}
    assert places["article_20_5/licensing"] == places["article_20_6/coercion"] == {1, 3}
    assert places["article_20_8/fees"] == {1, 2}
    assert places["article_20_9/procurement"] == {2}


def test_a_row_that_one_variant_lacks_is_optional() -> None:
    optional = {key for key, row in _rows(DISCLOSURE).items() if row.optional}
    assert optional == {"article_20_1/other_documents", "article_20_5/other_services"}


def test_a_table_of_one_line_has_its_rows_with_the_same_places() -> None:
    assert {key: set(row.places) for key, row in _rows(REVIEW).items()} == {
        "/review": {5},
        "/direct_litigation": {5},
        "/litigation_after_review": {5},
    }


def test_without_the_long_labels_of_its_children_the_row_itself_is_printed() -> None:
    assert _kin(_rows(REQUESTS, ["(五)不予处理", GROUP, "(七)总计"])) == {PARENT}
    assert _kin(_rows(REQUESTS)) == {PARENT}


@pytest.mark.parametrize(
    "texts",
    [
        [GROUP, LONG],
        [LONG],
        [LONG[:14], LONG[14:]],
        [LONG.replace("补正", "朴正").replace("公开", "公幵")],
        ["2.逾期不缴费"],
        ["1.逾期不补正"],
        [GROUP, "申请人逾期未按收费通知要求缴纳费用"],
    ],
    ids=["whole", "without the group", "torn", "damaged", "short alias", "other alias", "half"],
)
def test_the_label_of_any_child_tells_that_the_children_are_printed(texts: list[str]) -> None:
    assert _kin(_rows(REQUESTS, texts)) == set(CHILDREN)


def test_the_short_label_of_a_child_tells_nothing() -> None:
    """其他 is a column, a row and part of other labels as well."""
    assert _kin(_rows(REQUESTS, [GROUP, "3.其他", "其他"])) == {PARENT}


def test_a_row_with_numbers_of_its_own_stands_beside_its_children() -> None:
    texts = [GROUP, LONG]
    assert _kin(_rows(REQUESTS, texts, [_run(GROUP), _run(LONG)])) == {PARENT, *CHILDREN}
    assert _kin(_rows(REQUESTS, texts, [_run(LONG)])) == set(CHILDREN)
    assert _kin(_rows(REQUESTS, texts, [_run(GROUP, beside=False), _run(LONG)])) == set(CHILDREN)


def test_rows_that_a_form_prints_beside_their_children_stay_whatever_is_legible() -> None:
    declared = form("statistics").table(ANNEX)
    assert declared is not None
    keys = [f"/{row.key}" for row in declared.blocks[0].rows]
    assert list(_rows(ANNEX)) == keys
    assert list(_rows(ANNEX, ["1.当面申请数"])) == keys


WORDS = st.lists(
    st.sampled_from([GROUP, LONG, "2.逾期不缴费", "3.其他", "第二十条第(一)项", "行政许可", "缴纳"]), max_size=6
)


@settings(max_examples=40, deadline=None)
@given(WORDS, st.lists(st.sampled_from([GROUP, LONG, ""]), max_size=2))
def test_only_kin_are_ever_left_out_and_never_all_of_them(texts: list[str], labels: list[str]) -> None:
    runs = [_run(label) for label in labels]
    found = _rows(REQUESTS, texts, runs)
    whole = _rows(REQUESTS, [GROUP, LONG], [_run(GROUP)])
    assert set(whole) - set(found) <= {PARENT, *CHILDREN}
    assert _kin(found) in ({PARENT}, set(CHILDREN), {PARENT, *CHILDREN})
