"""A mode: one named way in which a source can be spoilt, and the registry of all of them.

Each file of ``eval.mangle.modes`` defines ``MODES``, one or several; nothing else lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from eval.mangle import modes as modes_package
from eval.mangle.draft import Apply
from eval.truth import FORMS

__all__ = ["Mode", "ModeSpec", "Stage", "all_modes", "parse_modes"]


class Stage(IntEnum):
    """When a mode runs; earlier stages first, within a stage in the order given."""

    TRUTH = 0
    """Changes which reports stand there, and what their agencies decided."""
    STRUCTURE = 1
    """Changes paragraphs and table cells before rendering."""
    RENDER = 2
    """Makes the text; exactly one of these runs."""
    TEXT = 3
    """Changes the rendered text; markup of HTML is left alone."""
    ENCODE = 4
    """Makes the bytes; at most one of these runs, UTF-8 otherwise."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to spoil a source."""

    name: str
    stage: Stage
    apply: Apply
    summary: str
    """One line for lists: what a reader sees in the source."""
    lossless: bool = True
    """True where a careful reader still gets every cell, so the cells' labels are the truth's."""
    noisy: bool = False
    """True where characters are damaged: the label keeps what was printed before."""
    strength: float = 1.0
    """The default where none is given; what it counts is said in ``summary``."""
    forms: tuple[str, ...] = FORMS
    """Forms that it can be applied to."""
    implies: tuple[str, ...] = ()
    """Modes that must run with it; added where they are not given."""
    renderer: str = "html"
    """The renderer that runs where none is given."""
    binary: bool = False
    """A renderer whose source is bytes and no text: nothing can change it after it ran."""
    shares_document: bool = False
    """True where two prints of one cell share a document: no mode that changes or loses cells can run with it."""


@dataclass(frozen=True, slots=True)
class ModeSpec:
    """A mode and how strong."""

    name: str
    strength: float | None = None
    """None for the mode's own default."""

    def __str__(self) -> str:
        return self.name if self.strength is None else f"{self.name}:{self.strength:g}"


@cache
def all_modes() -> dict[str, Mode]:
    """Return every mode by name, in order of stage and name."""
    found: list[Mode] = []
    for info in pkgutil.iter_modules(modes_package.__path__):
        found += importlib.import_module(f"{modes_package.__name__}.{info.name}").MODES
    return {mode.name: mode for mode in sorted(found, key=lambda mode: (mode.stage, mode.name))}


def parse_modes(text: str) -> tuple[ModeSpec, ...]:
    """Return the modes that ``a+b:0.02`` names.

    Raises:
        ValueError: no such mode, or a strength that is no number; the message says which.
    """
    specs: list[ModeSpec] = []
    for part in text.split("+"):
        name, colon, strength = part.strip().partition(":")
        if name not in all_modes():
            raise ValueError(f"no mode {name!r}; there are {', '.join(all_modes())}")
        try:
            specs.append(ModeSpec(name, float(strength) if colon else None))
        except ValueError:
            raise ValueError(f"mode {name!r}: strength {strength!r} is no number") from None
    return tuple(specs)
