"""How much one upload may hold."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What is beyond these is refused, each with its reason."""

    file_bytes: int = 32 * _MB
    """Of one document, unpacked."""
    body_bytes: int = 256 * _MB
    """Of one request, which whoever takes requests sees to; so of one ZIP archive, packed."""
    files: int = 2_000
    """Documents of one request, those in archives counted."""
    zip_total: int = 512 * _MB
    """Of all that one request's archives hold, unpacked."""
    zip_ratio: int = 200
    """Unpacked to packed, of a document above a megabyte: markup reaches fifty, a bomb a thousand."""
    zip_depth: int = 1
    """Archives within each other, the outermost counted."""
