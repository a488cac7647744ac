"""Colours as pages write them, as far as it takes to see that two are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["WHITE", "Paint", "Rgb", "background_paint", "parse_paint", "same_colour"]

Rgb = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)

_NAMED: dict[str, Rgb] = {
    "white": WHITE,
    "window": WHITE,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "floralwhite": (255, 250, 240),
    "whitesmoke": (245, 245, 245),
    "black": (0, 0, 0),
    "windowtext": (0, 0, 0),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "navy": (0, 0, 128),
    "maroon": (128, 0, 0),
    "orange": (255, 165, 0),
}
_HEX = re.compile(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-f])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*(\d*\.?\d+)%?\s*)?\)")
_NO_BACKGROUND = re.compile(r"(?:none|inherit|initial|unset|0)(?:\s.*)?")
_TOLERANCE = 8
"""By how much each channel of two colours may differ and the eye see one."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour as declared."""

    colour: Rgb | None = None
    """None where it is not known."""
    transparent: bool = False


def parse_paint(value: str) -> Paint:
    """Return the first colour in a declared value (lower case); unknown where there is none that is understood."""
    if match := _HEX.search(value):
        digits = match[1] if len(match[1]) > 4 else "".join(digit * 2 for digit in match[1])
        return Paint((int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)), digits[6:] == "00")
    if match := _RGB.search(value):
        return Paint((int(match[1]), int(match[2]), int(match[3])), match[4] is not None and float(match[4]) == 0)
    words = value.split()
    named = next((_NAMED[word] for word in words if word in _NAMED), None)
    return Paint(named, "transparent" in words and named is None)


def background_paint(value: str) -> Paint:
    """Return what a ``background`` puts behind a text: unknown for a picture, transparent where it puts nothing."""
    if "url(" in value or "gradient" in value:
        return Paint()
    paint = parse_paint(value)
    if paint.colour is None and _NO_BACKGROUND.fullmatch(value):
        return Paint(transparent=True)
    return paint


def same_colour(one: Rgb, other: Rgb) -> bool:
    """True if the eye cannot tell two colours apart."""
    return all(abs(a - b) <= _TOLERANCE for a, b in zip(one, other, strict=True))
