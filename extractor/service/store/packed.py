"""Long texts, compressed; and names for things that nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
import zlib

__all__ = ["new_id", "pack", "sha256_of", "unpack"]

_LEVEL = 4
"""Of zlib: a result becomes a tenth of its size; a higher level takes twice the time for four bytes in a hundred."""


def pack(data: bytes) -> bytes:
    """Return the data compressed; the same data gives the same bytes on one machine."""
    return zlib.compress(data, _LEVEL)


def unpack(packed: bytes) -> bytes:
    """Return what was packed."""
    return zlib.decompress(packed)


def new_id() -> str:
    """Return 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def sha256_of(data: bytes | str) -> str:
    """Return the sha256 of bytes, or of a text's UTF-8, in hexadecimal."""
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
