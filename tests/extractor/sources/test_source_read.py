from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import SourceError
from extractor.sources import Layout, Line, Source, Table, read_source
from schemas.enums import Origin

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"

PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "</td>",
            "<td rowspan=3 colspan=2>",
            "<p>",
            "</p>",
            "<br>",
            "<div hidden>",
        ),
        *(
            "</div>",
            "<!--3-->",
            "<b style='color:#fff'>",
            "</b>",
            "<pre>",
            "\n",
            "\t",
            "|",
            " | ",
            "|---|",
            "规章",
            "0",
            "97",
        ),
        *("一、总体情况。", "&nbsp;", "\u3000", "\v", "<html>", "#", "## 二", "\r\n", "\u200b", "\x1f", "\ufffd", "─"),
    ]
)


def check(source: Source) -> None:
    position = 0
    for block in source.blocks:
        assert position <= block.span[0] <= block.span[1] <= len(source.text)
        position = block.span[1]
        if isinstance(block, Line):
            assert source.slice(block.span).strip()
        else:
            check_table(source, block)
    assert [table.index for table in source.tables] == list(range(len(source.tables)))


def check_table(source: Source, table: Table) -> None:
    position = table.span[0]
    assert table.rows
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            assert position <= cell.span[0] <= cell.span[1] <= table.span[1]
            assert row.span[0] <= cell.span[0] <= cell.span[1] <= row.span[1]
            assert source.slice(cell.span) == source.slice(cell.span).strip()
            position = cell.span[1]
            assert cell.row == number
            places = {
                (number + down, cell.column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
            }
            if table.layout is not Layout.GRID:
                assert taken.isdisjoint(places)
            taken |= places


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_whatever_comes_in_blocks_are_in_order_and_spans_hold(text: str) -> None:
    try:
        source = read_source(text.encode(), "any")
    except SourceError as error:
        assert error.kind in ("empty", "binary")  # U+FFFD and nothing else is no text
        return
    check(source)
    assert read_source(text.encode(), "any") == source


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check(read_source(data, "any"))
    except SourceError as error:
        assert error.kind in ("empty", "binary", "unreadable")  # what begins as an archive may be none


def test_a_source_says_where_it_comes_from() -> None:
    data = "山陽縣水務局2022年政府信息公開年度報告".encode("gb18030")
    source = read_source(data, "reports/山阳.txt")
    assert source.name == "reports/山阳.txt"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert (source.origin, source.encoding, source.traditional) == (Origin.UNKNOWN, "gb18030", True)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus does not stand beside the project")
@pytest.mark.parametrize(
    ("file", "tables", "widths"),
    [
        ("datan-office-2020/source.txt", [Layout.PIPES] * 3, {1: (10, 8), 2: (15, 15)}),
        ("hangzhou-2025/source.html", [Layout.GRID] * 3, {1: (9, 8), 2: (15, 15)}),
        ("kewei-2024/source.md", [Layout.PIPES] * 8, {7: (12, 15)}),
        ("yanchi-education-2020/source.txt", [Layout.TABS] * 3, {1: (8, 10), 2: (14, 15)}),
        ("zhangping-education-2020/source.txt", [Layout.PIPE_CELLS] * 3, {1: (10, 8), 2: (16, 16)}),
        ("taihe-school-2020/source.txt", [], {}),
        ("hongze-2023/source.txt", [], {}),
        ("suqian-2023/source.txt", [], {}),
        ("shandong-encyclopedia-page/source.txt", [Layout.PIPES], {0: (4, 4)}),
    ],
)
def test_tables_of_the_corpus(file: str, tables: list[Layout], widths: dict[int, tuple[int, int]]) -> None:
    source = read_source((CORPUS / file).read_bytes(), file)
    check(source)
    assert [table.layout for table in source.tables] == tables
    assert source.notices == ()
    for index, (_, last) in widths.items():
        assert len(source.tables[index].rows[-1].cells) == last
    assert source.traditional is file.startswith("shandong")
