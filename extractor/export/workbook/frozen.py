"""Saving a workbook so that the same content is the same bytes: no clock in it."""

from __future__ import annotations

import re
import tempfile
import zipfile
from typing import BinaryIO

from openpyxl import Workbook

__all__ = ["save_frozen"]

_CORE = "docProps/core.xml"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_EPOCH = b"2000-01-01T00:00:00Z"


def save_frozen(book: Workbook, stream: BinaryIO) -> None:
    """Write the workbook with the times of its making set to one and the same."""
    book.properties.creator = "gongkai"
    with tempfile.TemporaryFile() as made:
        book.save(made)
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                info = zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                with old.open(name) as source, new.open(info, "w", force_zip64=True) as target:
                    if name == _CORE:
                        target.write(_TIME.sub(_EPOCH, source.read()))
                        continue
                    while part := source.read(1 << 20):
                        target.write(part)
