"""What a worker process tells its parent: pieces of bytes with a kind and a length in front."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

__all__ = ["Said", "frame", "take_frames"]

_HEAD = struct.Struct(">BI")


class Said(IntEnum):
    """The kinds."""

    READY = 1
    """Everything is imported; a source may come."""
    BEGUN = 2
    """The source came, and from here on it is to blame."""
    OPENED = 3
    """With the sha256 of the source's content, in hex."""
    DONE = 4
    """With the outcome."""
    LEAVING = 5
    """With the outcome; no further source is read by this process."""
    ASKING = 6
    """With questions for the model; the process waits for the answers."""


def frame(kind: Said, payload: bytes = b"") -> bytes:
    """Return one piece as bytes."""
    return _HEAD.pack(kind, len(payload)) + payload


def take_frames(buffer: bytearray) -> Iterator[tuple[Said, bytes]]:
    """Yield the whole pieces at the beginning of a buffer, and take them out of it."""
    while len(buffer) >= _HEAD.size:
        kind, length = _HEAD.unpack_from(buffer)
        end = _HEAD.size + length
        if len(buffer) < end:
            return
        payload = bytes(buffer[_HEAD.size : end])
        del buffer[:end]
        yield Said(kind), payload
