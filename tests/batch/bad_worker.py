"""A worker that does to itself what a source's name begins with; run as a program by the tests."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractor import pipeline
from extractor.batch import worker
from extractor.library import failure
from extractor.pipeline import Settings
from schemas.result import Extraction


def _recurse() -> None:
    _recurse()


def _segfault() -> None:
    ctypes.string_at(0)


def _never_give_way() -> None:
    re.match(r"(a+)+$", "a" * 64 + "b")


def _spin() -> None:
    while True:
        pass


def _balloon() -> None:
    bytearray(1 << 40)


DOES: dict[str, Callable[[], object]] = {
    "sleep": lambda: time.sleep(3600),
    "spin": _spin,
    "stuck": _never_give_way,
    "segfault": _segfault,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": lambda: os._exit(3),
    "recursion": _recurse,
    "balloon": _balloon,
    "print": lambda: print("not for the parent"),
    "slow": lambda: time.sleep(0.3),
}


def read(data: bytes, name: str, settings: Settings | None = None, model: object = None) -> Extraction:
    """Stand in for the pipeline: who read it is the message."""
    place = Path(name)
    if place.is_absolute():
        place.with_name(f"{place.name} begun").touch()
    for word, action in DOES.items():
        if place.name.startswith(word):
            action()
    return failure(name, "0" * 64, "read", str(os.getpid()), settings or Settings())


if __name__ == "__main__":
    pipeline.extract = read
    worker._GRACE = 0.5
    worker._MOST_SOURCES = int(sys.argv[1]) if sys.argv[1].isdigit() else 2000
    worker.main()
