"""DOCX: a document as it shows, with all tracked changes accepted.

Footnotes, headers, footers and comments are no text of the body and are left out.
"""

from __future__ import annotations

from extractor.errors import SourceError
from extractor.sources.budget import Meter
from extractor.sources.colour import WHITE
from extractor.sources.notices import Notice, notice
from extractor.sources.office.package import Package
from extractor.sources.office.word_names import W
from extractor.sources.office.word_numbering import Numbering
from extractor.sources.office.word_story import Story
from extractor.sources.office.word_styles import Styles
from extractor.sources.office.xml import Element
from extractor.sources.page import Page, render

__all__ = ["read_docx"]


def read_docx(data: bytes, meter: Meter) -> Page:
    """Return a document as rendered; at a limit of the meter it ends there.

    Raises:
        SourceError: the file is damaged, hostile or no document; the message says which.
    """
    package = Package(data)
    main = package.main_part or "word/document.xml"
    root = package.xml(main)
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise SourceError("unreadable", "the file has no document part with a body: fetch or save it again")
    parts = _parts(package, main)
    styles = Styles(parts.get("styles"))
    story = Story(styles, Numbering(parts.get("numbering"), styles), meter)
    # a page colour may be shown or not
    story.read(body, None if root.find(f"{W}background") is not None else WHITE)
    return render(story.content, meter, hidden=story.hidden.found(), notices=_notices(package, story))


def _parts(package: Package, main: str) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for kind, target in package.relations(main).values():
        if kind in ("styles", "numbering") and kind not in found:
            root = package.xml(target)
            if root is not None:
                found[kind] = root
    return found


def _notices(package: Package, story: Story) -> tuple[Notice, ...]:
    found = [notice("not_read", "embedded")] if story.left_out else []
    if any(name.endswith("vbaproject.bin") for name in package.names):
        found.append(notice("not_read", "macros"))
    return tuple(found)
