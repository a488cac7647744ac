from __future__ import annotations

import pytest

from extractor.sources import Source, read_source


def read(body: str, style: str = "") -> Source:
    page = f"<html><head><style>{style}</style></head><body><p>正文</p>{body}</body></html>"
    return read_source(page.encode(), "report.html")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<p style="display:none">97</p>', "display:none"),
        ('<p style="DISPLAY : NONE !important; display:block">97</p>', "display:none"),
        ("<p hidden>97</p>", "hidden attribute"),
        ('<p style="visibility:hidden">97</p>', "visibility:hidden"),
        ('<p style="opacity:0.0">97</p>', "opacity:0"),
        ('<p style="font-size:0px">97</p>', "font-size:0"),
        ('<div style="font-size:1px"><p>97</p></div>', "font-size:0"),
        ('<p style="color:#fff">97</p>', "white on white"),
        ('<p style="color:rgb(254, 255, 255)">97</p>', "white on white"),
        ('<p><font color="white">97</font></p>', "white on white"),
        ('<p style="color:rgba(0,0,0,0)">97</p>', "transparent text"),
        (
            '<table bgcolor="#003366"><tr><td style="color:#036">97</td></tr></table>',
            "text in the colour of its background",
        ),
        ('<p style="position:absolute;left:-9999px">97</p>', "off-screen"),
        ('<p style="text-indent:-2000px">97</p>', "off-screen"),
        ('<p style="position:absolute;clip:rect(0,0,0,0)">97</p>', "clipped"),
        ('<p style="height:0;overflow:hidden">97</p>', "no height or width"),
        ('<p style="transform:scale(0)">97</p>', "scaled to nothing"),
        ("<!-- 上年 97 -->", "comment"),
        ("<!-- <td>结转</td> -->", "comment"),
    ],
)
def test_what_a_person_would_not_see_is_left_out_and_reported(body: str, reason: str) -> None:
    source = read(body)
    assert source.text == "正文\n"
    assert [hidden.reason for hidden in source.hidden] == [reason]
    assert "97" in source.hidden[0].text or "结转" in source.hidden[0].text


@pytest.mark.parametrize(
    "body",
    [
        '<p aria-hidden="true">97</p>',
        '<p style="color:#fff;background:#036">97</p>',
        '<table bgcolor="blue"><tr><td><font color="#FFFFFF">97</font></td></tr></table>',
        '<div style="background:url(x.png)"><p style="color:white">97</p></div>',
        '<p style="color:#eee;background-color:#333">97</p>',
        '<div style="font-size:0"><span style="font-size:14px">97</span></div>',
        '<div style="visibility:hidden"><span style="visibility:visible">97</span></div>',
        '<p style="text-indent:-2em;opacity:.5;height:0">97</p>',
        '<p style="color:unknowncolour">97</p>',
        '<div style="color:white"><a href="#">97</a></div>',
        '<p style="display:none;display:block">97</p>',
    ],
)
def test_what_can_be_seen_stays(body: str) -> None:
    source = read(body)
    assert source.text == "正文\n97\n"
    assert source.hidden == ()


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        (".x{display:none}", False),
        ("p.x , .y { color : white }", False),
        ("#i{visibility:hidden}", False),
        ("td.x{display:none}", True),
        (".x{display:none} #i{display:block}", True),
        (".x{display:none !important} #i{display:block}", False),
        ("/* .x{display:none} */", True),
        ("@media print{.x{display:none}}", True),
        ("@media screen{.x{display:none}}", False),
        ("@media screen{.z{color:red}} @media print{.x{display:none}} .z{}", True),
        ("@import url(a.css); .x{display:none}", False),
        (".x{display:none", True),
        ("}}} {{{", True),
    ],
)
def test_simple_rules_of_the_page_count(style: str, seen: bool) -> None:
    source = read('<p class="w x" id="i">97</p>', style)
    assert ("97" in source.text) is seen
    assert bool(source.hidden) is not seen


def test_an_own_style_wins_over_a_class() -> None:
    assert "97" in read('<p class="x" style="display:block">97</p>', ".x{display:none}").text


def test_a_hidden_cell_leaves_the_grid_and_white_text_leaves_its_cell_empty() -> None:
    source = read(
        '<table><tr><td>规章</td><td style="display:none">8</td><td>1</td></tr>'
        '<tr><td>文件</td><td><span style="color:#fff">9</span></td></tr><tr style="display:none"><td>7</td></tr></table>'
    )
    rows = source.tables[0].rows
    assert [[source.slice(cell.span) for cell in row.cells] for row in rows] == [["规章", "1"], ["文件", ""]]
    assert [(hidden.text, hidden.reason) for hidden in source.hidden] == [
        ("8", "display:none"),
        ("9", "white on white"),
        ("7", "display:none"),
    ]


def test_pieces_of_one_hidden_passage_are_one_report_without_scripts() -> None:
    source = read('<div style="color:white"><p>一</p> <p>二</p></div>和<div hidden>三<script>var x=1</script></div>')
    assert [hidden.text for hidden in source.hidden] == ["一 二", "三"]


def test_comments_without_words_or_numbers_and_those_for_word_are_not_reported() -> None:
    assert read("<!-- begin --><!----><!--[if gte mso 9]><xml>99</xml><![endif]-->").hidden == ()


@pytest.mark.parametrize(
    "sheet",
    [
        ".pane{display:none} .pane.on{display:block}",
        ".pane.on{display:block} .pane{display:none}",
        "#w{display:none} body #w{display:block}",
        ".fade{opacity:0} div.fade.on{opacity:1}",
        ".pane{display:none} .pane:first-child{display:block}",
    ],
)
def test_a_hiding_that_a_stronger_rule_undoes_hides_nothing(sheet: str) -> None:
    page = f'<style>{sheet}</style><div class="pane fade on" id="w">本机关公开信息</div>'
    assert "本机关公开信息" in read_source(page.encode(), "page.html").text


@pytest.mark.parametrize(
    "sheet",
    [
        ".pane{display:none} .pane.other{display:block}",
        ".pane{display:none} .pane:hover{display:block}",
        ".menu:hover .pane{display:block} .pane{display:none}",
        ".pane.on{display:none}",
    ],
)
def test_a_rule_for_another_element_or_state_undoes_nothing(sheet: str) -> None:
    page = f'<style>{sheet}</style><p>其他文字</p><div class="pane on">去年的表格</div>'
    assert "去年的表格" not in read_source(page.encode(), "page.html").text


def test_cells_that_are_not_seen_stay_words_of_their_own() -> None:
    table = "<table><tr><td>行政处罚</td><td>97</td></tr></table>"
    (hidden,) = read(f'<div style="visibility: hidden">{table}</div>').hidden
    assert hidden.text.split() == ["行政处罚", "97"]
