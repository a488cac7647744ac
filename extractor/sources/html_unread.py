"""What stands in the cells of a page's tables and is no text: pictures, form fields, places that a script fills.

A cell without text is blank only where it holds nothing else either. An empty element inside it that only forms text
(``<p>``, ``<span style>``, a bookmark) is nothing; one with a name by which a script or a style sheet can find it may
show what does not stand in the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from extractor.sources.document import Unread
from extractor.sources.html_content import collapse

__all__ = ["conditional_text", "field_text", "unread_in"]


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SEEN = _names(
    "img input select svg object embed canvas iframe math meter progress video audio applet image keygen frame"
)
"""Elements that show something which is no text of the page."""
_FILLED = frozenset(("script", "noscript", "template", "slot"))
"""Elements that may put something beside them."""

_NO_FIELDS_OF_TEXT = frozenset(
    ("checkbox", "radio", "range", "color", "file", "image", "password", "date", "month", "week", "time")
)
_FORMING = _names(
    "style lang xml:lang dir align valign size color face width height bgcolor clear nowrap border hspace vspace"
    " cellpadding cellspacing rules frame colspan rowspan span tabindex"
)
_OFFICE_CLASS = re.compile(r"Mso\w*|xl\d+|et\d+|font\d+|Apple-[\w-]+|(?:NewStyle)?\d{2,}", re.IGNORECASE)
_BOOKMARK = re.compile(r"_?(?:GoBack|OLE_LINK\w*|Hlk\w*|Toc\w*|Ref\w*)", re.IGNORECASE)
_BOUND = re.compile(r"(?:v-|ng-|x-|:|@|wx:|th:|data-(?:bind|text|html|ng-|v-)|id$)")
"""Attributes of a cell itself by which a script fills it; many editors give cells others."""
_CONDITION = re.compile(r"\s*\[[^\]]*\]>?")
_TAGS = re.compile(r"<[^<>]*>?")


def unread_in(tag: str, attributes: Mapping[str, str | None]) -> Unread | None:
    """Return what an element is that stands in a cell, or is the cell, beside the text inside it; None for nothing."""
    if tag in _SEEN:
        return Unread(tag, shows=True)
    if tag in _FILLED:
        return Unread(tag)
    if _shows_picture(attributes):
        return Unread("background picture")
    if tag in ("td", "th"):
        named = any(_BOUND.match(name) for name in attributes)
    else:
        named = any(not _only_forms(tag, name, value or "") for name, value in attributes.items())
    return Unread("element that a script or a style may fill") if named else None


def _shows_picture(attributes: Mapping[str, str | None]) -> bool:
    return bool(attributes.get("background")) or "url(" in (attributes.get("style") or "").lower()


def _only_forms(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return all(_OFFICE_CLASS.fullmatch(word) for word in value.split())
    if name in ("id", "name"):
        return bool(_BOOKMARK.fullmatch(value)) or (name == "name" and tag == "a")
    return name in _FORMING or name.startswith(("mso-", "xmlns"))


def field_text(tag: str, node: LexborNode, attributes: Mapping[str, str | None]) -> str:
    """Return the text that a person sees in a form field; empty where the page does not tell, or it shows no text."""
    if tag == "input" and (attributes.get("type") or "").strip().lower() not in (_NO_FIELDS_OF_TEXT | {"hidden"}):
        return collapse(attributes.get("value") or "")
    if tag == "select" and "multiple" not in attributes:
        chosen = node.css("option[selected]")
        return collapse(chosen[0].text()) if len(chosen) == 1 else ""
    return ""


def conditional_text(comment: str) -> str:
    """Return the text that a conditional comment holds for the programs that it is meant for."""
    return collapse(_TAGS.sub(" ", _CONDITION.sub("", comment, count=1)))
