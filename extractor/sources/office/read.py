"""Any office file to a rendered page."""

from __future__ import annotations

from collections.abc import Callable

from extractor.sources.budget import Meter
from extractor.sources.office.kind import OfficeKind
from extractor.sources.office.legacy import read_doc, read_rtf, read_xls
from extractor.sources.office.sheets import read_xlsx
from extractor.sources.office.word import read_docx
from extractor.sources.page import Page

__all__ = ["read_office"]


def read_office(data: bytes, kind: OfficeKind, meter: Meter) -> Page:
    """Return an office file as rendered.

    Raises:
        SourceError: it cannot be read, or what it takes to read it is not installed; the message says what to do.
    """
    return _READERS[kind](data, meter)


_READERS: dict[OfficeKind, Callable[[bytes, Meter], Page]] = {
    OfficeKind.DOCX: read_docx,
    OfficeKind.XLSX: read_xlsx,
    OfficeKind.DOC: read_doc,
    OfficeKind.RTF: read_rtf,
    OfficeKind.XLS: read_xls,
}
