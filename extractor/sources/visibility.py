"""Whether a person would see a text, as far as the page itself says (``css`` has the limits).

Two ways of hiding are told apart. What ``hides_subtree`` finds nothing inside can undo. What a ``Look`` says is handed
down and may be undone: a cell of font size 0 with a span of 14 px in it shows the span.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extractor.sources.colour import WHITE, Paint, Rgb, background_paint, parse_paint, same_colour
from extractor.sources.css import Declarations, Rule, declarations, merge
from extractor.sources.html_tags import TABLE_PARTS

__all__ = ["Attributes", "Look", "Styles", "hides_subtree"]

Attributes = Mapping[str, str | None]
"""The attributes of an element as written."""

_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*(px|pt|em|rem|%|ex)?")
_SMALLEST_FONT = {"px": 2.0, "pt": 2.0, "em": 0.15, "rem": 0.15, "ex": 0.15, "%": 15.0}
"""Below this a text is a smudge."""
_RELATIVE = ("em", "ex", "%")
_FAR_AWAY = -900.0
_FAINT = 0.05
_PLACES = ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top")
_LOOKS = frozenset(("color", "background", "background-color", "visibility", "font-size"))
_BACKGROUNDS = frozenset(("bgcolor", "background"))
_COLOURED = frozenset(("a", "font"))
_HIDING = frozenset(
    (
        "display",
        "opacity",
        "clip",
        "clip-path",
        "transform",
        "overflow",
        "content-visibility",
        "mso-hide",
        "text-decoration",
        "text-decoration-line",
        *_PLACES,
    )
)
_CLIPPED = re.compile(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]|inset\(\s*(?:[5-9]\d|100)%")
_SCALED_AWAY = re.compile(r"scale[xy]?\(\s*0(?:\.0+)?\s*[,)]")


@dataclass(frozen=True, slots=True)
class Look:
    """How the text inside an element looks."""

    colour: Rgb | None = (0, 0, 0)
    """None where it is unknown."""
    background: Rgb | None = WHITE
    transparent: bool = False
    tiny: bool = False
    invisible: bool = False

    @property
    def hidden(self) -> str:
        """Why text that looks so cannot be seen; empty where it can."""
        if self.invisible:
            return "visibility:hidden"
        if self.tiny:
            return "font-size:0"
        if self.transparent:
            return "transparent text"
        if self.colour is None or self.background is None or not same_colour(self.colour, self.background):
            return ""
        return "white on white" if same_colour(self.colour, WHITE) else "text in the colour of its background"

    def inside(self, tag: str, declared: Mapping[str, str], attributes: Attributes) -> Look:
        """Return how text looks inside an element that stands in text that looks like this."""
        if tag not in _COLOURED and _LOOKS.isdisjoint(declared) and _BACKGROUNDS.isdisjoint(attributes):
            return self
        text = self._text_paint(tag, declared, attributes)
        visibility = declared.get("visibility")
        size = declared.get("font-size")
        return Look(
            text.colour,
            self._background(declared, attributes),
            text.transparent,
            self.tiny if size is None else _is_tiny(size, self.tiny),
            self.invisible if visibility is None else visibility in ("hidden", "collapse"),
        )

    def _text_paint(self, tag: str, declared: Mapping[str, str], attributes: Attributes) -> Paint:
        value = declared.get("color") or (attributes.get("color") if tag == "font" else None)
        if value and value != "inherit":
            return parse_paint(value.strip().lower())
        if tag == "a":
            return Paint()  # links have a colour of their own
        return Paint(self.colour, self.transparent)

    def _background(self, declared: Mapping[str, str], attributes: Attributes) -> Rgb | None:
        if attributes.get("background"):
            return None
        value = declared.get("background-color") or declared.get("background") or attributes.get("bgcolor")
        if not value:
            return self.background
        paint = background_paint(value.strip().lower())
        return self.background if paint.transparent else paint.colour


class Styles:
    """The rules of a page's own style elements."""

    def __init__(self, rules: list[Rule]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(min(rule.keys, default=rule.tag), []).append(rule)
        self._inline: dict[str, Declarations] = {}

    def of(self, tag: str, attributes: Attributes) -> dict[str, str]:
        """Return the declared values for an element: from rules, the weaker first, then from its own style."""
        layers: list[Declarations] = []
        if self._rules:
            keys = [tag, *(f".{name}" for name in (attributes.get("class") or "").split()), f"#{attributes.get('id')}"]
            matched = [
                rule
                for key in keys
                for rule in self._rules.get(key, ())
                if rule.tag in ("", tag) and rule.keys.issubset(keys)
            ]
            layers += (rule.declared for rule in sorted(matched, key=lambda rule: rule.weight))
        style = attributes.get("style")
        if style:
            if style not in self._inline:
                self._inline[style] = declarations(style)  # pages repeat a few styles in every cell
            layers.append(self._inline[style])
        return merge(layers) if layers else {}


def hides_subtree(tag: str, declared: Mapping[str, str]) -> str:
    """Return why nothing inside an element can be seen, whatever is declared inside; empty where it can.

    What is struck out shows and is none of the text all the same, however it is struck out.
    """
    if _HIDING.isdisjoint(declared):
        return ""
    ways = _WAYS_OF_HIDING[:-1] if tag in TABLE_PARTS else _WAYS_OF_HIDING  # parts of a table grow with their content
    return next((reason for reason, hides in ways if hides(declared)), "")


def _is_faint(declared: Mapping[str, str]) -> bool:
    opacity = _number(declared, "opacity")
    return opacity is not None and opacity < _FAINT


def _is_off_screen(declared: Mapping[str, str]) -> bool:
    return any((_number(declared, name) or 0) < _FAR_AWAY for name in _PLACES)


def _is_clipped(declared: Mapping[str, str]) -> bool:
    return any(_CLIPPED.match(declared.get(name, "")) for name in ("clip", "clip-path"))


def _is_struck(declared: Mapping[str, str]) -> bool:
    return any("line-through" in declared.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def _is_flat(declared: Mapping[str, str]) -> bool:
    if "hidden" not in declared.get("overflow", ""):
        return False
    return any(_number(declared, name) == 0 for name in ("height", "max-height", "width", "max-width"))


_WAYS_OF_HIDING: tuple[tuple[str, Callable[[Mapping[str, str]], bool]], ...] = (
    ("display:none", lambda declared: declared.get("display") == "none"),
    ("opacity:0", _is_faint),
    ("off-screen", _is_off_screen),
    ("clipped", _is_clipped),
    ("content-visibility:hidden", lambda declared: declared.get("content-visibility") == "hidden"),
    ("mso-hide:all", lambda declared: declared.get("mso-hide") == "all"),
    ("struck out", _is_struck),
    ("scaled to nothing", lambda declared: _SCALED_AWAY.search(declared.get("transform", "")) is not None),
    ("no height or width", _is_flat),
)


def _is_tiny(size: str, inherited: bool) -> bool:
    match = _LENGTH.fullmatch(size)
    if not match:
        return inherited and size in ("inherit", "smaller", "larger")
    number, unit = float(match[1]), match[2] or "px"
    return number < _SMALLEST_FONT[unit] or (inherited and unit in _RELATIVE)


def _number(declared: Mapping[str, str], name: str) -> float | None:
    match = _LENGTH.match(declared[name]) if name in declared else None
    return float(match[1]) if match else None
