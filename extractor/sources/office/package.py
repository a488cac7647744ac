"""The parts of an OOXML file, taken out of their ZIP archive with every count and size bounded.

Only parts that are asked for are unpacked; names are looked up and never written to a disk.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote

from extractor.errors import SourceError
from extractor.sources.office.xml import PACKAGE_RELATIONS, Element, parse_xml, relation_type

__all__ = ["MOST_ENTRIES", "MOST_PART_BYTES", "Package"]

MOST_ENTRIES = 5_000
"""Parts of a file; a report with a hundred pictures has some two hundred."""
MOST_PART_BYTES = 32 * 1024 * 1024
"""Of one part, unpacked; the text of the largest report seen has two million."""
MOST_BYTES = 64 * 1024 * 1024
"""Of all parts that are read, unpacked."""
_HIGHEST_RATIO = 400
"""Unpacked to packed, of parts beyond ``_HARMLESS_BYTES``; markup of ten thousand like rows reaches two hundred."""
_HARMLESS_BYTES = 4 * 1024 * 1024
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, OverflowError)


class Package:
    """An open OOXML file.

    Raises:
        SourceError: ``unreadable`` for an archive that is cut off or damaged, ``too_large`` for one with too much in it,
            ``encrypted`` for one under a password.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _DAMAGED as error:
            raise _damaged("the archive cannot be opened") from error
        entries = self._archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise SourceError(
                "too_large", f"the file has {len(entries)} parts, more than {MOST_ENTRIES}: no report has"
            )
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._entries.setdefault(entry.filename.replace("\\", "/").lstrip("/").casefold(), entry)
        self._left = MOST_BYTES

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names in lower case, in the archive's order."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes; None where there is none of that name.

        Raises:
            SourceError: it is too large, packed suspiciously small, or damaged.
        """
        entry = self._entries.get(name.casefold())
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise SourceError("encrypted", "the file is protected by a password: save it without one")
        self._check(entry)
        try:
            with self._archive.open(entry) as file:
                return file.read(entry.file_size + 1)
        except _DAMAGED as error:
            raise _damaged(f"part {entry.filename!r} cannot be unpacked") from error

    def xml(self, name: str) -> Element | None:
        """Return the root of a part; None where there is none of that name."""
        data = self.part(name)
        return None if data is None else parse_xml(data, name)

    def _check(self, entry: zipfile.ZipInfo) -> None:
        size, packed = entry.file_size, entry.compress_size
        ratio = size / max(1, packed)
        self._left -= size
        if size > MOST_PART_BYTES or self._left < 0 or (size > _HARMLESS_BYTES and ratio > _HIGHEST_RATIO):
            raise SourceError(
                "too_large",
                f"part {entry.filename!r} has {size} bytes unpacked ({ratio:.0f} times its packed size): "
                "no report has; save the report alone as a new file",
            )

    @cached_property
    def main_part(self) -> str:
        """The name of the part that holds the document; empty where nothing says so, or what it says is not there."""
        targets = (target for kind, target in self.relations("").values() if kind == "officedocument")
        return next((target for target in targets if target in self), "")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to inside the file, by id: kind (``styles``, ``worksheet``) and name of the part.

        What it refers to outside the file is not among them.
        """
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(f"{PACKAGE_RELATIONS}Relationship") if root is not None else ():
            if (relation.get("TargetMode") or "").casefold() != "external":
                target = posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target") or "")))
                found[relation.get("Id") or ""] = (relation_type(relation), target.lstrip("/"))
        return found


def _damaged(what: str) -> SourceError:
    return SourceError("unreadable", f"{what}: the file is cut off or damaged; fetch or save it again")
