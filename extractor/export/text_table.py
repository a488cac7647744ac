"""Plain text for terminals: columns that line up with Chinese in them, and nothing that steers the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["align", "printable", "shorten", "width"]


def width(text: str) -> int:
    """Return how many terminal columns the text takes; a wide character takes two, a combining one none."""
    return sum(_columns(character) for character in text)


def align(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset(), indent: str = "") -> list[str]:
    """Return one line a row, columns two spaces apart and as wide as their widest cell.

    Args:
        rows: the same number of cells each.
        right: indexes of columns that are set flush right.
        indent: put before each line.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [indent + _line(row, widths, right) for row in rows]


def printable(text: str) -> str:
    """Return the text on one line: white space made one blank, control and format characters spelled out.

    What a source says is printed on terminals; an escape sequence or a change of direction in it must not act.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in " ".join(text.split()))


def shorten(text: str, limit: int) -> str:
    """Return the text, cut to ``limit`` terminal columns with an ellipsis where it is longer."""
    if width(text) <= limit:
        return text
    kept, used = "", 1
    for character in text:
        used += _columns(character)
        if used > limit:
            break
        kept += character
    return kept + "…"


def _line(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    cells = []
    for index, (cell, wide) in enumerate(zip(row, widths, strict=True)):
        padding = " " * (wide - width(cell))
        cells.append(padding + cell if index in right else cell + padding)
    return "  ".join(cells).rstrip()


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
