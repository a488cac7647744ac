"""Documents: what stands in them as a person sees it, and what does not."""

from __future__ import annotations

import pytest

from schemas.enums import Origin
from tests.extractor.sources.office.builders import CHANGE, docx, lines, p, r, read, tbl, tc, tr

HIDDEN = [
    ("<w:vanish/>", "hidden text"),
    ('<w:color w:val="FFFFFF"/>', "white on white"),
    ('<w:color w:val="FDFDFD"/><w:shd w:val="clear" w:fill="auto"/>', "white on white"),
    ('<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>', "text in the colour of its background"),
    ('<w:sz w:val="2"/>', "font-size:0"),
    ("<w:strike/>", "struck out"),
    ("<w:dstrike/>", "struck out"),
    ('<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>', "white on white"),
]
SEEN = [
    '<w:vanish w:val="0"/>',
    '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="4472C4"/>',
    '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>',
    '<w:color w:val="auto"/><w:shd w:val="clear" w:fill="000000"/>',
    '<w:strike w:val="false"/>',
]


@pytest.mark.parametrize(("properties", "reason"), HIDDEN)
def test_what_nobody_sees_is_set_aside(properties: str, reason: str) -> None:
    source = read(docx(f"<w:p>{r('收到申请')}{r('99', properties)}{r('12件')}</w:p>"))
    assert source.text == "收到申请12件\n"
    assert [(item.text, item.reason) for item in source.hidden] == [("99", reason)]
    assert source.origin is Origin.DIGITAL


@pytest.mark.parametrize("properties", SEEN)
def test_what_only_looks_hidden_is_read(properties: str) -> None:
    source = read(docx(f"<w:p>{r('收到申请')}{r('12', properties)}</w:p>"))
    assert source.text == "收到申请12\n"
    assert not source.hidden


def test_white_text_is_seen_in_a_coloured_cell_and_in_a_table_whose_style_may_colour_it() -> None:
    white = p("总计", run='<w:color w:val="FFFFFF"/>')
    coloured = tbl(tr(tc(white, '<w:shd w:val="clear" w:fill="1F4E79"/>'), tc("1")), tr(tc("甲"), tc("2")))
    assert lines(docx(coloured))[0] == "总计\t1"
    style = '<w:style w:type="table" w:styleId="T"><w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style>'
    styled = tbl(tr(tc(white), tc("1")), tr(tc("甲"), tc("2")), properties='<w:tblStyle w:val="T"/>')
    assert lines(docx(styled, styles=style))[0] == "总计\t1"
    assert lines(docx(styled))[0] == "\t1"


def test_properties_come_from_styles_and_the_nearest_counts() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="L"><w:basedOn w:val="L"/></w:style>'
    )
    body = p("甲", '<w:pStyle w:val="B"/>') + p("乙", '<w:pStyle w:val="B"/>', '<w:rStyle w:val="C"/>')
    source = read(docx(body + p("丙", '<w:pStyle w:val="L"/>'), styles=styles))
    assert source.text == "乙丙\n"  # the ends of hidden paragraphs are hidden with them
    assert [item.text for item in source.hidden] == ["甲"]


def test_headings_by_style_name_and_by_outline_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    styled = "".join(p(f"第{n}段", f'<w:pStyle w:val="{n}"/>') for n in (1, 2, 3))
    source = read(docx(styled + p("第四段", '<w:outlineLvl w:val="0"/>') + p("第五段"), styles=styles))
    assert [getattr(block, "heading", None) for block in source.blocks] == [True, True, False, True, False]


def test_tracked_changes_are_read_as_accepted() -> None:
    old, new = f"<w:del {CHANGE}><w:r><w:delText>9</w:delText></w:r></w:del>", f"<w:ins {CHANGE}>{r('12')}</w:ins>"
    moved = (
        f"<w:p><w:moveFrom {CHANGE}>{r('移走')}</w:moveFrom></w:p><w:p><w:moveTo {CHANGE}>{r('移来')}</w:moveTo></w:p>"
    )
    gone = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    joined = f"<w:p><w:pPr>{gone}</w:pPr>{r('全年收')}</w:p>{p('到申请')}"
    dropped = f"<w:p><w:pPr>{gone}</w:pPr><w:del {CHANGE}><w:r><w:delText>第8段</w:delText></w:r></w:del></w:p>"
    formatted = r("5件", f"<w:rPrChange {CHANGE}><w:rPr><w:vanish/></w:rPr></w:rPrChange>")
    source = read(docx(f"<w:p>{r('收到')}{old}{new}{r('件')}</w:p>{moved}{joined}{dropped}<w:p>{formatted}</w:p>"))
    assert source.text.splitlines() == ["收到12件", "移来", "全年收到申请", "5件"]
    assert [(item.text, item.reason) for item in source.hidden] == [
        ("9", "tracked deletion"),
        ("第8段", "tracked deletion"),
    ]


def test_fields_show_their_result_and_not_their_instruction() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText>DDEAUTO c:\\\\x "1" 77</w:instrText></w:r>'
    whole = f"<w:p>{r('共')}{char('begin')}{code}{r('66')}{char('separate')}{r('12')}{char('end')}{r('件')}</w:p>"
    simple = f'<w:p><w:fldSimple w:instr="PAGE 3">{r("第2页")}</w:fldSimple></w:p>'
    source = read(docx(whole + simple))
    assert source.text == "共12件\n第2页\n"
    assert [(item.text, item.reason) for item in source.hidden] == [("66", "instruction of a field")]


def test_characters_that_are_elements() -> None:
    pieces = "<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/><w:t>4</w:t></w:r>"
    symbols = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F032"/></w:r>'
    broken = "<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{r('gōng')}</w:rt><w:rubyBase>{r('公')}</w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>"
    body = f"<w:p>{pieces}</w:p><w:p>{symbols}</w:p><w:p>{broken}</w:p><w:p>{ruby}{formula}</w:p>"
    assert lines(docx(body)) == ["一 二-34", "☑2", "上", "下", "公1+1"]


def test_white_space_counts_where_it_is_said_to() -> None:
    assert lines(docx("<w:p><w:r><w:t> 1 </w:t></w:r><w:r><w:t>2</w:t></w:r></w:p>")) == ["12"]
    assert lines(docx(f"<w:p>{r('1 ')}{r('2')}</w:p>")) == ["1 2"]


def test_notes_comments_and_headers_are_no_text() -> None:
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    raised = r("1", '<w:vertAlign w:val="superscript"/>')
    source = read(docx(f"<w:p>{r('收到12')}{raised}{r('件')}{marks}</w:p>"))
    assert source.text == "收到12件\n"
    assert [item.reason for item in source.hidden] == ["mark of a footnote"]


def test_wrappers_hold_text() -> None:
    link = f"<w:hyperlink>{r('链接')}</w:hyperlink><w:smartTag>{r('标记')}</w:smartTag>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{p('整段')}</w:sdtContent></w:sdt><w:customXml>{p('另段')}</w:customXml>"
    assert lines(docx(f"<w:p>{link}{control}</w:p>{block}")) == ["链接标记控件", "整段", "另段"]


def _box(content: str, extra: str = "") -> str:
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wp:anchor>{extra}<wps:txbx>{inside}</wps:txbx></wp:anchor></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"


def test_a_text_box_is_read_once_beside_the_line_it_is_anchored_in() -> None:
    table = tbl(tr(tc("规章"), tc("3")), tr(tc("许可"), tc("4")))
    source = read(docx(f"<w:p>{r('前')}{_box(table)}{r('后')}</w:p>{p('尾')}"))
    assert source.text.splitlines() == ["前后", "规章\t3", "许可\t4", "尾"]
    only = "<mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice><mc:Fallback>" + (
        f"<w:pict><v:textbox><w:txbxContent>{p('旧框')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(docx(f"<w:p><w:r>{only}</w:r></w:p>")) == ["旧框"]
    hidden = read(docx(f"<w:p>{r('前')}{_box(p('不见5'), '<wp:docPr hidden=' + chr(34) + '1' + chr(34) + '/>')}</w:p>"))
    assert hidden.text == "前\n"
    assert [item.reason for item in hidden.hidden] == ["hidden shape"]


def test_an_embedded_document_is_said_to_be_left_out() -> None:
    source = read(docx(p("正文") + '<w:altChunk r:id="x"/>'))
    assert [notice.kind for notice in source.notices] == ["not_read"]


def test_strict_files_are_read_too() -> None:
    from tests.extractor.sources.office.builders import archive, docx_parts

    parts = docx_parts(p("正文"))
    strict = {
        name: str(part).replace(
            "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
        )
        for name, part in parts.items()
    }
    assert lines(archive(strict)) == ["正文"]


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
UNREAD = [
    ('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r></w:p>', "picture"),
    ("<w:p><w:r><w:object/></w:r></w:p>", "picture"),
    (
        f"<w:p>{FIELD('begin')}<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>{FIELD('end')}</w:p>",
        "field without a result",
    ),
    ('<w:p><w:fldSimple w:instr=" =SUM(LEFT) "/></w:p>', "field without a result"),
    (f"<w:p>{r('2', '<w:vanish/>')}</w:p>", "hidden text"),
    (f"<w:p>{r('2', '<w:strike/>')}</w:p>", "struck out"),
    ('<w:altChunk r:id="rId1"/><w:p/>', "altChunk"),
]


@pytest.mark.parametrize(("content", "reason"), UNREAD)
def test_a_cell_without_text_says_what_it_holds(content: str, reason: str) -> None:
    source = read(docx(tbl(tr(tc(p("规章")), tc(content), tc(p("3"))))))
    row = source.tables[0].rows[0]
    assert [item.reason for item in row.cells[1].unread] == [reason]
    assert (row.cells[0].unread, row.cells[2].unread) == ((), ())
    assert source.text == "规章\t\t3\n"


def test_a_raised_number_is_a_mark_only_beside_another() -> None:
    raised = r("2", '<w:vertAlign w:val="superscript"/>')
    source = read(docx(tbl(tr(tc(f"<w:p>{raised}</w:p>"), tc(f"<w:p>{r('3')}{raised}</w:p>"), tc(p(""))))))
    assert source.text == "2\t3\t\n"
    assert source.tables[0].rows[0].cells[2].unread == ()
