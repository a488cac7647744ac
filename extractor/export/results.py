"""Reading result files back: JSON Lines as ``gongkai extract`` writes them, plain or compressed with gzip."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import UsageError
from schemas import cell_definitions
from schemas.result import Extraction

__all__ = ["read_results"]

_GZIP = b"\x1f\x8b"


def read_results(path: Path, name: str | None = None) -> Iterator[Extraction]:
    """Yield the extractions of a result file, one a line; empty lines are passed over.

    Args:
        path: of the file.
        name: what it is called in an error; its path by default.

    Raises:
        UsageError: the file cannot be opened, or a line of it is no result; the message names the line.
    """
    name = name or str(path)
    try:
        with path.open("rb") as raw:
            compressed = raw.read(len(_GZIP)) == _GZIP
            raw.seek(0)
            with gzip.open(raw) if compressed else raw as stream:
                for number, line in enumerate(stream, 1):
                    if line.strip():
                        yield _parse(name, number, line)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UsageError(f"{name}: the compressed file is cut or damaged; compress it again") from error
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from error


def _parse(name: str, number: int, line: bytes) -> Extraction:
    try:
        extraction = Extraction.from_json_line(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}:{number}: no UTF-8; name a file that `gongkai extract` wrote") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the line"
        raise UsageError(
            f"{name}:{number}: no result of this version of gongkai ({field}: {first['msg']}); "
            "name a file that `gongkai extract` wrote, and write it again where it is cut or old"
        ) from error
    for report in extraction.reports:
        for unknown in report.cells.keys() - cell_definitions().keys():
            raise UsageError(f"{name}:{number}: no form has a cell {unknown!r}; `gongkai forms` lists all paths")
    return extraction
