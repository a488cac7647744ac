"""Whether a run of a document is seen, by its properties and what it stands on."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.sources.colour import WHITE, Rgb
from extractor.sources.office.word_names import attribute, is_on, number_of
from extractor.sources.office.word_styles import RunProperties
from extractor.sources.office.xml import Element
from extractor.sources.visibility import Look

__all__ = ["Background", "rgb", "shaded", "unseen"]

Background = Rgb | None
"""What stands behind a text; None where it is not known."""

_SMALLEST = 4
"""Half points; below this a text is a smudge."""
_HIGHLIGHTS: Mapping[str, Background] = {"white": WHITE, "black": (0, 0, 0)}


def unseen(properties: RunProperties, background: Background) -> str:
    """Return why a run with these properties is not seen, or not taken for text; empty where it is.

    A text without a colour of its own is shown in whatever contrasts with its background.
    """
    if is_on(properties.get("vanish")):
        return "hidden text"
    if is_on(properties.get("strike")) or is_on(properties.get("dstrike")):
        return "struck out"
    highlight = attribute(properties.get("highlight"), "val")
    marked = highlight not in ("", "none")
    background = _HIGHLIGHTS.get(highlight) if marked else shaded(properties.get("shd"), background)
    size = attribute(properties.get("sz"), "val")
    tiny = bool(size) and number_of(size, _SMALLEST) < _SMALLEST
    return Look(rgb(attribute(properties.get("color"), "val")), background, tiny=tiny).hidden


def shaded(shading: Element | None, outer: Background) -> Background:
    """Return the background that a shading puts on another."""
    pattern = attribute(shading, "val")
    if shading is None or pattern == "nil":
        return outer
    if pattern == "solid":
        return rgb(attribute(shading, "color"))
    fill = attribute(shading, "fill")
    if pattern not in ("clear", ""):
        return None
    return outer if fill in ("auto", "") else rgb(fill)


def rgb(value: str) -> Background:
    """Return a colour written as six hexadecimal digits; None for ``auto`` and what is no colour."""
    try:
        return (int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)) if len(value) == 6 else None
    except ValueError:
        return None
