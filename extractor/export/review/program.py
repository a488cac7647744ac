"""The scripts and styles of a review page: what every such page has, and what is one page's own.

The shared part knows the form, the source's text, the card of a cell, values and words. Each page brings its own
functions for the rest, by these names: where decisions are kept (``decisionOf``, ``decide``, ``undoLast``,
``isSettled``, ``settledCount``, ``progress``), what its keys do (``KEYS``, ``ACTIONS``, ``enter``, ``cardButtons``, ``cardNotes``,
``cardFoot``, ``optionKeys``, ``optionAt``), and what stands around the form (``refreshBar``, ``showChanges``, ``showAgain``,
``showPlace``, ``rememberPlace``, ``inText``, ``reportsByNumber``, ``reportsByName``, ``moreFound``).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

__all__ = ["program", "static_text", "stylesheet"]

_SCRIPTS = (
    "words.js",
    "dom.js",
    "data.js",
    "values.js",
    "marks.js",
    "form.js",
    "source.js",
    "options.js",
    "card.js",
    "panels.js",
    "queue.js",
    "dialogs.js",
    "view.js",
    "actions.js",
    "keys.js",
)
_STYLES = ("colours.css", "card.css", "form.css", "source.css")


def static_text(name: str) -> str:
    """Return one file of ``static/``."""
    return files("extractor.export.review").joinpath("static", name).read_text("utf-8")


def program(own: Iterable[str]) -> str:
    """Return the whole script of a page, its own part last, in a scope of its own."""
    text = "\n".join((*map(static_text, _SCRIPTS), *own))
    return f'(function () {{\n"use strict";\n{text}}})();\n'


def stylesheet(own: Iterable[str]) -> str:
    """Return the whole style of a page, its own part last."""
    return "\n".join((*map(static_text, _STYLES), *own))
