"""One source, read: bytes in, text with positions out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from extractor.errors import SourceError
from extractor.sources.budget import DEFAULT_BUDGET, Budget, Meter, Work
from extractor.sources.decode import decode, within_size
from extractor.sources.document import Source
from extractor.sources.html import read_html
from extractor.sources.markup import Markup, markup_of
from extractor.sources.mixed import read_mixed
from extractor.sources.notices import Notice
from extractor.sources.office.kind import office_kind
from extractor.sources.office.read import read_office
from extractor.sources.page import Page
from extractor.sources.plain import read_plain
from extractor.sources.script import is_traditional
from schemas.enums import Origin

__all__ = ["read_source", "within_length"]

_EMBEDDED = re.compile(r"data:[\w/+.-]*;base64,[A-Za-z0-9+/=\s]*")


def read_source(data: bytes, name: str, *, budget: Budget = DEFAULT_BUDGET) -> Source:
    """Return a file as text with positions, whatever kind of file it is.

    The kind is told by the content, never by the name: a page saved as ``.doc`` is a page. The origin of pages and
    office files is ``digital``; that of plain text and Markdown is ``unknown``, for nobody can tell how they were made.

    Args:
        data: the file as it came.
        name: what the user calls it; kept as given.
        budget: the limits of work. At a limit reading stops, what was read is kept, and ``notices`` says so.

    Raises:
        SourceError: nothing can be read: kind ``empty``, ``binary``, ``too_large``, ``unreadable``, ``encrypted``,
            ``hostile``, ``missing_extra`` or ``missing_program``.
    """
    within_size(data, budget)
    meter = Meter(budget)
    kind = office_kind(data)
    made = _read_markup(data, meter) if kind is None else _Made(read_office(data, kind, meter), Origin.DIGITAL)
    rendered = made.page
    if not rendered.blocks:
        raise SourceError("empty", "the source holds no visible text: check that it was saved whole")
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        origin=made.origin,
        text=rendered.text,
        blocks=rendered.blocks,
        encoding=made.encoding,
        title=rendered.title,
        traditional=is_traditional(rendered.text),
        hidden=rendered.hidden,
        notices=made.notices + rendered.notices + meter.notices(),
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """A rendered source, with what is known of how its characters came about."""

    page: Page
    origin: Origin
    encoding: str = "utf-8"
    notices: tuple[Notice, ...] = ()


def _read_markup(data: bytes, meter: Meter) -> _Made:
    decoded = decode(data, budget=meter.budget)
    text = within_length(decoded.text, meter)
    markup = markup_of(text)
    origin = Origin.DIGITAL if markup is Markup.PAGE else Origin.UNKNOWN
    return _Made(_READERS[markup](text, meter), origin, decoded.encoding, decoded.notices)


def _read_text(text: str, meter: Meter) -> Page:
    return Page(text, read_plain(text, meter), "", ())


_READERS: dict[Markup, Callable[[str, Meter], Page]] = {
    Markup.NONE: _read_text,
    Markup.TABLES: read_mixed,
    Markup.PAGE: read_html,
}


def within_length(text: str, meter: Meter) -> str:
    """Return a text within the budget: without the pictures that it holds where it is longer, cut where it still is."""
    limit = meter.budget.characters
    if len(text) > limit:
        text = _EMBEDDED.sub("data:,", text)  # pictures inside the page
    if len(text) > limit:
        meter.exceed(Work.CHARACTERS)
        text = text[:limit]
    return text
