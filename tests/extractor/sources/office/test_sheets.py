"""Workbooks: what stands on their sheets as a person sees it, and what does not."""

from __future__ import annotations

from extractor.pipeline import extract
from extractor.sources import Line, Table
from schemas.enums import Origin, State
from tests.extractor.sources.office.builders import archive, lines, read, relations, xlsx, xlsx_parts

STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="0&quot;件&quot;"/></numFmts>'
    '<fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills>'
    '<borders><border/><border><left style="thin"/></border></borders>'
    "<cellXfs>"
    '<xf/><xf borderId="1"/><xf numFmtId="3" borderId="1"/><xf numFmtId="170"/><xf fontId="1"/><xf fontId="2"/>'
    '<xf fontId="3" fillId="1"/>'
    "</cellXfs>"
)
PLAIN, FRAMED, THOUSANDS, PIECES, STRUCK, WHITE, WHITE_ON_BLUE = range(7)


def text(place: str, value: str, style: int = PLAIN) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(place: str, value: object, style: int = PLAIN) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def sheet(*rows: str, after: str = "", before: str = "") -> str:
    return f"{before}<sheetData>{''.join(rows)}</sheetData>{after}"


def row(n: int, *cells: str, more: str = "") -> str:
    return f'<row r="{n}" {more}>{"".join(cells)}</row>'


def test_lines_and_tables_of_one_sheet() -> None:
    merges = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A4:A5"/></mergeCells>'
    data = xlsx(
        sheet(
            row(1, text("A1", "某县2023年度报告")),
            row(2, text("A2", "一、总体情况")),
            row(3, text("A3", "事项", FRAMED), text("B3", "件数", FRAMED), text("C3", "金额", FRAMED)),
            row(4, text("A4", "许可", FRAMED), number("B4", 1234, THOUSANDS), number("C4", "0.5", FRAMED)),
            row(5, f'<c r="A5" s="{FRAMED}"/>', number("B5", 7, FRAMED), f'<c r="C5" s="{FRAMED}"/>'),
            row(6, text("A6", "二、问题")),
            after=merges,
        ),
        styles=STYLES,
    )
    source = read(data)
    assert source.text.splitlines() == [
        "某县2023年度报告",
        "一、总体情况",
        "事项\t件数\t金额",
        "许可\t1,234\t0.5",
        "7\t",
        "二、问题",
    ]
    assert [type(block) for block in source.blocks] == [Line, Line, Table, Line]
    cells = [(c.row, c.column, c.rowspan, c.colspan) for r in source.tables[0].rows for c in r.cells]
    assert cells[3:] == [(1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]
    assert source.origin is Origin.DIGITAL


def test_what_is_hidden_is_set_aside() -> None:
    data = xlsx(
        sheet(
            row(1, text("A1", "甲"), text("B1", "藏一"), number("C1", 1)),
            row(2, text("A2", "藏二"), number("C2", 2), more='hidden="1"'),
            row(3, text("A3", "乙"), text("B3", "藏三"), number("C3", 3)),
            row(4, text("A4", "丙"), number("C4", 4, STRUCK), number("D4", 5, WHITE), number("E4", 6, WHITE_ON_BLUE)),
            before='<cols><col min="2" max="2" hidden="1"/></cols>',
        ),
        sheet(row(1, text("A1", "藏四"))),
        styles=STYLES,
        states=("visible", "veryHidden"),
    )
    source = read(data)
    assert source.text.splitlines() == ["甲\t1\t\t", "乙\t3\t\t", "丙\t\t\t6"]
    assert [(item.text, item.reason) for item in source.hidden] == [
        ("藏一", "hidden column"),
        ("藏二 2", "hidden row"),
        ("藏三", "hidden column"),
        ("4", "struck out"),
        ("5", "white on white"),
        ("表2 藏四", "hidden sheet"),
    ]


def test_sheets_in_order_with_their_titles() -> None:
    source = lines(
        xlsx(sheet(row(1, text("A1", "正文"))), sheet(), sheet(row(1, number("A1", 3, PIECES))), styles=STYLES)
    )
    assert source == ["表1", "正文", "表3", "3件"]


def test_a_formula_is_what_was_computed_and_otherwise_unreadable() -> None:
    formula = '<c r="B{0}"><f>SUM(C1:C9)</f>{1}</c>'
    rows = [
        row(1, text("A1", "规章"), formula.format(1, "<v>5</v>")),
        row(2, text("A2", "许可"), formula.format(2, "")),
    ]
    rows.append(row(3, text("A3", "强制"), formula.format(3, "<v></v>")))
    rows.append(row(4, text("A4", "处罚"), '<c r="B4" t="str"><f>T(1)</f><v></v></c>'))
    source = read(xlsx(sheet(*rows)))
    assert source.text.splitlines() == ["规章\t5", "许可\t\ufffd", "强制\t\ufffd", "处罚\t"]
    assert [notice.kind for notice in source.notices] == ["not_read"]
    assert "2 on sheet '表1'" in source.notices[0].message


def test_a_number_that_was_never_computed_is_unreadable_in_the_result() -> None:
    heads = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    top = row(1, text("A1", "某县2023年政府信息公开工作年度报告"))
    caption = row(2, text("A2", "第二十条第（一）项"))
    head = row(3, *(text(f"{column}3", label) for column, label in zip("ABCD", heads, strict=True)))
    first = row(4, text("A4", "规章"), number("B4", 0), number("C4", 0), number("D4", 2))
    values = row(5, text("A5", "行政规范性文件"), number("B5", 5), number("C5", 1), '<c r="D5"><f>B2+9</f></c>')
    extraction = extract(xlsx(sheet(top, caption, head, first, values)), "x")
    cell = extraction.reports[0].cells["proactive_disclosure.article_20_1.normative_documents.in_force"]
    assert (cell.value, cell.state) == (None, State.UNREADABLE)
    assert any(finding.kind.value == "not_read" for finding in extraction.reports[0].findings)


def test_shared_and_rich_texts() -> None:
    shared = (
        "<si><t>甲</t><rPh><t>jia</t></rPh></si>"
        "<si><r><t>收到</t></r><r><rPr><strike/></rPr><t>9</t></r><r><t>12件</t></r></si><si><t>a_x000B_b</t></si>"
    )
    cells = "".join(f'<c r="{name}1" t="s"><v>{n}</v></c>' for name, n in (("A", 0), ("B", 1), ("C", 2), ("D", 99)))
    source = read(xlsx(sheet(row(1, cells, number("E1", 1))), shared=shared))
    assert source.text == "甲\t收到12件\ta b\t\t1\n"
    assert [(item.text, item.reason) for item in source.hidden] == [("9", "struck out")]


def test_zeros_that_a_sheet_does_not_show() -> None:
    view = '<sheetViews><sheetView showZeros="0"/></sheetViews>'
    source = lines(xlsx(sheet(row(1, text("A1", "甲"), number("B1", 0), number("C1", 10)), before=view)))
    assert source == ["甲\t\t10"]


def test_conditional_formats_may_colour_a_cell() -> None:
    rows = row(1, text("A1", "甲"), number("B1", 5, WHITE))
    assert lines(xlsx(sheet(rows, after="<conditionalFormatting/>"), styles=STYLES)) == ["甲\t5"]


def test_texts_in_shapes_and_macros_are_said_to_be_left_out() -> None:
    parts = xlsx_parts(sheet(row(1, text("A1", "甲"), number("B1", 5))))
    parts["xl/drawings/drawing1.xml"] = '<x xmlns:a="a"><a:t>形状</a:t></x>'
    parts["xl/vbaProject.bin"] = b"\0"
    assert [notice.kind for notice in read(archive(parts)).notices] == ["not_read", "not_read"]


def test_a_table_without_borders_keeps_its_rows_of_blanks() -> None:
    rows = [row(1, text("A1", "二、主动公开")), row(2, text("A2", "内容"), text("B2", "件数"))]
    rows += [row(3, text("A3", "规章")), row(4, text("A4", "许可"), number("B4", 3)), row(5, text("A5", "强制"))]
    rows += [
        row(7, text("A7", "三、收到")),
        row(
            8,
            text(
                "A8",
                "本机关全年收到政府信息公开申请三件，均已办结，没有结转下年度办理的申请，也没有被提起行政复议的情况，按时办结率为百分之百。",
            ),
        ),
    ]
    source = read(xlsx(sheet(*rows)))
    assert [type(block) for block in source.blocks] == [Line, Table, Line, Line]
    assert source.text.splitlines()[1:5] == ["内容\t件数", "规章\t", "许可\t3", "强制\t"]


def test_a_cell_under_a_picture_is_not_known_to_be_empty() -> None:
    rows = "".join(
        f'<row r="{n}">{text(f"A{n}", "规章", FRAMED)}<c r="B{n}" s="{FRAMED}"/>{number(f"C{n}", 3, FRAMED)}</row>'
        for n in (1, 2, 3)
    )
    parts = xlsx_parts(f"<sheetData>{rows}</sheetData>", styles=STYLES)
    spaces = 'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    corner = "<d:{0}><d:col>1</d:col><d:row>{1}</d:row></d:{0}>".format
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("d1", "drawing", "../drawings/drawing1.xml"))
    parts["xl/drawings/drawing1.xml"] = (
        f"<d:wsDr {spaces}><d:twoCellAnchor>{corner('from', 1)}{corner('to', 2)}<d:pic/></d:twoCellAnchor></d:wsDr>"
    )
    found = [[bool(cell.unread) for cell in row.cells] for row in read(archive(parts)).tables[0].rows]
    assert found == [[False, False, False], [False, True, False], [False, True, False]]
