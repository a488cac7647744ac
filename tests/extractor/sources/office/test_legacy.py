"""Old office files: told by their content, converted by programs of the machine, checked, and never trusted."""

from __future__ import annotations

import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.mangle import ModeSpec, mangle
from eval.truth import generate
from extractor.errors import SourceError
from extractor.pipeline import Settings, extract
from extractor.sources import Layout, Source, read_source
from extractor.sources.office import antiword as antiword_module
from extractor.sources.office import legacy, program
from extractor.sources.office import soffice as soffice_module
from extractor.sources.office.soffice import converted
from schemas.enums import Blame, FindingKind, Origin, Severity
from tests.extractor.sources.office.builders import archive, docx, docx_parts, p, relations, tbl, tc, tr, xlsx
from tests.extractor.sources.office.test_sheets import number, row, sheet, text

REPORT = docx(
    p("某县2023年度报告")
    + tbl(tr(tc("许可事项"), tc("件数")), tr(tc("行政许可"), tc("12")), tr(tc("行政处罚"), tc("345")))
    + p("尾")
)


def _notes(source: Source) -> list[str]:
    return [notice.message for notice in source.notices if notice.kind == "converted"]


def test_documents_of_word_97_whatever_they_are_called(soffice: None, antiword: None) -> None:
    data = converted(REPORT, "docx", "doc")
    source = read_source(data, "report.wps")
    assert source.text.splitlines() == ["某县2023年度报告", "许可事项\t件数", "行政许可\t12", "行政处罚\t345", "尾"]
    assert source.tables[0].layout is Layout.GRID
    assert source.origin is Origin.DIGITAL
    assert [("LibreOffice" in note, "antiword" in note) for note in _notes(source)] == [(True, True)]


def test_rtf_and_old_workbooks(soffice: None) -> None:
    rtf = rb"{\rtf1\ansi\ansicpg936\uc1{\trowd\cellx2000\cellx4000 A\cell 12\cell\row}\pard \u31532?\u19968?\par}"
    source = read_source(rtf, "a.doc")
    assert "12" in source.text
    assert source.text.rstrip().endswith("第一")
    book = converted(xlsx(sheet(row(1, text("A1", "行政许可"), number("B1", 12)))), "xlsx", "xls")
    assert read_source(book, "a.et").text == "行政许可\t12\n"


def test_a_page_named_as_a_document_is_a_page() -> None:
    page = "<html><body><p>某县2023年度报告</p></body></html>".encode()
    assert read_source(page, "report.doc").text == "某县2023年度报告\n"


def test_a_whole_report_of_word_97(soffice: None, antiword: None) -> None:
    made = mangle(generate(3, form="2021"), [ModeSpec("docx")], 3)
    found = extract(converted(made.data, "docx", "doc"), "x").reports[0].cells
    wanted = extract(mangle(generate(3, form="2021"), [ModeSpec("html")], 3).data, "x").reports[0].cells
    assert {path: (cell.value, cell.status) for path, cell in found.items()} == {
        path: (cell.value, cell.status) for path, cell in wanted.items()
    }


def test_what_was_converted_is_noted_in_both_languages(soffice: None) -> None:
    rtf = rb"{\rtf1\ansi\uc1\pard 2023\u24180?\u25919?\u24220?\u20449?\u24687?\u20844?\u24320?\u24180?\u24230?\u25253?\u21578?\par}"
    said = {}
    for lang in ("en", "zh"):
        (note,) = [
            item
            for item in extract(rtf, "a.rtf", Settings(lang=lang)).reports[0].findings
            if item.kind is FindingKind.CONVERTED
        ]
        said[lang] = note
        assert (note.severity, note.blame) == (Severity.NOTE, Blame.EXTRACTION)
    assert said["zh"].message == "文件由LibreOffice转换为DOCX后读取"
    assert said["en"].fingerprint == said["zh"].fingerprint


class _Programs:
    """Programs that say what a test lets them say."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def soffice(self, made: bytes | None) -> None:
        self._patch.setattr(soffice_module, "is_installed", lambda: made is not None)
        self._patch.setattr(soffice_module, "converted", lambda *_: made)

    def antiword(self, seen: str | None) -> None:
        self._patch.setattr(antiword_module, "is_installed", lambda: seen is not None)
        self._patch.setattr(antiword_module, "antiword_text", lambda _: seen)


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> _Programs:
    """Stand-ins for the two programs."""
    return _Programs(monkeypatch)


def _read(data: bytes = b"x") -> Source:
    from extractor.sources.budget import Meter

    page = legacy.read_doc(data, Meter())
    return Source("x", "", Origin.DIGITAL, page.text, page.blocks, notices=page.notices)


SEEN = "某县2023年度报告\n\n|许可事项|件数|\n|行政许可|12|\n|行政处罚|345|\n"


def test_where_the_conversion_lost_a_table_the_text_of_antiword_is_read(programs: _Programs) -> None:
    programs.antiword(SEEN)
    programs.soffice(docx(p("某县2023年度报告")))
    source = _read()
    assert source.tables[0].layout is Layout.PIPES
    assert "345" in source.text
    assert "LibreOffice lost" in _notes(source)[0]
    programs.soffice(docx(p("某县2023年度报告") + tbl(tr(tc("许可事项"), tc("件数")), tr(tc("行政许可"), tc("12")))))
    assert "LibreOffice lost" in _notes(_read())[0]
    programs.soffice(REPORT)
    assert _read().tables[0].layout is Layout.GRID


def test_one_of_the_programs_alone(programs: _Programs) -> None:
    programs.antiword(SEEN)
    programs.soffice(None)
    assert "libreoffice-writer" in _notes(_read())[0]
    programs.antiword(None)
    programs.soffice(REPORT)
    assert "apt install antiword" in _notes(_read())[0]


def test_none_of_the_programs(monkeypatch: pytest.MonkeyPatch, programs: _Programs) -> None:
    programs.antiword(None)
    monkeypatch.setattr(soffice_module, "installed", lambda *_: "")
    monkeypatch.setattr(soffice_module, "is_installed", lambda: False)
    with pytest.raises(SourceError, match="libreoffice-writer") as caught:
        _read(b"never seen before")
    assert caught.value.kind == "missing_program"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.sources.office import xml

    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    xml._parser.cache_clear()
    try:
        with pytest.raises(SourceError, match=r"gongkai\[office\]") as caught:
            read_source(REPORT, "x")
        assert caught.value.kind == "missing_extra"
    finally:
        xml._parser.cache_clear()


def test_rows_that_antiword_cut_to_its_columns_are_put_together() -> None:
    cut = [
        "|一、本年新收政|5   |0   |",
        "|府信息公开申请|    |    |",
        "|数量          |    |    |",
        "|二、其他      |7   |    |",
        "文字",
    ]
    assert antiword_module._joined(cut) == ["|一、本年新收政府信息公开申请数量|5|0|", "|二、其他|7||", "文字"]


def test_a_program_that_does_not_end_is_ended_with_all_it_started(tmp_path: Path) -> None:
    script = "sleep 1000 & echo $! > child; sleep 1000"
    start = time.monotonic()
    assert program.run_program(["sh", "-c", script], tmp_path, 1.0) is None
    assert time.monotonic() - start < 30
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not _is_alive(child):
            return
        time.sleep(0.05)
    pytest.fail("a child process lives on")


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_program_cannot_fill_the_disk_and_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "secret")
    monkeypatch.setattr(program, "MOST_OUTPUT", 10 * 1024)
    assert program.run_program(["sh", "-c", "env; head -c 1000000 /dev/zero > big"], tmp_path, 20.0) != 0
    assert (tmp_path / "big").stat().st_size <= 10 * 1024
    assert "secret" not in (tmp_path / "stdout").read_text()


class _Listener(socketserver.ThreadingTCPServer):
    """Counts who connects."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.calls = 0
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)

    def verify_request(self, request: object, client_address: object) -> bool:
        self.calls += 1
        return False


@pytest.fixture
def listener() -> Iterator[_Listener]:
    """A server of this machine that no file may reach."""
    with _Listener() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def _linking(url: str) -> bytes:
    """A document that refers to the network in every way there is."""
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    instructions = (f'INCLUDEPICTURE "{url}/a.png" \\d', f'INCLUDETEXT "{url}/b.docx"', f'DDEAUTO sh "-c" "curl {url}"')
    fields = "".join(
        f"<w:p>{field('begin')}{code(item)}{field('separate')}<w:r><w:t>旧</w:t></w:r>{field('end')}</w:p>"
        for item in instructions
    )
    picture = '<w:p><w:r><w:pict><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="x1"/></v:shape></w:pict></w:r></w:p>'
    parts = docx_parts(p("正文") + fields + picture + '<w:altChunk r:id="x3"/>')
    own = str(parts["word/_rels/document.xml.rels"]).removesuffix("</Relationships>")
    outside = relations(
        ("x1", "image", f"{url}/c.png"), ("x2", "attachedTemplate", f"{url}/d.dotm"), ("x3", "aFChunk", f"{url}/e.html"),
        ("x4", "oleObject", f"{url}/f.xlsx"), ("x5", "hyperlink", f"{url}/g"), external=True,
    ).split(">", 1)[1]  # fmt: skip
    parts["word/_rels/document.xml.rels"] = own + outside
    parts["word/settings.xml"] = '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    parts["word/_rels/settings.xml.rels"] = relations(("x2", "attachedTemplate", f"{url}/h.dotm"), external=True)
    return archive(parts)


def test_nothing_that_a_new_file_refers_to_is_fetched(listener: _Listener) -> None:
    url = f"http://127.0.0.1:{listener.server_address[1]}"
    source = read_source(_linking(url), "x")
    assert source.text.splitlines() == ["正文", "旧", "旧", "旧"]
    links = f'<c r="A1"><f>WEBSERVICE("{url}")</f></c><c r="B1" t="str"><f>[1]S!A1</f><v>旧</v></c>'
    assert "旧" in read_source(xlsx(sheet(row(1, links))), "x").text
    assert listener.calls == 0


def _with_a_picture_elsewhere(url: str) -> bytes:
    """A document of Word 97 with a picture that is a link, which LibreOffice follows where nothing stops it."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    shape = (
        f'<pic:pic xmlns:pic="{picture}"><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:link="x1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="9000" cy="9000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )
    inline = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9000" cy="9000"/><wp:docPr id="1" name="p"/>'
        f'<a:graphic xmlns:a="{drawing}"><a:graphicData uri="{picture}">{shape}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    parts = docx_parts(p("正文") + inline)
    own = str(parts["word/_rels/document.xml.rels"]).removesuffix("</Relationships>")
    link = relations(("x1", "image", f"{url}/c.png"), external=True).split(">", 1)[1]
    return converted(archive({**parts, "word/_rels/document.xml.rels": own + link}), "docx", "doc")


def test_a_program_reaches_no_network_where_the_machine_can_take_it_away(listener: _Listener, tmp_path: Path) -> None:
    connect = f"import socket; socket.create_connection(('127.0.0.1', {listener.server_address[1]}), 5)"
    code = program.run_program([sys.executable, "-c", connect], tmp_path, 60.0)
    assert (code == 0) is (not program._isolation())
    assert listener.calls == (code == 0)


def test_a_picture_elsewhere_is_not_fetched(
    soffice: None, listener: _Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine cannot take the network away, the settings of LibreOffice must do."""
    url = f"http://127.0.0.1:{listener.server_address[1]}"
    data = _with_a_picture_elsewhere(url)
    assert url.encode("utf-16-le") in data
    monkeypatch.setattr(program, "_isolation", lambda: ())
    assert "正文" in read_source(data, "x").text
    assert listener.calls == 0


def test_fields_of_an_old_file_are_not_followed(
    soffice: None, listener: _Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "_isolation", lambda: ())
    url = f"http://127.0.0.1:{listener.server_address[1]}"
    rtf = (
        r"{\rtf1\ansi{\*\template " + url + r"/t.dot}"
        r'{\field{\*\fldinst INCLUDEPICTURE "' + url + r'/a.png" \\d}{\fldrslt old}}'
        r'{\field{\*\fldinst INCLUDETEXT "' + url + r'/b.rtf"}{\fldrslt old}}'
        r'{\field{\*\fldinst DDEAUTO sh "-c" "curl ' + url + r'"}{\fldrslt old}}text\par}'
    ).encode()
    assert "text" in read_source(rtf, "x").text
    assert listener.calls == 0
