"""Answers kept on disk, so that nothing is paid for twice.

Kept is what came over the wire, never what was made of it: it is checked against the schema again whenever it is used.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import diskcache
from diskcache.core import MODE_RAW
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from extractor.errors import UsageError
from extractor.model.canonical import sha256_of
from extractor.model.completion import Completion

__all__ = ["AnswerCache", "Kept", "cache_key"]

_NEVER_TO_A_FILE = 2**31
_SETTINGS = {
    "size_limit": 2**40,
    "cull_limit": 0,
    "eviction_policy": "none",
    "disk_min_file_size": _NEVER_TO_A_FILE,
}
"""Nothing is evicted, by size or age. All values stand in the database, so that no row may name a file."""


class _PlainDisk(diskcache.JSONDisk):  # type: ignore[misc]  # the library has no types
    """JSON alone. The library's own JSON disk unpickles what a row says is a pickle (CVE-2025-69872); this does not."""

    def fetch(self, mode: int, filename: str | None, value: object, read: bool) -> object:
        if mode != MODE_RAW or filename is not None or read:
            raise ValueError("a row that is no JSON in the database was refused")
        return super().fetch(mode, filename, value, read)

    def get(self, key: object, raw: bool) -> object:
        if not raw:
            raise ValueError("a pickled key was refused")
        return super().get(key, raw)

    def remove(self, file_path: str) -> None:
        """Remove nothing: a row has no file, and one that claims to is not believed."""


class Kept(BaseModel):
    """One kept answer, as it stands on disk."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    completion: dict[str, JsonValue]
    """The body as it came."""
    usage: dict[str, JsonValue] | None
    """What the provider said that it cost; None where it said nothing."""
    attempts: int
    """Calls that it took."""

    @classmethod
    def of(cls, completion: Completion, attempts: int) -> Kept:
        """Return what to keep of a completion that took so many calls."""
        usage = completion.raw.get("usage")
        raw = {"completion": completion.raw, "usage": usage if isinstance(usage, dict) else None}
        return cls.model_validate({**raw, "attempts": attempts})


def cache_key(body: Mapping[str, object], schema_sha256: str, epoch: int) -> str:
    """Return the key of a call: the hash of its body, of its answer's schema and of the epoch.

    Args:
        body: model, parameters and messages, as sent.
        schema_sha256: of the answer's JSON Schema; in some modes the body holds it in another dress.
        epoch: see ``ModelSettings``.
    """
    return sha256_of({"body": body, "schema": schema_sha256, "epoch": epoch})


class AnswerCache:
    """Kept answers in a folder that only its owner may enter. Several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        """Open the cache, making its folder where there is none.

        Raises:
            UsageError: the folder cannot be made, belongs to another user, or holds no cache but something else.
        """
        self.folder = _private(folder)
        self.problem: str | None = None
        """Why answers could not be kept or looked up, the first time; None while they could."""
        self.refused = 0
        """Rows that were not believed: of another kind than are ever written here, or damaged."""
        try:
            self._cache = diskcache.Cache(str(self.folder), disk=_PlainDisk, **_SETTINGS)
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{folder}: holds no cache that can be read ({error}); name another folder") from error

    def get(self, key: str) -> Kept | None:
        """Return the kept answer, or None where there is none that can be believed, or none can be looked up."""
        try:
            found: object = self._cache.get(key, retry=True)
            return None if found is None else Kept.model_validate(found)
        except (ValidationError, ValueError, TypeError, zlib.error):
            self.refused += 1
        except (sqlite3.Error, OSError, diskcache.Timeout) as error:
            self._note(error)
        return None

    def put(self, key: str, kept: Kept) -> None:
        """Keep an answer; what stood there is replaced. A full disk costs the copy, never the answer: see ``problem``."""
        try:
            self._cache.set(key, kept.model_dump(mode="json"), retry=True)
        except (sqlite3.Error, OSError, diskcache.Timeout) as error:
            self._note(error)

    def _note(self, error: Exception) -> None:
        self.problem = self.problem or f"{self.folder}: answers cannot be kept ({type(error).__name__}: {error})"

    def size(self) -> tuple[int, int]:
        """Return how many answers are kept, and how many bytes they take."""
        return len(self._cache), int(self._cache.volume())

    def clear(self) -> int:
        """Remove every answer; return how many there were."""
        return int(self._cache.clear(retry=True))

    def close(self) -> None:
        """Close the database."""
        self._cache.close()


def _private(folder: Path) -> Path:
    """Return the folder, made or narrowed so that only its owner may enter."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
        if state.st_uid != os.geteuid():
            raise UsageError(f"{folder}: the cache's folder belongs to another user; name another with --cache-dir")
        if stat.S_IMODE(state.st_mode) != 0o700:
            folder.chmod(0o700)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be the cache's folder: {error.strerror}") from error
    return folder
