"""What the cells of a sheet show: their text, and why some of it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.sources.colour import WHITE
from extractor.sources.html_content import OWN_MARKS
from extractor.sources.office.number_format import shown_number, shown_text
from extractor.sources.office.sheet_scan import RawCell, RawSheet
from extractor.sources.office.sheet_styles import SHEET, CellStyle, FontLook, WorkbookStyles, font_look
from extractor.sources.office.word_names import number_of
from extractor.sources.office.xml import Element

__all__ = ["UNREADABLE", "CellTexts", "Piece", "SharedText", "shared_texts"]

UNREADABLE = "\ufffd"
"""Stands for the result of a formula that the file does not have: no number, no mark, and not empty."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ZERO = re.compile(r"-?[0.]+(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell's text."""

    text: str
    unseen: str = ""
    """Why it is not seen; empty where it is."""


SharedText = tuple[tuple[str, FontLook | None], ...]
"""Pieces of a text with their fonts; None where a piece has that of its cell."""


def shared_texts(root: Element | None) -> tuple[SharedText, ...]:
    """Return the texts that a workbook's cells share, by number."""
    return tuple(_rich_text(item) for item in root.iterfind(f"{SHEET}si")) if root is not None else ()


def _rich_text(item: Element) -> SharedText:
    """The pieces of a text; readings aloud beside it are none of it."""
    found: list[tuple[str, FontLook | None]] = []
    for element in item:
        if element.tag == f"{SHEET}t":
            found.append((_text_of(element), None))
        elif element.tag == f"{SHEET}r":
            properties = element.find(f"{SHEET}rPr")
            text = "".join(_text_of(part) for part in element.iterfind(f"{SHEET}t"))
            found.append((text, None if properties is None else font_look(properties)))
    return tuple(found)


def _text_of(element: Element) -> str:
    text = element.text or ""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class CellTexts:
    """Turns the cells of one workbook into what they show."""

    def __init__(self, shared: tuple[SharedText, ...], styles: WorkbookStyles, *, since_1904: bool) -> None:
        self._shared = shared
        self.styles = styles
        self._since_1904 = since_1904

    def pieces(self, cell: RawCell, sheet: RawSheet) -> tuple[Piece, ...]:
        """Return the pieces of a cell's text; none where it is empty or shows nothing."""
        if cell.without_value:
            return (Piece(UNREADABLE),)
        style = self.styles.style(cell.style)
        background = None if sheet.coloured_elsewhere and style.background == WHITE else style.background
        return tuple(
            Piece(clean, (font or style.font).unseen(background))
            for text, font in self._texts(cell, style, sheet)
            if (clean := _clean(text))
        )

    def _texts(self, cell: RawCell, style: CellStyle, sheet: RawSheet) -> Iterator[tuple[str, FontLook | None]]:
        if cell.kind == "s":
            number = number_of(cell.value, -1)
            texts = self._shared[number] if 0 <= number < len(self._shared) else ()
            yield from _formatted(texts, style.format)
        elif cell.kind == "inlineStr":
            yield from _formatted(_rich_text(cell.inline) if cell.inline is not None else (), style.format)
        elif cell.kind == "b":
            yield "TRUE" if cell.value.strip() == "1" else "FALSE", None
        elif cell.kind in ("str", "e", "d"):
            yield shown_text(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell.value), style.format), None
        elif cell.value.strip() and not (sheet.hides_zeros and _ZERO.fullmatch(cell.value.strip())):
            yield shown_number(cell.value, style.format, since_1904=self._since_1904), None


def _formatted(texts: SharedText, code: str) -> SharedText:
    """Texts with what a format puts around them; rich text shows as it is."""
    return ((shown_text(texts[0][0], code), texts[0][1]),) if len(texts) == 1 else texts


def _clean(text: str) -> str:
    """A text without what XML could not hold and the rendering has a use for."""
    return text.translate(OWN_MARKS).encode("utf-8", "ignore").decode()
