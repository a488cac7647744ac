"""Run files of the evaluation as strangers send them: looked at before they are kept."""

from __future__ import annotations

import tempfile
import zlib
from pathlib import Path

from extractor.errors import UsageError
from extractor.service.store.errors import Refused

__all__ = ["checked_run"]

_MOST = 512 * 1024 * 1024
"""Bytes of a run unpacked."""
_GZIP = b"\x1f\x8b"


def checked_run(name: str, data: bytes) -> bytes:
    """Return a run file's bytes.

    Raises:
        Refused: they are none that ``gongkai eval run`` wrote.
    """
    from eval.runs.file import read_run  # noqa: PLC0415  heavy, and the evaluation's

    with tempfile.TemporaryDirectory(prefix="gongkai-run-") as folder:
        place = Path(folder) / "run.jsonl"
        place.write_bytes(_unpacked(name, data))
        try:
            read_run(place)
        except UsageError as error:
            raise Refused(str(error).replace(str(place), name)) from error
    return data


def _unpacked(name: str, data: bytes) -> bytes:
    """The file itself: never more of it than may be."""
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        plain = unpacker.decompress(data, _MOST + 1)
    except zlib.error as error:
        raise Refused(f"{name}: the compressed file is damaged") from error
    if len(plain) > _MOST:
        raise Refused(f"{name}: unpacks to more than {_MOST >> 20} MB")
    if not unpacker.eof:
        raise Refused(f"{name}: the compressed file is cut off")
    return plain
