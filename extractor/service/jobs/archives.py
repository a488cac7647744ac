"""ZIP archives of documents: what is in them, taken out with every count and size bounded, and nothing written by name."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from extractor.service.jobs.limits import Limits
from extractor.service.jobs.names import clean_name, is_system_file

__all__ = ["DAMAGED", "Archive", "Member", "Unfit", "is_archive"]

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
)
"""What unpacking raises where an archive is not what it says."""

_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _END_64_SIZE = 22, 20
_LONGEST_COMMENT = 65_535
_LARGEST_DIRECTORY = 4 * 1024 * 1024
"""Bytes of an archive's list of members: ten times what the most members that may be need."""
_ENCRYPTED = 0x1 | 0x40
_IN_UTF_8 = 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_HARMLESS_BYTES = 1024 * 1024
"""Up to here any ratio is believed: a page of blanks is no bomb."""
_OF_OFFICE = frozenset({"[content_types].xml", "mimetype", "content.xml", "ofd.xml", "encryptedpackage"})
"""Members, in the outermost folder, of files that are documents themselves: DOCX, XLSX, OpenDocument, OFD."""


class Unfit(Exception):
    """Something that was uploaded is not taken up.

    Args:
        kind: a short stable word, as ``SourceError`` has them.
        message: why, and what to do.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


def is_archive(file: IO[bytes]) -> bool:
    """Return whether a file, from its beginning, looks like a ZIP archive; it is left at its beginning."""
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    return head in _STARTS


@dataclass(frozen=True, slots=True)
class Member:
    """One document of an archive."""

    name: str
    """Clean."""
    size: int
    """Unpacked, as the archive says, and no more is unpacked."""
    unfit: Unfit | None
    """Why it must not be unpacked."""
    entry: zipfile.ZipInfo


class Archive:
    """An open archive.

    Args:
        file: that can be sought in.
        limits: of its members; their sum is for whoever unpacks them.

    Raises:
        Unfit: ``unreadable`` for an archive that is damaged, ``hostile`` for one whose list of members alone is a bomb.
    """

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._limits = limits
        _check_directory(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except DAMAGED as error:
            raise Unfit("unreadable", f"the ZIP archive is damaged and cannot be opened: {_words(error)}") from error

    @property
    def is_document(self) -> bool:
        """True for what is a document itself, such as DOCX, whatever it is packed in."""
        return any(entry.filename.casefold() in _OF_OFFICE for entry in self._zip.infolist())

    def members(self) -> Iterator[Member]:
        """Yield the documents, in the archive's order; folders and what operating systems add to them are none."""
        for entry in self._zip.infolist():
            given = _name_of(entry)
            name = clean_name(given)
            if not _is_folder(entry, given) and not is_system_file(name):
                yield Member(name, entry.file_size, self._fault(entry), entry)

    def unpack(self, member: Member) -> IO[bytes]:
        """Return a stream of a member's bytes; reading it raises one of ``DAMAGED`` where they are damaged."""
        return self._zip.open(member.entry)

    def _fault(self, entry: zipfile.ZipInfo) -> Unfit | None:
        limits = self._limits
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            return Unfit("hostile", "it is a link or a device, not a document")
        if entry.flag_bits & _ENCRYPTED:
            return Unfit("encrypted", "it is protected by a password: pack it without one")
        if entry.compress_type not in _METHODS:
            return Unfit("unreadable", "it is packed in a way that few programs know: pack it as an ordinary ZIP")
        if entry.file_size > max(_HARMLESS_BYTES, entry.compress_size * limits.zip_ratio):
            return Unfit("hostile", f"it unpacks to more than {limits.zip_ratio} times its packed size: no report does")
        if entry.file_size > limits.file_bytes:
            return Unfit("too_large", f"it has more than {limits.file_bytes >> 20} MB")
        return None


def _check_directory(file: IO[bytes]) -> None:
    """Refuse an archive whose list of members would fill memory, before anything reads that list.

    Raises:
        Unfit: so it is, or there is no list.
    """
    size = file.seek(0, 2)
    tail_size = min(size, _END_SIZE + _LONGEST_COMMENT + _END_64_SIZE)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    file.seek(0)
    found = [at for at in (len(tail) - _END_SIZE, tail.rfind(_END)) if at >= 0 and tail.startswith(_END, at)]
    if not found:
        raise Unfit("unreadable", "the ZIP archive is cut off: its list of members is missing")
    for at in found:
        if tail.startswith(_END_64, at - _END_64_SIZE) or len(tail) - at < _END_SIZE:
            raise Unfit("unreadable", "the archive is a ZIP64, or damaged: pack it as an ordinary ZIP")
        (directory,) = struct.unpack_from("<L", tail, at + 12)
        if directory > _LARGEST_DIRECTORY:
            raise Unfit(
                "hostile", f"the archive's list of members alone has {directory} bytes: no folder of reports has"
            )


def _is_folder(entry: zipfile.ZipInfo, name: str) -> bool:
    return name.endswith(("/", "\\")) or stat.S_ISDIR(entry.external_attr >> 16)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The member's name; without a mark of its encoding it is UTF-8 where it can be, else GB 18030, as Windows packs it."""
    if entry.flag_bits & _IN_UTF_8:
        return entry.filename
    try:
        given = entry.filename.encode("cp437")  # which zipfile took it for
    except UnicodeEncodeError:
        return entry.filename  # named in Unicode beside
    for encoding in ("utf-8", "gb18030"):
        try:
            return given.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
