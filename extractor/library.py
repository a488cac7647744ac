"""Reading a source from where it stands: the file system's side of ``extractor.pipeline``."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor import pipeline
from extractor.errors import SourceError
from extractor.model.reader import ModelReader
from extractor.pipeline import Settings
from extractor.sources import read_source
from extractor.version import VERSION
from schemas.result import SCHEMA_VERSION, ErrorResult, Extraction, Run

__all__ = ["Opened", "extract", "failure", "open_each", "read_bytes", "source_name", "source_text"]


def extract(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    settings: Settings | None = None,
    model: ModelReader | None = None,
) -> Extraction:
    """Return everything that can be read from one source.

    Args:
        source: the path of a file, or the bytes of one.
        name: what the source is called in the result; by default the path as given, or ``bytes``. Its suffix is a
            hint to the kind of the bytes.
        settings: None for the defaults.
        model: the second reader; None reads without one.

    Returns:
        One extraction; where the source cannot be read as a report, its ``error`` is set.

    Raises:
        SourceError: the file cannot be opened.
    """
    if isinstance(source, bytes):
        return pipeline.extract(source, name or "bytes", settings, model)
    return pipeline.extract(read_bytes(source), name or source_name(os.fspath(source)), settings, model)


@dataclass(frozen=True, slots=True)
class Opened:
    """A source that was opened, or why it could not be."""

    name: str
    """As the result calls it."""
    data: bytes
    error: SourceError | None = None

    def extract(self, settings: Settings, model: ModelReader | None = None) -> Extraction:
        """Return what can be read from it; a source that could not be opened is an extraction with ``error``."""
        if self.error:
            return self.failed(self.error.kind, self.error.message, settings)
        return pipeline.extract(self.data, self.name, settings, model)

    def failed(self, kind: str, message: str, settings: Settings) -> Extraction:
        """Return the extraction that says why this source could not be read; no ``sha256`` where it was not opened."""
        sha256 = "" if self.error else hashlib.sha256(self.data).hexdigest()
        return failure(self.name, sha256, kind, message, settings)


def failure(name: str, sha256: str, kind: str, message: str, settings: Settings) -> Extraction:
    """Return the extraction that says why a source could not be read.

    Args:
        name: of the source, as results call it.
        sha256: of its content; empty where it was not opened.
        kind: see ``SourceError``.
        message: see ``SourceError``.
        settings: of the run.
    """
    return Extraction(
        source=name,
        sha256=sha256,
        schema_version=SCHEMA_VERSION,
        origin=None,
        error=ErrorResult(kind=kind, message=message),
        run=Run(version=VERSION, settings=settings.digest(), model=None, prompts={}),
        reports=[],
    )


def open_each(sources: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Opened]:
    """Yield the sources one after another, each opened when it is asked for.

    Args:
        sources: paths.
        stdin: what the name ``-`` stands for; without it, ``-`` is a path as any other.

    """
    for source in sources:
        name = source_name(source)
        try:
            yield Opened(name, stdin.read() if stdin and source == "-" else read_bytes(source))
        except SourceError as error:
            yield Opened(name, b"", error)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file.

    Raises:
        SourceError: it cannot be opened or read; kind ``unreadable``.
    """
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SourceError("unreadable", f"{source_name(os.fspath(path))}: cannot be opened: {reason}") from error


def source_text(data: bytes, name: str) -> str:
    """Return the text of a source that all spans of its result are of.

    Args:
        data: the source's bytes as they came.
        name: of the source; its suffix is a hint to its kind.

    Raises:
        SourceError: it cannot be read.
    """
    return read_source(data, name).text


def source_name(path: str) -> str:
    """Return the path as it is written into a result: with undecodable bytes of a file name replaced."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
