"""Run files on the disk: JSON Lines, compressed where the name ends in ``.gz``, the same bytes for the same run."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar, cast

from pydantic import BaseModel, ValidationError

from eval.runs.format import FORMAT, Header, RunDocument, RunFile
from extractor.errors import UsageError
from extractor.whole_files import whole_file

__all__ = ["header_of", "is_run_file", "read_run", "run_of", "write_run"]

M = TypeVar("M", bound=BaseModel)

_SPOILT = (OSError, EOFError, zlib.error)
"""What reading a file raises that is not there, or not what its compression says."""


def write_run(run: RunFile, path: Path) -> None:
    """Write a run, whole or not at all: the header's line, then one a document."""
    data = "".join(f"{line}\n" for line in _lines(run)).encode()
    with whole_file(path) as stream:
        stream.write(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def _lines(run: RunFile) -> Iterator[str]:
    yield run.header.model_dump_json()
    for document in run.documents:
        yield document.model_dump_json()


def is_run_file(path: Path) -> bool:
    """Return whether a file begins as a run file does."""
    try:
        with _opened(path) as lines:
            return f'"format":"{FORMAT}"' in lines.read(200)
    except (*_SPOILT, UnicodeDecodeError):
        return False


def read_run(path: Path) -> RunFile:
    """Return a run.

    Raises:
        UsageError: the file is missing, or a line of it is no part of a run; the message names the line.
    """
    with _told(path), _opened(path) as opened:
        text = opened.read()
    return _run(text, str(path))


def run_of(data: bytes, name: str, *, most: int) -> RunFile:
    """Return the run that a file's bytes hold, compressed or not; what its name ends in does not matter.

    Args:
        data: of the file.
        name: stands in messages.
        most: bytes that it may have when it is no longer compressed.

    Raises:
        UsageError: it is no run, cut off, or larger; the message names the line.
    """
    return _run(_text(data, name, most), name)


def header_of(data: bytes, name: str, *, most: int) -> Header:
    """Return what the run in a file's bytes says of itself; whether the rest is whole is not looked at.

    Args:
        data: of the file, compressed or not.
        name: stands in messages.
        most: bytes that it may have when it is no longer compressed.

    Raises:
        UsageError: it is no run, or larger.
    """
    return _parsed(Header, _text(data, name, most).partition("\n")[0], f"{name}:1")


def _text(data: bytes, name: str, most: int) -> str:
    with _told(name):
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(data)) as opened:
                data = opened.read(most + 1)
        if len(data) > most:
            raise UsageError(f"{name} is larger than {most:,} bytes: no run file that is looked at here")
        return data.decode("utf-8")


@contextmanager
def _told(name: object) -> Iterator[None]:
    """Say of what cannot be read that it cannot, and why."""
    try:
        yield
    except _SPOILT as error:
        raise UsageError(f"cannot read {name}: {error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is no run file: not UTF-8") from error


def _run(text: str, name: str) -> RunFile:
    lines = text.removesuffix("\n").split("\n")
    if lines == [""]:
        raise UsageError(f"{name} is no run file: it is empty")
    header = _parsed(Header, lines[0], f"{name}:1")
    documents = [_parsed(RunDocument, line, f"{name}:{number}") for number, line in enumerate(lines[1:], start=2)]
    if len(documents) != header.documents:
        raise UsageError(f"{name} is cut off: it names {header.documents} documents and holds {len(documents)}")
    return RunFile(header=header, documents=tuple(documents))


def _parsed(model: type[M], line: str, where: str) -> M:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "line"
        raise UsageError(f"{where}: no run file of `gongkai eval run`: {place}: {first['msg']}") from error


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, "rt", encoding="utf-8", newline="\n"))
    return path.open("r", encoding="utf-8", newline="\n")
