"""The cell styles of a workbook, as far as they decide what a cell shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.sources.colour import WHITE
from extractor.sources.office.number_format import BUILT_IN
from extractor.sources.office.word_look import Background, rgb
from extractor.sources.office.word_names import number_of
from extractor.sources.office.xml import Element
from extractor.sources.visibility import Look

__all__ = ["SHEET", "CellStyle", "FontLook", "WorkbookStyles", "font_look"]

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

_GENERAL = "General"
_OFF = frozenset(("0", "false", "none"))
_INDEXED: dict[int, Background] = {0: (0, 0, 0), 1: WHITE, 8: (0, 0, 0), 9: WHITE}
_SMALLEST = 2.0
"""Points; below this a text is a smudge."""


@dataclass(frozen=True, slots=True)
class FontLook:
    """How a font shows a text."""

    colour: Background = None
    """None where it is unknown, or whatever contrasts."""
    struck: bool = False
    tiny: bool = False

    def unseen(self, background: Background) -> str:
        """Return why a text in it is not seen, or not taken for text; empty where it is."""
        return "struck out" if self.struck else Look(self.colour, background, tiny=self.tiny).hidden


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a style says of a cell."""

    format: str = _GENERAL
    font: FontLook = FontLook()
    background: Background = WHITE
    bordered: bool = False


class WorkbookStyles:
    """The styles part of a workbook; without one every cell is plain."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._known: dict[int, CellStyle] = {}

    def style(self, number: int) -> CellStyle:
        """Return the style of that number; a plain one where there is none."""
        if number not in self._known:
            self._known[number] = self._style(number)
        return self._known[number]

    def _style(self, number: int) -> CellStyle:
        styles = self._members("cellXfs")
        if not 0 <= number < len(styles):
            return CellStyle()
        found = styles[number]

        def of(kind: str, attribute: str) -> Element | None:
            members = self._members(kind)
            at = number_of(found.get(attribute) or "", 0)
            return members[at] if 0 <= at < len(members) else None

        return CellStyle(
            format=self._format(number_of(found.get("numFmtId") or "", 0)),
            font=font_look(of("fonts", "fontId")),
            background=_background(of("fills", "fillId")),
            bordered=_is_bordered(of("borders", "borderId")),
        )

    @cached_property
    def _lists(self) -> dict[str, tuple[Element, ...]]:
        return {}

    def _members(self, name: str) -> Sequence[Element]:
        if name not in self._lists:
            parent = self._root.find(f"{SHEET}{name}") if self._root is not None else None
            self._lists[name] = tuple(parent) if parent is not None else ()
        return self._lists[name]

    def _format(self, identity: int) -> str:
        return self._formats.get(identity) or BUILT_IN.get(identity, _GENERAL)

    @cached_property
    def _formats(self) -> dict[int, str]:
        return {
            number_of(item.get("numFmtId") or "", -1): item.get("formatCode") or "" for item in self._members("numFmts")
        }


def font_look(font: Element | None) -> FontLook:
    """Return how a font, or the properties of a piece of rich text, shows its text."""
    if font is None:
        return FontLook()
    strike = font.find(f"{SHEET}strike")
    size = font.find(f"{SHEET}sz")
    try:
        tiny = size is not None and float(size.get("val") or "11") < _SMALLEST
    except ValueError:
        tiny = False
    struck = strike is not None and (strike.get("val") or "1").lower() not in _OFF
    return FontLook(_colour(font.find(f"{SHEET}color")), struck, tiny)


def _colour(colour: Element | None) -> Background:
    if colour is None or float_of(colour.get("tint")):
        return None
    if colour.get("theme") == "0":
        return WHITE
    if colour.get("indexed"):
        return _INDEXED.get(number_of(colour.get("indexed") or "", 64))
    return rgb((colour.get("rgb") or "")[-6:])


def float_of(text: str | None) -> float:
    """Return a number as written; 0 where it is none."""
    try:
        return float(text or "0")
    except ValueError:
        return 0.0


def _background(fill: Element | None) -> Background:
    pattern = fill.find(f"{SHEET}patternFill") if fill is not None else None
    if pattern is None:
        return WHITE if fill is None or not len(fill) else None
    kind = pattern.get("patternType") or "none"
    if kind == "none":
        return WHITE
    return _colour(pattern.find(f"{SHEET}fgColor")) if kind == "solid" else None


def _is_bordered(border: Element | None) -> bool:
    sides = border if border is not None else ()
    return any((side.get("style") or "none") != "none" for side in sides if side.tag != f"{SHEET}diagonal")
