"""Files made to harm: refused or bounded, with one clear error, nothing fetched, nothing run."""

from __future__ import annotations

import re
import struct
import time
import tracemalloc
import zipfile
from collections import Counter
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest

from eval.mangle import ModeSpec, mangle
from eval.truth import generate
from extractor.errors import SourceError
from extractor.pipeline import extract
from extractor.sources import DEFAULT_BUDGET, Budget, Source, read_source
from tests.extractor.sources.office.builders import (
    archive,
    docx,
    docx_parts,
    p,
    read,
    relations,
    tbl,
    tc,
    tr,
    xlsx,
    xlsx_parts,
)
from tests.extractor.sources.office.test_sheets import number, row, sheet, text

SECONDS = 20.0
"""Of one processor: the machine may have others to serve."""


def _refused(data: bytes, kind: str) -> str:
    start = time.process_time()
    with pytest.raises(SourceError) as caught:
        read_source(data, "x")
    assert time.process_time() - start < SECONDS
    assert caught.value.kind == kind, caught.value.message
    assert extract(data, "x").error is not None
    return caught.value.message


def _with(name: str, part: str | bytes) -> bytes:
    return archive({**docx_parts(p("正文")), name: part})


def test_an_archive_that_unpacks_to_far_more_is_refused_before_it_is_unpacked() -> None:
    bomb = _with("word/document.xml", b"<w:p/>" * 20_000_000)
    tracemalloc.start()
    assert "word/document.xml" in _refused(bomb, "too_large")
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()
    _refused(_with("word/styles.xml", b" " * 31_000_000), "too_large")


def test_an_archive_in_an_archive_is_not_opened() -> None:
    inner = archive({"word/document.xml": b"x" * 10_000_000})
    source = read(_with("word/embeddings/inner.docx", inner))
    assert source.text == "正文\n"
    assert "unpack it" in _refused(archive({"inner.docx": inner}), "binary")


def test_too_many_parts() -> None:
    _refused(archive({f"word/{n}.xml": "" for n in range(5_001)}), "too_large")


def test_an_archive_that_lies_about_its_sizes() -> None:
    data = bytearray(docx(p("正文" * 50_000)))
    at = data.rfind(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    _refused(bytes(data), "unreadable")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_is_cut_off(share: float) -> None:
    data = docx(p("正文" * 2_000))
    _refused(data[: int(len(data) * share)], "unreadable")


def test_a_part_with_a_wrong_checksum() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, part in docx_parts(p("正文在此")).items():
            file.writestr(name, part)
    data = out.getvalue().replace("正文在此".encode(), "正文不在".encode())
    assert "word/document.xml" in _refused(data, "unreadable")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    "prolog",
    [
        LAUGHS + "]>",
        '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY j "x">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(prolog: str, encoding: str) -> None:
    body = str(docx_parts(p("&j;"))["word/document.xml"])
    part = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}{body}'.encode(encoding)
    _refused(_with("word/document.xml", part), "hostile")
    for name in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"):
        parts = xlsx_parts(sheet(row(1, text("A1", "&j;"))))
        parts[name] = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}{parts[name]!s}'.encode(encoding)
        _refused(archive(parts), "hostile")


def test_deep_nesting() -> None:
    _refused(docx("<w:tbl><w:tr><w:tc>" * 100_000), "too_large")
    _refused(docx("<w:tbl><w:tr><w:tc>" * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000), "too_large")
    _refused(docx("<w:sdt><w:sdtContent>" * 130 + p("x") + "</w:sdtContent></w:sdt>" * 130), "too_large")
    deep = "".join(f"<w:tbl><w:tr>{tc('甲')}<w:tc>" for _ in range(60)) + p("底") + "</w:tc></w:tr></w:tbl>" * 60
    assert read(docx(deep)).text.rstrip().endswith("底")


def test_huge_spans() -> None:
    wide = tc("甲", '<w:gridSpan w:val="1000000000"/>')
    source = read(
        docx(
            tbl(tr(wide, tc("1")), tr(tc("乙"), tc("2"), properties='<w:gridBefore w:val="99999999999999999999"/>'))
            + p("尾")
        )
    )
    assert max(cell.colspan for row in source.tables[0].rows for cell in row.cells) <= 60
    assert "尾" in source.text
    assert {notice.kind for notice in source.notices} == {"budget"}
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B1:ZZZ9999999"/></mergeCells>'
    far = sheet(row(1, text("A1", "甲"), number("B1", 1)), row(1048576, number("XFD1048576", 2)), after=merged)
    assert "甲" in read(xlsx(far)).text


LITTLE = Budget(nodes=6_000, cells=3_000, grid_steps=600_000)
"""A thirtieth of what is allowed: what is bounded by less is bounded by more."""


def _bounded(data: bytes, budget: Budget, most: float) -> Source:
    start = time.process_time()
    source = read_source(data, "x", budget=budget)
    assert time.process_time() - start < most
    assert {notice.kind for notice in source.notices} == {"budget"}
    return source


def _many(count: int) -> tuple[bytes, bytes, bytes]:
    """A sheet of so many rows, a document with a table of so many, and a sheet of so many merges in each other."""
    rows = "".join(f"<row><c><v>{n % 10}</v></c><c><v>1</v></c></row>" for n in range(count))
    merges = "".join(f'<mergeCell ref="A{n}:Z{n + count}"/>' for n in range(1, count))
    cells = "".join(row(n, number(f"A{n}", n)) for n in range(1, count // 2))
    return (
        xlsx(sheet(rows)),
        docx(tbl(tr(tc("甲"), tc("1")) * (count // 2))),
        xlsx(sheet(cells, after=f"<mergeCells>{merges}</mergeCells>")),
    )


def test_more_rows_and_merges_than_any_report_has() -> None:
    for data in _many(4_000):
        assert _bounded(data, LITTLE, SECONDS / 4).text
    _refused(xlsx(sheet("<row><c><v>1</v></c></row>" * 1_400_000)), "too_large")


@pytest.mark.soak
def test_a_million_rows_and_merges() -> None:
    for data in _many(120_000):
        assert _bounded(data, DEFAULT_BUDGET, SECONDS).text


def _spoilt(parts: dict[str, str | bytes], random: Random) -> bytes:
    """The parts with some of their elements and attributes taken out, doubled, moved or given to others."""
    spoilt = dict(parts)
    for _ in range(random.randint(1, 6)):
        name = random.choice([name for name in spoilt if name.endswith((".xml", ".rels"))])
        pieces = re.split(r"(<[^>]*>)", str(spoilt[name]))
        at, other = random.randrange(len(pieces)), random.randrange(len(pieces))
        match random.randrange(4):
            case 0:
                pieces[at] = ""
            case 1:
                pieces[at] += pieces[other]
            case 2:
                pieces[at] = re.sub(
                    r'"[^"]*"', random.choice(('"-1"', '"99999999999"', '""', '"x"', '"1"')), pieces[at]
                )
            case _:
                del spoilt[name]
                continue
        spoilt[name] = "".join(pieces)
    return archive(spoilt)


@pytest.mark.parametrize("seed", range(3))
def test_spoilt_markup_is_read_or_an_error_of_the_source(seed: int) -> None:
    random = Random(seed)
    whole = [mangle(generate(seed, form="2021"), [ModeSpec(name)], seed).data for name in ("docx_tracked", "xlsx")]
    kinds = [
        {
            name: ZipFile(BytesIO(data)).read(name).decode("utf-8", "replace")
            for name in ZipFile(BytesIO(data)).namelist()
        }
        for data in whole
    ]
    results = Counter[str]()
    for number_of_try in range(30):
        try:
            results["read"] += bool(read_source(_spoilt(dict(kinds[number_of_try % 2]), random), "x").text)
        except SourceError as error:
            results[error.kind] += 1
    assert results.total() == 30
    assert set(results) <= {"read", "unreadable", "binary", "empty"}


def test_paths_that_lead_out_of_the_file() -> None:
    parts = docx_parts(p("正文"))
    parts["_rels/.rels"] = relations(("r1", "officeDocument", "../../../../etc/passwd"))
    parts["../../../../tmp/evil.xml"] = "x"
    assert read(archive(parts)).text == "正文\n"
    parts["_rels/.rels"] = relations(("r1", "officeDocument", "file:///etc/passwd"))
    assert read(archive(parts)).text == "正文\n"


def test_macros_are_said_and_not_run() -> None:
    source = read(_with("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"))
    assert source.text == "正文\n"
    assert [(notice.kind, "macros" in notice.message) for notice in source.notices] == [("not_read", True)]


def test_styles_and_lists_that_lead_in_circles() -> None:
    styles = '<w:style w:type="numbering" w:styleId="N"><w:basedOn w:val="N"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="N"/></w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    body = p("甲", '<w:pStyle w:val="N"/><w:numPr><w:ilvl w:val="999999999999"/><w:numId w:val="1"/></w:numPr>')
    assert "甲" in read(docx(body, styles=styles, numbering=numbering)).text


def test_passwords() -> None:
    locked = _compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x" * 5000})
    assert "password" in _refused(locked, "encrypted")
    word = b"\xec\xa5" + b"\0" * 8 + b"\x00\x01" + b"\0" * 5000
    assert "password" in _refused(_compound({"WordDocument": word}), "encrypted")
    book = b"\x09\x08\x10\x00" + b"\0" * 16 + b"\x2f\x00\x36\x00" + b"\0" * 5000
    assert "password" in _refused(_compound({"Workbook": book}), "encrypted")
    assert "document or workbook" in _refused(_compound({"PowerPoint Document": b"x" * 5000}), "binary")


def _compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of a few large streams."""
    size = 512
    sectors: list[bytes] = []
    table: list[int] = []

    def put(data: bytes) -> int:
        start, count = len(sectors), -(-len(data) // size)
        for n in range(count):
            sectors.append(data[n * size : (n + 1) * size].ljust(size, b"\0"))
            table.append(start + n + 1 if n + 1 < count else 0xFFFFFFFE)
        return start

    def entry(name: str, kind: int, start: int, length: int) -> bytes:
        raw = name.encode("utf-16-le")
        head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
        return head + b"\xff" * 12 + b"\0" * 36 + struct.pack("<III", start, length, 0)

    entries = [entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    entries += [entry(name, 2, put(data), len(data)) for name, data in streams.items()]
    directory = put(b"".join(entries))
    fat = len(sectors)
    table.append(0xFFFFFFFD)
    sectors.append(struct.pack(f"<{len(table)}I", *table).ljust(size, b"\xff"))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return (header + struct.pack("<I", fat)).ljust(512, b"\xff") + b"".join(sectors)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_compound_files_are_an_error_of_the_source(seed: int) -> None:
    random = Random(seed)
    data = bytearray(_compound({"Other": b"x" * 5000, "Second": b"y" * 5000}))
    for _ in range(20):
        at = random.choice((random.randrange(512), random.randrange(len(data))))
        if at >= 8:
            data[at] = random.randrange(256)
    _refused(bytes(data), "binary")
