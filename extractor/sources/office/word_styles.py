"""The styles of a document, as far as they decide whether a text is seen, is a heading or is numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractor.sources.office.word_names import W, attribute, child, number_of, value_of
from extractor.sources.office.xml import Element

__all__ = ["ParagraphStyle", "RunProperties", "Styles", "run_properties"]

RunProperties = Mapping[str, Element]
"""The elements of run properties that matter here, by plain name; what is nearer to the text replaces what is not."""

_MATTERING = frozenset(
    f"{W}{name}"
    for name in ("vanish", "specVanish", "strike", "dstrike", "color", "sz", "shd", "highlight", "vertAlign", "rStyle")
)
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*[1-9]|title|标题", re.IGNORECASE)
_BODY_LEVEL = 9
_LONGEST_CHAIN = 30


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says about its paragraphs."""

    heading: bool = False
    numbering: tuple[str, int | None] | None = None
    """The list's id and level; the level is None where only the list says which one belongs to the style."""
    run: RunProperties = field(default_factory=dict)
    shading: Element | None = None


def run_properties(properties: Element | None) -> dict[str, Element]:
    """Return the run properties that matter of an ``rPr``; those that a tracked change replaced are not among them."""
    if properties is None:
        return {}
    return {item.tag.removeprefix(W): item for item in properties if item.tag in _MATTERING}


class Styles:
    """The styles part of a document; without one, every text is plain."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        for style in root.iterfind(f"{W}style") if root is not None else ():
            identity = attribute(style, "styleId")
            self._styles.setdefault(identity, style)
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default = self._default or identity
        self._base = run_properties(child(root, "docDefaults/rPrDefault/rPr"))
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, RunProperties] = {}
        self._tables: dict[str, bool] = {}

    def paragraph(self, identity: str) -> ParagraphStyle:
        """Return a paragraph style with all that it inherits; the default one where the id is unknown or empty."""
        if identity not in self._styles:
            identity = self._default
        if identity not in self._paragraphs:
            self._paragraphs[identity] = self._paragraph(identity)
        return self._paragraphs[identity]

    def character(self, identity: str) -> RunProperties:
        """Return what a character style says, with all that it inherits."""
        if identity not in self._characters:
            chain = self._chain(identity) if identity else []
            self._characters[identity] = _merged(child(style, "rPr") for style in reversed(chain))
        return self._characters[identity]

    def shades_cells(self, identity: str) -> bool:
        """True where a table style colours cells, so that nobody can tell a cell's background from the cell alone."""
        if identity not in self._tables:
            chain = self._chain(identity) if identity else []
            self._tables[identity] = any(next(style.iter(f"{W}shd"), None) is not None for style in chain)
        return self._tables[identity]

    def number_of_style(self, identity: str) -> str:
        """Return the list that a numbering style names; empty where it names none."""
        return value_of(self._styles.get(identity), "pPr/numPr/numId")

    def _chain(self, identity: str) -> list[Element]:
        """The style and those it is based on, the nearest first."""
        found: list[Element] = []
        seen: set[str] = set()
        while identity in self._styles and identity not in seen and len(found) < _LONGEST_CHAIN:
            seen.add(identity)
            found.append(self._styles[identity])
            identity = value_of(found[-1], "basedOn")
        return found

    def _paragraph(self, identity: str) -> ParagraphStyle:
        chain = self._chain(identity)
        numbered = next((found for style in chain if (found := child(style, "pPr/numPr")) is not None), None)
        shading = next((found for style in chain if (found := child(style, "pPr/shd")) is not None), None)
        return ParagraphStyle(
            heading=_is_heading(chain),
            numbering=None if numbered is None else _list_of(numbered),
            run={**self._base, **_merged(child(style, "rPr") for style in reversed(chain))},
            shading=shading,
        )


def _merged(layers: Iterable[Element | None]) -> dict[str, Element]:
    merged: dict[str, Element] = {}
    for layer in layers:
        merged.update(run_properties(layer))
    return merged


def _list_of(numbered: Element) -> tuple[str, int | None]:
    level = value_of(numbered, "ilvl")
    return value_of(numbered, "numId"), number_of(level, 0) if level else None


def _is_heading(chain: list[Element]) -> bool:
    for style in chain:
        level = value_of(style, "pPr/outlineLvl")
        if level:
            return number_of(level, _BODY_LEVEL) < _BODY_LEVEL
        if _HEADING_NAME.fullmatch(value_of(style, "name").strip()):
            return True
    return False
