"""The streams of an OLE2 compound file ([MS-CFB]), as far as it takes to tell what program wrote it.

Only sector chains are followed, each with as many steps as the file has sectors at most.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["SIGNATURE", "CompoundFile"]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
"""From here on a number is no sector but a mark."""
_IN_HEADER = 109
"""Sectors of the allocation table that the header names itself."""
_MOST_ENTRIES = 4_000
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """The directory of a compound file; what is damaged of it is not there."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._sector, self._mini_sector = 1 << min(self._short(30), 12), 1 << min(self._short(32), 9)
        self._sectors = max(0, len(data) - _HEADER) // self._sector + 1
        self._table = list(self._allocation())
        self._entries = list(self._directory())

    @property
    def streams(self) -> frozenset[str]:
        """The names of the streams, wherever in the file."""
        return frozenset(entry.name for entry in self._entries if entry.kind == _STREAM)

    def head(self, name: str) -> bytes:
        """Return the first bytes of a stream, at least 64 where it has so many; empty where there is none."""
        entry = next((entry for entry in self._entries if entry.kind == _STREAM and entry.name == name), None)
        if entry is None:
            return b""
        if entry.size >= self._long(56):
            return self._read_sector(entry.start)[: entry.size]
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        small = b"".join(self._read_sector(sector) for sector in self._chain(root.start)) if root else b""
        at = entry.start * self._mini_sector
        return small[at : at + self._mini_sector][: entry.size]

    def _short(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 2], "little")

    def _long(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 4], "little")

    def _read_sector(self, number: int) -> bytes:
        at = max(_HEADER, self._sector) + number * self._sector
        return self._data[at : at + self._sector]

    def _numbers(self, number: int) -> tuple[int, ...]:
        sector = self._read_sector(number)
        return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])

    def _allocation(self) -> Iterator[int]:
        """For each sector the next one of its chain."""
        parts = [self._long(76 + 4 * place) for place in range(_IN_HEADER)]
        more, steps = self._long(68), 0
        while more < _LAST_SECTOR and steps < self._sectors:
            numbers = self._numbers(more)
            if not numbers:
                break
            parts += numbers[:-1]
            more, steps = numbers[-1], steps + 1
        for part in parts[: self._sectors]:
            if part < _LAST_SECTOR:
                yield from self._numbers(part)

    def _chain(self, sector: int) -> Iterator[int]:
        for _ in range(self._sectors):
            if sector >= len(self._table):
                return
            yield sector
            sector = self._table[sector]

    def _directory(self) -> Iterator[_Entry]:
        count = 0
        for sector in self._chain(self._long(48)):
            raw = self._read_sector(sector)
            for at in range(0, len(raw) - _ENTRY + 1, _ENTRY):
                count += 1
                if count > _MOST_ENTRIES:
                    return
                length = int.from_bytes(raw[at + 64 : at + 66], "little")
                name = raw[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", raw, at + 116)
                yield _Entry(name, raw[at + 66], start, size)
