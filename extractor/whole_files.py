"""Files that are written whole or not at all: beside their place, and renamed when all is done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["whole_file"]


@contextmanager
def whole_file(target: Path, part: Path | None = None) -> Iterator[BinaryIO]:
    """Yield a stream whose bytes take the place of ``target`` at the end; after an exception nothing has changed.

    Args:
        target: the file.
        part: where the bytes stand until then, in the same folder; None for a name that no other process uses.

    Raises:
        OSError: the folder of ``target`` cannot be written.
    """
    part = part or target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
