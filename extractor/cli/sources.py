"""What the user named as sources: files, ``-``, folders and patterns, made into a list of files."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SUFFIXES", "Sources", "find_sources"]

_STDIN = "-"

_TEXT = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".md", ".markdown")
_OFFICE = (".docx", ".docm", ".doc", ".wps", ".rtf", ".xlsx", ".xlsm", ".xls", ".et")
SUFFIXES = frozenset((*_TEXT, *_OFFICE))
"""Files of a folder that are taken for reports; a file that is named itself is read whatever its suffix."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a run, in order."""

    names: tuple[str, ...]
    passed_over: Counter[str]
    """Files in named folders whose suffix is none of ``SUFFIXES``, counted by suffix."""


def find_sources(arguments: Iterable[str]) -> Sources:
    """Return the files that the arguments name, each argument's files sorted by path.

    A folder stands for the files below it; a pattern (``*``, ``?``, ``**``) for the files that match. What does not
    exist stays in the list, to fail as a source of its own; names that begin with a dot are left out of folders.
    """
    names: list[str] = []
    passed_over: Counter[str] = Counter()
    for argument in arguments:
        for path in _matches(argument):
            if path == _STDIN or not Path(path).is_dir():
                names.append(path)
                continue
            for file in sorted(_files_below(path)):
                suffix = Path(file).suffix.lower()
                if suffix in SUFFIXES:
                    names.append(file)
                else:
                    passed_over[suffix] += 1
    return Sources(tuple(names), passed_over)


def _matches(argument: str) -> list[str]:
    if argument == _STDIN or os.path.lexists(argument) or not glob.has_magic(argument):
        return [argument]
    return sorted(glob.glob(argument, recursive=True)) or [argument]  # noqa: PTH207 (Path.glob takes no absolute pattern)


def _files_below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(place, name) for name in files if not name.startswith("."))  # noqa: PTH118
