"""Results of a run that has not ended, kept beside their place: what a kill, a crash or Ctrl-C leaves to go on from.

``OUT.partial`` is a line with what the run was told, then a line a source that is done, in the order of completion. A
line begins with a hash of what follows, so a torn one is known, and left out. The file is locked as long as a run writes
it; the system drops the lock with the process. It is gone once ``OUT`` stands there, whole.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from extractor.batch.outcome import Outcome
from extractor.errors import UsageError
from extractor.pipeline import Settings
from extractor.version import VERSION
from extractor.whole_files import to_disk
from schemas.result import SCHEMA_VERSION

__all__ = ["Journal", "open_journal", "partial_place"]

_FORMAT = 1
_SYNC_SECONDS = 5.0
"""What is older than this survives the machine's end; what is written survives the program's at once."""
_LONGEST_START = 1000
"""Bytes, more than the first line of a journal has."""


def partial_place(target: Path) -> Path:
    """Return where the results of a run stand until it has ended."""
    return target.with_name(f"{target.name}.partial")


def _identity(settings: Settings) -> bytes:
    """What results must have in common to stand in one file."""
    words = {"journal": _FORMAT, "version": VERSION, "schema": SCHEMA_VERSION, "settings": settings.digest()}
    return json.dumps(words).encode()


class Journal:
    """The outcomes of a run, added as they come and read by where they stand."""

    def __init__(self, place: Path, descriptor: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Take over a file that is open and locked."""
        self.place = place
        self.count = 0
        """Outcomes that were found or added."""
        self._file = os.fdopen(descriptor, "r+b", buffering=0)
        self._end = 0
        self._spare = False
        """True once it is known to hold no outcome."""
        self._discarded = False
        self._clock, self._synced = clock, clock()

    def start(self, settings: Settings) -> bool:
        """Make it empty; return whether something was in it.

        Raises:
            UsageError: the file is somebody else's.
        """
        self._first_line()
        dropped = self._size() > 0
        self._file.truncate(0)
        self._end = self.count = 0
        self._write(_identity(settings))
        self._spare = True
        return dropped

    def recover(self, settings: Settings) -> Iterator[tuple[int, Outcome]] | None:
        """Return an iterator over what an earlier run left, each with where it stands; None if it was told otherwise.

        Nothing may be added before the iterator has ended: it cuts off what is torn.

        Raises:
            UsageError: the file is somebody else's.
        """
        if not self._size():
            self.start(settings)
        return self._recovered() if self._first_line() == _identity(settings) else None

    def _size(self) -> int:
        return self._file.seek(0, os.SEEK_END)

    def _first_line(self) -> bytes | None:
        """What the run that began it was told; None where it was torn at once."""
        self._file.seek(0)
        first = _checked(self._file.readline(_LONGEST_START))
        if first is None and self._size() > _LONGEST_START:
            raise UsageError(f"{self.place}: not what gongkai leaves there; move it away")
        return first

    def _recovered(self) -> Iterator[tuple[int, Outcome]]:
        with open(os.dup(self._file.fileno()), "rb") as stream:  # noqa: PTH123 (it has no path of its own)
            stream.seek(0)
            self._end = here = len(stream.readline())
            for line in stream:
                content = _checked(line)
                if content is not None:
                    yield here, Outcome.from_bytes(content)
                    self.count += 1
                    self._end = here + len(line)
                here += len(line)
        self._file.truncate(self._end)
        self._spare = not self.count

    def add(self, outcome: Outcome) -> int:
        """Add an outcome; return where it stands."""
        here = self._end
        self._spare = False
        self._write(outcome.to_bytes())
        self.count += 1
        now = self._clock()
        if now - self._synced > _SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._synced = now
        return here

    def read(self, places: Iterable[int]) -> Iterator[Outcome]:
        """Yield the outcomes that stand at these places.

        Raises:
            UsageError: the file was changed meanwhile.
        """
        with self.place.open("rb") as stream:
            for place in places:
                stream.seek(place)
                content = _checked(stream.readline())
                if content is None:
                    raise UsageError(f"{self.place}: changed while it was used; remove it and begin anew")
                yield Outcome.from_bytes(content)

    def close(self) -> None:
        """Leave the file to whoever goes on with it, or remove it where it holds nothing."""
        if not self._discarded and (self._spare or not self._size()):
            with suppress(FileNotFoundError):
                self.place.unlink()
        os.fsync(self._file.fileno())
        self._file.close()

    def discard(self) -> None:
        """Remove the file: all of it stands elsewhere."""
        to_disk(self.place.parent)  # its results have their name before they lose this one
        self.place.unlink(missing_ok=True)
        self._discarded = True  # the name may be another run's from now on

    def _write(self, content: bytes) -> None:
        self._file.seek(self._end)
        line = _hash(content) + b" " + content + b"\n"
        rest = memoryview(line)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._end += len(line)


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=8).hexdigest().encode()


def _checked(line: bytes) -> bytes | None:
    """The content of a line, or None where it is not what was written."""
    check, _, content = line.partition(b" ")
    if not content.endswith(b"\n") or check != _hash(content[:-1]):
        return None
    return content[:-1]


@contextmanager
def open_journal(target: Path) -> Iterator[Journal]:
    """Yield the journal beside ``target``, locked; as it was left, or empty.

    Raises:
        UsageError: it cannot be written, or another run writes it.
    """
    place = partial_place(target)
    journal = Journal(place, _locked(place, target))
    try:
        yield journal
    finally:
        journal.close()


def _locked(place: Path, target: Path) -> int:
    """The open file, locked. One that is removed between opening and locking is no use: the run that had it has ended."""
    while True:
        try:
            descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise UsageError(f"{target}: cannot be written: {error.strerror} ({place.name})") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), place.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except BlockingIOError:
            os.close(descriptor)
            raise UsageError(f"{target}: another run writes it now ({place.name} is locked)") from None
        except OSError as error:
            os.close(descriptor)
            raise UsageError(f"{place}: cannot be locked: {error.strerror}") from error
        os.close(descriptor)
