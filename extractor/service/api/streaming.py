"""Answers that are made while they are sent, in threads, and let go of what they hold when nobody listens any more."""

from __future__ import annotations

import zipfile
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator, Mapping
from io import RawIOBase

from fastapi.concurrency import run_in_threadpool
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import StreamingResponse

from extractor.service.api.places import PlacedResponse, Places

__all__ = ["Zipped", "joined", "stream", "zipped"]

_PIECE = 1 << 16
_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the same content gives the same bytes."""

Zipped = tuple[str, bytes]
"""Name and content of a file in an archive."""


def stream(pieces: Callable[[], Generator[bytes]], headers: Mapping[str, str], places: Places) -> StreamingResponse:
    """Return an answer of pieces that are made one after another in threads.

    Args:
        pieces: begins to make them; it is called when the answer is sent, and closed when nobody listens any more.
        headers: of the answer, its content type among them.
        places: for answers of this kind.
    """

    async def sent() -> AsyncIterator[bytes]:
        made = pieces()
        try:
            async for piece in iterate_in_threadpool(made):
                yield piece
        finally:
            await run_in_threadpool(made.close)

    return PlacedResponse(sent(), headers, places)


def joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of some size, so that each line is not sent alone."""
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(kept)
            kept, size = [], 0
    if kept:
        yield b"".join(kept)


def zipped(files: Iterable[Zipped]) -> Iterator[bytes]:
    """Yield a ZIP archive of files while they come; one file is in memory at a time."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
            yield sink.taken()
    yield sink.taken()


class _Sink(RawIOBase):
    """What is written, until it is taken; never sought in."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]
        self._kept.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._kept = self._kept, []
        return b"".join(pieces)
