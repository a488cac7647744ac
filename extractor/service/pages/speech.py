"""The words of the pages: data, in English and in Chinese, one file a page in ``words/``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from extractor.export.review.vocabulary import vocabulary

__all__ = ["LANGUAGES", "Language", "Pair", "named", "pairs", "say"]

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
Pair = tuple[str, str]
"""English and Chinese."""

_FOLDERS = ("words", "review/words")
"""Where files of words stand, within this package."""


def say(language: Language, key: str, /, **values: object) -> str:
    """Return the words of a key, such as ``reports.title``, with its values filled in.

    Raises:
        KeyError: there are no such words, or a value that they name is not given.
    """
    text = pairs()[key][LANGUAGES.index(language)]
    if "|" in text:
        one, many = text.split("|")
        text = one if values["n"] in (1, "1") else many
    return text.format(**values)


def named(language: Language, group: str, code: str) -> str:
    """Return what a code of a result is called, the same on every page; a code without words is shown as it is."""
    words = _codes().get(group, {}).get(code)
    return words[LANGUAGES.index(language)] if words else code


@cache
def pairs() -> Mapping[str, Pair]:
    """Return all words by key.

    Raises:
        ValueError: a file says something else than two texts a key.
    """
    found: dict[str, Pair] = {}
    for place in _FOLDERS:
        folder = files("extractor.service.pages").joinpath(*place.split("/"))
        if folder.is_dir():
            for file in sorted(folder.iterdir(), key=lambda one: one.name):
                if file.name.endswith(".toml"):
                    found.update(_read(file.name, tomllib.loads(file.read_text("utf-8"))))
    return found


def _read(name: str, tables: Mapping[str, Mapping[str, object]]) -> Iterable[tuple[str, Pair]]:
    for table, entries in tables.items():
        for key, value in entries.items():
            if not (isinstance(value, list) and len(value) == 2 and all(isinstance(text, str) for text in value)):
                raise ValueError(f"{name}: {table}.{key} must be two texts, English and Chinese")
            yield f"{table}.{key}", (value[0], value[1])


@cache
def _codes() -> Mapping[str, Mapping[str, Pair]]:
    return {group: codes for group, codes in vocabulary().items() if isinstance(codes, dict)}
