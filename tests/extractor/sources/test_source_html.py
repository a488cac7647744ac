from __future__ import annotations

import pytest

from extractor.sources import Budget, Layout, Line, Source, Table, read_source
from schemas.enums import Origin

PROSE = "我局坚持以公开为常态、不公开为例外，全年通过网站主动公开政府信息，未收到信息公开申请。" * 6
NUMBERS = "".join(f"<tr><td>{label}</td><td>0</td><td>1</td></tr>" for label in ("许可", "处罚", "强制", "收费"))


def read(body: str, name: str = "report.html") -> Source:
    return read_source(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), name)


def grid(source: Source, index: int = 0) -> list[list[str]]:
    return [[source.slice(cell.span) for cell in row.cells] for row in source.tables[index].rows]


def lines(source: Source) -> list[str]:
    return [source.slice(block.span) for block in source.blocks if isinstance(block, Line)]


def test_each_block_is_a_line_and_white_space_is_one_space() -> None:
    source = read(
        "<div>一<div> 二\n  三 </div>四<ul><li>甲<li>乙</ul></div><p>3&lt;4&nbsp;件<br>下一行</p><p>&nbsp;</p>"
    )
    assert lines(source) == ["一", "二 三", "四", "甲", "乙", "3<4\u00a0件", "下一行"]
    assert source.text == "一\n二 三\n四\n甲\n乙\n3<4\u00a0件\n下一行\n"
    assert source.origin is Origin.DIGITAL


def test_inline_markup_does_not_break_words_apart() -> None:
    assert lines(read("<p>自<span>2</span>02<b>2</b>年<o:p></o:p>1月</p>")) == ["自2022年1月"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert lines(read("<pre>一、总体情况\n二、主动公开</pre>")) == ["一、总体情况", "二、主动公开"]


def test_headings_and_the_first_title_that_says_something() -> None:
    page = "<html><head><title> </title><title>青川市\n年度报告</title></head><body><h2>一、总体情况</h2>正文</body></html>"
    source = read_source(page.encode(), "a.txt")
    assert source.title == "青川市 年度报告"
    assert [(source.slice(b.span), b.heading) for b in source.blocks if isinstance(b, Line)] == [
        ("一、总体情况", True),
        ("正文", False),
    ]


def test_a_table_is_a_line_a_row_with_true_columns() -> None:
    source = read(
        "<table><tr><td rowspan=2 colspan=2>事项</td><td colspan=2>申请人</td></tr><tr><th>自然人</th><th>总计</th></tr>"
        "<tr><td rowspan=2>结果</td><td>予以公开</td><td>3</td><td></td></tr><tr><td>部分公开</td><td>&nbsp;</td><td>1</td></tr></table>"
    )
    table = source.tables[0]
    assert table.layout is Layout.GRID
    assert source.text == "事项\t申请人\n自然人\t总计\n结果\t予以公开\t3\t\n部分公开\t\t1\n"
    assert [[cell.column for cell in row.cells] for row in table.rows] == [[0, 2], [2, 3], [0, 1, 2, 3], [1, 2, 3]]
    assert [(cell.rowspan, cell.colspan) for cell in table.rows[0].cells] == [(2, 2), (1, 2)]
    assert [cell.header for cell in table.rows[1].cells] == [True, True]
    assert all(source.slice(row.span).count("\t") == len(row.cells) - 1 for row in table.rows)


def test_spans_end_with_their_row_group_and_zero_means_the_rest_of_it() -> None:
    source = read(
        "<table><thead><tr><td rowspan=9>甲</td><td>乙</td></tr></thead>"
        "<tbody><tr><td rowspan=0>丙</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>"
    )
    assert [[(cell.column, cell.rowspan) for cell in row.cells] for row in source.tables[0].rows] == [
        [(0, 1), (1, 1)],
        [(0, 2), (1, 1)],
        [(1, 1)],
    ]


def test_a_row_without_cells_of_its_own_is_still_a_row() -> None:
    source = read("<table><tr><td>规章</td><td>1</td></tr><tr></tr><tr><td>文件</td><td>2</td></tr></table>")
    assert grid(source) == [["规章", "1"], [], ["文件", "2"]]
    assert source.tables[0].rows[2].cells[0].row == 2


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("本年新<br />制作数量", "本年新制作数量"),
        ("<p>本年新</p><p>制作数量</p>", "本年新制作数量"),
        ("1.<br>属于国家秘密", "1.属于国家秘密"),
        ("3<br>4", "3 4"),
        ("<p>３</p>\n<p>４</p>", "３ ４"),
        ("2022<br>年", "2022 年"),
        ("<br>7<br>", "7"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("<o:p>&nbsp;</o:p>", ""),
    ],
)
def test_breaks_inside_a_cell_join_labels_and_never_numbers(inside: str, text: str) -> None:
    source = read(f"<table>{NUMBERS}<tr><td>某项</td><td>{inside}</td><td>9</td></tr></table>")
    assert grid(source)[-1] == ["某项", text, "9"]


def test_caption_is_a_line_and_named_by_the_table() -> None:
    source = read("<table><caption>表二</caption><tr><td>规章</td><td>0</td></tr></table>")
    assert (lines(source), source.tables[0].caption) == (["表二"], "表二")


def test_data_is_found_inside_layout() -> None:
    source = read(
        f"<table><tr><td>栏目</td><td><p>{PROSE}</p><table><tr><td><table>{NUMBERS}</table></td></tr></table>"
        "<p>五、问题</p></td></tr></table>"
    )
    assert [type(block) for block in source.blocks] == [Line, Line, Table, Line]
    assert grid(source)[0] == ["许可", "0", "1"]
    assert source.tables[0].index == 0


def test_a_table_of_one_cell_a_row_is_layout() -> None:
    assert lines(read("<table><tr><td>一、总体情况</td></tr><tr><td><p>正文</p><p>另一段</p></td></tr></table>")) == [
        "一、总体情况",
        "正文",
        "另一段",
    ]


def test_a_note_of_running_text_leaves_a_table_of_numbers_what_it_is() -> None:
    source = read(f"<table>{NUMBERS}<tr><td colspan=3>注：{PROSE}</td></tr></table>")
    assert len(grid(source)) == 5
    assert lines(source) == []


def test_scripts_styles_and_lists_to_choose_from_are_no_text() -> None:
    body = "<style>p{}</style><script>var a=1</script><noscript>2</noscript><template>3</template><select><option>4</select>"
    assert read(body + "<p>正文</p>").text == "正文\n"


def test_a_saved_page_full_of_styles() -> None:
    noise = "".join(
        f'<div class="c{n}" style="margin:0;padding:{n}px"><!--[if IE {n}]><p>9</p><![endif]-->' for n in range(99)
    )
    source = read(f"<style>{'.x{margin:0}' * 5000}</style>{noise}<p>正文</p>" + "</div>" * 99)
    assert (source.text, source.hidden, source.notices) == ("正文\n", (), ())


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("<html><body><p>一</p></body></html>", Origin.DIGITAL),
        ("<p>一、总体情况</p><p>全年公开3条。</p>", Origin.DIGITAL),
        ("<table><tr><td>规章</td><td>0</td></tr></table>", Origin.DIGITAL),
        ("一、总体情况</p>\n全年公开3条。</p>\n", Origin.UNKNOWN),
        ('大小。<span id="x" class="y">37KB\n网址：<http://example.gov.cn/>', Origin.UNKNOWN),
        ("| 本年新<br>制作数量 | 0 |\n|---|---|\n| 1 | 2 |", Origin.UNKNOWN),
        ("文字\n<table><tr><td>规章</td><td>0</td></tr></table>\n文字", Origin.UNKNOWN),
    ],
)
def test_the_kind_is_told_by_the_content_and_not_by_the_name(text: str, origin: Origin) -> None:
    for name in ("a.html", "a.txt", "a.md"):
        assert read_source(text.encode(), name).origin is origin


def test_markdown_with_html_tables_keeps_its_lines_and_gets_its_tables() -> None:
    text = "## 二、主动公开\n第一行 <http://example.gov.cn/>\n第二行<table><tr><td>规章</td><td>0</td></tr></table>\n| 1 | 2 |\n| 3 | 4 |\n"
    source = read_source(text.encode(), "a.md")
    assert [(source.slice(b.span), b.heading) for b in source.blocks if isinstance(b, Line)] == [
        ("二、主动公开", True),
        ("第一行 <http://example.gov.cn/>", False),
        ("第二行", False),
    ]
    assert [(table.index, table.layout) for table in source.tables] == [(0, Layout.GRID), (1, Layout.PIPES)]
    assert (grid(source, 0), grid(source, 1)) == ([["规章", "0"]], [["1", "2"], ["3", "4"]])


def test_spans_are_clamped_and_columns_limited() -> None:
    body = '<table><tr><td rowspan="3000000" colspan="3000000">规章</td><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>'
    cells = [cell for row in read(body).tables[0].rows for cell in row.cells]
    assert [(cell.column, cell.rowspan, cell.colspan) for cell in cells[:2]] == [(0, 2, 60), (60, 1, 1)]
    source = read_source(f"<html>{body}".encode(), "a", budget=Budget(columns=60))
    assert [notice.kind for notice in source.notices] == ["budget"]
    assert grid(source)[0] == ["规章"]
