"""What kind of file the bytes are, by their first bytes; refuses those that are no text."""

from __future__ import annotations

from extractor.errors import SourceError

__all__ = ["refuse_unreadable"]

_ADVICE = "save it as HTML, text or Markdown and read that"

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office file (DOCX, XLSX)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS, WPS)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"BM\x00", "an image (BMP)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)

_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_HEAD = 4096
_NUL_SHARE = 0.001


def refuse_unreadable(data: bytes) -> None:
    """Return if the bytes may be text.

    Raises:
        SourceError: ``empty`` for no bytes or blanks alone, ``binary`` for a kind of file that is not read.
    """
    if not data.strip():
        raise SourceError("empty", "the source is empty: check that it was saved whole")
    head = data[:_HEAD].lstrip()
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise SourceError("binary", f"the source is {kind}, which is not read yet: {_ADVICE}")
    if b"multipart/related" in head and b"MIME-Version" in head:
        raise SourceError("binary", f"the source is a web archive (MHTML), which is not read yet: {_ADVICE}")
    if not data.startswith(_WIDE_BOMS) and data.count(0) > _NUL_SHARE * len(data):
        raise SourceError("binary", f"the source is no text (it holds NUL bytes): {_ADVICE}")
