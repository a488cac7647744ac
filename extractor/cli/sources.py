"""What the user named as sources: files, ``-``, folders and patterns, made into a list of files."""

from __future__ import annotations

import glob
import os
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from extractor.errors import UsageError

__all__ = ["SUFFIXES", "Sources", "find_sources", "read_list"]

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
    repeated: int = 0
    """How often a file was named that had been named before."""


def find_sources(arguments: Iterable[str], listed: Iterable[str] = ()) -> Sources:
    """Return the files that the arguments name, each argument's files sorted by path, and no file twice.

    A folder stands for the files below it; a pattern (``*``, ``?``, ``**``) for the files that match. What does not
    exist stays in the list, to fail as a source of its own; names that begin with a dot are left out of folders.

    Args:
        arguments: files, folders, patterns, ``-``.
        listed: files and folders.
    """
    names: dict[str, None] = {}
    passed_over: Counter[str] = Counter()
    named = 0
    for path in chain(chain.from_iterable(map(_matches, arguments)), listed):
        files = [path]
        if path != _STDIN and Path(path).is_dir():
            below = sorted(_files_below(path))
            files = [file for file in below if Path(file).suffix.lower() in SUFFIXES]
            passed_over.update(suffix for file in below if (suffix := Path(file).suffix.lower()) not in SUFFIXES)
        named += len(files)
        names.update(dict.fromkeys(files))
    return Sources(tuple(names), passed_over, named - len(names))


def read_list(place: str, stdin: BinaryIO) -> tuple[str, ...]:
    """Return the names that a list holds, taken as they are: no pattern, and ``-`` is a file of that name.

    Args:
        place: of the list; ``-`` for standard input.
        stdin: standard input.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        data = stdin.read() if place == _STDIN else Path(place).read_bytes()
    except OSError as error:
        raise UsageError(f"{place}: the list of sources cannot be read: {error.strerror}") from error
    lines = data.split(b"\0") if b"\0" in data else map(_end_stripped, data.removeprefix(BOM_UTF8).split(b"\n"))
    names = map(os.fsdecode, filter(None, lines))
    return tuple(f"./{name}" if name == _STDIN else name for name in names)


def _end_stripped(line: bytes) -> bytes:
    return line.removesuffix(b"\r")


def _matches(argument: str) -> list[str]:
    if argument == _STDIN or os.path.lexists(argument) or not glob.has_magic(argument):
        return [argument]
    return sorted(glob.glob(argument, recursive=True)) or [argument]  # noqa: PTH207 (Path.glob takes no absolute pattern)


def _files_below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(place, name) for name in files if not name.startswith("."))  # noqa: PTH118
