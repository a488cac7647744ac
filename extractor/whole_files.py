"""Files that are written whole or not at all: beside their place, and renamed when all is done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["to_disk", "whole_file", "whole_path"]


@contextmanager
def whole_file(target: Path, part: Path | None = None) -> Iterator[BinaryIO]:
    """Yield a stream whose bytes take the place of ``target`` at the end; after an exception nothing has changed.

    Args:
        target: the file.
        part: where the bytes stand until then, in the same folder; None for a name that no other process uses.

    Raises:
        OSError: the folder of ``target`` cannot be written.
    """
    with whole_path(target, part) as place, place.open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def whole_path(target: Path, part: Path | None = None) -> Iterator[Path]:
    """Yield the path of a file to write, which takes the place of ``target`` at the end unless there is an exception."""
    part = part or target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def to_disk(place: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk.

    Raises:
        OSError: they cannot be brought there.
    """
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
