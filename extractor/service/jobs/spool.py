"""What is being uploaded, on disk in a file without a name until the store has it: no upload is held in memory whole."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self

__all__ = ["Piece", "Spool", "TooLong", "chunks_of"]

_CHUNK = 1 << 18


class TooLong(Exception):
    """There are more bytes than there may be."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One document in the spool."""

    offset: int
    size: int
    sha256: str


def chunks_of(file: IO[bytes]) -> Iterable[bytes]:
    """Yield the rest of a file."""
    return iter(lambda: file.read(_CHUNK), b"")


class Spool:
    """A context manager; what it holds is gone at its end, and with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by __exit__
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, chunks: Iterable[bytes], most: int) -> Piece:
        """Keep one document.

        Args:
            chunks: its bytes.
            most: how many there may be.

        Raises:
            TooLong: there are more; nothing is kept of it.
        """
        self._file.seek(self._end)
        hashed, size = hashlib.sha256(), 0
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise TooLong
            hashed.update(chunk)
            self._file.write(chunk)
        piece = Piece(self._end, size, hashed.hexdigest())
        self._end += size
        return piece

    def read(self, piece: Piece) -> bytes:
        """Return a document's bytes."""
        self._file.seek(piece.offset)
        return self._file.read(piece.size)
