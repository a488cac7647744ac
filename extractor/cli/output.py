"""Where data goes: standard output as UTF-8 whatever the locale, or a file that is written whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from extractor.errors import UsageError
from extractor.whole_files import whole_file

__all__ = ["bytes_out", "lines_out", "takes_whole_files"]


@contextmanager
def lines_out(path: Path | None, *, silent: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function that writes one line, at once.

    Args:
        path: see ``bytes_out``.
        silent: with no path, write nothing: standard output is for something else.
    """
    if silent and path is None:
        yield lambda line: None
        return
    with bytes_out(path) as stream:

        def write(line: str) -> None:
            stream.write(line.encode("utf-8") + b"\n")
            stream.flush()

        yield write


@contextmanager
def bytes_out(path: Path | None) -> Iterator[BinaryIO]:
    """Yield a stream to write into.

    Args:
        path: None or ``-`` for standard output. A file is written beside its place and renamed when all is done, so
            that its place never holds a part; a pipe or a device is written to directly.

    Raises:
        UsageError: the place cannot be written.
    """
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        return
    target, whole = path.resolve(), takes_whole_files(path)
    with ExitStack() as opened:
        try:
            stream = opened.enter_context(whole_file(target) if whole else target.open("wb"))
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
        yield stream


def takes_whole_files(path: Path) -> bool:
    """Return True for the place of a file; False for ``-``, a pipe or a device, which is written to directly."""
    return str(path) != "-" and (path.is_file() or not path.exists())
