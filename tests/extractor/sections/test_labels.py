"""Printed text to official labels: each label finds its own row, damaged ones find it or none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.sections.labels import EXACT, NEAR, core, is_piece, match_label, matches, split_ordinal
from extractor.sources.normalize import normalize
from schemas import all_forms
from schemas.enums import TableKind

REQUESTS = TableKind.REQUESTS
ANNEX = TableKind.STATISTICS

TWINS = {
    "review.corrected": "litigation.corrected",
    "review.other": "litigation.other",
    "litigation.corrected": "review.corrected",
    "litigation.other": "review.other",
}
"""Rows of the annex that print one label: only their order tells them apart."""


def _rows() -> Iterator[tuple[TableKind, str, str]]:
    """Table, ``block/row`` and text of every row label and alias that a form declares."""
    for form in all_forms().values():
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    for text in (row.label, *row.aliases):
                        yield table.kind, f"{block.key}/{row.key}", text


ROWS = sorted(set(_rows()))
DISTINCT = [item for item in ROWS if item[1].removeprefix("/") not in TWINS]


def _columns() -> Iterator[tuple[TableKind, str, str]]:
    for form in all_forms().values():
        for table in form.tables:
            for block in table.blocks:
                for column in block.columns:
                    for text in (column.label, *column.aliases) if column.key else ():
                        yield table.kind, column.key, text


COLUMNS = sorted(set(_columns()))


def _damaged(text: str) -> Iterator[str]:
    """The text with one character lost, replaced, or doubled."""
    for place, character in enumerate(text):
        yield text[:place] + text[place + 1 :]
        yield text[:place] + "囗" + text[place + 1 :]
        yield text[:place] + character + text[place:]


def _seen(text: str) -> str:
    return normalize(text).text


@pytest.mark.parametrize("kind", list(TableKind))
def test_a_row_label_matches_its_own_row_best(kind: TableKind) -> None:
    for key, text in ((key, text) for table, key, text in DISTINCT if table is kind):
        found = matches(_seen(text), kind)
        rows = [match for match in found if match.label.role == "row"]
        assert rows[0].label.key == key, text
        assert rows[0].exact, text
        assert rows[0].score == found[0].score, text
        assert all(match.score < rows[0].score for match in rows[1:]), text
        named = match_label(_seen(text), kind)
        assert named is not None, text
        assert named.label.key == key, text


def test_rows_of_the_annex_with_one_label_tie_with_each_other_alone() -> None:
    twins = [item for item in ROWS if item not in DISTINCT]
    assert len(twins) == 2 * len(TWINS)
    for kind, key, text in twins:
        found = matches(_seen(text), kind)
        best = {match.label.key for match in found if match.score == found[0].score}
        assert best == {key, "/" + TWINS[key.removeprefix("/")]}, text


@pytest.mark.parametrize("kind", [kind for kind in TableKind if kind is not ANNEX])
def test_a_column_label_matches_its_own_column_best(kind: TableKind) -> None:
    for key, text in ((key, text) for table, key, text in COLUMNS if table is kind):
        found = matches(_seen(text), kind)
        best = {(m.label.role, m.label.key.rpartition("/")[2]) for m in found if m.score == found[0].score}
        assert best == {("column", key)}, text


UNTELLABLE = re.compile(
    r".*[\W六]*其他|(?:\d\.)?囗?同意公开答复数|(?:\d\.)?囗?职人员数|(?:\d\.)?政务微囗?公开政府信息数"
)
"""Damaged labels that fit two rows alike, or another row than the one they came from."""


def _damaged_rows(kind: TableKind) -> Iterator[tuple[str, str]]:
    """Keys and damaged labels of a table's rows, those left out that nobody could tell."""
    for table, key, text in DISTINCT:
        if table is kind:
            yield from ((key, damaged) for damaged in _damaged(text) if not UNTELLABLE.fullmatch(damaged))


@pytest.mark.parametrize("kind", list(TableKind))
def test_a_damaged_row_label_is_its_row_or_none_and_never_another_exactly(kind: TableKind) -> None:
    for key, damaged in _damaged_rows(kind):
        rows = [match for match in matches(_seen(damaged), kind) if match.label.role == "row"]
        assert {match.label.key for match in rows if match.exact} <= {key}, damaged
        named = match_label(_seen(damaged), kind)
        assert named is None or named.label.key == key, damaged


@pytest.mark.parametrize("kind", list(TableKind))
def test_a_label_of_six_characters_outlives_one_damage(kind: TableKind) -> None:
    for key, damaged in _damaged_rows(kind):
        if len(core(damaged)) >= 5:
            rows = [match for match in matches(_seen(damaged), kind) if match.label.role == "row"]
            assert rows[0].label.key == key, damaged
            assert rows[0].score >= NEAR, damaged


def test_a_lost_negation_is_told_by_the_ordinal() -> None:
    assert matches("2.同意公开答复数", ANNEX)[0].label.key == "/requests.answered.granted"
    assert not matches("4.同意公开答复数", ANNEX)[0].exact


@pytest.mark.parametrize(("text", "kind"), [("其他", REQUESTS), (".其他", REQUESTS), ("(二)被依法纠错数", ANNEX)])
def test_a_text_that_is_two_rows_alike_is_none(text: str, kind: TableKind) -> None:
    assert match_label(text, kind) is None


@pytest.mark.parametrize(
    ("text", "role", "key"),
    [
        ("其他", "column", "/other"),
        ("3.其他", "row", "/other_handling.other"),
        ("3、其他", "row", "/other_handling.other"),
        ("(六)其他", "row", "/other_handling"),
        ("2.其他法律行政法规禁止公开", "row", "/denied.prohibited_by_law"),
        ("2.其他法律、行政法规禁止公开", "row", "/denied.prohibited_by_law"),
        ("2.其他法律行政止公开", "row", "/denied.prohibited_by_law"),
        ("总计", "column", "/total"),
        ("(七)总计", "row", "/outcome_total"),
        ("(七)合计", "row", "/outcome_total"),
        ("1.逾期不补正", "row", "/other_handling.not_corrected_in_time"),
        ("2.逾期不缴费", "row", "/other_handling.fee_unpaid"),
        ("(二)部分公开", "row", "/partially_granted"),
        ('3.危及"三安全一稳定"', "row", "/denied.security_and_stability"),
        ("3.危及三安全一稳定", "row", "/denied.security_and_stability"),
        ("四、结转下一年度继续办理", "row", "/carried_out"),
        ("(三)不予公开", "group", "denied"),
        ("法人或其他组织", "group", "legal_persons"),
        ("商业机构", "column", "/business"),
    ],
)
def test_labels_with_one_core_are_told_apart(text: str, role: str, key: str) -> None:
    found = matches(text, REQUESTS)
    assert (found[0].label.role, found[0].label.key) == (role, key)
    assert all(match.score < found[0].score for match in found[1:])


def test_other_handling_is_a_row_of_2019_and_a_group_of_2021() -> None:
    found = matches("(六)其他处理", REQUESTS)
    best = {(match.label.role, match.label.key) for match in found if match.exact}
    assert best == {("row", "/other_handling"), ("group", "other_handling")}


def test_the_wrong_ordinal_costs_more_than_none() -> None:
    def score(text: str) -> float:
        return next(m.score for m in matches(text, REQUESTS) if m.label.key == "/other_handling.other")

    assert score("3.其他") > score("其他") > score("2.其他")
    assert score("3.其他") >= EXACT > score("2.其他")


def test_a_bare_second_other_is_no_row() -> None:
    assert match_label("2.其他", REQUESTS) is None


@pytest.mark.parametrize(
    ("text", "ordinal", "rest"),
    [
        ("一、本年新收", "一", "本年新收"),
        ("十二、其他", "十二", "其他"),
        ("(三)不予公开", "(三", "不予公开"),
        ("三)不予公开", "(三", "不予公开"),
        ("3.其他", "3", "其他"),
        ("3、其他", "3", "其他"),
        ("12.其他", "12", "其他"),
        ("第三部分 概述", "第", "概述"),
        ("12345热线", "", "12345热线"),
        ("3 其他", "", "3 其他"),
        ("一般公开", "", "一般公开"),
        ("其他", "", "其他"),
        ("3.", "", "3."),
        ("", "", ""),
    ],
)
def test_an_ordinal_needs_a_mark_or_a_bracket(text: str, ordinal: str, rest: str) -> None:
    found, left = split_ordinal(text)
    assert (found, left.strip()) == (ordinal, rest)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ("2.其他法律、行政法规禁止公开", "其他法律行政法规禁止公开"),
        (" 1. 属于 国家秘密 ", "属于国家秘密"),
        ("本年增/减", "本年增减"),
        ("——", ""),
        ("", ""),
    ],
)
def test_a_core_has_no_ordinal_space_or_punctuation(text: str, bare: str) -> None:
    assert core(text) == bare


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("规章(设区的市、自治州人民政府应提供相关数据)", TableKind.PROACTIVE_DISCLOSURE, "article_20_1/regulations"),
        (
            "规范性文件(行政机关制定发布的决定、公告)",
            TableKind.PROACTIVE_DISCLOSURE,
            "article_20_1/normative_documents",
        ),
        ("(一)予以公开(含部分)", REQUESTS, "/granted"),
    ],
)
def test_a_note_in_brackets_does_not_hide_a_label(text: str, kind: TableKind, key: str) -> None:
    named = match_label(text, kind)
    assert named is not None
    assert (named.label.key, named.exact) == (key, True)


@pytest.mark.parametrize("text", ["", " ", "0", "2024", "/", "张三", "本年度我局认真贯彻落实有关规定", "表" * 161])
def test_what_is_no_label_matches_none(text: str) -> None:
    for kind in TableKind:
        assert match_label(text, kind) is None


def test_a_torn_piece_is_known_as_a_piece() -> None:
    assert is_piece("结果", TableKind.REVIEW_AND_LITIGATION)
    assert is_piece("公益组织", REQUESTS)
    assert not is_piece("公", REQUESTS)
    assert not is_piece("花园", REQUESTS)


@settings(max_examples=80)
@given(st.text(max_size=40), st.sampled_from(list(TableKind)))
def test_matching_never_raises_and_is_in_order(text: str, kind: TableKind) -> None:
    found = matches(text, kind)
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    assert len({(m.label.role, m.label.key) for m in found}) == len(found)
    assert all(m.score <= 1 for m in found)


@settings(max_examples=60)
@given(st.sampled_from(DISTINCT), st.sampled_from([" ", "\u3000", "\u00a0", "\u200b"]), st.integers(1, 30))
def test_spaces_inside_a_label_change_nothing(item: tuple[TableKind, str, str], space: str, place: int) -> None:
    kind, key, text = item
    at = min(place, len(text))
    named = match_label(_seen(text[:at] + space + text[at:]), kind)
    assert named is not None
    assert (named.label.key, named.exact) == (key, True)
