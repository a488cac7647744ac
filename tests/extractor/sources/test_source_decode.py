from __future__ import annotations

import pytest

from extractor.errors import SourceError
from extractor.sources.budget import Budget
from extractor.sources.decode import decode

REPORT = (
    "青川市水务局2022年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息136条，收到申请12件，"
    "均已按期办结。\n二、主动公开政府信息情况\n规章 0 0 0\n行政许可 97\n"
)
TRADITIONAL = "青川市水務局2022年政府信息公開工作年度報告\n一、總體情況\n全年主動公開政府信息136條，收到申請12件。\n"


def read_as_gbk(text: str) -> str:
    """The text as a Windows program shows its UTF-8 bytes when it takes them for GBK."""
    data, shown, position = text.encode(), "", 0
    while position < len(data):
        pair = data[position : position + 2]
        if pair[0] < 0x80:
            shown, position = shown + chr(pair[0]), position + 1
        elif pair[0] == 0x80:
            shown, position = shown + "€", position + 1
        elif len(pair) == 2 and pair[1] >= 0x40 and pair[1] not in (0x7F, 0xFF):
            shown, position = shown + pair.decode("gb18030"), position + 2
        else:
            shown, position = shown + "?", position + 1
    return shown


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16", "utf-16-le"),
    ],
)
def test_each_encoding_comes_back_whole(encoding: str, named: str) -> None:
    decoded = decode(REPORT.encode(encoding))
    assert decoded.text == REPORT
    assert decoded.encoding == named
    assert decoded.notices == ()


def test_utf16_big_endian_with_mark() -> None:
    assert decode(b"\xfe\xff" + REPORT.encode("utf-16-be")).text == REPORT


def test_big5_is_not_taken_for_gb18030_although_it_decodes_as_such() -> None:
    data = TRADITIONAL.encode("big5")
    assert data.decode("gb18030") != TRADITIONAL
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5")


def test_traditional_text_in_gb18030_stays_gb18030() -> None:
    assert decode(TRADITIONAL.encode("gb18030")).text == TRADITIONAL


def test_a_wrong_declaration_counts_for_nothing() -> None:
    page = f'<html><head><meta charset="utf-8"></head><body>{REPORT}</body></html>'
    assert decode(page.encode("gb18030")).text == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_cut_last_character_is_left_out_with_a_notice(encoding: str) -> None:
    decoded = decode((REPORT + "公").encode(encoding)[:-1])
    assert decoded.text == REPORT
    assert [notice.kind for notice in decoded.notices] == ["encoding"]


def test_one_broken_byte_in_utf8_becomes_a_replacement_character_with_a_notice() -> None:
    decoded = decode(REPORT.encode().replace("条".encode(), b"\xff", 1))
    assert decoded.encoding == "utf-8"
    assert decoded.text == REPORT.replace("条", "\ufffd", 1)
    assert "1 characters" in decoded.notices[0].message


def test_utf8_read_as_gbk_and_saved_again_is_turned_back() -> None:
    assert decode("涓€銆佹€讳綋鎯呭喌\n".encode()).text == "一、总体情况\n"


def test_digits_survive_the_way_back_even_where_characters_do_not() -> None:
    decoded = decode(read_as_gbk(REPORT * 3).encode())
    assert [char for char in decoded.text if char.isdigit()] == [char for char in REPORT * 3 if char.isdigit()]
    assert "全年主动公开政府信息136条，收到申请12件" in decoded.text
    assert [notice.kind for notice in decoded.notices] == ["encoding", "encoding"]
    assert "read as GBK" in decoded.notices[0].message


def test_lines_that_make_sense_are_left_alone_when_others_are_turned_back() -> None:
    good = "青川市水务局年度报告\n"
    decoded = decode((good + read_as_gbk("政府信息公开情况说明。 \n" * 30)).encode())
    assert decoded.text.startswith(good + "政府信息公开情况说明")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff \u3000".encode()])
def test_nothing_to_read_is_empty(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert caught.value.kind == "empty"
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "DOC"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x", "MHTML"),
        (b"abc\x00\x01\x02def", "NUL"),
        (bytes(range(128, 256)) * 40, "no text"),
    ],
)
def test_other_kinds_of_files_are_named_and_refused(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert caught.value.kind == "binary"
    assert said in caught.value.message
    assert "save it as" in caught.value.message


def test_too_large_is_refused_unread() -> None:
    with pytest.raises(SourceError) as caught:
        decode(b"a" * 1025, budget=Budget(input_bytes=1024))
    assert caught.value.kind == "too_large"
