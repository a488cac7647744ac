"""Which kind of office file the bytes are, by what is in them and never by a file's name."""

from __future__ import annotations

import re
from enum import Enum, auto

from extractor.errors import SourceError
from extractor.sources.office.compound import SIGNATURE, CompoundFile
from extractor.sources.office.package import Package

__all__ = ["OfficeKind", "office_kind"]


class OfficeKind(Enum):
    """Kinds of office files that are read."""

    DOCX = auto()
    XLSX = auto()
    DOC = auto()
    """Word 97 and WPS."""
    XLS = auto()
    """Excel 97 and ET."""
    RTF = auto()


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_RTF = re.compile(rb"\s*\{\\rtf")
_WORD_ENCRYPTED = 0x0100
_EXCEL_FILE_PASS = 0x2F
_ADVICE = "save it as DOCX, XLSX, HTML or text and read that"
_OTHERS = (
    ("ppt/presentation.xml", "a presentation (PPTX)"),
    ("xl/workbook.bin", "a binary workbook (XLSB)"),
    ("content.xml", "an OpenDocument file (ODT, ODS)"),
    ("document.xml", "an OFD document"),
    ("ofd.xml", "an OFD document"),
)


def office_kind(data: bytes) -> OfficeKind | None:
    """Return the kind of an office file; None for bytes that are none.

    Raises:
        SourceError: ``binary`` for an archive or compound file that is no document or workbook, ``encrypted`` for one
            under a password, ``unreadable`` and ``too_large`` for archives that cannot or must not be opened.
    """
    if data.startswith(_ZIP):
        return _of_archive(Package(data))
    if data.startswith(SIGNATURE):
        return _of_compound(CompoundFile(data))
    return OfficeKind.RTF if _RTF.match(data[:64]) else None


def _password() -> SourceError:
    return SourceError("encrypted", "the file is protected by a password: save it without one")


def _of_archive(package: Package) -> OfficeKind:
    main = package.main_part
    if _is_below(main, "word/") or "word/document.xml" in package:
        return OfficeKind.DOCX
    if (_is_below(main, "xl/") and not main.endswith(".bin")) or "xl/workbook.xml" in package:
        return OfficeKind.XLSX
    if "encryptedpackage" in package:
        raise _password()
    found = next((kind for part, kind in _OTHERS if part in package), "a ZIP archive")
    advice = "unpack it and read the documents in it" if found == "a ZIP archive" else _ADVICE
    raise SourceError("binary", f"the source is {found}, which is not read: {advice}")


def _is_below(part: str, folder: str) -> bool:
    return part.casefold().startswith(folder)


def _of_compound(file: CompoundFile) -> OfficeKind:
    streams = {name.casefold() for name in file.streams}
    if "encryptedpackage" in streams:
        raise _password()
    if "worddocument" in streams:
        head = file.head("WordDocument")
        if int.from_bytes(head[10:12], "little") & _WORD_ENCRYPTED:
            raise _password()
        return OfficeKind.DOC
    if streams & {"workbook", "book"}:
        if _EXCEL_FILE_PASS in _records(file.head("Workbook") or file.head("Book")):
            raise _password()
        return OfficeKind.XLS
    raise SourceError("binary", f"the source is an old office file that holds no document or workbook: {_ADVICE}")


def _records(stream: bytes) -> set[int]:
    """The kinds of records at the head of a workbook's stream."""
    found: set[int] = set()
    at = 0
    while at + 4 <= len(stream):
        found.add(int.from_bytes(stream[at : at + 2], "little"))
        at += 4 + int.from_bytes(stream[at + 2 : at + 4], "little")
    return found
