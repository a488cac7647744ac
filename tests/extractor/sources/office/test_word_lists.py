"""List numbers, which stand in no text: counted out as a word processor does."""

from __future__ import annotations

import pytest

from extractor.sources.office.list_numerals import numeral
from tests.extractor.sources.office.builders import CHANGE, docx, lines, p, read, tbl, tc, tr


def _level(level: int, kind: str, text: str, more: str = "", gap: str = "nothing") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="{gap}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def _abstract(identity: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{"".join(levels)}</w:abstractNum>'


def _num(identity: int, abstract: int, override: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def _item(text: str, num: int, level: int = 0, more: str = "") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>{more}')


OFFICIAL = _abstract(
    1,
    _level(0, "chineseCounting", "%1、"),
    _level(1, "chineseCounting", "（%2）"),
    _level(2, "decimal", "%3.", gap="tab"),
)


def test_the_levels_of_an_official_report() -> None:
    items = [("总体", 0), ("主动", 1), ("网站", 2), ("窗口", 2), ("依申请", 1), ("信函", 2), ("问题", 0), ("不足", 1)]
    numbering = OFFICIAL + _num(1, 1)
    assert lines(docx("".join(_item(text, 1, level) for text, level in items), numbering=numbering)) == [
        "一、总体", "（一）主动", "1. 网站", "2. 窗口", "（二）依申请", "1. 信函", "二、问题", "（一）不足",
    ]  # fmt: skip


def test_lists_of_one_abstract_list_go_on_unless_they_begin_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    numbering = OFFICIAL + _num(1, 1) + _num(2, 1) + _num(3, 1, override)
    body = (
        _item("甲", 1)
        + _item("乙", 2)
        + _item("丙", 3)
        + _item("丁", 3)
        + _item("戊", 1)
        + _item("己", 9)
        + _item("庚", 0)
    )
    assert lines(docx(body, numbering=numbering)) == ["一、甲", "二、乙", "四、丙", "五、丁", "六、戊", "己", "庚"]


def test_a_level_that_never_restarts_and_legal_numbers() -> None:
    never = _abstract(
        1, _level(0, "chineseCounting", "%1、"), _level(1, "decimal", "%1.%2", '<w:isLgl/><w:lvlRestart w:val="0"/>')
    )
    body = _item("甲", 1) + _item("子", 1, 1) + _item("乙", 1) + _item("丑", 1, 1)
    assert lines(docx(body, numbering=never + _num(1, 1))) == ["一、甲", "1.1子", "二、乙", "2.2丑"]


def test_numbering_inherited_from_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        _abstract(1, _level(0, "chineseCounting", "%1、"), _level(1, "decimal", "%2）", '<w:pStyle w:val="B"/>'))
        + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="N"/></w:abstractNum>' + _num(1, 1) + _num(2, 2)
    )  # fmt: skip
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", '<w:pStyle w:val="A"/>') + p("子", '<w:pStyle w:val="B"/>') + p("无", f'<w:pStyle w:val="A"/>{off}')
    body += _item("乙", 2)
    assert lines(docx(body, styles=styles, numbering=numbering)) == ["一、甲", "1）子", "无", "二、乙"]


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    gone = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    deleted = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>{gone}</w:pPr><w:del {CHANGE}><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
    hidden = p("藏", '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>', "<w:vanish/>")
    body = _item("甲", 1) + deleted + hidden + _item("乙", 1)
    assert lines(docx(body, numbering=OFFICIAL + _num(1, 1))) == ["一、甲", "二、乙"]


def test_labels_of_a_table_and_bullets() -> None:
    numbering = OFFICIAL + _abstract(2, _level(0, "bullet", "\uf0b7", gap="tab")) + _num(1, 1) + _num(2, 2)
    rows = [tr(tc(_item(text, 1, 2)), tc(str(n))) for n, text in enumerate(("属于国家秘密", "重复申请"))]
    source = read(docx(tbl(*rows) + _item("要点", 2), numbering=numbering))
    assert source.text.splitlines() == ["1. 属于国家秘密\t0", "2. 重复申请\t1", "• 要点"]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("decimal", ["1", "10", "21", "105"]),
        ("chineseCounting", ["一", "十", "二十一", "一〇五"]),
        ("chineseCountingThousand", ["一", "十", "二十一", "一百零五"]),
        ("ideographDigital", ["一", "一〇", "二一", "一〇五"]),
        ("chineseLegalSimplified", ["壹", "壹拾", "贰拾壹", "壹佰零伍"]),
        ("ideographTraditional", ["甲", "癸", "甲", "戊"]),
        ("upperRoman", ["I", "X", "XXI", "CV"]),
        ("lowerLetter", ["a", "j", "u", "aaaaa"]),
        ("decimalEnclosedCircle", ["①", "⑩", "㉑", "105"]),
        ("decimalFullWidth", ["１", "１０", "２１", "１０５"]),
        ("decimalZero", ["01", "10", "21", "105"]),
        ("none", ["", "", "", ""]),
        ("unheardOf", ["1", "10", "21", "105"]),
    ],
)
def test_numerals(kind: str, shown: list[str]) -> None:
    assert [numeral(number, kind) for number in (1, 10, 21, 105)] == shown


def test_numerals_of_any_size_are_something() -> None:
    kinds = ("chineseCounting", "chineseCountingThousand", "upperRoman", "lowerLetter", "decimalEnclosedParen", "hex")
    assert all(numeral(number, kind) for number in (-5, 0, 999, 1_000, 9_999, 10**9) for kind in kinds)
