"""One source, read: bytes in, text with positions out."""

from __future__ import annotations

import hashlib

from extractor.sources.budget import DEFAULT_BUDGET, Budget, Meter, Work
from extractor.sources.decode import decode
from extractor.sources.document import Source
from extractor.sources.plain import read_plain
from extractor.sources.script import is_traditional
from schemas.enums import Origin

__all__ = ["read_source"]


def read_source(data: bytes, name: str, *, budget: Budget = DEFAULT_BUDGET) -> Source:
    """Return a file as text with positions, whatever kind of text file it is.

    The kind is told by the content, never by the name: a page saved as ``.txt`` is a page. A page's origin is
    ``digital``; that of plain text and Markdown is ``unknown``, for nobody can tell how they were made.

    Args:
        data: the file as it came.
        name: what the user calls it; kept as given.
        budget: the limits of work. At a limit reading stops, what was read is kept, and ``notices`` says so.

    Raises:
        SourceError: nothing can be read: kind ``empty``, ``binary`` or ``too_large``.
    """
    decoded = decode(data, budget=budget)
    meter = Meter(budget)
    text = decoded.text
    if len(text) > budget.characters:
        meter.exceed(Work.CHARACTERS)
        text = text[: budget.characters]
    blocks = read_plain(text, meter)
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        origin=Origin.UNKNOWN,
        text=text,
        blocks=blocks,
        encoding=decoded.encoding,
        traditional=is_traditional(text),
        notices=decoded.notices + meter.notices(),
    )
