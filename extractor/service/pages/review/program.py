"""The script and the style of the review page: the shared part of ``extractor.export.review``, and what is its own."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from extractor.export.review.program import program, stylesheet

__all__ = ["review_script", "review_style"]

_SCRIPTS = (
    "own_words.js",
    "outbox.js",
    "decisions.js",
    "heads.js",
    "pane.js",
    "conflict.js",
    "bindings.js",
    "left.js",
    "around.js",
    "start.js",
)
_STYLES = ("review.css",)


def review_script() -> bytes:
    """Return the whole script of the page."""
    return program(_texts(_SCRIPTS)).encode()


def review_style() -> bytes:
    """Return the whole style of the page, on top of that of all pages."""
    return stylesheet(_texts(_STYLES)).encode()


def _texts(names: tuple[str, ...]) -> Iterator[str]:
    folder = files("extractor.service.pages.review").joinpath("scripts")
    return (folder.joinpath(name).read_text("utf-8") for name in names)
