"""Tables of documents: every cell where it shows, whatever merges and changes there are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.sources import Table
from tests.extractor.sources.office.builders import CHANGE, docx, p, read, tbl, tc, tr


def _cells(table: Table, text: str) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rowspan, cell.colspan, text[slice(*cell.span)])
        for row in table.rows
        for cell in row.cells
    ]


def _table(*rows: str) -> list[tuple[int, int, int, int, str]]:
    source = read(docx(tbl(*rows)))
    return _cells(source.tables[0], source.text)


def test_spans_of_merged_cells() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    assert _table(
        tr(tc("甲", start + '<w:gridSpan w:val="2"/>'), tc("乙", '<w:gridSpan w:val="2"/>')),
        tr(tc("", on + '<w:gridSpan w:val="2"/>'), tc("丙"), tc("丁", start)),
        tr(tc("1"), tc("2"), tc("3"), tc("", on)),
    ) == [
        (0, 0, 2, 2, "甲"),
        (0, 2, 1, 2, "乙"),
        (1, 2, 1, 1, "丙"),
        (1, 3, 2, 1, "丁"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "2"),
        (2, 2, 1, 1, "3"),
    ]


def test_columns_left_out_and_old_merges() -> None:
    assert _table(
        tr(tc("甲"), tc("乙", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")),
        tr(tc("1"), tc("2"), properties='<w:gridBefore w:val="1"/>'),
        tr(tc("", "<w:vMerge/>"), tc("3"), tc("4")),
    ) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 2, "乙"),
        (1, 1, 1, 1, "1"),
        (1, 2, 1, 1, "2"),
        (2, 0, 1, 1, ""),  # it goes on with nothing: a cell of its own
        (2, 1, 1, 1, "3"),
        (2, 2, 1, 1, "4"),
    ]


def test_tracked_rows_and_cells() -> None:
    gone = f"<w:cellDel {CHANGE}/>"
    assert _table(
        tr(tc("甲"), tc("旧", gone), tc("1")),
        tr(tc("删"), tc("9"), tc("9"), properties=f"<w:del {CHANGE}/>"),
        tr(tc("乙"), tc("旧", gone), tc("2"), properties=f"<w:ins {CHANGE}/>"),
        tr(tc("", f'<w:cellMerge {CHANGE} w:vMerge="cont"/>'), tc("新", f"<w:cellIns {CHANGE}/>")),
    ) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "1"),
        (1, 0, 2, 1, "乙"),
        (1, 1, 1, 1, "2"),
        (2, 1, 1, 1, "新"),
    ]


def test_rows_that_do_not_show() -> None:
    flat = '<w:trHeight w:val="1" w:hRule="exact"/>'
    source = read(
        docx(
            tbl(
                tr(tc("甲"), tc("1")),
                tr(tc("规章"), tc("9"), properties="<w:hidden/>"),
                tr(tc("丙"), tc("8"), properties=flat),
            )
        )
    )
    assert source.text == "甲\t1\n"
    assert [(item.text, item.reason) for item in source.hidden] == [
        ("规章9", "hidden row"),
        ("丙8", "no height or width"),
    ]


def test_tables_inside_tables_and_for_layout() -> None:
    inner = tbl(tr(tc("规章"), tc("3")), tr(tc("许可"), tc("4")))
    source = read(docx(p("上") + tbl(tr(tc(p("题") + inner + p("注")))) + p("下")))
    assert source.text.splitlines() == ["上", "题", "规章\t3", "许可\t4", "注", "下"]
    assert len(source.tables) == 1


def test_rows_and_cells_in_content_controls() -> None:
    row = tr(f"<w:sdt><w:sdtContent>{tc('甲')}</w:sdtContent></w:sdt>", tc("1"))
    assert _table(f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>", tr(tc("乙"), tc("2"))) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "1"),
        (1, 0, 1, 1, "乙"),
        (1, 1, 1, 1, "2"),
    ]


def test_lines_of_a_cell_are_one_label_but_never_one_number() -> None:
    assert _table(tr(tc(p("本年新") + p("收数量")), tc(p("1") + p("2"))), tr(tc("甲"), tc("3")))[:2] == [
        (0, 0, 1, 1, "本年新收数量"),
        (0, 1, 1, 1, "1 2"),
    ]


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=5), min_size=1, max_size=6), st.data())
@settings(max_examples=60)
def test_no_two_cells_cover_one_place(rows: list[list[int]], data: st.DataObject) -> None:
    """Whatever spans and merges a file claims, places are taken once, and every text is there or set aside."""
    merges = ("", '<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    written: list[str] = []
    for y, row in enumerate(rows):
        cells = [
            tc(f"第{y}行{x}", data.draw(st.sampled_from(merges)) + f'<w:gridSpan w:val="{span}"/>')
            for x, span in enumerate(row)
        ]
        written.append(tr(*cells))
    source = read(docx(tbl(*written) + p("完")))
    seen = source.text + "".join(item.text for item in source.hidden)
    assert all(f"第{y}行{x}" in seen for y, row in enumerate(rows) for x in range(len(row)))
    for table in source.tables:
        taken = [
            (y, x)
            for row in table.rows
            for cell in row.cells
            for y in range(cell.row, cell.row + cell.rowspan)
            for x in range(cell.column, cell.column + cell.colspan)
        ]
        assert len(taken) == len(set(taken))
