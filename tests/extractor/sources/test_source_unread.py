"""What stands in a cell and is no text: such a cell is never blank, and what a person reads in a field is its text."""

from __future__ import annotations

import pytest

from extractor.sources import Cell, Source, read_source

ROW = "<tr><td>行政许可</td>{}<td>3</td></tr>"


def read(cell: str, style: str = "") -> Source:
    page = f"<html><head><style>{style}</style></head><body><table>{ROW.format(cell)}</table></body></html>"
    return read_source(page.encode(), "report.html")


def second(source: Source) -> Cell:
    cell = source.tables[0].rows[0].cells[1]
    assert len(source.tables[0].rows[0].cells) == 3
    return cell


BLANKS = [
    "<td></td>",
    "<td>&nbsp;</td>",
    "<td><p></p></td>",
    "<td><br></td>",
    '<td class="xl65" style="height:0;overflow:hidden" x:str></td>',
    '<td><p class="MsoNormal" align="center"><span style="font-size:12pt"><o:p>&nbsp;</o:p></span></p></td>',
    '<td><p class="15"><font color="red" face="宋体"></font></p></td>',
    '<td><a name="OLE_LINK1"></a><span id="_GoBack"></span></td>',
    "<td><!--[if !supportEmptyParas]-->&nbsp;<!--[endif]--></td>",
    '<td><span style="display:none">&nbsp;</span></td>',
    "<td><!-- 自然人 --></td>",
]


@pytest.mark.parametrize("cell", BLANKS)
def test_an_empty_cell_holds_nothing(cell: str) -> None:
    source = read(cell)
    assert second(source).unread == ()
    assert source.slice(second(source).span) == ""


UNREAD = [
    ('<td><img src="2.gif" alt="2"></td>', "img"),
    ("<td><svg><text>2</text></svg></td>", "svg"),
    ("<td><math><mn>2</mn></math></td>", "math"),
    ('<td><object data="2.svg">2</object></td>', "object"),
    ('<td><embed src="2.swf"></td>', "embed"),
    ("<td><canvas>2</canvas></td>", "canvas"),
    ('<td><iframe src="2.html"></iframe></td>', "iframe"),
    ('<td><meter value="2">2</meter></td>', "meter"),
    ("<td><select><option>0</option><option>2</option></select></td>", "select"),
    ('<td><input type="checkbox" value="2"></td>', "input"),
    ('<td><input id="n2"></td>', "input"),
    ("<td><script>document.write(2)</script></td>", "script"),
    ('<td><span id="n2"></span></td>', "element that a script or a style may fill"),
    ('<td><i class="d2"></i></td>', "element that a script or a style may fill"),
    ('<td><b data-n="2"></b></td>', "element that a script or a style may fill"),
    ('<td><p><i v-text="row.n"></i></p></td>', "element that a script or a style may fill"),
    ('<td v-text="row.n"></td>', "element that a script or a style may fill"),
    ('<td id="n2"></td>', "element that a script or a style may fill"),
    ('<td><span style="background:url(2.png)"></span></td>', "background picture"),
    ('<td background="2.png"></td>', "background picture"),
    ('<td><span style="visibility:hidden">2</span></td>', "visibility:hidden"),
    ('<td><b style="opacity:0">2</b></td>', "opacity:0"),
    ('<td style="opacity:0">2</td>', "opacity:0"),
    ('<td style="color:#fff">2</td>', "white on white"),
    ("<td><span hidden>2</span></td>", "hidden attribute"),
    ('<td><span style="content-visibility:hidden">2</span></td>', "content-visibility:hidden"),
    ('<td><span style="mso-hide:all">2</span></td>', "mso-hide:all"),
    ("<td><s>2</s></td>", "struck out"),
    ('<td style="text-decoration:line-through red">2</td>', "struck out"),
    ('<td><input type="hidden" value="2"></td>', "hidden field"),
    ("<td><!-- 2 --></td>", "comment"),
    ("<td><!--[if gte mso 9]>2<![endif]--></td>", "comment"),
]


@pytest.mark.parametrize(("cell", "reason"), UNREAD)
def test_a_cell_without_text_says_what_it_holds(cell: str, reason: str) -> None:
    source = read(cell)
    assert reason in [item.reason for item in second(source).unread]
    assert source.text == "行政许可\t\t3\n"


def test_a_text_of_the_style_sheet_is_what_a_cell_holds() -> None:
    for selector in (".d::before", "td.d:after", "table .d:before"):
        cell = second(read('<td class="d"></td>', selector + '{content:"2"}'))
        assert [(item.reason, item.shows) for item in cell.unread] == [("text of a style sheet", True)]
    assert second(read('<td class="d"></td>', '.d::before{content:""}')).unread == ()


def test_beside_a_text_only_what_shows_or_says_something_counts() -> None:
    assert second(read('<td><span class="n" id="n">2</span></td>')).unread == ()
    assert [item.shows for item in second(read('<td>1<img src="2.gif"></td>')).unread] == [True]
    hidden = second(read('<td>1<span style="display:none">2</span></td>')).unread
    assert [(item.reason, item.text, item.shows) for item in hidden] == [("display:none", "2", False)]


@pytest.mark.parametrize(
    "cell",
    [
        '<td><input value="2"></td>',
        '<td><input type="Text" readonly value=" 2 "></td>',
        "<td><select disabled><option>0</option><option selected>2</option></select></td>",
        "<td><textarea>2</textarea></td>",
        "<td><sup>2</sup></td>",
        '<td><p><a href="#_ftn1">2</a></p></td>',
        '<td><span style="vertical-align:super">2</span></td>',
        "<td>2<sup>1</sup></td>",
        '<td>2<a href="#_ftn1">1</a></td>',
        '<td>2<a href="notes.html#n1" name="b1">[1]</a></td>',
        '<td>2<span style="vertical-align: super; font-size:60%">1</span></td>',
        "<td>2<sub>1</sub></td>",
        '<td><span style="text-decoration:line-through">1</span>2</td>',
        '<td><span class="old">1</span>2</td>',
        '<td style="max-width:0;overflow:hidden;text-overflow:ellipsis">2</td>',
        '<td style="height:0px;overflow:hidden">2</td>',
    ],
)
def test_a_cell_reads_as_a_person_reads_it(cell: str) -> None:
    source = read(cell, ".old{text-decoration-line:line-through}")
    assert source.text == "行政许可\t2\t3\n"


def test_fields_outside_of_tables_are_no_text() -> None:
    page = '<p>正文</p><form><input value="请输入关键字"><select><option selected>全文</option></select></form>'
    assert read_source(page.encode(), "report.html").text == "正文\n"


def test_what_hides_a_cell_and_leaves_its_place_leaves_it_in_the_grid() -> None:
    source = read('<td style="display:none">2</td><td></td>')
    assert second(source).unread == ()
    assert [(item.reason, item.text) for item in source.tables[0].unread] == [("display:none", "2")]


def test_a_link_in_running_text_keeps_its_number() -> None:
    page = '<p>共受理申请<a href="#detail">12</a>件</p>'
    assert read_source(page.encode(), "report.html").text == "共受理申请12件\n"
