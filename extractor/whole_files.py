"""Files that are written whole or not at all: beside their place, and renamed when all is done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["whole_file", "whole_path"]


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """Yield a stream whose bytes take the place of ``target`` at the end; after an exception nothing has changed.

    Raises:
        OSError: the folder of ``target`` cannot be written.
    """
    with whole_path(target) as part, part.open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def whole_path(target: Path) -> Iterator[Path]:
    """Yield the path of a file to write, which takes the place of ``target`` at the end unless there is an exception."""
    part = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
