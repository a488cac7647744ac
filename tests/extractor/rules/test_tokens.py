"""Blocks to rows of tokens, and rows to runs: kinds, places, labels with values glued on, gaps between lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules.run import FreeText, Run
from extractor.rules.runs import runs_of
from extractor.rules.tokens import Token, TokenKind, TokenRow, token_rows
from extractor.sources.document import Source
from extractor.sources.read import read_source
from schemas.enums import TableKind

DISCLOSURE, REQUESTS, REVIEW, ANNEX = TableKind
TEXT, VALUE, BLANK, UNIT = TokenKind


def _rows(text: str, kind: TableKind = REQUESTS) -> tuple[Source, tuple[TokenRow, ...]]:
    source = read_source(text.encode(), "invented")
    return source, tuple(row for row in token_rows(source, source.blocks, kind) if row.tokens)


def _kinds(text: str, kind: TableKind = REQUESTS) -> list[tuple[TokenKind, str]]:
    return [(token.kind, token.text) for row in _rows(text, kind)[1] for token in row.tokens]


def _runs(text: str, kind: TableKind = REQUESTS) -> tuple[tuple[Run, ...], tuple[FreeText, ...]]:
    source = read_source(text.encode(), "invented")
    return runs_of(token_rows(source, source.blocks, kind), kind)


def _texts(run: Run) -> list[str]:
    return [token.text for token in run.tokens]


def test_a_row_of_pipes_gives_a_token_a_cell() -> None:
    source, rows = _rows("| 一、本年新收政府信息公开申请数量 | １２ |  | / | 1O | 无 |")
    tokens = rows[0].tokens
    assert [(token.kind, token.text) for token in tokens] == [
        (TEXT, "一、本年新收政府信息公开申请数量"),
        (VALUE, "12"),
        (BLANK, ""),
        (VALUE, "/"),
        (VALUE, "1O"),
        (VALUE, "无"),
    ]
    assert all(token.cell and token.at is not None for token in tokens)
    assert [source.slice(token.span) for token in tokens[1:5]] == ["１２", "", "/", "1O"]
    assert [token.column for token in tokens] == [0, 1, 2, 3, 4, 5]


def test_an_empty_cell_over_several_columns_gives_a_blank_each() -> None:
    html = '<html><body><table><tr><td>2.重复申请</td><td colspan="3"></td><td>4</td></tr></table></body></html>'
    tokens = _rows(html)[1][0].tokens
    assert [(token.kind, token.column) for token in tokens] == [
        (TEXT, 0),
        (BLANK, 1),
        (BLANK, 2),
        (BLANK, 3),
        (VALUE, 4),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "tokens"),
    [
        ("2.重复申请 1 2 3", REQUESTS, [(TEXT, "2.重复申请"), (VALUE, "1"), (VALUE, "2"), (VALUE, "3")]),
        ("2.重复申请  1   2", REQUESTS, [(TEXT, "2.重复申请"), (VALUE, "1"), (VALUE, "2")]),
        ("2. 重复申请\u3000\u30001\u3000\u3000２", REQUESTS, [(TEXT, "2.重复申请"), (VALUE, "1"), (VALUE, "2")]),
        ("行政许可  1,113", DISCLOSURE, [(TEXT, "行政许可"), (VALUE, "1,113")]),
        ("行政许可  /", DISCLOSURE, [(TEXT, "行政许可"), (VALUE, "/")]),
        ("（一）主动公开政府信息数 条 147", ANNEX, [(TEXT, "(一)主动公开政府信息数"), (UNIT, "条"), (VALUE, "147")]),
        (
            "七、依申请公开信息收取的费用  万元  0.5",
            ANNEX,
            [(TEXT, "七、依申请公开信息收取的费用"), (UNIT, "万元"), (VALUE, "0.5")],
        ),
    ],
)
def test_a_line_is_cut_into_its_label_and_its_values(
    line: str, kind: TableKind, tokens: list[tuple[TokenKind, str]]
) -> None:
    assert _kinds(line, kind) == tokens


@pytest.mark.parametrize("line", ["- 4 -", "— 12 —", "第 3 页", "第3页 共9页", "第3页,共9页"])
def test_a_page_number_is_no_token(line: str) -> None:
    assert _kinds(f"2.重复申请\n{line}\n3.其他") == [(TEXT, "2.重复申请"), (TEXT, "3.其他")]


def test_a_value_glued_to_its_label_in_one_cell_is_cut_off() -> None:
    source, rows = _rows("| 第二十条第(五)项 | 本年处理决定数量 |\n| 行政许可 97 | 行政强制 5 |", DISCLOSURE)
    tokens = rows[1].tokens
    assert [(token.kind, token.text) for token in tokens] == [
        (TEXT, "行政许可"),
        (VALUE, "97"),
        (TEXT, "行政强制"),
        (VALUE, "5"),
    ]
    assert [source.slice(token.span) for token in tokens] == ["行政许可", "97", "行政强制", "5"]


def test_words_for_nothing_are_a_value_only_in_a_cell() -> None:
    rows = "| 规章 | 本单位未制作规章 | 0 |\n| 规范性文件 | 1 | 2 |"
    assert _kinds(rows, DISCLOSURE)[1] == (VALUE, "本单位未制作规章")
    assert _kinds("没有现成信息需要另行制作")[0][0] is TEXT


@pytest.mark.parametrize(
    "label", ["不予公开", "无法提供", "不予处理", "没有现成信息需要另行制作", "不是《条例》所指政府信息"]
)
def test_a_label_that_begins_like_a_mark_stays_a_label(label: str) -> None:
    kind = ANNEX if "条例" in label else REQUESTS
    assert _kinds(f"| {label} | 1 | 2 |", kind)[0] == (TEXT, label)
    assert _kinds(f"{label}\n1", kind)[0] == (TEXT, label)


def test_the_year_and_the_count_of_a_sentence_are_no_values() -> None:
    assert VALUE not in {kind for kind, _ in _kinds("本表统计 2023 年 1 月至 12 月的情况")}


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["0", "17", "1,113", "/", "", "2.重复申请", "总计", "1O", "无"]), min_size=3, max_size=9),
    st.sampled_from(["| {} |", "{}"]),
)
def test_tokens_of_a_row_keep_their_order_and_their_places(cells: list[str], frame: str) -> None:
    text = frame.format(" | ".join(cells)) if "|" in frame else "\t".join(cells)
    source = read_source((text + "\n标题 | 1 | 2 |\n").encode(), "invented")
    for row in token_rows(source, source.blocks, REQUESTS):
        spans = [token.span for token in row.tokens]
        assert spans == sorted(spans)
        for token in row.tokens:
            assert source.slice(token.span).strip() == token.text


def test_a_run_has_the_label_of_its_own_row() -> None:
    runs, texts = _runs("| 2.重复申请 | 1 | 2 |\n| 3.其他 | | 4 |")
    assert [(run.labels[0], _texts(run), run.beside) for run in runs] == [
        ("2.重复申请", ["1", "2"], True),
        ("3.其他", ["", "4"], True),
    ]
    assert [text.token.text for text in texts] == ["2.重复申请", "3.其他"]


def test_a_group_before_the_label_is_an_outer_join_only() -> None:
    runs, _ = _runs("| 三、本年度办理结果 | (三)不予公开 | 1.属于国家秘密 | 1 | 2 |\n| | | 2.重复申请 | 3 | 4 |")
    assert runs[0].labels[0] == "1.属于国家秘密"
    assert runs[1].labels == ("2.重复申请",)
    assert [_texts(run) for run in runs] == [["1", "2"], ["3", "4"]]


def test_two_labels_in_one_row_have_a_run_each() -> None:
    runs, _ = _runs("| 行政处罚 | 5 | 行政强制 | 6 |", DISCLOSURE)
    assert [(run.labels[0], _texts(run)) for run in runs] == [("行政处罚", ["5"]), ("行政强制", ["6"])]


def test_a_row_of_blanks_is_a_run_only_behind_a_row_label() -> None:
    runs, _ = _runs("| 2.重复申请 | | | |\n| 申请人情况 | | | |\n| 自然人 | 商业企业 | | |\n| 3.其他 | 1 | 2 | 3 |")
    assert [run.labels[0] for run in runs] == ["2.重复申请", "3.其他"]


def test_single_values_under_one_another_make_one_run() -> None:
    runs, _ = _runs("2.重复申请\n1\n2\n3\n3.其他\n4\n5\n6")
    assert [(run.labels[0], _texts(run)) for run in runs] == [
        ("2.重复申请", ["1", "2", "3"]),
        ("3.其他", ["4", "5", "6"]),
    ]
    assert all(run.layout is None and run.table == -1 for run in runs)


def test_a_wrapped_label_is_joined_backwards() -> None:
    runs, _ = _runs("2.其他法律行政法规\n禁止公开\n1 2 3")
    assert runs[0].labels[:2] == ("禁止公开", "2.其他法律行政法规禁止公开")


def test_a_unit_between_label_and_value_is_the_run_s() -> None:
    runs, _ = _runs("七、依申请公开信息收取的费用\n万元\n0.5\n六、举报投诉数量\n件\n3", ANNEX)
    assert [(run.unit, _texts(run)) for run in runs] == [("万元", ["0.5"]), ("件", ["3"])]


def test_values_without_any_label_are_not_beside_one() -> None:
    runs, texts = _runs("1 2 3 4 5 6 7")
    assert not texts
    assert [(run.labels, run.beside) for run in runs] == [((), False)]


def test_numbers_of_a_run_leave_its_blanks_out() -> None:
    runs, _ = _runs("| 2.重复申请 | 1 |  | / | 3 |")
    assert [token.text for token in runs[0].numbers] == ["1", "/", "3"]
    assert isinstance(runs[0].numbers[0], Token)
