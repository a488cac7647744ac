"""A folder of files that appears whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from extractor.errors import UsageError

__all__ = ["write_folder"]


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files into a new folder.

    Args:
        folder: which is not there yet.
        files: name, with ``/`` between folders, and content of each.

    Returns:
        How many were written.

    Raises:
        UsageError: the folder is there already.
    """
    if folder.exists():
        raise UsageError(f"{folder}: is there already")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        made.chmod(0o755)
        written = 0
        for name, content in files:
            place = made / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            written += 1
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return written
