"""Characters that a document names by their place in a symbol font."""

from __future__ import annotations

__all__ = ["symbol"]

_PRIVATE = range(0xF000, 0xF100)
_MARKS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
    "symbol": {0x2D: "-", 0xB4: "×", 0xB8: "÷", 0xB7: "•", 0xB1: "±", 0xA3: "≤", 0xB3: "≥"},
}  # fmt: skip
_UNKNOWN = "\u25a1"


def symbol(font: str, code: str) -> str:
    """Return the character that ``w:sym`` shows; a box for a picture that no character stands for."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    font = font.strip().lower()
    if place not in _PRIVATE and font not in _MARKS:
        return chr(place) if 0x20 <= place < 0xD800 else _UNKNOWN
    low = place & 0xFF
    known = _MARKS.get(font, {}).get(low)
    if known is None and font == "symbol" and 0x20 < low < 0x40:
        return chr(low)  # its digits and punctuation are those of other fonts
    return known or _UNKNOWN
