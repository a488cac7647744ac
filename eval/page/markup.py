"""Markup made from values: every text is escaped, and characters that would not be seen are spelled out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import escape

__all__ = ["Child", "Markup", "attribute_text", "joined", "tag", "visible"]


class Markup(str):
    """Text that is markup already and stands in a page as it is."""

    __slots__ = ()


Child = Markup | str | None | Iterable["Child"]

_VOID = frozenset({"br", "hr", "input", "meta"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def tag(name: str, /, *children: Child, **attributes: str | float | bool | None) -> Markup:
    """Return an element.

    Args:
        name: its name.
        children: text is escaped, markup is not; None is left out; lists are taken apart.
        attributes: None and False are left out, True stands without a value. A trailing underscore is dropped
            (``class_``), others become hyphens (``data_path``).
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(children)}</{name}>")


def joined(children: Child) -> Markup:
    """Return children one after another as markup."""
    return Markup("".join(_pieces(children)))


def _pieces(child: Child) -> Iterable[str]:
    if isinstance(child, Markup):
        yield str(child)
    elif isinstance(child, str):
        yield visible(child)
    elif child is not None:
        for inner in child:
            yield from _pieces(inner)


def visible(text: str) -> Markup:
    """Return text escaped; a control, format or private character becomes a small label that names it."""
    if text.isascii() and text.isprintable():
        return Markup(escape(text))
    return Markup("".join(_shown(character) for character in text))


def _shown(character: str) -> str:
    if character in "\t\n" or unicodedata.category(character) not in _UNSEEN:
        return escape(character)
    return f'<span class="unseen-character">U+{ord(character):04X}</span>'


def attribute_text(text: str) -> str:
    """Return text as the value of an attribute, quoted with double quotes by the caller."""
    shown = "".join(
        character if unicodedata.category(character) not in _UNSEEN else f"<U+{ord(character):04X}>"
        for character in text
    )
    return escape(shown, quote=True)


def _attribute(key: str, value: str | float | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    return f' {name}="{attribute_text(value if isinstance(value, str) else format(value, "g"))}"'
