"""The sources of a batch as pieces of work, each opened by whoever does it, where another process can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from extractor.errors import SourceError
from extractor.library import Opened, open_each, read_bytes, source_name

__all__ = ["Task", "tasks_of"]

_STDIN = "-"
_OF_THIS_PROCESS = ("/dev/fd/", "/dev/stdin", "/proc/self/")
"""Paths that mean another file in another process, such as bash's ``<(command)``."""


@dataclass(frozen=True, slots=True)
class Task:
    """One source to read."""

    index: int
    """Its place in the order of the sources."""
    name: str
    """As the user named it."""
    data: bytes | None = None
    """Its bytes, where no other process could open it."""

    def open(self) -> Opened:
        """Return the source with its bytes, or with why it cannot be opened."""
        if self.data is not None:
            return Opened(source_name(self.name), self.data)
        return next(open_each((self.name,)))


def tasks_of(names: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Task]:
    """Yield a task a source, in order.

    Args:
        names: paths.
        stdin: what the name ``-`` stands for; without it, ``-`` is a path as any other.
    """
    for index, name in enumerate(names):
        yield Task(index, name, _bytes_of(name, stdin))


def _bytes_of(name: str, stdin: BinaryIO | None) -> bytes | None:
    if stdin and name == _STDIN:
        return stdin.read()
    if not name.startswith(_OF_THIS_PROCESS):
        return None
    try:
        return read_bytes(name)
    except SourceError:
        return None  # whoever opens it meets the error again, and tells
