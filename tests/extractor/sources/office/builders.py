"""Office files written by hand, part by part, so that every one of them can be wrong in its own way."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from extractor.sources import Source, read_source

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_RELATIONS}"'
CHANGE = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def relations(*targets: tuple[str, str, str], external: bool = False) -> str:
    """Return a part of relations: id, kind and target of each."""
    mode = ' TargetMode="External"' if external else ""
    items = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"{mode}/>'
        for key, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def docx_parts(body: str, *, styles: str = "", numbering: str = "") -> dict[str, str | bytes]:
    """Return the parts of a document."""
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(("r1", "styles", "styles.xml"), ("r2", "numbering", "numbering.xml")),
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{numbering}</w:numbering>",
    }


def docx(body: str, *, styles: str = "", numbering: str = "") -> bytes:
    """Return a document."""
    return archive(docx_parts(body, styles=styles, numbering=numbering))


def xlsx_parts(
    *sheets: str, styles: str = "", shared: str = "", states: tuple[str, ...] = ()
) -> dict[str, str | bytes]:
    """Return the parts of a workbook; each sheet is what stands in its ``worksheet``."""
    numbers = range(1, len(sheets) + 1)
    state = dict(zip(numbers, states, strict=False))
    listed = "".join(
        f'<sheet name="表{n}" sheetId="{n}" state="{state.get(n, "visible")}" r:id="s{n}"/>' for n in numbers
    )
    own = [(f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    return {
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {_SHEET}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            ("a", "styles", "styles.xml"), ("b", "sharedStrings", "sharedStrings.xml"), *own
        ),
        "xl/styles.xml": f"<styleSheet {_SHEET}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {_SHEET}>{shared}</sst>",
        **{
            f"xl/worksheets/sheet{n}.xml": f"<worksheet {_SHEET}>{sheet}</worksheet>"
            for n, sheet in zip(numbers, sheets, strict=True)
        },
    }


def xlsx(*sheets: str, styles: str = "", shared: str = "", states: tuple[str, ...] = ()) -> bytes:
    """Return a workbook."""
    return archive(xlsx_parts(*sheets, styles=styles, shared=shared, states=states))


def p(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """Return a cell of one paragraph, or of the blocks given."""
    blocks = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def read(data: bytes) -> Source:
    """Return a file as a source."""
    return read_source(data, "source")


def lines(data: bytes) -> list[str]:
    """Return the lines of a file's text."""
    return read(data).text.splitlines()
