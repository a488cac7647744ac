"""The same office file from the same content: what a library writes of the clock is taken out."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

__all__ = ["MOMENT", "without_clock"]

MOMENT = (2024, 1, 31, 9, 0, 0)
"""When every part was written."""

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def without_clock(data: bytes) -> bytes:
    """Return an OOXML file with every time in it set to ``MOMENT``."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>2024-01-31T09:00:00Z", part)
            new.writestr(zipfile.ZipInfo(entry.filename, MOMENT), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
