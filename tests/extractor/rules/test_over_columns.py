"""What a header says over the very columns of the numbers, in tables with a grid of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import TableKind

BLOCK = form("2021").tables[1].blocks[0]
LABELS = [column.label for column in BLOCK.columns]
KEYS = [column.key for column in BLOCK.columns]
REVIEW = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def _read(rows: list[list[str]], kind: TableKind = TableKind.REQUESTS) -> TableReading:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    source = read_source(f"<table>{body}</table>".encode(), "invented.html")
    return read_table(source, source.blocks, kind)


def _requests(header: list[str], *, blanks: int = 0) -> TableReading:
    rows = [["项目", *header]]
    for number, row in enumerate(BLOCK.rows):
        values = [str(100 * number + place) for place in range(len(KEYS))]
        rows.append([row.label, *values[: len(values) - blanks], *[""] * blanks])
    return _read(rows)


def _anchored(reading: TableReading) -> set[str]:
    return {item.path.rpartition(".")[2] for item in reading.readings if item.anchored}


@given(st.lists(st.sampled_from(range(7)), unique=True, max_size=6))
def test_missing_labels_leave_every_column_anchored(missing: list[int]) -> None:
    header = ["" if place in missing else label for place, label in enumerate(LABELS)]
    assert _anchored(_requests(header)) == set(KEYS)


@given(st.permutations(range(7)).filter(lambda order: order != sorted(order)), st.sets(st.integers(0, 6), max_size=4))
def test_a_label_over_another_column_leaves_none_anchored(order: list[int], missing: set[int]) -> None:
    """Whatever labels are missing: as long as one of those left stands over a column that is not its own."""
    header = ["" if place in missing else LABELS[place] for place in order]
    moved = [place for place, label in zip(range(7), header, strict=True) if label and label != LABELS[place]]
    assert (_anchored(_requests(header)) == set()) is bool(moved)


def test_a_total_over_the_last_numbers_and_an_empty_cell_behind_are_not_other_and_a_blank_total() -> None:
    assert _anchored(_requests([*LABELS[:5], "总计", ""], blanks=1)) == set()
    assert _anchored(_requests([*LABELS[:5], "总计"], blanks=1)) == set()


@pytest.mark.parametrize(
    ("place", "word", "stands"),
    [
        (1, "商业机构", True),
        (1, "企业", True),
        (4, "法律服务企业", True),
        (2, "科研单位", True),
        (1, "商#企业", True),
        (1, "??", True),
        (3, "社团", False),
        (2, "院校", False),
        (0, "件数", False),
    ],
)
def test_other_words_over_a_column_unanchor_it_unless_they_can_be_its_own(place: int, word: str, stands: bool) -> None:
    header = [word if place == other else label for other, label in enumerate(LABELS)]
    assert _anchored(_requests(header)) == (set(KEYS) if stands else set(KEYS) - {KEYS[place]})


def test_words_that_only_count_the_columns_are_no_labels() -> None:
    assert _anchored(_requests([f"数据{number}" for number in range(1, 8)])) == set(KEYS)


def _review(blocks: list[str], words: list[str]) -> TableReading:
    body = "".join(f'<td colspan="5">{name}</td>' for name in blocks)
    body = f"<tr>{body}</tr><tr>" + "".join(f"<td>{word}</td>" for word in words * 3) + "</tr><tr>"
    body += "".join(f"<td>{number}</td>" for number in [2, 1, 0, 0, 3, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1]) + "</tr>"
    source = read_source(f"<table>{body}</table>".encode(), "invented.html")
    return read_table(source, source.blocks, TableKind.REVIEW_AND_LITIGATION)


OWN = ["行政复议", "未经复议直接起诉", "复议后起诉"]


@pytest.mark.parametrize(
    ("words", "anchored"),
    [
        (REVIEW, 15),
        (["维持", "纠正", "其他", "未审结", "总计"], 15),
        (["纠正", "维持", "其他", "未审结", "总计"], 0),
        (["纠错", "维持", "其他", "未审结", "总计"], 0),
        (["结果维持", "结果纠正", "尚未审结", "其他", "总计"], 0),
        (["", "结果维持", "其他结果", "尚未审结", "总计"], 0),
    ],
)
def test_short_forms_stay_in_the_form_s_order_alone(words: list[str], anchored: int) -> None:
    assert sum(item.anchored for item in _review(OWN, words).readings) == anchored


@pytest.mark.parametrize(
    ("second", "third"),
    [("复议后诉讼", "未复议直接诉讼"), ("经复议后诉讼", "直接诉讼"), ("先复议后诉讼", "直接提起诉讼")],
)
def test_the_parts_of_a_line_named_in_other_words_and_another_order_are_not_anchored(second: str, third: str) -> None:
    assert not any(item.anchored for item in _review(["行政复议", second, third], REVIEW).readings)


def test_a_line_of_header_words_outside_tables_is_held_against_the_columns_by_number() -> None:
    def text(words: str) -> TableReading:
        rows = [f"{row.label} {' '.join(str(n + number) for n in range(7))}" for number, row in enumerate(BLOCK.rows)]
        source = read_source("\n".join([words, *rows]).encode(), "invented.txt")
        return read_table(source, source.blocks, TableKind.REQUESTS)

    assert _anchored(text("自然人 企业 科研 公益组织 法律服务 其他 总计")) == set(KEYS)
    assert _anchored(text("自然人 科研 企业 公益组织 法律机构 其他 总计")) == set()


@pytest.mark.parametrize(("said", "known"), [("单位:件", True), ("单位:百件", False), ("申请人情况(万件)", False)])
def test_counts_in_hundreds_have_no_known_unit(said: str, known: bool) -> None:
    rows = [[said], ["项目", *LABELS], *([row.label, *["3"] * 6, "18"] for row in BLOCK.rows)]
    readings = _read(rows).readings
    assert readings
    assert {item.unit_known for item in readings} == {known}
