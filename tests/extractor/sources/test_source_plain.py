from __future__ import annotations

from itertools import pairwise

from extractor.sources import Layout, Line, Source, Table, read_source

PROSE = "我局坚持以公开为常态、不公开为例外，全年通过网站主动公开政府信息136条，较上年增加12条，未收到信息公开申请。"


def read(text: str) -> Source:
    source = read_source(text.encode(), "report.txt")
    assert source.text == text
    return source


def grid(source: Source, index: int = 0) -> list[list[str]]:
    return [[source.slice(cell.span) for cell in row.cells] for row in source.tables[index].rows]


def lines(source: Source) -> list[str]:
    return [source.slice(block.span) for block in source.blocks if isinstance(block, Line)]


def test_lines_lose_the_white_space_at_their_ends_and_blank_ones_vanish() -> None:
    source = read("　　一、总体情况 \r\n\r\n\u00a0\u200b\r\n 正文\u3000")
    assert lines(source) == ["一、总体情况", "正文"]


def test_markdown_headings() -> None:
    source = read("## 二、主动公开 ##\n#总体情况\n正文 # 井号\n#1号文件\n#\n")
    assert [(source.slice(b.span), b.heading) for b in source.blocks if isinstance(b, Line)] == [
        ("二、主动公开", True),
        ("总体情况", True),
        ("正文 # 井号", False),
        ("#1号文件", False),
        ("#", False),
    ]


def test_markdown_table() -> None:
    source = read("前文\n| 信息内容 | 制发 | 废止 |\n|---|:--|---:|\n| 规章 | 0 | |\n| 规范性文件 | 13 | / |\n后文")
    table = source.tables[0]
    assert table.layout is Layout.PIPES
    assert grid(source) == [["信息内容", "制发", "废止"], ["规章", "0", ""], ["规范性文件", "13", "/"]]
    assert [[cell.header for cell in row.cells] for row in table.rows] == [[True] * 3, [False] * 3, [False] * 3]
    assert [cell.column for cell in table.rows[1].cells] == [0, 1, 2]
    empty = table.rows[1].cells[2].span
    assert empty[0] == empty[1]
    assert source.text[empty[0] - 1] in "| "
    assert lines(source) == ["前文", "后文"]


def test_pipes_without_a_left_frame_keep_the_empty_cells_that_merged_cells_left() -> None:
    source = read("第二十条第(一)项 | |||\n信息内容 | 制作 | 公开 | 总数 |\n规章 | 0 | 0 | 2 |\n收费 | 5 | 元 |\n")
    assert [len(row) for row in grid(source)] == [4, 4, 4, 3]


def test_an_empty_first_cell_counts_where_the_table_has_no_frame() -> None:
    source = read("许可 | 1 | 0\n| 2 | 0\n处罚 | 3 | 0\n")
    assert grid(source)[1] == ["", "2", "0"]


def test_a_cell_broken_over_two_lines_of_a_framed_table() -> None:
    source = read("| 信息内容 | 本年新\n制作数量 | 现行有效 |\n| 规章 | 0 | 1 |\n| 文件 | 3 | 4 |\n")
    assert grid(source)[0] == ["信息内容", "本年新\n制作数量", "现行有效"]
    assert len(grid(source)) == 3


def test_rules_between_rows_are_dropped_and_marks_are_not() -> None:
    source = read("| 1 | 0 |\n|---|---|\n| — | - |\n| --- | 2 |\n|---|---|\n")
    assert grid(source) == [["1", "0"], ["—", "-"], ["---", "2"]]


def test_a_short_line_above_a_row_of_one_cell_stands_between_two_tables() -> None:
    source = read("| 规章 | 1 | 2 |\n| 文件 | 3 | 4 |\n【2023年】\n| 说明 |\n| 许可 | 5 | 6 |\n")
    assert lines(source) == ["【2023年】"]
    assert grid(source) == [["规章", "1", "2"], ["文件", "3", "4"]]
    assert grid(source, 1) == [["说明"], ["许可", "5", "6"]]


def test_full_width_and_drawn_pipes() -> None:
    assert grid(read("规章｜0｜1\n文件｜2｜3")) == [["规章", "0", "1"], ["文件", "2", "3"]]
    drawn = read("┌──┬──┐\n│规章│0 │\n├──┼──┤\n│文件│2 │\n└──┴──┘\n")
    assert grid(drawn) == [["规章", "0"], ["文件", "2"]]


def test_one_line_of_pipes_with_numbers_is_a_table() -> None:
    assert grid(read("规章 | 0 | 2 | 7"))[0] == ["规章", "0", "2", "7"]


def test_pipes_in_prose_breadcrumbs_and_menus_make_no_table() -> None:
    for text in (
        "首页 | 新闻 | 公开",
        "登录 | 注册\n首页 | 新闻 | 公开",
        f"{PROSE}|政务公开",
        f"欧洲杯赛程|政务公开\n{PROSE}",
    ):
        assert read(text).tables == ()
    assert lines(read("首页 | 新闻 | 公开")) == ["首页 | 新闻 | 公开"]


def test_tabs_with_leading_ones_blank_lines_and_a_rule() -> None:
    source = read(
        "三、收到和处理\n\n事项\t自然人\t总计\n一、新收\t3\t3\n\t(二)部分公开\t0\t0\n\n\t\t1.国家秘密\t0\t0\n\n"
        "四、复议情况\n\n0\t0\t0\n---\t---\t---\n五、问题\n\t缩进的段落没有数字。\n"
    )
    assert [table.layout for table in source.tables] == [Layout.TABS, Layout.TABS]
    assert grid(source) == [
        ["事项", "自然人", "总计"],
        ["一、新收", "3", "3"],
        ["", "(二)部分公开", "0", "0"],
        ["", "", "1.国家秘密", "0", "0"],
    ]
    assert grid(source, 1) == [["0", "0", "0"]]
    assert source.tables[1].rows[0].cells[0].header
    assert lines(source)[-1] == "缩进的段落没有数字。"


def test_tables_of_another_shape_after_a_blank_line_are_tables_of_their_own() -> None:
    source = read("| 1 | 2 |\n|---|---|\n| 3 | 4 |\n\n| a | b |\n|---|---|\n| 5 | 6 |\n")
    assert [len(table.rows) for table in source.tables] == [2, 2]
    assert [table.index for table in source.tables] == [0, 1]


ONE_CELL_A_LINE = """二、主动公开政府信息情况
第二十条第(一)项 |
||||
信息内容 |
本年新制作数量 |
对外公开总数量 |
|
规章 |
0 |
7 |
|
规范性文件 |
|
6 |
|
三、收到和处理
(勾稽关系) |
申请人情况 |
|||
自 然 人 |
总计 |
||
一、本年新收 |
|
|
0 |
||
(三)不予公开 |
1.属于国家秘密 |
|
|
0 |
四、行政复议
结果维持 |
结果纠正 |
其他结果 |
总计 |
||
0 |
1 |
0 |
1 |
五、问题
"""


def test_one_cell_a_line_keeps_every_cell_and_finds_the_rows() -> None:
    source = read(ONE_CELL_A_LINE)
    assert [table.layout for table in source.tables] == [Layout.PIPE_CELLS] * 3
    assert grid(source, 0) == [
        ["第二十条第(一)项", "", "", "", ""],
        ["信息内容", "本年新制作数量", "对外公开总数量", ""],
        ["规章", "0", "7", ""],
        ["规范性文件", "", "6", ""],
    ]
    assert grid(source, 1) == [
        ["(勾稽关系)", "申请人情况", "", "", ""],
        ["自 然 人", "总计", "", ""],
        ["一、本年新收", "", "", "0", "", ""],
        ["(三)不予公开", "1.属于国家秘密", "", "", "0"],
    ]
    assert grid(source, 2)[1] == ["0", "1", "0", "1"]
    cells = sum(len(row) for index in range(3) for row in grid(source, index))
    assert cells == sum(line.count("|") for line in ONE_CELL_A_LINE.splitlines())


def test_cells_whose_pipe_stands_on_a_line_of_its_own() -> None:
    source = read("前文没有表格。\n规章\n|\n0\n|\n1\n|\n文件\n|\n2\n|\n3\n|\n")
    assert grid(source) == [["规章", "0", "1"], ["文件", "2", "3"]]
    assert lines(source) == ["前文没有表格。"]


def test_one_value_a_line_and_columns_of_blanks_are_lines() -> None:
    source = read("规章\n0\n行政许可\n97\n一、新收      21    0    21\n")
    assert source.tables == ()
    assert lines(source) == ["规章", "0", "行政许可", "97", "一、新收      21    0    21"]


def test_blocks_stand_in_order_and_do_not_overlap() -> None:
    source = read(ONE_CELL_A_LINE)
    spans = [block.span for block in source.blocks]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for table in source.blocks:
        if isinstance(table, Table):
            assert table.span == (table.rows[0].span[0], table.rows[-1].span[1])


def test_a_heading_above_the_pipe_of_an_empty_cell_is_no_part_of_the_table_above() -> None:
    source = read("\n".join(["结转 |", "3 |", "0 |", "||", "四、复议、诉讼情况", "|", "|", "0 |", "1 |", "||"]))
    assert lines(source) == ["四、复议、诉讼情况"]
    assert [cell for row in grid(source, 1) for cell in row][:4] == ["", "", "0", "1"]
