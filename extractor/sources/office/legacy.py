"""DOC, WPS, RTF, XLS and ET: converted by LibreOffice, documents of Word 97 checked against what antiword sees."""

from __future__ import annotations

from dataclasses import replace

from extractor.errors import SourceError
from extractor.sources.budget import Meter
from extractor.sources.document import Table
from extractor.sources.notices import Notice, Words, notice
from extractor.sources.office import antiword, soffice
from extractor.sources.office.sheets import read_xlsx
from extractor.sources.office.word import read_docx
from extractor.sources.page import Page
from extractor.sources.plain import read_plain

__all__ = ["read_doc", "read_rtf", "read_xls"]


def read_doc(data: bytes, meter: Meter) -> Page:
    """Return a document of Word 97 or WPS as rendered.

    Raises:
        SourceError: neither program is installed, or neither can read it.
    """
    if not antiword.is_installed():
        return _converted_text(data, "doc", meter, Words("converted_unchecked", ("DOCX",)))
    if not soffice.is_installed():
        return _as_text(antiword.antiword_text(data), meter, Words("alone"))
    seen = antiword.antiword_text(data)
    try:
        page = _converted_text(data, "doc", meter, Words("converted_checked", ("DOCX",)))
    except SourceError as error:
        if not seen.strip():
            raise
        return _as_text(seen, meter, Words("not_converted", (error.message.split(":")[0],)))
    tables = sum(isinstance(block, Table) for block in page.blocks)
    return _as_text(seen, meter, Words("poorer")) if antiword.is_poorer(page.text, seen, tables) else page


def read_rtf(data: bytes, meter: Meter) -> Page:
    """Return an RTF document as rendered.

    Raises:
        SourceError: LibreOffice is not installed, or cannot read it.
    """
    return _converted_text(data, "rtf", meter, Words("converted", ("DOCX",)))


def read_xls(data: bytes, meter: Meter) -> Page:
    """Return a workbook of Excel 97 or ET as rendered.

    Raises:
        SourceError: LibreOffice is not installed, or cannot read it.
    """
    page = read_xlsx(soffice.converted(data, "xls", "xlsx"), meter)
    return replace(page, notices=(notice("converted", "converted", "XLSX"), *page.notices))


def _converted_text(data: bytes, kind: str, meter: Meter, said: Words) -> Page:
    page = read_docx(soffice.converted(data, kind, "docx"), meter)
    return replace(page, notices=(Notice("converted", (said,)), *page.notices))


def _as_text(text: str, meter: Meter, said: Words) -> Page:
    if not text.strip():
        raise SourceError("unreadable", "antiword could not open the document: save it as DOCX")
    return Page(text, read_plain(text, meter), "", (), (Notice("converted", (said,)),))
