"""Where a sample's cassette stands; known without the libraries that play it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from extractor.errors import UsageError

__all__ = ["cassette_path"]


def cassette_path(folder: Path, name: str) -> Path:
    """Return the file of a sample's cassette.

    Raises:
        UsageError: the name leads out of the folder.
    """
    parts = PurePosixPath(name)
    if not name or parts.is_absolute() or ".." in parts.parts:
        raise UsageError(f"{name!r} is no name of a cassette")
    return folder / f"{name}.json"
