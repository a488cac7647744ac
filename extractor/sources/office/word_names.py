"""Names of WordprocessingML, and how its properties are read."""

from __future__ import annotations

from extractor.sources.office.xml import Element

__all__ = ["COMPATIBILITY", "MATH", "W", "attribute", "child", "is_on", "members", "number_of", "value_of"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_OFF = frozenset(("0", "false", "off"))
_DIGITS = 9
"""A number with more is as good as the largest of these."""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute of WordprocessingML; empty where the element or the attribute is not there."""
    return (element.get(f"{W}{name}") or "") if element is not None else ""


def value_of(element: Element | None, path: str) -> str:
    """Return ``w:val`` of the element at a path of plain names (``pPr/pStyle``); empty where there is none."""
    found = child(element, path)
    return attribute(found, "val")


def child(element: Element | None, path: str) -> Element | None:
    """Return the first element at a path of plain names."""
    if "/" not in path:
        return element.find(W + path) if element is not None else None
    for name in path.split("/"):
        element = element.find(W + name) if element is not None else None
    return element


def members(element: Element | None, path: str) -> dict[str, Element]:
    """Return what stands in the element at a path, by plain name; of two of one name the last."""
    found = child(element, path)
    return {item.tag.removeprefix(W): item for item in found} if found is not None else {}


def is_on(element: Element | None) -> bool:
    """True for a switch that stands there and is not switched off."""
    return element is not None and attribute(element, "val").lower() not in _OFF


def number_of(text: str, default: int) -> int:
    """Return a whole number as written, of nine digits at most; the default where it is none."""
    text = text.strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return default
    size = int(digits.lstrip("0")[:_DIGITS] or "0") if len(digits.lstrip("0")) <= _DIGITS else 10**_DIGITS
    return -size if text.startswith("-") else size
